import fc from 'fast-check';
import { nameOf, plainPunctuation } from '../../../sms/punctuation.ts';
import { measure } from '../../../sms/text.ts';
import { anyCodePoints, anyText, GSM_BASIC, GSM_EXTENSION, gsmCharacter } from './texts.mts';

/** Everything that has a plain twin: code point, twin, name. */
const TWINS: ReadonlyArray<readonly [code: number, plain: string, name: string]> = [
	[0x2018, "'", 'left single quotation mark'],
	[0x2019, "'", 'right single quotation mark'],
	[0x201a, "'", 'low single quotation mark'],
	[0x201b, "'", 'reversed single quotation mark'],
	[0x2032, "'", 'prime'],
	[0x02bc, "'", 'modifier letter apostrophe'],
	[0x02b9, "'", 'modifier letter prime'],
	[0x2039, "'", 'single left-pointing angle quotation mark'],
	[0x203a, "'", 'single right-pointing angle quotation mark'],
	[0xff07, "'", 'fullwidth apostrophe'],
	[0x00b4, "'", 'acute accent'],
	[0x0060, "'", 'grave accent'],
	[0x201c, '"', 'left double quotation mark'],
	[0x201d, '"', 'right double quotation mark'],
	[0x201e, '"', 'low double quotation mark'],
	[0x201f, '"', 'reversed double quotation mark'],
	[0x2033, '"', 'double prime'],
	[0x00ab, '"', 'left-pointing double angle quotation mark'],
	[0x00bb, '"', 'right-pointing double angle quotation mark'],
	[0xff02, '"', 'fullwidth quotation mark'],
	[0x2010, '-', 'hyphen'],
	[0x2011, '-', 'non-breaking hyphen'],
	[0x2012, '-', 'figure dash'],
	[0x2013, '-', 'en dash'],
	[0x2014, '-', 'em dash'],
	[0x2015, '-', 'horizontal bar'],
	[0x2043, '-', 'hyphen bullet'],
	[0x2212, '-', 'minus sign'],
	[0x2022, '-', 'bullet'],
	[0x2026, '...', 'ellipsis'],
	[0x00a0, ' ', 'non-breaking space'],
	[0x1680, ' ', 'ogham space mark'],
	[0x2000, ' ', 'en quad'],
	[0x2001, ' ', 'em quad'],
	[0x2002, ' ', 'en space'],
	[0x2003, ' ', 'em space'],
	[0x2004, ' ', 'three-per-em space'],
	[0x2005, ' ', 'four-per-em space'],
	[0x2006, ' ', 'six-per-em space'],
	[0x2007, ' ', 'figure space'],
	[0x2008, ' ', 'punctuation space'],
	[0x2009, ' ', 'thin space'],
	[0x200a, ' ', 'hair space'],
	[0x202f, ' ', 'narrow non-breaking space'],
	[0x205f, ' ', 'medium mathematical space'],
	[0x3000, ' ', 'ideographic space'],
	[0x0009, ' ', 'tab'],
	[0x2028, '\n', 'line separator'],
	[0x2029, '\n', 'paragraph separator'],
	[0x200b, '', 'zero width space'],
	[0x2060, '', 'word joiner'],
	[0xfeff, '', 'byte order mark'],
	[0x00ad, '', 'soft hyphen'],
];
const ODD = TWINS.map(([code]) => String.fromCodePoint(code));

/** Texts with odd punctuation in them, long enough to reach the ends of parts. */
const punctuated = fc
	.array(
		fc.oneof(
			fc.tuple(fc.constantFrom(...ODD), fc.nat(30)).map(([one, times]) => one.repeat(times)),
			fc.tuple(gsmCharacter, fc.nat(100)).map(([one, times]) => one.repeat(times)),
			fc.constantFrom('😀', 'ж', '’', '…'),
		),
		{ maxLength: 8 },
	)
	.map((pieces) => pieces.join(''));

