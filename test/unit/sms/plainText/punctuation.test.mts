import SMART_ENCODING from 'sms-segments-calculator/dist/libs/SmartEncodingMap';
import { nameOf } from '../../../../sms/plainText/characterNames.ts';
import { plainText } from '../../../../sms/plainText/plainText.ts';
import { GSM_BASIC, GSM_EXTENSION } from '../generators/texts.mts';

/** What has a twin of our own, or a name: code point, twin, name. */
const NAMED: ReadonlyArray<readonly [code: number, plain: string, name: string]> = [
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
	[0x000b, '\n', 'vertical tab'],
	[0x00f7, '/', 'division sign'],
	[0x00bc, '1/4', 'fraction one quarter'],
	[0x00bd, '1/2', 'fraction one half'],
	[0x00be, '3/4', 'fraction three quarters'],
	[0x203c, '!!', 'double exclamation mark'],
	[0x3001, ',', 'ideographic comma'],
	[0x3002, '.', 'ideographic full stop'],
	[0xfe10, ',', 'vertical comma'],
	[0xfe11, ',', 'vertical ideographic comma'],
];

/** What Twilio's Smart Encoding does otherwise: its twin, ours (undefined where the character stays), and why. */
const CORRECTED: ReadonlyArray<
	readonly [codes: readonly number[], theirs: string, ours: string | undefined, why: string]
> = [
	[
		[
			0x00a0, 0x2000, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x202f, 0x205f,
			0x3000,
		],
		'  ',
		' ',
		'a space is one space',
	],
	[[0x0009], '       ', ' ', 'a tab is one space: nothing is lined up in an SMS'],
	[[0x2028, 0x2029], ' ', '\n', 'a line ends there'],
	[[0x2039], '<', "'", 'a quotation mark is no less-than sign'],
	[[0x203a], '>', "'", 'a quotation mark is no greater-than sign'],
	[[0x201a], ',', "'", 'a quotation mark is no comma'],
	[[0xfe10, 0xfe11], "'", ',', 'a comma is no quotation mark'],
	[[0x0313, 0x0314], "'", undefined, 'a mark belongs to its letter'],
	[[0x0326], ',', undefined, 'a mark belongs to its letter'],
	[[0x0302, 0x1dcd], '^', undefined, 'a mark belongs to its letter'],
	[[0x0303, 0x0330, 0x0334], '~', undefined, 'a mark belongs to its letter: Wangari~ is no name'],
	[[0x0332], '_', undefined, 'a mark belongs to its letter'],
	[[0x0337, 0x0338], '/', undefined, 'what is struck out, or not equal, would be divided'],
	[[0x20e5], '\\', undefined, 'what is struck out would be followed by a backslash'],
	[[0x20d2, 0x20d3], '|', undefined, 'what is struck out would be followed by a bar'],
	[[0x0347], '=', undefined, 'a mark belongs to its letter, and 5 is not 5='],
	[[0x200c], '', undefined, 'words of Persian are spelt with it, and their letters are UCS-2 anyway'],
	[[0x0000], '', undefined, 'what holds a NUL is no text'],
	[
		[0x0080, 0x008d, 0x0090, 0x009b, 0x009f],
		'  ',
		undefined,
		'a text read in the wrong encoding: U+0080 was a euro sign, so let it be seen',
	],
	[
		[0x0003, 0x0004, 0x0010, 0x0011, 0x0012, 0x0013, 0x0014, 0x0017, 0x0019],
		'',
		' ',
		'numbers on its two sides would run together: U+0013 is what is left of the dash of 500\u2013700',
	],
];

/** What Smart Encoding forgot, beside what has a name: control characters, and fullwidth small letters. */
const ADDED = new Map<string, string>([
	...[1, 2, 5, 6, 7, 8, 0xe, 0xf, 0x15, 0x16, 0x18, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f, 0x7f].map(
		(code) => [String.fromCharCode(code), ' '] as const,
	),
	...[...'abcdefghijklmnopqrstuvwxyz'].map(
		(letter, index) => [String.fromCharCode(0xff41 + index), letter] as const,
	),
]);

const SMART: ReadonlyArray<[from: string, to: string]> = Object.entries(SMART_ENCODING);

function plain(text: string) {
	return plainText(text, { punctuation: true, letters: false });
}

