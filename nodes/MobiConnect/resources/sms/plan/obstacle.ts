import { InputError } from '../../../shared/inputError';
import { billOf, goesOutNow, total } from './billing';
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
 * What keeps back a run as a whole: how many people it would reach, how much it would cost, or the hour. The hour comes
 * last: what it alone keeps back may be waited for.
 *
 * @param limits the safeguards that hold for the run
 * @param nowMs Unix time
 */
export function findObstacle(
	messages: readonly PlannedMessage[],
	limits: Safeguards,
	nowMs: number,
): Obstacle | undefined {
	return limitsObstacle(messages, limits) ?? hoursObstacle(messages, nowMs);
}

/** Where the hours of one of the messages are to stop the run. */
function hoursObstacle(messages: readonly PlannedMessage[], nowMs: number): Obstacle | undefined {
	const toSend = messages.filter((message) => message.safeguards.sendingHours && peopleOf([message]) > 0);
	for (const choice of new Set(toSend.map(({ safeguards }) => safeguards.sendingHours))) {
		const outside = choice?.outside === 'stop' ? outsideHours(choice, nowMs) : undefined;
		if (!outside) continue;
		const hint =
			'Run it again within the hours. Or set "Outside These Hours" to "Skip", and let a Wait node hold the items until the time in their field sendableFrom.';
		return { error: new InputError(outside.reason, hint), sendableFrom: outside.sendableFrom };
	}
	return undefined;
}

/** Each limit that is exceeded is named, so that they can be put right at once. */
function limitsObstacle(
	messages: readonly PlannedMessage[],
	{ maxRecipients = Infinity, maxTotalParts = Infinity }: Safeguards,
): Obstacle | undefined {
	if (maxRecipients === Infinity && maxTotalParts === Infinity) return undefined;
	const people = peopleOf(messages);
	const parts = total(
		messages.map((message) => billOf(message, goesOutNow)),
		(bill) => bill.parts,
	);
	const tooManyPeople = {
		isExceeded: people > maxRecipients,
		limit: '"Most Recipients in a Run"',
		told: `are for ${people} people, more than "Most Recipients in a Run" allows (${maxRecipients})`,
	};
	const tooManyParts = {
		isExceeded: parts > maxTotalParts,
		limit: '"Most Parts in a Run"',
		told: `need ${parts} parts in all, more than "Most Parts in a Run" allows (${maxTotalParts})`,
	};
	const exceeded = [tooManyPeople, tooManyParts].filter(({ isExceeded }) => isExceeded);
	if (exceeded.length === 0) return undefined;
	const toRaise = exceeded.map(({ limit }) => limit).join(' and ');
	return {
		error: new InputError(
			`the messages ${exceeded.map(({ told }) => told).join(', and ')}`,
			tooManyParts.isExceeded
				? `Look whether the input holds the rows that you meant, and whether the texts are as long as you meant; if so, raise ${toRaise} in "Safeguards".`
				: `Look whether the input holds the rows that you meant; if it does, raise ${toRaise} in "Safeguards".`,
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