describe('the table', () => {
	test.each(TWINS)('U+%s becomes %j: %s', (code, to, name) => {
		const from = String.fromCodePoint(code);
		expect(plainPunctuation(`a${from}b${from}`)).toEqual({
			text: `a${to}b${to}`,
			replaced: [{ from, to, name, count: 2 }],
		});
		expect(nameOf(from)).toBe(`${name}, U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
	});

	test('is all that is replaced, of all UTF-16 units there are', () => {
		const replaced: string[] = [];
		for (let unit = 0; unit <= 0xffff; unit++) {
			const character = String.fromCharCode(unit);
			if (plainPunctuation(character).text !== character) replaced.push(character);
		}
		expect(replaced.sort()).toEqual([...ODD].sort());
	});

	test('holds nothing that GSM-7 has, and gives nothing that it lacks', () => {
		for (const [code, plain] of TWINS) {
			expect(GSM_BASIC + GSM_EXTENSION).not.toContain(String.fromCodePoint(code));
			for (const character of plain) expect(GSM_BASIC).toContain(character);
		}
	});
});

describe('what is replaced', () => {
	test('is counted, in the order of first appearance', () => {
		expect(plainPunctuation('“Wait…” — it’s Amina’s')).toEqual({
			text: '"Wait..." - it\'s Amina\'s',
			replaced: [
				{ from: '“', to: '"', name: 'left double quotation mark', count: 1 },
				{ from: '…', to: '...', name: 'ellipsis', count: 1 },
				{ from: '”', to: '"', name: 'right double quotation mark', count: 1 },
				{ from: '—', to: '-', name: 'em dash', count: 1 },
				{ from: '’', to: "'", name: 'right single quotation mark', count: 2 },
			],
		});
	});

	test('makes a text of 160 characters with one curly quote one part again', () => {
		const text = `${'a'.repeat(159)}’`;
		expect(measure(text).parts).toBe(3);
		expect(measure(plainPunctuation(text).text)).toEqual({ encoding: 'GSM-7', characters: 160, parts: 1 });
	});

	test('is nothing in an empty text, and nothing in one with letters and pictures that have no plain twin', () => {
		expect(plainPunctuation('')).toEqual({ text: '', replaced: [] });
		expect(plainPunctuation('Habari 😀 é ж 你')).toEqual({ text: 'Habari 😀 é ж 你', replaced: [] });
	});
});

describe('laws', () => {
	test('a text in GSM-7 stays as it is', () => {
		fc.assert(
			fc.property(fc.array(gsmCharacter, { maxLength: 200 }), (characters) => {
				const text = characters.join('');
				expect(plainPunctuation(text)).toEqual({ text, replaced: [] });
			}),
		);
	});

	test('what is plain is plain: a second time changes nothing', () => {
		fc.assert(
			fc.property(fc.oneof(punctuated, anyText), (text) => {
				const once = plainPunctuation(text).text;
				expect(plainPunctuation(once)).toEqual({ text: once, replaced: [] });
			}),
		);
	});

	test('a text never needs more parts than before', () => {
		fc.assert(
			fc.property(fc.oneof(punctuated, anyText), (text) => {
				expect(measure(plainPunctuation(text).text).parts).toBeLessThanOrEqual(measure(text).parts);
			}),
			{ numRuns: 1000 },
		);
	});

	test('each replacement is counted as often as its character stood there', () => {
		fc.assert(
			fc.property(punctuated, (text) => {
				const { text: plain, replaced } = plainPunctuation(text);
				for (const { from, count } of replaced) expect(text.split(from).length - 1).toBe(count);
				for (const { from } of replaced) expect(plain).not.toContain(from);
				expect(new Set(replaced.map(({ from }) => from)).size).toBe(replaced.length);
			}),
		);
	});
});

describe('the name of a character', () => {
	test.each([
		['😀', 'emoji, U+1F600'],
		['🏽', 'emoji, U+1F3FD'],
		['🇰', 'emoji, U+1F1F0'],
		['\u200d', 'zero width joiner, U+200D'],
		['\ufe0f', 'variation selector, U+FE0F'],
		['\u0301', 'combining mark, U+0301'],
		['á', 'Latin letter, U+00E1'],
		['ا', 'Arabic letter, U+0627'],
		['Ж', 'Cyrillic letter, U+0416'],
		['ω', 'Greek letter, U+03C9'],
		['አ', 'Ethiopic letter, U+12A0'],
		['अ', 'Devanagari letter, U+0905'],
		['અ', 'Gujarati letter, U+0A85'],
		['你', 'Chinese character, U+4F60'],
		['あ', 'letter, U+3042'],
		['₦', 'currency sign, U+20A6'],
		['‰', 'punctuation, U+2030'],
		['±', 'symbol, U+00B1'],
		['\u0000', 'control character, U+0000'],
		['\ud83d', 'control character, U+D83D'],
		['²', 'character, U+00B2'],
		['', 'character, U+0000'],
	])('of %j is in plain words', (character, name) => {
		expect(nameOf(character)).toBe(name);
	});

	test('is there for anything', () => {
		fc.assert(
			fc.property(fc.oneof(anyCodePoints, anyText), (text) => {
				expect(nameOf(text)).toMatch(/^[a-zA-Z -]+, U\+[0-9A-F]{4,6}$/);
			}),
		);
	});
});
