import fc from 'fast-check';
import SMART_ENCODING from 'sms-segments-calculator/dist/libs/SmartEncodingMap';
import { plainText, type Plainness } from '../../../../sms/plainText/plainText.ts';
import { measure } from '../../../../sms/text.ts';
import { anyText, gsmCharacter } from '../generators/texts.mts';

const BOTH: Plainness = { punctuation: true, letters: true };
const PUNCTUATION: Plainness = { punctuation: true, letters: false };
const LETTERS: Plainness = { punctuation: false, letters: true };

const plainness = fc.constantFrom<Plainness>(BOTH, PUNCTUATION, LETTERS, {
	punctuation: false,
	letters: false,
});

const STAYING = /[\p{M}\u200c\0\u0080-\u009f]/u;
const ODD = Object.keys(SMART_ENCODING).filter((character) => !STAYING.test(character));

/** Every letter of the Latin blocks that has a mark, or a place in the table. */
const LETTER = fc.oneof(
	fc.integer({ min: 0xc0, max: 0x17f }).map((code) => String.fromCharCode(code)),
	fc.integer({ min: 0x1e00, max: 0x1e99 }).map((code) => String.fromCharCode(code)),
	fc.integer({ min: 0x1ea0, max: 0x1ef9 }).map((code) => String.fromCharCode(code)),
	fc.constantFrom('ǖ', 'Ǻ', 'ǆ', 'Ǆ', 'ﬁ', 'ɛ', 'Ɔ', 'Ŋ', 'i\u0303', 'e\u0301', 'u\u0308\u0304', 'ɛ\u0303'),
);

const replaceable = fc.oneof(
	fc.constantFrom(...ODD),
	LETTER.filter((letter) => !/[×÷]/.test(letter)),
);

/** Texts of what is replaced, and of what isn't, long enough to reach the ends of parts. */
const oddText = fc
	.array(
		fc.oneof(
			fc.tuple(replaceable, fc.nat(40)).map(([one, times]) => one.repeat(times)),
			fc.tuple(gsmCharacter, fc.nat(100)).map(([one, times]) => one.repeat(times)),
			fc.constantFrom('😀', 'ж', '’', '…', 'œ', '½', '1', '\ufe0f', '\u200b', '\u0303', '\u0336', 'مُ', 'አ'),
		),
		{ maxLength: 10 },
	)
	.map((pieces) => pieces.join(''));

const text = fc.oneof({ weight: 3, arbitrary: oddText }, { weight: 1, arbitrary: anyText });

test('a longer twin is put where the text has as many parts with it', () => {
	const words = 'Ж'.repeat(100);
	expect(plainText(`${words}…`, BOTH).text).toBe(`${words}...`);
});

describe('what is replaced', () => {
	test('is counted, punctuation first, each in the order of first appearance', () => {
		expect(plainText('“Wangarĩ…” — it’s Mũthoni’s kĩosk', BOTH)).toEqual({
			text: '"Wangari..." - it\'s Muthoni\'s kiosk',
			replaced: [
				{ from: '“', to: '"', name: 'left double quotation mark', count: 1 },
				{ from: '…', to: '...', name: 'ellipsis', count: 1 },
				{ from: '”', to: '"', name: 'right double quotation mark', count: 1 },
				{ from: '—', to: '-', name: 'em dash', count: 1 },
				{ from: '’', to: "'", name: 'right single quotation mark', count: 2 },
				{ from: 'ĩ', to: 'i', name: 'Latin letter with tilde', count: 2 },
				{ from: 'ũ', to: 'u', name: 'Latin letter with tilde', count: 1 },
			],
		});
	});

	test('is what was asked for', () => {
		expect(plainText('Wangarĩ’s', PUNCTUATION).text).toBe("Wangarĩ's");
		expect(plainText('Wangarĩ’s', LETTERS).text).toBe('Wangari’s');
		expect(plainText('Wangarĩ’s', { punctuation: false, letters: false })).toEqual({
			text: 'Wangarĩ’s',
			replaced: [],
		});
	});

	test('is replaced beside an emoji too, so that a name is written the same way in every message', () => {
		expect(plainText('Wangarĩ’s 🎉', BOTH).text).toBe("Wangari's 🎉");
	});

	test.each([
		['’', PUNCTUATION],
		['ĩ', LETTERS],
	])('makes a text of 160 characters with one %j one part again', (odd, wanted) => {
		const written = `${'a'.repeat(159)}${odd}`;
		expect(measure(written).parts).toBe(3);
		expect(measure(plainText(written, wanted).text)).toEqual({
			encoding: 'GSM-7',
			characters: 160,
			parts: 1,
		});
	});

	test('is nothing in an empty text, nor in one of letters and pictures that have no plain twin', () => {
		expect(plainText('', BOTH)).toEqual({ text: '', replaced: [] });
		expect(plainText('Habari 😀 é ж 你', BOTH)).toEqual({ text: 'Habari 😀 é ж 你', replaced: [] });
	});
});

