import fc from 'fast-check';
import {
	isRow,
	messageIn,
	readEnvelope,
	summarizeEnvelope,
	type Envelope,
} from '../../../../gateway/response/envelope.ts';
import { isRecord, shorten } from '../../../../gateway/response/json.ts';

describe('an envelope', () => {
	test.each<[unknown, unknown]>([
		['{"status":"success","data":{},"message":"ok"}', { status: 'success', data: {}, message: 'ok' }],
		[{ status: 'success' }, { status: 'success' }],
		[{ data: null }, { data: null }],
		[{ message: 'x' }, { message: 'x' }],
		[{ success: false }, { success: false }],
		['{"error":"x"}', { error: 'x' }],
		[{ errors: [] }, { errors: [] }],
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
		[{ ok: true }],
		['{"code":200}'],
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

describe("the gateway's own words", () => {
	test.each<[Envelope, string | undefined]>([
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
		[{ message: 'outer', error: 'x', errors: ['y'] }, 'outer'],
		[{ error: 'x', errors: ['y'] }, 'x'],
		[{ error: { message: 'x' } }, 'x'],
		[{ errors: ['', 'y', 'z'] }, 'y'],
		[{ errors: [{ code: 5 }, { message: 'y' }] }, 'y'],
		[{ errors: { message: 'y' } }, 'y'],
		[{ errors: 'y' }, 'y'],
		[{ errors: 5 }, undefined],
		[{ message: ' a\n  b ' }, ' a\n  b '],
		[{ message: 'x'.repeat(201) }, 'x'.repeat(201)],
		// What is about one recipient is not what the gateway says to all.
		[{ errors: [{ recipient: '254700000001', message: 'blacklisted' }] }, undefined],
		[{ errors: [{ to: '254700000001', message: 'blacklisted' }, 'y'] }, 'y'],
		[{ message: '' }, undefined],
		[{ message: ' \n ' }, undefined],
		[{ message: { text: 'x' } }, undefined],
		[{}, undefined],
	])('in %j are %j', (envelope, words) => {
		expect(messageIn(envelope)).toBe(words);
	});
});

/** As docs/gateway.md, Documented, has it. */
const ROW = {
	dateTimeCreated: 1617139133671,
	ipAddress: '192.0.2.1',
	id: 8,
	message: 'Dear Amina, your order is ready',
	recipient: '254700000001',
	timeSent: 1617139133435,
	status: null,
	processedStatus: 'NEW',
	attempts: 0,
	sentResponseStatus: '200 OK',
};

describe('a row', () => {
	test.each<[unknown, boolean]>([
		[ROW, true],
		[{ recipient: '254700000001', processedStatus: 'NEW' }, true],
		[{ recipient: '254700000001', message: 'blacklisted' }, true],
		[{ to: '254700000001' }, true],
		[{ processedStatus: 'NEW' }, false],
		[[ROW], false],
		[null, false],
	])('is %j: %j', (value, expected) => {
		expect(isRow(value)).toBe(expected);
	});

	test.each(['recipient', 'msisdn', 'number', 'phone', 'phoneNumber', 'mobile', 'to'])(
		'is what has a number in its %s',
		(field) => {
			expect(isRow({ [field]: '254700000001' })).toBe(true);
		},
	);

	test("has a message that is the recipient's text, and never the gateway's words", () => {
		expect(messageIn({ data: ROW, message: 'Scheduled' })).toBe('Scheduled');
		expect(messageIn({ data: ROW })).toBeUndefined();
		expect(messageIn({ data: [ROW] })).toBeUndefined();
		expect(messageIn({ errors: [ROW] })).toBeUndefined();
		expect(messageIn({ error: ROW })).toBeUndefined();
		expect(messageIn(ROW)).toBeUndefined();
	});
});

describe('what is shown of an envelope', () => {
	test.each<[Envelope, object]>([
		[
			{ status: 'success', data: [ROW], message: 'Sms scheduled successfully!' },
			{ status: 'success', message: 'Sms scheduled successfully!' },
		],
		[{ status: true }, { status: true }],
		[{ status: 0 }, { status: 0 }],
		[{ status: 'x'.repeat(201) }, { status: `${'x'.repeat(200)}…` }],
		[{ status: null, message: null }, {}],
		[{ status: { code: 1 }, data: ROW }, {}],
		[{}, {}],
	])('%j is %j', (envelope, summary) => {
		expect(summarizeEnvelope(envelope, shorten)).toEqual(summary);
	});
});
