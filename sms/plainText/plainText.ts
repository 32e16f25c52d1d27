import { describeCharacter } from './characterNames';
import { plainLetters } from './letters';
import { plainPunctuation } from './punctuation';
import { isGsm7, measure } from '../text';

/** One kind of replacement made in a text, and how often. */
export interface Replacement {
	readonly from: string;
	readonly to: string;
	readonly name: string;
	readonly count: number;
}

/** A text, and what was replaced in it: punctuation, then letters, each in the order of first appearance. */
export interface PlainText {
	readonly text: string;
	readonly replaced: readonly Replacement[];
}

/** What is to be made plain. */
export interface Plainness {
	readonly punctuation: boolean;
	readonly letters: boolean;
}

/**
 * The text with plain twins of what makes it UCS-2. They are put also where something else, such as an emoji, keeps the
 * text in UCS-2: a name is written the same way in every message, and what is left is what costs. Twins that are longer
 * than what they replace, such as the three dots of an ellipsis, are put unless they cost a part more.
 */
export function plainText(text: string, plainness: Plainness): PlainText {
	if (isGsm7(text)) return { text, replaced: [] };
	const plain = replaceIn(text, plainness, () => true);
	const isLonger = plain.replaced.some(({ from, to }) => to.length > from.length);
	const parts = isLonger ? measure(plain.text).parts : 1;
	if (parts === 1) return plain;
	const short = replaceIn(text, plainness, (from, to) => to.length <= from.length);
	return measure(short.text).parts < parts ? short : plain;
}

function replaceIn(
	text: string,
	{ punctuation, letters }: Plainness,
	isWanted: (from: string, to: string) => boolean,
): PlainText {
	const counts = new Map<string, { from: string; to: string; count: number }>();
	const put = (from: string, to: string) => {
		if (from === to || !isWanted(from, to)) return from;
		const kind = `${from}\0${to}`;
		const counted = counts.get(kind);
		if (counted) counted.count += 1;
		else counts.set(kind, { from, to, count: 1 });
		return to;
	};
	let plain = text;
	if (punctuation) plain = plainPunctuation(plain, put);
	if (letters) plain = plainLetters(plain, put);
	const replaced = [...counts.values()].map(({ from, to, count }) => ({
		from,
		to,
		name: describeCharacter(from),
		count,
	}));
	return { text: plain, replaced };
}
