import { InputError } from '../../../shared/inputError';
import { billOf, total } from './billing';
import { outsideHours } from './outsideHours';
import type { PlannedMessage } from './planMessage';
import type { Safeguards } from '../settings/safeguards';

/** Why nothing of a run may be sent, though each of its rows could. */
export interface Obstacle {
	readonly error: InputError;
	/** The moment from which it may be sent (ISO 8601), where it is a question of time. */
	readonly sendableFrom?: string;
}

/**
 * What keeps back a run as a whole: the hour, how many people it would reach, or how much it would cost.
 *
 * @param limits the safeguards that hold for the run
 * @param nowMs Unix time
 */
export function findObstacle(
	messages: readonly PlannedMessage[],
	limits: Safeguards,
	nowMs: number,
): Obstacle | undefined {
	return (
		hoursObstacle(messages, nowMs) ?? recipientsObstacle(messages, limits) ?? partsObstacle(messages, limits)
	);
}

/** Where the hours of one of the messages are to stop the run. */
function hoursObstacle(messages: readonly PlannedMessage[], nowMs: number): Obstacle | undefined {
	const toSend = messages.filter((message) => message.safeguards.sendingHours && peopleOf([message]) > 0);
	for (const choice of new Set(toSend.map(({ safeguards }) => safeguards.sendingHours))) {
		const outside = choice?.outside === 'stop' ? outsideHours(choice, nowMs) : undefined;
		if (!outside) continue;
		const hint =
			'Run it again within the hours. Or set "Outside of Them" to "Skip", and let a Wait node hold the items until the time in their field sendableFrom.';
		return { error: new InputError(outside.reason, hint), sendableFrom: outside.sendableFrom };
	}
	return undefined;
}

function recipientsObstacle(
	messages: readonly PlannedMessage[],
	{ maxRecipients }: Safeguards,
): Obstacle | undefined {
	if (maxRecipients === undefined) return undefined;
	const people = peopleOf(messages);
	if (people <= maxRecipients) return undefined;
	return {
		error: new InputError(
			`the messages are for ${people} people, more than "Max Recipients" allows (${maxRecipients})`,
			'Look whether the input holds the rows that you meant; if it does, raise "Max Recipients" in "Safeguards".',
		),
	};
}

/** How many people the messages are for, whoever gets them in their place. */
function peopleOf(messages: readonly PlannedMessage[]): number {
	const people = new Set<string>();
	for (const { recipients } of messages) {
		for (const recipient of recipients) {
			if (recipient.valid && recipient.delivery.isOpen(false)) people.add(recipient.msisdn);
		}
	}
	return people.size;
}

function partsObstacle(
	messages: readonly PlannedMessage[],
	{ maxTotalParts }: Safeguards,
): Obstacle | undefined {
	if (maxTotalParts === undefined) return undefined;
	const parts = total(messages.map(billOf), (bill) => bill.parts);
	if (parts <= maxTotalParts) return undefined;
	return {
		error: new InputError(
			`the messages need ${parts} parts in all, more than "Max Parts in All" allows (${maxTotalParts})`,
			'Look whether the input holds the rows that you meant, and whether the texts are as long as you meant; if so, raise "Max Parts in All" in "Safeguards".',
		),
	};
}
