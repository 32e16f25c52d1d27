import { plainText, type Plainness } from './plainText';
import { measure, type TextMeasure } from '../text';

/** The parts that a message would need less with an option turned on, beside those that are on. */
export interface Savings {
	readonly plainPunctuation: number;
	readonly plainLetters: number;
	/** Often more than the sum: where there are a curly quote and a ĩ, one alone keeps the message as expensive. */
	readonly both: number;
}

/** What turning on Replace Curly Quotes and Dashes and Replace Accented Letters would save of a text as it is sent now. */
export function savingsOf({ text, encoding, parts }: TextMeasure & { readonly text: string }): Savings {
	if (encoding === 'GSM-7' || parts === 1) return { plainPunctuation: 0, plainLetters: 0, both: 0 };
	const measurePlain = (plainness: Plainness) => measure(plainText(text, plainness).text);
	const punctuation = measurePlain({ punctuation: true, letters: false });
	const letters = measurePlain({ punctuation: false, letters: true });
	// Where one of them does for the whole text, the other has nothing to replace.
	const both =
		[punctuation, letters].find((plain) => plain.encoding === 'GSM-7') ??
		measurePlain({ punctuation: true, letters: true });
	return {
		plainPunctuation: parts - punctuation.parts,
		plainLetters: parts - letters.parts,
		both: parts - both.parts,
	};
}