describe('a twin that is longer', () => {
	test.each([
		['…', '...', 1],
		['½', '1/2', 1],
		['‼', '!!', 1],
		['œ', 'oe', 1],
	])('%j stays where %j would cost a part more beside an emoji, and goes where it would not', (odd, twin) => {
		const full = `${'a'.repeat(66)}😀ĩ`;
		expect(plainText(`${full}${odd}`, BOTH).text).toBe(`${'a'.repeat(66)}😀i${odd}`);
		expect(plainText(`😀ĩ${odd}`, BOTH).text).toBe(`😀i${twin}`);
	});

	test('stays where a text full of it would cost more in GSM-7', () => {
		const { text: plain } = plainText(`’${'…'.repeat(66)}`, PUNCTUATION);
		expect(plain).toBe(`'${'…'.repeat(66)}`);
		expect(plainText(`’${'…'.repeat(50)}`, PUNCTUATION).text).toBe(`'${'...'.repeat(50)}`);
	});
});

describe('laws', () => {
	test('a text in GSM-7 stays as it is', () => {
		fc.assert(
			fc.property(fc.array(gsmCharacter, { maxLength: 200 }), plainness, (characters, wanted) => {
				const written = characters.join('');
				expect(plainText(written, wanted)).toEqual({ text: written, replaced: [] });
			}),
		);
	});

	test('what GSM-7 has is never replaced', () => {
		fc.assert(
			fc.property(text, plainness, (written, wanted) => {
				for (const { from } of plainText(written, wanted).replaced) {
					expect(measure(from).encoding).toBe('UCS-2');
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('what is put is in GSM-7', () => {
		fc.assert(
			fc.property(text, plainness, (written, wanted) => {
				for (const { to } of plainText(written, wanted).replaced) expect(measure(to).encoding).toBe('GSM-7');
			}),
			{ numRuns: 300 },
		);
	});

	test('what is plain is plain: a second time changes nothing', () => {
		fc.assert(
			fc.property(text, plainness, (written, wanted) => {
				const once = plainText(written, wanted).text;
				expect(plainText(once, wanted)).toEqual({ text: once, replaced: [] });
			}),
			{ numRuns: 1000 },
		);
	});

	test('a text never needs more parts than before, nor more with both than with one', () => {
		fc.assert(
			fc.property(text, (written) => {
				const parts = (wanted: Plainness) => measure(plainText(written, wanted).text).parts;
				expect(parts(PUNCTUATION)).toBeLessThanOrEqual(measure(written).parts);
				expect(parts(LETTERS)).toBeLessThanOrEqual(measure(written).parts);
				expect(parts(BOTH)).toBeLessThanOrEqual(Math.min(parts(PUNCTUATION), parts(LETTERS)));
			}),
			{ numRuns: 1000 },
		);
	});

	test('with both, a text of what is in the tables is in GSM-7', () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(replaceable, gsmCharacter), { maxLength: 20 }), (pieces) => {
				expect(measure(plainText(pieces.join(''), BOTH).text).encoding).toBe('GSM-7');
			}),
			{ numRuns: 1000 },
		);
	});

	test('the report accounts for every character: the text grows by what it says', () => {
		fc.assert(
			fc.property(text, plainness, (written, wanted) => {
				const { text: plain, replaced } = plainText(written, wanted);
				const grown = replaced.reduce(
					(sum, { from, to, count }) => sum + count * (to.length - from.length),
					0,
				);
				expect(plain.length - written.length).toBe(grown);
				expect(new Set(replaced.map(({ from, to }) => `${from}\n${to}`)).size).toBe(replaced.length);
				expect(plain === written).toBe(replaced.length === 0);
			}),
			{ numRuns: 500 },
		);
	});

	test('other scripts and emoji stay, whatever marks they have', () => {
		const other = fc.constantFrom(
			'مُ',
			'አ',
			'ж\u0301',
			'Ω\u0301',
			'ά',
			'क़',
			'👍🏽',
			'❤️',
			'🇰🇪',
			'1️⃣',
			'5\u0336',
			'你',
		);
		fc.assert(
			fc.property(fc.array(other, { maxLength: 20 }), (pieces) => {
				const written = pieces.join('');
				expect(plainText(written, BOTH)).toEqual({ text: written, replaced: [] });
			}),
		);
	});

	test('one character of each kind is counted as often as it stood there', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('’', 'ĩ', 'Ũ', '—', 'a', ' ', '😀')), (pieces) => {
				const { replaced } = plainText(pieces.join(''), BOTH);
				for (const { from, count } of replaced) {
					expect(pieces.filter((piece) => piece === from)).toHaveLength(count);
				}
				expect(replaced.map(({ from }) => from).sort()).toEqual(
					[...new Set(pieces)].filter((piece) => '’ĩŨ—'.includes(piece)).sort(),
				);
			}),
		);
	});
});
