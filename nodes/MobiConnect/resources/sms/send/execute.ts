import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
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
import { isStopping } from '../message/messages';
import { prepare, type Prepared } from '../plan/prepare';
import { problemItem, routeFailures, sentItem } from '../results/results';
import { describeSent } from '../results/runHint';
import { deliveryError } from './errors/deliveryError';
import { inputError, obstacleError, recordError } from './errors/inputErrors';
import { OnceClaims } from './onceClaims';
import { submitWith } from './submit';
import { withinHours } from './withinHours';

/** People who are named before the rest is counted. */
const MAX_NAMED = 10;

/** Sends every item's message to whom no earlier try has sent it, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const stopOnFailure = !context.continueOnFail();
	const store = recordStore(context);
	const known = readKnown(context, store);
	const credential = await requireCredential(context).catch((error: unknown) => {
		throw obstacleError(context, { error: asInputError(error) }, known);
	});
	const prepared = prepare(context, credential);
	const [problem, ...others] = prepared.readings.filter(isStopping);
	if (problem && stopOnFailure) throw inputError(context, [problem, ...others], known);
	if (prepared.obstacle && stopOnFailure) throw obstacleError(context, prepared.obstacle, known);

	const { deliveries, requests, options } = prepared;
	const { resendUnknown } = options;
	const gone = restore(requests, known);
	const record = () => formatRecord(requests, gone);
	store.follow(record);
	const tried = new Set(deliveries.filter((delivery) => delivery.isOpen(resendUnknown)));
	await deliver(context, prepared, { credential, open: [...tried] });
	store.keep(record());

	const isStopped = context.getExecutionCancelSignal()?.aborted === true;
	const failure =
		stopOnFailure && !isStopped
			? deliveryError(context, deliveries, { gone, tried, resendUnknown })
			: undefined;
	if (failure) throw failure;
	const output = prepared.readings.map((reading) =>
		reading.kind === 'problem' ? problemItem(reading) : sentItem(reading),
	);
	if (!isStopped && output.every(({ json }) => json['error'] === undefined)) store.clear();
	tellGone(context, gone);
	const told = describeSent(prepared);
	if (told !== undefined) hint(context, told);
	return routeFailures(context, output);
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

/** Says above the output whom earlier tries have texted although no item asks for them any more. */
function tellGone(context: IExecuteFunctions, gone: readonly Known[]): void {
	if (gone.length === 0) return;
	const named = gone.slice(0, MAX_NAMED).map(({ msisdn }) => msisdn);
	const others = gone.length > MAX_NAMED ? ` and ${gone.length - MAX_NAMED} more` : '';
	hint(context, `Texted by an earlier try, or maybe, and no longer asked for: ${named.join(', ')}${others}`);
}

/** What was sent is told all the same. */
function tellUnreleased(context: IExecuteFunctions, error: unknown): void {
	const why = error instanceof Error ? error.message : String(error);
	hint(context, `What was not sent counts as sent for its once key, and is left out next time: ${why}`);
}

function hint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane' });
}
