import { type Savings, savingsOf } from '../../sms/plainText/savings.ts';
import type { TextMeasure } from '../../sms/text.ts';

/** An option of the node that makes a text plainer. */
export type PlainOption = 'plainPunctuation' | 'plainLetters';

/** The fewest and the most. */
export interface Range {
	readonly least: number;
	readonly most: number;
}

/** What messages would cost less with options of the node turned on. */
export interface Saving {
	/** the fewest that save as much as both */
	readonly options: readonly PlainOption[];
	/** parts of a message, with them */
	readonly partsEach: Range;
	/** parts of all messages, without them */
	readonly parts: number;
	/** how many of those they save */
	readonly saved: number;
}

/** A text as an SMS, and how many messages say it. */
export interface Counted {
	readonly text: string;
	readonly size: TextMeasure;
	readonly messages: number;
}

/** What the node's options would save of messages; undefined where they save nothing. */
export function savingOf(texts: readonly Counted[]): Saving | undefined {
	const all = texts.map(({ text, size, messages }) => ({
		parts: size.parts,
		messages,
		savings: savingsOf({ text, ...size }),
	}));
	const sum = (what: (one: (typeof all)[number]) => number) =>
		all.reduce((total, one) => total + what(one) * one.messages, 0);
	const savedBy = (option: keyof Savings) => sum(({ savings }) => savings[option]);
	const saved = savedBy('both');
	if (saved === 0) return undefined;
	const option = (['plainPunctuation', 'plainLetters'] as const).find((one) => savedBy(one) === saved);
	return {
		options: option === undefined ? ['plainPunctuation', 'plainLetters'] : [option],
		partsEach: rangeOf(all.map(({ parts, savings }) => parts - savings[option ?? 'both'])),
		parts: sum(({ parts }) => parts),
		saved,
	};
}

/** The range of some numbers, of which there is at least one. */
export function rangeOf(numbers: readonly number[]): Range {
	return numbers.reduce(
		({ least, most }, one) => ({ least: Math.min(least, one), most: Math.max(most, one) }),
		{ least: Infinity, most: 0 },
	);
}
