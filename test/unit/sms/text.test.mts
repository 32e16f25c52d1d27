import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { measure, splitParts, ucs2Causes } from '../../../sms/text.ts';
import {
	anyCodePoints,
	anyText,
	GSM_BASIC,
	GSM_EXTENSION,
	gsmCharacter,
	plainUcs2Character,
	unitsIn,
} from './generators/texts.mts';

const FAMILY = '👨‍👩‍👧‍👦';
const KENYA = '🇰🇪';

describe('the alphabet', () => {
	test('has the 127 characters of the default table and the 10 of the extension table', () => {
		expect(new Set(GSM_BASIC).size).toBe(127);
		expect(new Set(GSM_EXTENSION).size).toBe(10);
	});

	test('every UTF-16 unit there is counts as the tables of 3GPP TS 23.038 say', () => {
		const wrong: string[] = [];
		for (let unit = 0; unit <= 0xffff; unit++) {
			const character = String.fromCharCode(unit);
			const inBasic = GSM_BASIC.includes(character);
			const inExtension = GSM_EXTENSION.includes(character);
			const encoding = inBasic || inExtension ? 'GSM-7' : 'UCS-2';
			const found = measure(character);
			if (found.encoding !== encoding || found.characters !== (inExtension ? 2 : 1) || found.parts !== 1) {
				wrong.push(`U+${unit.toString(16)}`);
			}
			if ((ucs2Causes(character).length === 0) !== (encoding === 'GSM-7'))
				wrong.push(`U+${unit.toString(16)}`);
		}
		expect(wrong).toEqual([]);
	});

	test.each(['ç', '`', '´', '\t', 'á', 'ñ\u0303', '\u00a0', '’', '\u001b', '\u0000'])(
		'%j, which looks as if it belonged, makes a text UCS-2',
		(text) => {
			expect(measure(text).encoding).toBe('UCS-2');
		},
	);
});

