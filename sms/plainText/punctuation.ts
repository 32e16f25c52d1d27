import SMART_ENCODING from 'sms-segments-calculator/dist/libs/SmartEncodingMap';
import { isGsm7 } from '../text';

/** Punctuation that has a name, with the plain twin that keeps the meaning, and the Unicode name in plain words. */
export const NAMED_PUNCTUATION: ReadonlyMap<string, readonly [plain: string, name: string]> = new Map([
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
	['\u000b', ['\n', 'vertical tab']],
	['\u00f7', ['/', 'division sign']],
	['\u00bc', ['1/4', 'fraction one quarter']],
	['\u00bd', ['1/2', 'fraction one half']],
	['\u00be', ['3/4', 'fraction three quarters']],
	['\u203c', ['!!', 'double exclamation mark']],
	['\u3001', [',', 'ideographic comma']],
	['\u3002', ['.', 'ideographic full stop']],
	['\ufe10', [',', 'vertical comma']],
	['\ufe11', [',', 'vertical ideographic comma']],
]);

/**
 * What Twilio's Smart Encoding replaces, and we leave: marks, which belong to the letter before them (it makes `u~` of
 * `\u0169`); the zero width non-joiner, which spells words of Persian; NUL, which no text may hold; and control characters
 * of text that was read in a wrong encoding, where U+0080 was a euro sign.
 */
const LEFT = /[\p{M}\u200c\0\u0080-\u009f]/u;

/** A space, as numbers on two sides of one would run together; Smart Encoding makes nothing of ten of them. */
const CONTROL_CHARACTERS = codes(0x01, 0x1f, 0x7f).filter((character) => !isGsm7(character));

/** Smart Encoding knows the capitals only. */
const FULLWIDTH_SMALL_LETTERS = codes(0xff41, 0xff5a);

/** Every character with a plain twin: Twilio's Smart Encoding, with what is above in place of its mistakes. */
export const PLAIN_TWINS: ReadonlyMap<string, string> = new Map([
	...Object.entries(SMART_ENCODING).filter(([character]) => !LEFT.test(character)),
	...CONTROL_CHARACTERS.map((character) => [character, ' '] as const),
	...FULLWIDTH_SMALL_LETTERS.map((character) => [character, character.normalize('NFKC')] as const),
	...[...NAMED_PUNCTUATION].map(([character, [plain]]) => [character, plain] as const),
]);

function codes(first: number, last: number, ...more: readonly number[]): string[] {
	const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
	return [...all, ...more].map((code) => String.fromCharCode(code));
}

/** Whether a character is to be drawn as an emoji or as text: it goes with the character. */
const VARIATION = '[\\ufe0e\\ufe0f]?';

/** What stands between two characters, and nobody sees: it goes too. */
const UNSEEN = '[\\u00ad\\u200b\\u2060\\ufeff\\ufe0e\\ufe0f]*';

/** A fraction, and whether it stands after a number, or right before a digit. */
const FRACTION = `[¼½¾](?<=([\\p{Nd}¼½¾]${UNSEEN})?[¼½¾])${VARIATION}(?=(${UNSEEN}\\p{Nd})?)`;

const ODD = new RegExp(`${FRACTION}|[${classOf(PLAIN_TWINS.keys())}]${VARIATION}`, 'gu');

function classOf(characters: Iterable<string>): string {
	return [...characters]
		.map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}

/**
 * The text with plain punctuation. A fraction keeps its distance from a number: 1½ is 1 1/2, and not 11/2.
 *
 * @param put decides what takes the place of each odd character for which there is a plain twin
 */
export function plainPunctuation(text: string, put: (from: string, to: string) => string): string {
	return text.replace(ODD, (from: string, number: string | undefined, digit: string | undefined) => {
		const twin = PLAIN_TWINS.get(from.charAt(0)) ?? from;
		return put(from, `${number === undefined ? '' : ' '}${twin}${digit === undefined ? '' : ' '}`);
	});
}
