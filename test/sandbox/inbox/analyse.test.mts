import fc from 'fast-check';
import { analyse } from '../../../sandbox/inbox/analyse.mts';
import { measure, splitParts } from '../../../sms/text.ts';

const shape = (text: string) => {
	const { encoding, characters, parts } = analyse(text);
	return [encoding, characters, parts.map(({ used, room }) => [used, room])];
};

test.each([
	['', ['GSM-7', 0, [[0, 160]]]],
	['a'.repeat(160), ['GSM-7', 160, [[160, 160]]]],
	[
		'a'.repeat(161),
		[
			'GSM-7',
			161,
			[
				[153, 153],
				[8, 153],
			],
		],
	],
	['€'.repeat(80), ['GSM-7', 160, [[160, 160]]]],
	['é’', ['UCS-2', 2, [[2, 70]]]],
	[
		'’'.repeat(71),
		[
			'UCS-2',
			71,
			[
				[67, 67],
				[4, 67],
			],
		],
	],
	['a\r\nb', ['GSM-7', 4, [[4, 160]]]],
])('%j becomes %j', (text, expected) => {
	expect(shape(text)).toEqual(expected);
});

test('names what forces UCS-2, with its code points and how often it occurs', () => {
	expect(analyse('It’s “50 €” 👍🏾 it’s').nonGsmCharacters).toEqual([
		{ character: '’', codePoints: ['U+2019'], count: 2 },
		{ character: '“', codePoints: ['U+201C'], count: 1 },
		{ character: '”', codePoints: ['U+201D'], count: 1 },
		{ character: '👍🏾', codePoints: ['U+1F44D', 'U+1F3FE'], count: 1 },
	]);
	expect(analyse('50 € @home {ok}').nonGsmCharacters).toEqual([]);
});

test('tells what forces UCS-2 from the text around them', () => {
	expect(analyse('It’s “5”').parts[0]?.runs).toEqual([
		{ text: 'It', nonGsm: false },
		{ text: '’', nonGsm: true },
		{ text: 's ', nonGsm: false },
		{ text: '“', nonGsm: true },
		{ text: '5', nonGsm: false },
		{ text: '”', nonGsm: true },
	]);
	expect(analyse('50 €').parts[0]?.runs).toEqual([{ text: '50 €', nonGsm: false }]);
});

test('a part of a text in UCS-2 is counted in UTF-16 units, though it looks like GSM-7', () => {
	expect(shape(`’${'a'.repeat(66)}${'€'.repeat(5)}`)).toEqual([
		'UCS-2',
		72,
		[
			[67, 67],
			[5, 67],
		],
	]);
});

test('the parts are those that the node counts, whatever the text, and none is over-full', () => {
	const characters = fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), fc.string({ maxLength: 500 }));
	fc.assert(
		fc.property(characters, (text) => {
			const { encoding, characters, parts } = analyse(text);
			expect(parts.map(({ runs }) => runs.map((run) => run.text).join(''))).toEqual(splitParts(text));
			expect({ encoding, characters, parts: parts.length }).toEqual(measure(text));
			expect(parts.reduce((sum, { used }) => sum + used, 0)).toBe(characters);
			for (const { used, room } of parts) expect(used).toBeLessThanOrEqual(room);
		}),
	);
});

test.each([
	['It’s 5', []],
	['a'.repeat(300), []],
	[`${'a'.repeat(150)}’`, ['plainPunctuation']],
	[`${'a'.repeat(150)}ĩ`, ['plainLetters']],
	[`${'a'.repeat(150)}’ĩ`, ['plainPunctuation', 'plainLetters']],
	[`${'a'.repeat(150)}’ĩ👍`, []],
])('of %j, two of three parts are saved by the options %j of the node', (text, options) => {
	const partsEach = { least: 1, most: 1 };
	expect(analyse(text).saving).toEqual(
		options.length === 0 ? undefined : { options, partsEach, parts: 3, saved: 2 },
	);
});