describe('the ends of parts', () => {
	const gsm = (times: number) => 'a'.repeat(times);
	const ucs = (times: number) => 'ж'.repeat(times);

	test.each<[name: string, text: string, encoding: string, characters: number, lengths: number[]]>([
		['nothing', '', 'GSM-7', 0, [0]],
		['one character', gsm(1), 'GSM-7', 1, [1]],
		['159', gsm(159), 'GSM-7', 159, [159]],
		['160', gsm(160), 'GSM-7', 160, [160]],
		['161', gsm(161), 'GSM-7', 161, [153, 8]],
		['2 × 153', gsm(306), 'GSM-7', 306, [153, 153]],
		['2 × 153 + 1', gsm(307), 'GSM-7', 307, [153, 153, 1]],
		['3 × 153', gsm(459), 'GSM-7', 459, [153, 153, 153]],
		['3 × 153 + 1', gsm(460), 'GSM-7', 460, [153, 153, 153, 1]],
		['line breaks of Windows up to the end', '\r\n'.repeat(80), 'GSM-7', 160, [160]],
		['a line break of Windows on both sides of an end', `${gsm(152)}\r\n${gsm(7)}`, 'GSM-7', 161, [153, 8]],

		['80 extension characters', '€'.repeat(80), 'GSM-7', 160, [80]],
		['81 extension characters', '€'.repeat(81), 'GSM-7', 162, [76, 5]],
		['152 extension characters, 76 a part', '€'.repeat(152), 'GSM-7', 304, [76, 76]],
		[
			'153 extension characters: 306 septets that two parts can not hold',
			'€'.repeat(153),
			'GSM-7',
			306,
			[76, 76, 1],
		],
		['an extension character that ends at 160', `${gsm(158)}€`, 'GSM-7', 160, [159]],
		['an extension character that ends at 161', `${gsm(159)}€`, 'GSM-7', 161, [153, 7]],
		[
			'an extension character that would cross 153 in a text of one part',
			`${gsm(152)}€${gsm(6)}`,
			'GSM-7',
			160,
			[159],
		],
		['an extension character that ends at 153', `${gsm(151)}€${gsm(8)}`, 'GSM-7', 161, [152, 8]],
		['an extension character that would cross 153', `${gsm(152)}€${gsm(7)}`, 'GSM-7', 161, [152, 8]],
		['one septet lost, and room for it', `${gsm(152)}€${gsm(151)}`, 'GSM-7', 305, [152, 152]],
		['one septet lost, and no room for it', `${gsm(152)}€${gsm(152)}`, 'GSM-7', 306, [152, 152, 1]],

		['69 units', ucs(69), 'UCS-2', 69, [69]],
		['70 units', ucs(70), 'UCS-2', 70, [70]],
		['71 units', ucs(71), 'UCS-2', 71, [67, 4]],
		['2 × 67 units', ucs(134), 'UCS-2', 134, [67, 67]],
		['2 × 67 + 1 units', ucs(135), 'UCS-2', 135, [67, 67, 1]],
		['3 × 67 units', ucs(201), 'UCS-2', 201, [67, 67, 67]],
		['3 × 67 + 1 units', ucs(202), 'UCS-2', 202, [67, 67, 67, 1]],
		['one odd character among 69 of GSM-7', `${gsm(69)}’`, 'UCS-2', 70, [70]],
		['one odd character among 70 of GSM-7', `${gsm(70)}’`, 'UCS-2', 71, [67, 4]],
		['an extension character is one unit of UCS-2', `${'€'.repeat(69)}’`, 'UCS-2', 70, [70]],

		['35 pairs', '😀'.repeat(35), 'UCS-2', 70, [70]],
		['36 pairs', '😀'.repeat(36), 'UCS-2', 72, [66, 6]],
		['66 pairs, 33 a part', '😀'.repeat(66), 'UCS-2', 132, [66, 66]],
		['67 pairs: 134 units that two parts can not hold', '😀'.repeat(67), 'UCS-2', 134, [66, 66, 2]],
		['a pair that ends at 70', `${ucs(68)}😀`, 'UCS-2', 70, [70]],
		['a pair that ends at 71', `${ucs(69)}😀`, 'UCS-2', 71, [67, 4]],
		['a pair that ends at 67', `${ucs(65)}😀${ucs(4)}`, 'UCS-2', 71, [67, 4]],
		['a pair that would cross 67', `${ucs(66)}😀${ucs(3)}`, 'UCS-2', 71, [66, 5]],
		['one unit lost, and room for it', `${ucs(66)}😀${ucs(65)}`, 'UCS-2', 133, [66, 67]],
		['one unit lost, and no room for it', `${ucs(66)}😀${ucs(66)}`, 'UCS-2', 134, [66, 67, 1]],

		['a letter and its mark on both sides of an end', 'e\u0301'.repeat(36), 'UCS-2', 72, [67, 5]],
		['17 flags', KENYA.repeat(17), 'UCS-2', 68, [68]],
		['18 flags, one on both sides of an end', KENYA.repeat(18), 'UCS-2', 72, [66, 6]],
		['6 families', FAMILY.repeat(6), 'UCS-2', 66, [66]],
		['7 families, one on both sides of an end', FAMILY.repeat(7), 'UCS-2', 77, [66, 11]],
		['a thumb and its colour on both sides of an end', `${ucs(65)}👍🏽${ucs(2)}`, 'UCS-2', 71, [67, 4]],

		['half a pair', '\ud83d', 'UCS-2', 1, [1]],
		['two halves the wrong way round', '\ude00\ud83d', 'UCS-2', 2, [2]],
		['a half that stands at 67', `${ucs(66)}\ud83d${ucs(4)}`, 'UCS-2', 71, [67, 4]],
		['71 halves', '\ud83d'.repeat(71), 'UCS-2', 71, [67, 4]],
	])('%s', (_name, text, encoding, characters, lengths) => {
		expect(measure(text)).toEqual({ encoding, characters, parts: lengths.length });
		expect(splitParts(text).map(({ length }) => length)).toEqual(lengths);
	});

	test.each([...GSM_EXTENSION])('the extension character %j is never cut in two', (character) => {
		expect(measure(character.repeat(80))).toEqual({ encoding: 'GSM-7', characters: 160, parts: 1 });
		expect(splitParts(`${gsm(152)}${character}${gsm(7)}`)).toEqual([gsm(152), `${character}${gsm(7)}`]);
	});

	test('a longest message of 255 parts, and one character more', () => {
		expect(measure(gsm(255 * 153)).parts).toBe(255);
		expect(measure(gsm(255 * 153 + 1)).parts).toBe(256);
	});
});

describe('the causes of UCS-2', () => {
	test.each<[text: string, causes: Array<[character: string, position: number]>]>([
		['', []],
		[GSM_BASIC + GSM_EXTENSION, []],
		['Don’t', [['’', 4]]],
		[
			'😀 a 😀',
			[
				['😀', 1],
				['😀', 5],
			],
		],
		['e\u0301', [['\u0301', 2]]],
		['a\ud83d', [['\ud83d', 2]]],
		[
			'“a”',
			[
				['“', 1],
				['”', 3],
			],
		],
	])('of %j are named by character and position, as people count', (text, causes) => {
		expect(ucs2Causes(text)).toEqual(causes.map(([character, position]) => ({ character, position })));
	});

	test('are there exactly where the encoding is UCS-2', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const causes = ucs2Causes(text);
				expect(causes.length > 0).toBe(measure(text).encoding === 'UCS-2');
				const characters = [...text];
				for (const { character, position } of causes) expect(characters[position - 1]).toBe(character);
			}),
		);
	});
});

