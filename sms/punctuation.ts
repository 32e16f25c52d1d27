import { measure } from './text';

/** One kind of replacement made in a text, and how often. */
export interface Replacement {
	readonly from: string;
	readonly to: string;
	readonly name: string;
	readonly count: number;
}

/** Punctuation that GSM-7 lacks, with the plain twin that keeps the meaning, and the Unicode name in plain words. */
const TWINS: ReadonlyMap<string, readonly [plain: string, name: string]> = new Map([
	['\u2018', ["'", 'left single quotation mark']],
	['\u2019', ["'", 'right single quotation mark']],
	['\u201a', ["'", 'low single quotation mark']],
	['\u201b', ["'", 'reversed single quotation mark']],
	['\u2032', ["'", 'prime']],
	['\u02bc', ["'", 'modifier letter apostrophe']],
	['\u02b9', ["'", 'modifier letter prime']],
	['\u2039', ["'", 'single left-pointing angle quotation mark']],
	['\u203a', ["'", 'single right-pointing angle quotation mark']],
	['\uff07', ["'", 'fullwidth apostrophe']],
	['\u00b4', ["'", 'acute accent']],
	['\u0060', ["'", 'grave accent']],
	['\u201c', ['"', 'left double quotation mark']],
	['\u201d', ['"', 'right double quotation mark']],
	['\u201e', ['"', 'low double quotation mark']],
	['\u201f', ['"', 'reversed double quotation mark']],
	['\u2033', ['"', 'double prime']],
	['\u00ab', ['"', 'left-pointing double angle quotation mark']],
	['\u00bb', ['"', 'right-pointing double angle quotation mark']],
	['\uff02', ['"', 'fullwidth quotation mark']],
	['\u2010', ['-', 'hyphen']],
	['\u2011', ['-', 'non-breaking hyphen']],
	['\u2012', ['-', 'figure dash']],
	['\u2013', ['-', 'en dash']],
	['\u2014', ['-', 'em dash']],
	['\u2015', ['-', 'horizontal bar']],
	['\u2043', ['-', 'hyphen bullet']],
	['\u2212', ['-', 'minus sign']],
	['\u2022', ['-', 'bullet']],
	['\u2026', ['...', 'ellipsis']],
	['\u00a0', [' ', 'non-breaking space']],
	['\u1680', [' ', 'ogham space mark']],
	['\u2000', [' ', 'en quad']],
	['\u2001', [' ', 'em quad']],
	['\u2002', [' ', 'en space']],
	['\u2003', [' ', 'em space']],
	['\u2004', [' ', 'three-per-em space']],
	['\u2005', [' ', 'four-per-em space']],
	['\u2006', [' ', 'six-per-em space']],
	['\u2007', [' ', 'figure space']],
	['\u2008', [' ', 'punctuation space']],
	['\u2009', [' ', 'thin space']],
	['\u200a', [' ', 'hair space']],
	['\u202f', [' ', 'narrow non-breaking space']],
	['\u205f', [' ', 'medium mathematical space']],
	['\u3000', [' ', 'ideographic space']],
	['\t', [' ', 'tab']],
	['\u2028', ['\n', 'line separator']],
	['\u2029', ['\n', 'paragraph separator']],
	['\u200b', ['', 'zero width space']],
	['\u2060', ['', 'word joiner']],
	['\ufeff', ['', 'byte order mark']],
	['\u00ad', ['', 'soft hyphen']],
]);

/** The only one whose twin is longer than itself. */
const ELLIPSIS = '\u2026';

const ODD = anyOf([...TWINS.keys()]);
const ODD_BUT_ELLIPSIS = anyOf([...TWINS.keys()].filter((character) => character !== ELLIPSIS));

function anyOf(characters: readonly string[]): RegExp {
	return new RegExp(`[${characters.join('')}]`, 'g');
}

/**
 * The text with plain punctuation, and what was replaced, in the order of first appearance. An ellipsis stays where its
 * three dots would cost a part more, as they may in a text that other characters keep in UCS-2.
 */
export function plainPunctuation(text: string): { text: string; replaced: Replacement[] } {
	const plain = replaceOdd(text, ODD);
	const costsMore = text.includes(ELLIPSIS) && measure(plain.text).parts > measure(text).parts;
	return costsMore ? replaceOdd(text, ODD_BUT_ELLIPSIS) : plain;
}

function replaceOdd(text: string, odd: RegExp): { text: string; replaced: Replacement[] } {
	const counts = new Map<string, number>();
	const plain = text.replace(odd, (character) => {
		counts.set(character, (counts.get(character) ?? 0) + 1);
		return TWINS.get(character)?.[0] ?? character;
	});
	const replaced = [...counts].map(([from, count]) => {
		const [to, name] = TWINS.get(from) ?? [from, nameOf(from)];
		return { from, to, name, count };
	});
	return { text: plain, replaced };
}

/** Kinds of characters for which a plain word says enough beside the character itself. */
const KINDS: ReadonlyArray<readonly [pattern: RegExp, kind: string]> = [
	[/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u, 'emoji'],
	[/\u200d/u, 'zero width joiner'],
	[/\p{Variation_Selector}/u, 'variation selector'],
	[/\p{M}/u, 'combining mark'],
	[/\p{Script=Latin}/u, 'Latin letter'],
	[/\p{Script=Arabic}/u, 'Arabic letter'],
	[/\p{Script=Cyrillic}/u, 'Cyrillic letter'],
	[/\p{Script=Greek}/u, 'Greek letter'],
	[/\p{Script=Ethiopic}/u, 'Ethiopic letter'],
	[/\p{Script=Devanagari}/u, 'Devanagari letter'],
	[/\p{Script=Gujarati}/u, 'Gujarati letter'],
	[/\p{Script=Han}/u, 'Chinese character'],
	[/\p{L}/u, 'letter'],
	[/\p{Sc}/u, 'currency sign'],
	[/\p{P}/u, 'punctuation'],
	[/\p{S}/u, 'symbol'],
	[/\p{C}/u, 'control character'],
];

/** A character's name in plain words, with its code point: `right single quotation mark, U+2019`. */
export function nameOf(character: string): string {
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	const name =
		TWINS.get(character)?.[1] ?? KINDS.find(([pattern]) => pattern.test(character))?.[1] ?? 'character';
	return `${name}, U+${code}`;
}
