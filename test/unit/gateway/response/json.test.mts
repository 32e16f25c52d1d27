import fc from 'fast-check';
import { isEmpty, isRecord, parseJson, shorten, textOf } from '../../../../gateway/response/json.ts';

test.each<[unknown, boolean]>([
	[{}, true],
	[Object.create(null), true],
	[[], false],
	[null, false],
	[undefined, false],
	['', false],
	[5, false],
	[() => undefined, false],
])('%j is a record: %j', (value, record) => {
	expect(isRecord(value)).toBe(record);
});

test.each<[string, unknown]>([
	['{"a":1}', { a: 1 }],
	[' [] ', []],
	['null', null],
	['', undefined],
	['{', undefined],
	['undefined', undefined],
	['<html>', undefined],
])('the value in %j is %j', (text, value) => {
	expect(parseJson(text)).toEqual(value);
});

test.each<[unknown, string]>([
	[' a b\n', 'a b'],
	['', ''],
	[5, ''],
	[null, ''],
	[undefined, ''],
	[['a'], ''],
	[{ toString: () => 'a' }, ''],
])('the text of %j is %j', (value, text) => {
	expect(textOf(value)).toBe(text);
});

describe('what says that there is nothing', () => {
	const nothing: unknown[] = [
		...[null, undefined, false, 0, '', '  ', [], {}, '0', '000', 'false', 'No', 'none', ' none '],
		...['NULL', 'undefined', 'N/A', '-', 'No error', 'no errors', 'noErrors', 'NO_ERROR'],
	];
	const something: unknown[] = [
		...[true, 1, -1, Number.NaN, 'x', '1', '00a', 'error', 'no number', 'nothing sent', 'no errors but one'],
		...[[null], [''], { a: undefined }],
	];

	test.each(nothing.map((value) => [value]))('%j does', (value) => {
		expect(isEmpty(value)).toBe(true);
	});

	test.each(something.map((value) => [value]))('%j does not', (value) => {
		expect(isEmpty(value)).toBe(false);
	});
});

describe('a text shortened', () => {
	test.each([
		['', ''],
		[' a \n\t b ', 'a b'],
		['x'.repeat(200), 'x'.repeat(200)],
		['x'.repeat(201), `${'x'.repeat(200)}…`],
		[`${' '.repeat(300)}x`, 'x'],
	])('%j is %j', (text, shortened) => {
		expect(shorten(text)).toBe(shortened);
	});

	test('is not cut inside a number, of which the rest would be somebody nobody recognizes', () => {
		expect(shorten(`${'x'.repeat(190)} 254700000001`)).toBe(`${'x'.repeat(190)} …`);
		expect(shorten(`${'x'.repeat(190)} 0700 000 001`)).toBe(`${'x'.repeat(190)} …`);
		expect(shorten(`${'x'.repeat(187)} 254700000001 and more`)).toBe(`${'x'.repeat(187)} …`);
		expect(shorten(`${'x'.repeat(180)} 254700000001 and more`)).toBe(
			`${'x'.repeat(180)} 254700000001 and mo…`,
		);
	});

	test('is at most one character longer than the limit, on one line, and the same when it is shortened again', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 500, unit: fc.constantFrom(...'ab 12345\n+-.') }), (text) => {
				const shortened = shorten(text);
				expect(shortened.length).toBeLessThanOrEqual(201);
				expect(shortened).not.toContain('\n');
				expect(shorten(shortened)).toBe(shortened);
			}),
		);
	});
});
