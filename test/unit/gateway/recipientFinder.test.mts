import fc from 'fast-check';
import { recipientFinder, withoutOthers } from '../../../gateway/recipientFinder.ts';

const A = '254700000001';
const B = '254700000002';
const UGANDAN = '256700000001';
const SHORT = '6835012';

const named = (value: unknown, recipients: readonly string[] = [A, B, SHORT]) =>
	recipientFinder(recipients)(value).map(({ msisdn }) => msisdn);

describe('the recipients named', () => {
	test.each<[unknown, string[]]>([
		[A, [A]],
		[`+${A}`, [A]],
		[` ${A}\n`, [A]],
		[Number(A), [A]],
		['+254 700 000 001', [A]],
		['254-700-000-001', [A]],
		['+254 (0) 700 000 001', [A]],
		['(254) 700.000.001', [A]],
		['2 5 4 7 0 0 0 0 0 0 0 1', [A]],
		['00254700000001', [A]],
		['0700000001', [A]],
		['0700 000 001', [A]],
		['700000001', [A]],
		[700000001, [A]],
		[SHORT, [SHORT]],
		[`${A} is blacklisted`, [A]],
		[`Invalid number: 0700 000 001.`, [A]],
		[`${A},${B}`, [A, B]],
		[`${A}, 0700000002; +683 5012`, [A, B, SHORT]],
		[`${A} ${B}`, [A, B]],
		[`${A}-${B}`, [A, B]],
		[`${A} and ${B} are blacklisted`, [A, B]],
		[`2026-01-01 0700 000 002 12:00`, [B]],
		[`error 7 ${A}`, [A]],
		['254700000009', []],
		['25470000000', []],
		['2547000000011', []],
		['1254700000001', []],
		['00000001', []],
		['no number', []],
		['', []],
		[5, []],
		[null, []],
		[undefined, []],
		[true, []],
		[[A], []],
		[{ recipient: A }, []],
	])('in %j are %j', (value, expected) => {
		expect(named(value)).toEqual(expected);
	});

	test('by a national number are found only where it is the end of one', () => {
		expect(named('0700000001', [A, UGANDAN])).toEqual([]);
		expect(named('0700000001', [A, A])).toEqual([A]);
		expect(named(UGANDAN, [A, UGANDAN])).toEqual([UGANDAN]);
		expect(named('56700000001', [A, UGANDAN])).toEqual([UGANDAN]);
	});
});

describe('words without the numbers of others', () => {
	test.each([
		[`${A} is blacklisted`, `${A} is blacklisted`],
		[`${B} is blacklisted`, 'another number is blacklisted'],
		[`${A}, +${B}.`, `${A}, +another number.`],
		[`${B} ${A} ${B}`, `another number ${A} another number`],
		['0700 000 002 and 0700 000 001', 'another number and 0700 000 001'],
		['254700000009 failed', '254700000009 failed'],
		['no number', 'no number'],
		['', ''],
	])('%j are %j', (words, own) => {
		expect(withoutOthers(words, A, recipientFinder([A, B]))).toBe(own);
	});

	test('hold none of them, however many stand side by side in whatever spelling', () => {
		const msisdn = fc
			.integer({ min: 1, max: 40 })
			.map((last) => `2547000000${String(last).padStart(2, '0')}`);
		const spelling = fc.constantFrom(
			(number: string) => number,
			(number: string) => `+${number}`,
			(number: string) => `0${number.slice(3)}`,
			(number: string) => `0${number.slice(3, 6)} ${number.slice(6, 9)} ${number.slice(9)}`,
		);
		const piece = fc.oneof(
			fc.tuple(msisdn, spelling).map(([number, spell]) => spell(number)),
			fc.constantFrom('failed', '2026-01-01', '12', 'and'),
		);
		const separator = fc.constantFrom(' ', ', ', ' - ', ': ');
		fc.assert(
			fc.property(
				fc.uniqueArray(msisdn, { minLength: 1 }),
				fc.array(piece),
				separator,
				(all, pieces, between) => {
					const [own = '', ...others] = all;
					const digits = withoutOthers(pieces.join(between), own, recipientFinder(all)).replaceAll(/\D/g, '');
					for (const other of others) expect(digits).not.toContain(other);
				},
			),
			{ numRuns: 300 },
		);
	});
});

test('a long list is searched for many numbers in one go', () => {
	const all = Array.from({ length: 20_000 }, (_, index) => String(254_700_000_000 + index));
	const nationals = all.map((msisdn) => `0${msisdn.slice(3)}`).join(',');
	expect(named(nationals, all)).toEqual(all);
	expect(named('9 '.repeat(100_000), all)).toEqual([]);
});
