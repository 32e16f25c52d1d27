import { NAMED_PUNCTUATION, PLAIN_TWINS } from './punctuation';

/** Forms in which Unicode has punctuation and letters once more. */
const FORMS: ReadonlyArray<readonly [pattern: RegExp, form: string]> = [
	[/[\uff01-\uff5e]/, 'fullwidth'],
	[/[\uff61-\uffdc]/, 'halfwidth'],
	[/[\ufe10-\ufe19]/, 'vertical'],
	[/[\ufe50-\ufe6b]/, 'small'],
	[/[\u2722-\u2775]/, 'ornamental'],
];

/** Names of what plain twins are. */
const SIGNS: Readonly<Record<string, string>> = {
	'!': 'exclamation mark',
	'"': 'quotation mark',
	'#': 'number sign',
	$: 'dollar sign',
	'%': 'percent sign',
	'&': 'ampersand',
	"'": 'apostrophe',
	'(': 'parenthesis',
	')': 'parenthesis',
	'*': 'asterisk',
	'+': 'plus sign',
	',': 'comma',
	'-': 'hyphen',
	'.': 'full stop',
	'/': 'slash',
	':': 'colon',
	';': 'semicolon',
	'<': 'less-than sign',
	'=': 'equals sign',
	'>': 'greater-than sign',
	'?': 'question mark',
	'@': 'at sign',
	'[': 'square bracket',
	'\\': 'backslash',
	']': 'square bracket',
	'^': 'circumflex',
	_: 'underscore',
	'{': 'curly bracket',
	'|': 'vertical bar',
	'}': 'curly bracket',
	'~': 'tilde',
};

const MARKS: Readonly<Record<string, string>> = {
	'\u0300': 'grave',
	'\u0301': 'acute',
	'\u0302': 'circumflex',
	'\u0303': 'tilde',
	'\u0304': 'macron',
	'\u0306': 'breve',
	'\u0307': 'dot above',
	'\u0308': 'diaeresis',
	'\u0309': 'hook above',
	'\u030a': 'ring above',
	'\u030b': 'double acute',
	'\u030c': 'caron',
	'\u030f': 'double grave',
	'\u0311': 'inverted breve',
	'\u031b': 'horn',
	'\u0323': 'dot below',
	'\u0326': 'comma below',
	'\u0327': 'cedilla',
	'\u0328': 'ogonek',
	'\u0331': 'macron below',
};

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
	return `${describeCharacter(character)}, U+${code}`;
}

/** The name in plain words of a character, with what goes with it: marks, or a variation selector. */
export function describeCharacter(written: string): string {
	const character = written.charAt(0);
	return (
		NAMED_PUNCTUATION.get(character)?.[1] ??
		nameOfTwin(character) ??
		nameOfLetter(written) ??
		KINDS.find(([pattern]) => pattern.test(written))?.[1] ??
		'character'
	);
}

/** `fullwidth comma`, `small capital`: by what its plain twin is. */
function nameOfTwin(character: string): string | undefined {
	const plain = PLAIN_TWINS.get(character);
	if (plain === undefined) return undefined;
	const form = FORMS.find(([pattern]) => pattern.test(character))?.[1];
	if (/[A-Za-z]/.test(plain)) return form === undefined ? 'small capital' : `${form} letter`;
	if (/\d/.test(plain)) return 'fullwidth digit';
	const sign = SIGNS[plain];
	if (sign === undefined) return undefined;
	return form === undefined ? `${sign} look-alike` : `${form} ${sign}`;
}

/** `Latin letter with tilde`, or `with combining tilde` where the letter and its mark are two characters. */
function nameOfLetter(written: string): string | undefined {
	const marks = /^\p{Script=Latin}(\p{M}+)/u.exec(written.normalize('NFD'))?.[1];
	if (marks === undefined) return undefined;
	const names = [...marks].map((mark) => MARKS[mark] ?? 'another mark');
	const isOne = [...written].length === 1;
	return `Latin letter with ${isOne ? '' : 'combining '}${names.length > 2 ? 'marks' : names.join(' and ')}`;
}
