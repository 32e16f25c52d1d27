import type { Delivery } from '../../../../../delivery/delivery';
import { measure, ucs2Causes } from '../../../../../sms/text';
import { uncapitalize } from '../../../shared/words';
import type { ItemProblem } from '../message/messages';
import { count, goesOut } from '../plan/billing';
import type { PlannedMessage } from '../plan/planMessage';
import type { Prepared } from '../plan/prepare';
import { describeHeld, describeNothingSent } from './outlook';
import { previewEntries, problemEntries, sentEntries, type Entry } from './entries';

/** How a run is told of before it, and after it. */
interface Tense {
	readonly entriesOf: typeof sentEntries;
	readonly goesOut: (delivery: Delivery) => boolean;
	readonly goesTo: string;
	readonly notTo: string;
	readonly takes: string;
}

const AFTER: Tense = {
	entriesOf: sentEntries,
	goesOut: ({ outcome }) => outcome.status === 'accepted',
	goesTo: 'Sent to',
	notTo: 'Not sent to',
	takes: 'took',
};

const BEFORE: Tense = {
	entriesOf: (message) => previewEntries(message, false),
	goesOut,
	goesTo: 'Would go to',
	notTo: 'Would not go to',
	takes: 'would take',
};

/** n8n's store of keys can't be read without writing. */
const WHO_KNOWS =
	'Send also leaves out whoever got a text about it before ("Text Only Once About"); Preview does not know them';

/** Reasons and characters that are named; the rest is counted. */
const MAX_NAMED = 3;

/**
 * What a run did, in a few sentences for above the output. Undefined where all is plain: everything went out, to those
 * it was for, and no character made it longer.
 */
export function describeSent(prepared: Prepared): string | undefined {
	return describe(prepared, AFTER);
}

/** What Send would do, likewise. */
export function describeToSend(prepared: Prepared): string | undefined {
	const nothing = describeNothingSent(prepared);
	return nothing === undefined ? describe(prepared, BEFORE) : `${nothing}.`;
}

function describe(prepared: Prepared, tense: Tense): string | undefined {
	const { readings, deliveries, safeguards } = prepared;
	const entries = readings.flatMap((reading) =>
		reading.kind === 'message' ? ownEntries(reading, tense) : entriesOfProblem(reading),
	);
	const unknown = entries.filter(({ status }) => status === 'unknown');
	const heldUntil = tense === BEFORE ? prepared.heldUntil : undefined;
	const notSent = entries.filter(
		({ status, code }) =>
			!['ready', 'accepted', 'unknown'].includes(status) && !(heldUntil && code === 'OUTSIDE_HOURS'),
	);
	const out = deliveries.filter(tense.goesOut);
	const isByKey = tense === BEFORE && deliveries.some(({ content }) => content.onceKey !== undefined);
	const remarks = [
		...(safeguards.sendEverythingTo ? ['Send Everything To is on: no customer is texted'] : []),
		...(unknown.length > 0 ? [`Not known for ${describeReasons(unknown)}`] : []),
		...(notSent.length > 0 ? [`${tense.notTo} ${describeReasons(notSent)}`] : []),
		...describeLonger(out, tense),
		...(isByKey ? [WHO_KNOWS] : []),
	];
	if (remarks.length === 0 && heldUntil === undefined) return undefined;
	return [...describeOut(out, tense, heldUntil), ...remarks, ''].join('. ').trim();
}

/** What goes with another row, or with an earlier place in this one, is counted there. */
function ownEntries(message: PlannedMessage, { entriesOf }: Tense): Entry[] {
	return entriesOf(message).filter((_, index) => {
		const recipient = message.recipients[index];
		return !recipient?.valid || !recipient.isDuplicate;
	});
}

/** A row whose recipients can't be read counts as one. */
function entriesOfProblem(problem: ItemProblem): Entry[] {
	const entries = problemEntries(problem);
	return entries.length > 0 ? entries : [{ input: '', status: 'skipped', reason: problem.error.message }];
}

function describeOut(out: readonly Delivery[], { goesTo }: Tense, heldUntil: string | undefined): string[] {
	if (out.length === 0) return [];
	const numbers = new Set(out.map(({ msisdn }) => msisdn)).size;
	const parts = out.reduce((sum, { content }) => sum + measure(content.text).parts, 0);
	const when = heldUntil === undefined ? '' : `, ${describeHeld(out, heldUntil)}`;
	return [`${goesTo} ${count(numbers, 'number')} in ${count(parts, 'part')}${when}`];
}

/** `3: too short for a Kenyan number (2), on the list of Do Not Text (1)`, what most share first. */
function describeReasons(entries: readonly Entry[]): string {
	const counts = new Map<string, number>();
	for (const { reason = '' } of entries) counts.set(reason, (counts.get(reason) ?? 0) + 1);
	const reasons = [...counts].sort(([, one], [, other]) => other - one);
	if (reasons.length === 1) return `${entries.length}: ${uncapitalize(reasons[0]?.[0] ?? '')}`;
	const named = reasons.slice(0, MAX_NAMED).map(([reason, times]) => `${uncapitalize(reason)} (${times})`);
	const others = reasons.slice(MAX_NAMED).reduce((sum, [, times]) => sum + times, 0);
	return `${entries.length}: ${[...named, ...(others > 0 ? [`other reasons (${others})`] : [])].join(', ')}`;
}

/** How many messages need more parts than they would if each of their characters was in GSM-7, and because of what. */
function describeLonger(out: readonly Delivery[], { takes }: Tense): string[] {
	let messages = 0;
	const characters = new Set<string>();
	for (const { content } of out) {
		const { encoding, parts } = measure(content.text);
		if (encoding === 'GSM-7' || parts === 1) continue;
		const causes = ucs2Causes(content.text).map(({ character }) => character);
		if (measure(withoutAny(content.text, causes)).parts === parts) continue;
		messages += 1;
		for (const character of causes) characters.add(character);
	}
	if (messages === 0) return [];
	const named = [...characters].slice(0, MAX_NAMED).join(' ');
	const others = characters.size > MAX_NAMED ? ` and ${characters.size - MAX_NAMED} more` : '';
	return [`${count(messages, 'message')} ${takes} more parts because of ${named}${others}`];
}

function withoutAny(text: string, characters: readonly string[]): string {
	const costly = new Set(characters);
	return Array.from(text, (character) => (costly.has(character) ? '.' : character)).join('');
}
