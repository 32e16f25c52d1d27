import { recipientFinder } from '../../../../gateway/send/recipientFinder.ts';

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
		['0700 - 000 - 001', [A]],
		['0700\u200b000\u200b001', [A]],
		['0700 -- 000 -- 001', []],
		['0700 and 000 and 001', []],
		['0700and 000and 001', []],
		['0700x000x001', []],
		['0' + SHORT, []],
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

test('a long list is searched for many numbers in one go', () => {
	const all = Array.from({ length: 20_000 }, (_, index) => String(254_700_000_000 + index));
	const nationals = all.map((msisdn) => `0${msisdn.slice(3)}`).join(',');
	expect(named(nationals, all)).toEqual(all);
	expect(named('9 '.repeat(100_000), all)).toEqual([]);
});
