import fc from 'fast-check';
import { analyse, ANALYSIS_LIMIT } from '../../sandbox/inbox/analyse.mts';
import { Analyst } from '../../sandbox/inbox/analyst.mts';

const shape = (text: string) => {
	const analysis = analyse(text);
	return [analysis?.encoding, analysis?.characters, analysis?.parts.map(({ used, room }) => [used, room])];
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
])('%j', (text, expected) => {
	expect(shape(text)).toEqual(expected);
});

test('names what forces UCS-2, with its code points and how often it occurs', () => {
	expect(analyse('It’s “50 €” 👍🏾 it’s')?.culprits).toEqual([
		{ character: '’', codePoints: ['U+2019'], count: 2 },
		{ character: '“', codePoints: ['U+201C'], count: 1 },
		{ character: '”', codePoints: ['U+201D'], count: 1 },
		{ character: '👍🏾', codePoints: ['U+1F44D', 'U+1F3FE'], count: 1 },
	]);
	expect(analyse('50 € @home {ok}')?.culprits).toEqual([]);
});

test('tells culprits from the text around them', () => {
	expect(analyse('It’s “5”')?.parts[0]?.runs).toEqual([
		{ text: 'It', culprit: false },
		{ text: '’', culprit: true },
		{ text: 's ', culprit: false },
		{ text: '“', culprit: true },
		{ text: '5', culprit: false },
		{ text: '”', culprit: true },
	]);
	expect(analyse('50 €')?.parts[0]?.runs).toEqual([{ text: '50 €', culprit: false }]);
});

test('the runs of the parts are the text again, whatever it is, and no part is over-full', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
			const parts = analyse(text)?.parts ?? [];
			expect(parts.flatMap(({ runs }) => runs.map((run) => run.text)).join('')).toBe(text);
			for (const { used, room } of parts) expect(used).toBeLessThanOrEqual(room);
		}),
	);
});

test('a text beyond the limit is left alone', () => {
	expect(analyse('a'.repeat(ANALYSIS_LIMIT + 1))).toBeUndefined();
});

test('the thread of its own says the same', async () => {
	const analyst = new Analyst();
	const texts = ['Habari', 'Habari ’', 'a'.repeat(ANALYSIS_LIMIT + 1)];
	expect(await Promise.all(texts.map((text) => analyst.analyse(text)))).toEqual(texts.map(analyse));
	expect(await analyst.summarise(texts)).toEqual([
		{ encoding: 'GSM-7', parts: 1 },
		{ encoding: 'UCS-2', parts: 1 },
		undefined,
	]);
	await analyst.close();
});
