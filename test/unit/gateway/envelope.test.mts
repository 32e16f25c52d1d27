import fc from 'fast-check';
import { isRecord, readEnvelope, saysFailure, wordsOf } from '../../../gateway/envelope.ts';

describe('an envelope', () => {
	test.each<[unknown, unknown]>([
		['{"status":"success","data":{},"message":"ok"}', { status: 'success', data: {}, message: 'ok' }],
		[{ status: 'success' }, { status: 'success' }],
		[{ data: null }, { data: null }],
		[{ message: 'x' }, { message: 'x' }],
		[' \n{"status":"error"}', { status: 'error' }],
		['{"status":"success","more":1}', { status: 'success', more: 1 }],
	])('is in %j', (body, envelope) => {
		expect(readEnvelope(body)).toEqual(envelope);
	});

	test.each<[unknown]>([
		[undefined],
		[null],
		[''],
		['   '],
		['{}'],
		[{}],
		[[]],
		['[]'],
		['[{"status":"success"}]'],
		['"success"'],
		['null'],
		['true'],
		[5],
		[true],
		['<html><body>status</body></html>'],
		['{"status":"success"'],
		[{ error: 'x' }],
		['{"error":"x"}'],
	])('is not in %j', (body) => {
		expect(readEnvelope(body)).toBeUndefined();
	});

	test('is read from anything without throwing', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.json()), (body) => {
				const envelope = readEnvelope(body);
				if (envelope) expect(isRecord(envelope)).toBe(true);
			}),
		);
	});
});

describe('the status of an envelope', () => {
	test.each<[unknown, boolean]>([
		['error', true],
		['Error', true],
		['ERROR', true],
		[' error ', true],
		['fail', true],
		['FAIL', true],
		['failed', true],
		['Failed', true],
		['false', true],
		['False', true],
		[false, true],
		['success', false],
		['SUCCESS', false],
		['ok', false],
		['', false],
		['errors', false],
		['no error', false],
		[true, false],
		[0, false],
		[200, false],
		[null, false],
		[undefined, false],
		[{}, false],
		[{ toString: 1 }, false],
	])('%j says failure: %j', (status, failure) => {
		expect(saysFailure({ status })).toBe(failure);
	});

	test('an envelope without a status says no failure', () => {
		expect(saysFailure({})).toBe(false);
		expect(saysFailure({ message: 'error' })).toBe(false);
	});

	test('whatever it is, asking does not throw', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true, withObjectString: true }), (status) => {
				expect(typeof saysFailure({ status })).toBe('boolean');
			}),
		);
	});
});

describe("the gateway's own words", () => {
	test.each<[object, string | undefined]>([
		[{ data: { message: 'inner' }, message: 'outer' }, 'inner'],
		[{ data: { message: '' }, message: 'outer' }, 'outer'],
		[{ data: { message: '  ' }, message: 'outer' }, 'outer'],
		[{ data: { message: 5 }, message: 'outer' }, 'outer'],
		[{ data: { message: null }, message: 'outer' }, 'outer'],
		[{ data: {}, message: 'outer' }, 'outer'],
		[{ data: null, message: 'outer' }, 'outer'],
		[{ data: 'inner', message: 'outer' }, 'outer'],
		[{ data: [{ message: 'inner' }], message: 'outer' }, 'outer'],
		[{ message: 'outer' }, 'outer'],
		[{ data: { message: 'inner' } }, 'inner'],
		[{ message: '' }, undefined],
		[{ message: ' \n ' }, undefined],
		[{ message: { text: 'x' } }, undefined],
		[{}, undefined],
	])('in %j are %j', (envelope, words) => {
		expect(wordsOf(envelope)).toBe(words);
	});
});

test.each<[unknown, boolean]>([
	[{}, true],
	[Object.create(null), true],
	[[], false],
	[null, false],
	[undefined, false],
	['', false],
	[() => undefined, false],
])('%j is a record: %j', (value, record) => {
	expect(isRecord(value)).toBe(record);
});
