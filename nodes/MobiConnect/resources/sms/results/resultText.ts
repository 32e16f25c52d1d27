import { groupBy } from '../../../shared/groupBy';
import { nameFirst, uncapitalize } from '../../../shared/words';
import type { Entry } from './entries';

/** What is said of recipients by what became of them: alone, and before their names. */
interface Phrases {
	readonly alone: string;
	readonly of: string;
}

const PHRASES: Readonly<Record<Entry['status'], Phrases>> = {
	ready: { alone: 'Ready', of: 'Ready for' },
	accepted: { alone: 'Sent', of: 'Sent to' },
	unknown: { alone: 'Not known', of: 'Not known for' },
	refused: { alone: 'Not sent', of: 'Not sent to' },
	skipped: { alone: 'Not sent', of: 'Not sent to' },
	notAttempted: { alone: 'Not sent', of: 'Not sent to' },
};

/** Preview says it of what nobody has tried to send yet. */
const PREVIEWED: Phrases = { alone: 'Would not be sent', of: 'Would not be sent to' };

/** Whether a run is told of before it, or after it. */
export type When = 'before' | 'after';

/** Recipients that are named before the rest is counted. */
const MAX_NAMED = 3;

/** What became of an item's recipients, at a glance: "Sent", or "Sent to 1 of 2. Not sent to 0712: too short". */
export function describeEntries(entries: readonly Entry[], when: When): string {
	const [first] = entries;
	if (first && entries.length === 1) return describeOne(first, when);
	const good = entries.filter(isGood);
	const rest = entries.filter((entry) => !isGood(entry));
	const summary = describeGood(good, entries.length);
	return [summary, ...describeRest(rest, when)].filter((sentence) => sentence !== undefined).join('. ');
}

/** An item whose texts all went with one other row says so: nothing was sent for it. */
function describeGood(good: readonly Entry[], total: number): string | undefined {
	const [one] = good;
	if (!one) return undefined;
	const { code, reason } = one;
	const isElsewhere = code === 'DUPLICATE_RECIPIENT' && good.every((entry) => entry.reason === reason);
	if (isElsewhere && reason !== undefined && good.length === total) return reason;
	return `${PHRASES[one.status].of} ${good.length} of ${total}`;
}

function phrasesOf({ status }: Entry, when: When): Phrases {
	return when === 'before' && status !== 'ready' ? PREVIEWED : PHRASES[status];
}

function describeOne(entry: Entry, when: When): string {
	const { alone } = phrasesOf(entry, when);
	if (entry.reason === undefined) return alone;
	return isGood(entry) ? entry.reason : `${alone}: ${uncapitalize(entry.reason)}`;
}

/** What may have gone out comes first, as it needs somebody's attention; who shares a reason shares a sentence. */
function describeRest(entries: readonly Entry[], when: When): string[] {
	const ordered = [
		...entries.filter(({ status }) => status === 'unknown'),
		...entries.filter(({ status }) => status !== 'unknown'),
	];
	return groupBy(ordered, (entry) => `${phrasesOf(entry, when).of}\n${entry.reason ?? ''}`).map((group) => {
		const names = group.map(({ input }) => (input === '' ? 'an empty field' : input));
		const [one] = group;
		return `${phrasesOf(one, when).of} ${nameFirst(names, MAX_NAMED)}: ${uncapitalize(one.reason ?? '')}`;
	});
}

function isGood({ status }: Entry): boolean {
	return status === 'accepted' || status === 'ready';
}
