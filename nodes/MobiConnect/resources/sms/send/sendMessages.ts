import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../../../../delivery/delivery';
import { dispatch } from '../../../../../delivery/dispatch';
import { plan } from '../../../../../delivery/plan';
import { formatRecord, parseRecord, restore, type Known } from '../../../../../delivery/record';
import { asInputError } from '../../../shared/inputError';
import { requireCredential } from '../../../shared/session/credential';
import { clock } from '../../../shared/clock';
import { onceKeysOf } from '../../../shared/onceKeys';
import { recordStore, type RecordStore } from '../../../shared/recordStore';
import { Session } from '../../../shared/session/session';
import type { Link } from '../message/link';
import { isStopping } from '../message/messages';
import { prepare, type Prepared } from '../plan/prepare';
import { hint } from '../results/hint';
import { deliveryError } from './errors/deliveryError';
import { inputError, obstacleError, recordError } from './errors/inputErrors';
import { OnceClaims } from './onceClaims';
import { submitWith } from './submit';
import { withinHours } from './withinHours';

/** A run of which everything that could be sent was sent. */
export interface Sent {
	readonly prepared: Prepared;
	/** What earlier tries knew of recipients that the items no longer ask for. */
	readonly gone: readonly Known[];
	/** Those that were still to be sent when the run began. */
	readonly tried: ReadonlySet<Delivery>;
	readonly store: RecordStore;
	/** Whether somebody stopped the execution meanwhile. */
	readonly isStopped: boolean;
}

/** How the messages of a run are sent. */
export interface HowToSend {
	/** Put at the end of each message. */
	readonly link?: Link;
	/** Called before anything is sent, with what earlier tries know. It throws where the run can't be gone on with. */
	readonly check?: (known: readonly Known[]) => void;
}

/**
 * Sends every item's message to whom no earlier try has sent it, and keeps a record of it for a later try.
 *
 * @throws {NodeOperationError} where nothing is sent
 */
export async function sendMessages(context: IExecuteFunctions, how: HowToSend = {}): Promise<Sent> {
	const stopOnFailure = !context.continueOnFail();
	const store = recordStore(context);
	const known = readKnown(context, store);
	how.check?.(known);
	const credential = await requireCredential(context).catch((error: unknown) => {
		throw obstacleError(context, { error: asInputError(error) }, known);
	});
	const prepared = prepare(context, credential, how.link);
	const [problem, ...others] = prepared.readings.filter(isStopping);
	if (problem && stopOnFailure) throw inputError(context, [problem, ...others], known);
	if (prepared.obstacle && stopOnFailure) throw obstacleError(context, prepared.obstacle, known);

	const { deliveries, requests, options } = prepared;
	const gone = restore(requests, known);
	const record = () => formatRecord(requests, gone);
	store.follow(record);
	const tried = new Set(deliveries.filter((delivery) => delivery.isOpen(options.resendUnknown)));
	await deliver(context, prepared, { credential, open: [...tried] });
	store.keep(record());
	const isStopped = context.getExecutionCancelSignal()?.aborted === true;
	return { prepared, gone, tried, store, isStopped };
}

/**
 * Ends the execution of messages that were not all sent, unless the user chose to go on, or stopped it.
 *
 * @throws {NodeApiError} that says what became of the run
 */
export function refuseFailed(context: IExecuteFunctions, sent: Sent): void {
	if (context.continueOnFail() || sent.isStopped) return;
	const { deliveries, options } = sent.prepared;
	const error = deliveryError(context, deliveries, { ...sent, resendUnknown: options.resendUnknown });
	if (error) throw error;
}

/** Claims and sends what is open, unless something stands in the way of all of it. */
async function deliver(
	context: IExecuteFunctions,
	{ options, safeguards, obstacle }: Prepared,
	{
		credential,
		open,
	}: { readonly credential: ICredentialDataDecryptedObject; readonly open: readonly Delivery[] },
): Promise<void> {
	if (obstacle || open.length === 0) return;
	const signal = context.getExecutionCancelSignal();
	const session = new Session(context, credential, { timeoutMs: options.timeout * 1000, signal });
	const claims = new OnceClaims(onceKeysOf(context, options.onceKeysKept));
	await dispatch(
		plan(open, options.recipientsPerRequest),
		{
			claim: async (submission) => await claims.claim(submission),
			submit: withinHours(submitWith(session), safeguards.sendingHours),
		},
		{ ...options, stopOnFailure: !context.continueOnFail(), signal },
		clock,
	);
	await claims.releaseUnsent().catch((error: unknown) => tellUnreleased(context, error));
}

function readKnown(context: IExecuteFunctions, store: RecordStore): Known[] {
	try {
		return parseRecord(store.read());
	} catch (error) {
		throw recordError(context, error);
	}
}

/** What was sent is told all the same. */
function tellUnreleased(context: IExecuteFunctions, error: unknown): void {
	const why = error instanceof Error ? error.message : String(error);
	hint(
		context,
		`What was not sent counts as sent for "Text Only Once About", and is left out next time: ${why}`,
	);
}
