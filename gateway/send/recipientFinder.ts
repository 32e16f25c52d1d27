/** A recipient of a request that a text names, and where in the text. */
export interface Mention {
	readonly msisdn: string;
	readonly from: number;
	readonly to: number;
}

/** The recipients of a request that are meant by what an answer says, in the order of its words. */
export type RecipientFinder = (named: unknown) => readonly Mention[];

/** The fewest digits of a national number by which a recipient is known. */
const MIN_NATIONAL_DIGITS = 9;

/** What people put between the digits of one number. */
const BETWEEN_DIGITS = /^[\s().,/_\p{Pd}\p{Cf}\u2212]{1,3}$/u;

/** The most groups of digits in one number: ITU-T E.164 has 15 digits. */
const MAX_GROUPS = 15;

/**
 * Finds the recipients of a request in its answer: as they were sent, with a plus sign and spaces, inside a sentence, or
 * as a national number where only one of them ends with it.
 */
export function recipientFinder(recipients: readonly string[]): RecipientFinder {
	const resolve = resolver(recipients);
	return (named) => {
		if (typeof named !== 'string' && typeof named !== 'number') return [];
		const text = String(named);
		const mentions: Mention[] = [];
		const groups = digitGroups(text);
		groups.forEach((group, index) => {
			if (group.from < (mentions.at(-1)?.to ?? 0)) return;
			const mention = longestNumber(text, groups.slice(index, index + MAX_GROUPS), resolve);
			if (mention) mentions.push(mention);
		});
		return mentions;
	};
}

/** The recipient that digits mean, if they are its whole number or the end of nobody else's. */
type Resolve = (digits: string) => string | undefined;

function resolver(recipients: readonly string[]): Resolve {
	const exact = new Set(recipients);
	const byEnding = new Map<string, string[]>();
	for (const msisdn of exact) {
		const ending = msisdn.slice(-MIN_NATIONAL_DIGITS);
		const alike = byEnding.get(ending);
		if (alike) alike.push(msisdn);
		else byEnding.set(ending, [msisdn]);
	}
	return (digits) => {
		if (exact.has(digits)) return digits;
		const national = digits.replace(/^0+/, '');
		if (national.length < MIN_NATIONAL_DIGITS) return undefined;
		const alike = byEnding.get(national.slice(-MIN_NATIONAL_DIGITS)) ?? [];
		const [found, ...others] = alike.filter((msisdn) => msisdn.endsWith(national));
		return others.length === 0 ? found : undefined;
	};
}

/** Digits that stand together in a text, and where. */
interface Group {
	readonly digits: string;
	readonly from: number;
	readonly to: number;
}

function digitGroups(text: string): Group[] {
	return [...text.matchAll(/\d+/g)].map(({ 0: digits, index: from }) => ({
		digits,
		from,
		to: from + digits.length,
	}));
}

/** The longest number of a recipient that begins with the first group. */
function longestNumber(text: string, groups: readonly Group[], resolve: Resolve): Mention | undefined {
	let digits = '';
	let longest: Mention | undefined;
	for (const [index, group] of groups.entries()) {
		const before = groups[index - 1];
		if (before && !BETWEEN_DIGITS.test(text.slice(before.to, group.from))) break;
		digits += group.digits;
		const msisdn = resolve(digits);
		if (msisdn !== undefined) longest = { msisdn, from: groups[0]?.from ?? 0, to: group.to };
	}
	return longest;
}