describe('what has a name', () => {
	test.each(NAMED)('U+%s becomes %j: %s', (code, to, name) => {
		const from = String.fromCodePoint(code);
		expect(plain(`a${from}b${from}`)).toEqual({
			text: `a${to}b${to}`,
			replaced: [{ from, to, name, count: 2 }],
		});
		expect(nameOf(from)).toBe(`${name}, U+${code.toString(16).toUpperCase().padStart(4, '0')}`);
	});
});

describe('the map of Smart Encoding', () => {
	const corrected = new Map(
		CORRECTED.flatMap(([codes, theirs, ours]) =>
			codes.map((code) => [String.fromCharCode(code), { theirs, ours }] as const),
		),
	);

	test('has 271 entries, of which all that are not corrected are taken over', () => {
		expect(SMART).toHaveLength(271);
		const others = SMART.filter(([from]) => !corrected.has(from));
		expect(others.map(([from]) => [from, plain(`a${from}b`).text])).toEqual(
			others.map(([from, to]) => [from, `a${to}b`]),
		);
		for (const [from, to] of others) {
			expect(plain(from).replaced).toEqual([
				{ from, to, name: expect.stringMatching(/^[a-z -]+$/), count: 1 },
			]);
		}
	});

	test.each(CORRECTED)('%j becomes not %j but %j: %s', (codes, theirs, ours) => {
		for (const character of codes.map((code) => String.fromCharCode(code))) {
			expect([character, SMART_ENCODING[character]]).toEqual([character, theirs]);
			expect(plain(`5${character}b`).text).toBe(`5${ours ?? character}b`);
		}
	});

	test('with what it forgot, is all that is replaced, of all UTF-16 units there are', () => {
		const expected = new Set([
			...SMART.map(([from]) => from).filter(
				(from) => corrected.get(from)?.ours !== undefined || !corrected.has(from),
			),
			...NAMED.map(([code]) => String.fromCodePoint(code)),
			...ADDED.keys(),
		]);
		const replaced: string[] = [];
		for (let unit = 0; unit <= 0xffff; unit++) {
			const character = String.fromCharCode(unit);
			const { text } = plain(character);
			if (text === character) continue;
			replaced.push(character);
			expect(GSM_BASIC + GSM_EXTENSION).not.toContain(character);
			for (const one of text) expect(GSM_BASIC + GSM_EXTENSION).toContain(one);
		}
		expect(replaced.sort()).toEqual([...expected].sort());
		for (const [from, to] of ADDED) expect(plain(`a${from}b`).text).toBe(`a${to}b`);
	});
});

describe('a fraction', () => {
	test.each([
		['½ kg', '1/2 kg'],
		['1½ kg', '1 1/2 kg'],
		['KES 12¾', 'KES 12 3/4'],
		['１½', '1 1/2'],
		['1\u200b½', '1 1/2'],
		['1\u00ad\u2060½', '1 1/2'],
		['1\u00a0½', '1 1/2'],
		['1 ½', '1 1/2'],
		['½½', '1/2 1/2'],
		['½5', '1/2 5'],
		['½\u200b５', '1/2 5'],
		['1\ufe0f½\ufe0f', '1\ufe0f 1/2'],
		['\u0661½', '\u0661 1/2'],
		['a½b', 'a1/2b'],
	])('in %j keeps its distance from a number: %j', (text, expected) => {
		expect(plain(text).text).toBe(expected);
	});

	test('is reported as it was put', () => {
		expect(plain('½ or 1½ or 2½').replaced).toEqual([
			{ from: '½', to: '1/2', name: 'fraction one half', count: 1 },
			{ from: '½', to: ' 1/2', name: 'fraction one half', count: 2 },
		]);
	});
});

describe('a sign that phones draw as an emoji', () => {
	test.each([
		['Wow‼️', 'Wow!!', '‼️', 'double exclamation mark'],
		['✳️ Offer', '* Offer', '✳️', 'ornamental asterisk'],
	])('%j becomes %j with what made it one', (text, expected, from, name) => {
		expect(plain(text)).toMatchObject({ text: expected, replaced: [{ from, name, count: 1 }] });
	});

	test.each(['#️⃣', '1️⃣', '❤️', '⚠️', '©️', '™️'])('%j stays, having no plain twin', (text) => {
		expect(plain(text)).toEqual({ text, replaced: [] });
	});
});

describe('what would change the meaning', () => {
	test.each(['5 m²', '10‰', '№ 5', '±5', '5 × 3', '≠ 5', '≤ 5', '₦500', '100 °C', '5̶0̶0̶', '10⁵', 'Ⅷ', '™'])(
		'%j stays',
		(text) => {
			expect(plain(text)).toEqual({ text, replaced: [] });
		},
	);
});
