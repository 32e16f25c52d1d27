import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { Deliveries } from '../../../../../delivery/deliveries';
import type { Delivery } from '../../../../../delivery/delivery';
import type { Request } from '../../../../../delivery/record';
import { isEvaluationRun } from './evaluationRun';
import type { Link } from '../message/link';
import { readMessages, type ItemProblem } from '../message/messages';
import { findObstacle, type Obstacle } from './obstacle';
import { readOptions, type Options } from '../settings/options';
import { describeOpening, outsideHours } from './outsideHours';
import { planMessage, type PlannedMessage } from './planMessage';
import { readSafeguards, type Safeguards } from '../settings/safeguards';

/** Everything that a run would send, before anything is: what Preview shows, and what Send then does. */
export interface Prepared {
	/** One per input item, in order. */
	readonly readings: ReadonlyArray<PlannedMessage | ItemProblem>;
	readonly deliveries: readonly Delivery[];
	/** Everybody whom an item asks to text, duplicates too. */
	readonly requests: readonly Request[];
	/** Those of the first message that can be sent, for what concerns the run as a whole. */
	readonly options: Options;
	readonly safeguards: Safeguards;
	/** Why nothing of the run may be sent, though each row could. */
	readonly obstacle: Obstacle | undefined;
	/** From when may go what the sending hours hold back, in words; undefined where they hold back nothing. */
	readonly heldUntil: string | undefined;
}

/**
 * Reads every input item, and plans what is to be delivered. Sends nothing.
 *
 * @param credential the credential's fields, where there is one
 * @param link put at the end of each message
 */
export function prepare(
	context: IExecuteFunctions,
	credential: ICredentialDataDecryptedObject | undefined,
	link?: Link,
): Prepared {
	const timeZone = context.getTimezone();
	const nowMs = Date.now();
	const isEvaluation = isEvaluationRun(context);
	const onlyTheseNumbers = onlyTheseNumbersIn(credential);
	const run = { timeZone, isEvaluation, onlyTheseNumbers, ...(link !== undefined && { link }) };
	const messages = readMessages(context, run);
	const first = messages.find((reading) => reading.kind === 'message');
	const options = first?.options ?? readOptions({});
	const safeguards =
		first?.safeguards ??
		readSafeguards({}, { country: options.defaultCountry, timeZone, isEvaluation, onlyTheseNumbers: '' });
	const deliveries = new Deliveries(safeguards.sendDuplicates);
	const readings = messages.map((reading) =>
		reading.kind === 'problem' ? reading : planMessage(reading, deliveries),
	);
	const plannedMessages = readings.filter((reading) => reading.kind === 'message');
	const obstacle = findObstacle(plannedMessages, safeguards, nowMs);
	if (obstacle) keepBack(deliveries.all, obstacle);
	return {
		heldUntil: obstacle ? undefined : holdOutsideHours(plannedMessages, nowMs),
		readings,
		deliveries: deliveries.all,
		requests: deliveries.requests,
		options,
		safeguards,
		obstacle,
	};
}

/**
 * Leaves out for now what may go later only. It is planned like all else before, so that limits and once keys count it.
 *
 * @returns from when the first of it may go, in words
 */
function holdOutsideHours(messages: readonly PlannedMessage[], nowMs: number): string | undefined {
	let heldUntil: string | undefined;
	for (const { safeguards, recipients } of messages) {
		const { sendingHours } = safeguards;
		const outside = sendingHours?.outside === 'skip' ? outsideHours(sendingHours, nowMs) : undefined;
		if (!sendingHours || !outside) continue;
		for (const recipient of recipients) {
			if (!recipient.valid || recipient.isDuplicate || !recipient.delivery.isOpen(false)) continue;
			recipient.delivery.leaveOut(outside);
			heldUntil ??= describeOpening(sendingHours, nowMs);
		}
	}
	return heldUntil;
}

/** n8n keeps the name of a field whose expression finds nothing, and of one that was never filled in as well, with ''. */
function onlyTheseNumbersIn(credential: ICredentialDataDecryptedObject = {}): unknown {
	return 'onlyTheseNumbers' in credential ? credential['onlyTheseNumbers'] : '';
}

function keepBack(deliveries: readonly Delivery[], { error, ...when }: Obstacle): void {
	for (const delivery of deliveries) {
		if (delivery.isOpen(false)) {
			delivery.settle({ status: 'notAttempted', reason: error.message, ...when });
		}
	}
}
