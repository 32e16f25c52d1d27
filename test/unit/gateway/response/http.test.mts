import fc from 'fast-check';
import { parseRetryAfter, readResponse } from '../../../../gateway/response/http.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

describe('Retry-After', () => {
	test.each<[unknown, number | undefined]>([
		['0', 0],
		['1', 1000],
		['120', 120_000],
		[' 7 ', 7000],
		[3, 3000],
		['300', 300_000],
		['Thu, 01 Jan 2026 12:00:00 GMT', 0],
		['Thu, 01 Jan 2026 12:00:01 GMT', 1000],
		['Thu, 01 Jan 2026 12:05:00 GMT', 300_000],
		['Thu, 01 Jan 2026 11:59:59 GMT', 0],
		['Mon, 01 Jan 1990 00:00:00 GMT', 0],
		['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
		['Thu, soon GMT', undefined],
		['by Thu, 01 Jan 2026 12:00:01 GMT', undefined],
		['Thu, 01 Jan 2026 12:00:01 GMT+0100', undefined],
		['2026-01-01T12:00:05Z', undefined],
		['', undefined],
		['   ', undefined],
		['soon', undefined],
		['soon 5', undefined],
		['-1', undefined],
		['+5', undefined],
		['1.5', undefined],
		['0x10', undefined],
		['1e3', undefined],
		['5 seconds', undefined],
		['Infinity', undefined],
		[-1, undefined],
		[1.5, undefined],
		[Number.NaN, undefined],
		[null, undefined],
		[undefined, undefined],
		[true, undefined],
		[['5'], undefined],
		[{}, undefined],
	])('%j means %j milliseconds', (value, expected) => {
		expect(parseRetryAfter(value, NOW)).toBe(expected);
	});

	test('whatever it holds, it is a wait of no less than nothing, or none', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.anything(), fc.string(), fc.date({ noInvalidDate: true }).map(String)),
				(value) => {
					const wait = parseRetryAfter(value, NOW);
					if (wait !== undefined) expect(wait).toBeGreaterThanOrEqual(0);
				},
			),
		);
	});
});

describe('a response', () => {
	test.each<[unknown, number, object, unknown]>([
		[{ statusCode: 200, headers: { a: 'b' }, body: 'x' }, 200, { a: 'b' }, 'x'],
		[{ statusCode: '201', body: {} }, 0, {}, {}],
		[{ statusCode: 204, headers: ['a'] }, 204, {}, undefined],
		[{ statusCode: 200, headers: 'none' }, 200, {}, undefined],
		[{}, 0, {}, undefined],
		[undefined, 0, {}, undefined],
		[null, 0, {}, undefined],
		['<html>', 0, {}, undefined],
		[[200], 0, {}, undefined],
	])('in %j', (given, statusCode, headers, body) => {
		expect(readResponse(given)).toEqual({ statusCode, headers, body });
	});
});
