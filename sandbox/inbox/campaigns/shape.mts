/**
 * A text without what is personal in it. Each of its words has the white space before it; one that is only white space
 * is a blank, and stands for one of the values.
 */
export interface Shape {
	readonly words: readonly string[];
	/** what stood in each blank, in order */
	readonly values: readonly string[];
}

/** The most words of a salutation: "Dear Mr. Juma wa Kamau,". */
const MAX_SALUTATION = 5;

const HAS_CAPITAL = /^[^\p{L}\p{N}]*\p{Lu}/u;
const HAS_DIGIT = /\p{N}/u;
const IS_LINK = /^[^\p{L}\p{N}]*https?:/iu;
const ENDS_SENTENCE = /[.!?:][^\p{L}\p{N}]*$/u;
const IS_TITLE = /^(?:Mr|Mrs|Ms|Dr|Prof|Eng|Rev|Hon|St)\.$/;

/**
 * The shape of a text. Personal are: words with a digit; links; words with a capital inside a sentence, unless three of
 * four words have one; and what stands before a comma that is among the first words. Personal words in a row are one
 * blank, since people have one name or three. It depends on the text alone, so that it is the same in whatever order
 * texts come, and takes time in proportion to its length.
 */
export function shapeOf(text: string): Shape {
	const words = text.match(/\s*\S+/g) ?? [];
	const personal = personalIn(words.map((word) => word.trimStart()));
	const shape: string[] = [];
	const values: string[] = [];
	for (const [index, word] of words.entries()) {
		const isPersonal = personal[index] === true;
		if (!isPersonal) shape.push(word);
		else if (index > 0 && personal[index - 1] === true) values.push((values.pop() ?? '') + word);
		else {
			shape.push(gapBefore(word));
			values.push(word.trimStart());
		}
	}
	return { words: shape, values };
}

/** Whether a word of a shape is a blank. */
export function isBlank(word: string): boolean {
	return word.trim() === '';
}

/** The white space at the beginning of a word. */
export function gapBefore(word: string): string {
	return word.slice(0, word.length - word.trimStart().length);
}

function personalIn(words: readonly string[]): boolean[] {
	const salutation = words.slice(0, MAX_SALUTATION).findIndex((word) => word.endsWith(','));
	const capitals = words.map((word) => HAS_CAPITAL.test(word));
	const capitalsTell = capitals.filter(Boolean).length * 4 < words.length * 3;
	return words.map((word, index) => {
		if (index <= salutation || HAS_DIGIT.test(word) || IS_LINK.test(word)) return true;
		return capitalsTell && capitals[index] === true && !beginsSentence(words, index);
	});
}

function beginsSentence(words: readonly string[], index: number): boolean {
	const before = words[index - 1];
	return before === undefined || (ENDS_SENTENCE.test(before) && !IS_TITLE.test(before));
}