describe('laws', () => {
	test('the parts put together are the text, and are as many as measured', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const parts = splitParts(text);
				expect(parts.join('')).toBe(text);
				expect(parts).toHaveLength(measure(text).parts);
			}),
			{ numRuns: 300 },
		);
	});

	test('each part fits, none could take the first character of the next, and no pair is cut in two', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const { encoding, characters } = measure(text);
				const [single, several] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
				const parts = splitParts(text);
				expect(characters).toBe(unitsIn(text, encoding));
				expect(parts.length === 1).toBe(characters <= single);
				if (parts.length === 1) return;
				for (const [index, part] of parts.entries()) {
					const [next] = parts[index + 1] ?? [];
					expect(unitsIn(part, encoding)).toBeLessThanOrEqual(several);
					expect(part).not.toBe('');
					if (next === undefined) continue;
					expect(unitsIn(part, encoding) + unitsIn(next, encoding)).toBeGreaterThan(several);
					expect(/[\ud800-\udbff]$/.test(part) && /^[\udc00-\udfff]/.test(next)).toBe(false);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('parts never fall when text is added, wherever it is added', () => {
		fc.assert(
			fc.property(anyText, anyText, fc.nat(), (text, added, place) => {
				const at = place % (text.length + 1);
				const longer = text.slice(0, at) + added + text.slice(at);
				expect(measure(longer).parts).toBeGreaterThanOrEqual(measure(text).parts);
			}),
			{ numRuns: 500 },
		);
	});

	test('no text makes anything throw, and measuring asks nothing of it but to be text', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, anyCodePoints), (text) => {
				expect(measure(text).characters).toBeGreaterThanOrEqual(text === '' ? 0 : 1);
				expect(splitParts(text).length).toBeGreaterThanOrEqual(1);
				expect(ucs2Causes(text).length).toBeLessThanOrEqual(text.length);
			}),
		);
	});
});

/**
 * `sms-segments-calculator` keeps what is drawn as one picture (a grapheme) in one part. No part of 3GPP TS 23.040 asks
 * for that: a part is 134 octets of the text (9.2.3.24.1), and phones put the parts together before they draw. Gateways
 * that cut at units send, and bill, what `measure` says.
 */
describe('beside the whole of sms-segments-calculator', () => {
	const theirs = (text: string) => {
		const message = new SegmentedMessage(text);
		return {
			encoding: message.encodingName,
			parts: message.segmentsCount,
			characters: message.numberOfCharacters,
		};
	};

	test('a text in GSM-7 measures the same', () => {
		fc.assert(
			fc.property(fc.array(gsmCharacter, { maxLength: 500, size: 'max' }), (characters) => {
				const text = characters.join('');
				expect(theirs(text)).toEqual(measure(text));
			}),
			{ numRuns: 60 },
		);
	});

	test.each([160, 161, 306, 307, 459, 460])('%i characters of GSM-7 measure the same', (times) => {
		expect(theirs('a'.repeat(times))).toEqual(measure('a'.repeat(times)));
		expect(theirs('\r\n'.repeat(times / 2))).toEqual(measure('\r\n'.repeat(times / 2)));
		expect(theirs('€'.repeat(times))).toEqual(measure('€'.repeat(times)));
	});

	test('a text in UCS-2 whose characters do not join has the same parts', () => {
		fc.assert(
			fc.property(fc.array(plainUcs2Character, { maxLength: 300, size: 'max' }), (characters) => {
				const text = `ж${characters.join('')}`;
				const { encoding, parts } = theirs(text);
				expect({ encoding, parts }).toEqual({ encoding: measure(text).encoding, parts: measure(text).parts });
			}),
			{ numRuns: 60 },
		);
	});

	test('every text has the same encoding', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				expect(theirs(text).encoding).toBe(measure(text).encoding);
			}),
			{ numRuns: 100 },
		);
	});

	test.each<[name: string, text: string, theirs: number, ours: number]>([
		// They leave room at a part's end rather than cut between a letter and its mark.
		['67 letters with marks: 134 units fill two parts', 'e\u0301'.repeat(67), 3, 2],
		['33 flags: 132 units, 66 a part', KENYA.repeat(33), 3, 2],
		['131 units with a family at 67', `${'ж'.repeat(60)}${FAMILY}${'ж'.repeat(60)}`, 3, 2],
		// A picture longer than a part: 141 units can't be in fewer than three parts of 67, but they build one of 141.
		['a letter with 140 marks', `e${'\u0301'.repeat(140)}`, 2, 3],
		['a letter with 280 marks', `e${'\u0301'.repeat(280)}`, 2, 5],
	])('%s: they count otherwise where a picture stands at an end', (_name, text, they, we) => {
		expect([theirs(text).parts, measure(text).parts]).toEqual([they, we]);
	});

	test('a part of theirs may hold more than a part can, and none of ours does', () => {
		const text = `e${'\u0301'.repeat(140)}`;
		const longest = Math.max(
			...new SegmentedMessage(text).segments.map((segment) => segment.messageSizeInBits() / 16),
		);
		expect(longest).toBe(141);
		expect(splitParts(text).map(({ length }) => length)).toEqual([67, 67, 7]);
	});

	test('characters are units of the encoding with us, and pictures with them', () => {
		expect([theirs('🇰🇪e\u0301').characters, measure('🇰🇪e\u0301').characters]).toEqual([2, 6]);
	});
});
