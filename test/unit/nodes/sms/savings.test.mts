import fc from 'fast-check';
import { refuseTooLong, smsText } from '../../../../nodes/MobiConnect/resources/sms/message/messageText.ts';
import { savingsOf } from '../../../../sms/plainText/savings.ts';
import { anyText } from '../../sms/generators/texts.mts';

const NEITHER = { plainPunctuation: false, plainLetters: false };
const PUNCTUATION = { plainPunctuation: true, plainLetters: false };
const LETTERS = { plainPunctuation: false, plainLetters: true };
const BOTH = { plainPunctuation: true, plainLetters: true };

const long = (odd: string) => `${'a'.repeat(150)}${odd}`;

describe('what plain text would save', () => {
	test.each([
		['all is plain', long('é'), NEITHER, [0, 0, 0]],
		['a curly quote', long('’'), NEITHER, [2, 0, 2]],
		['a letter', long('ĩ'), NEITHER, [0, 2, 2]],
		['either alone keeps the text in UCS-2', long('’ĩ'), NEITHER, [0, 0, 2]],
		['the other is on', long('’ĩ'), PUNCTUATION, [0, 2, 2]],
		['the other is on', long('’ĩ'), LETTERS, [2, 0, 2]],
		['both are on', long('’ĩ'), BOTH, [0, 0, 0]],
		['an emoji keeps the text in UCS-2', long('’ĩ😀'), NEITHER, [0, 0, 0]],
		['one part is one part', 'Wangarĩ’s', NEITHER, [0, 0, 0]],
		['letters and marks by themselves, beside an emoji', `😀${'i\u0303'.repeat(35)}`, NEITHER, [0, 1, 1]],
	])('of a text where %s', (_where, text, options, [plainPunctuation, plainLetters, both]) => {
		expect(savingsOf(smsText(text, options))).toEqual({ plainPunctuation, plainLetters, both });
	});

	test('is what Send saves with the option on, and both save no less than one', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						anyText,
						fc.constantFrom('’', 'ĩ', 'œ', '…', 'œ'.repeat(60), '’'.repeat(60), 'e\u200b\u0301'),
					),
				),
				(pieces) => {
					const text = pieces.join('');
					const now = smsText(text, NEITHER);
					const savings = savingsOf(now);
					expect(now.parts - savings.plainPunctuation).toBe(smsText(text, PUNCTUATION).parts);
					expect(now.parts - savings.plainLetters).toBe(smsText(text, LETTERS).parts);
					expect(now.parts - savings.both).toBe(smsText(text, BOTH).parts);
					expect(savings.both).toBeGreaterThanOrEqual(
						Math.max(savings.plainPunctuation, savings.plainLetters),
					);
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('what the error of a text that is too long says to do', () => {
	test.each([
		[
			long('’'),
			NEITHER,
			'Replace those characters, turn on "Replace Curly Quotes and Dashes" in "Options", or shorten the text.',
		],
		[
			long('ĩ'),
			NEITHER,
			'Replace those characters, turn on "Replace Accented Letters" in "Options", or shorten the text.',
		],
		[
			long('’ĩ'),
			NEITHER,
			'Replace those characters, turn on "Replace Curly Quotes and Dashes" and "Replace Accented Letters" in "Options", or shorten the text.',
		],
		[
			long('’ĩ'),
			PUNCTUATION,
			'Replace those characters, turn on "Replace Accented Letters" in "Options", or shorten the text.',
		],
		[
			long('’ĩ'),
			LETTERS,
			'Replace those characters, turn on "Replace Curly Quotes and Dashes" in "Options", or shorten the text.',
		],
		[long('’ĩ😀'), BOTH, 'Replace those characters, or shorten the text.'],
		[long('’ĩ😀'), NEITHER, 'Replace those characters, or shorten the text.'],
		['a'.repeat(161), NEITHER, 'Shorten the text, or raise "Longest Message in Parts" in "Safeguards".'],
	])('%j with %j: %s', (text, options, hint) => {
		expect(() => refuseTooLong(smsText(text, options), 1)).toThrow(expect.objectContaining({ hint }));
	});
});
