import { recipientFinder } from '../../../../gateway/send/recipientFinder.ts';
import { readRows } from '../../../../gateway/send/rows.ts';
import { A, B, C, gistsOf, IP_ADDRESS, outcomesOf, row, statusesOf, success, TEXT } from './answers.mts';

const RESPONSE = { status: 'success', message: 'Sms scheduled successfully!' };

describe('the documented answer', () => {
	test.each([1, 3, 100])('of %i rows accepts each recipient, with the id of its own row', (count) => {
		const recipients = Array.from({ length: count }, (_, index) => String(254_700_000_000 + index));
		const rows = recipients.map((msisdn, index) => row(msisdn, { id: 1000 + index }));
		expect(outcomesOf(success(rows.reverse()), recipients)).toEqual(
			recipients.map((_, index) => ({ status: 'accepted', id: 1000 + index, response: RESPONSE })),
		);
	});

	test.each([200, 201, 202, 299])('with status %i accepts', (statusCode) => {
		expect(statusesOf(success([row(A)]), [A], { statusCode })).toEqual(['accepted']);
	});

	test('as a text accepts', () => {
		expect(statusesOf(JSON.stringify(success([row(A)])), [A])).toEqual(['accepted']);
	});

	test.each<[unknown, object]>([
		[8, { id: 8 }],
		[0, { id: 0 }],
		['m-8', { id: 'm-8' }],
		['', {}],
		[null, {}],
		[undefined, {}],
		[{ id: 8 }, {}],
		[true, {}],
		[1.5, {}],
		['i'.repeat(64), { id: 'i'.repeat(64) }],
		['i'.repeat(65), {}],
		[`for ${B}`, {}],
	])('gives the id %j as %j', (id, expected) => {
		expect(outcomesOf(success([row(A, { id })]), [A])).toEqual([
			{ status: 'accepted', ...expected, response: RESPONSE },
		]);
	});

	test('about nobody in particular accepts nobody in particular: of no recipients there are no outcomes', () => {
		expect(outcomesOf(success([row(A)]), [])).toEqual([]);
	});
});

describe('a recipient that a list of rows leaves out', () => {
	const LEFT_OUT = "unknown: the gateway's answer lists other recipients, and not this one";

	test.each<[string, unknown[]]>([
		['has a row for another', [row(A)]],
		['has a row for a stranger beside that', [row(A), row(C)]],
		['has a row without a number', [row(A), row(undefined)]],
		['has a row with a number that is too short', [row(A), row(B.slice(4))]],
		['has something beside rows', [row(A), null, [C]]],
	])('which %s is of unknown outcome', (_name, rows) => {
		expect(gistsOf(success(rows))).toEqual(['accepted', LEFT_OUT]);
	});

	test('is of unknown outcome with everybody else, where the rows are about strangers', () => {
		expect(gistsOf(success([row(C)]))).toEqual([LEFT_OUT, LEFT_OUT]);
	});
});

describe('an answer without a list of rows', () => {
	test.each<[unknown]>([[undefined], [null], [{}], [[]], [{ id: 8 }], [{ status: 'queued' }], ['ok'], [8]])(
		'but with %j as data is a success for everybody',
		(data) => {
			expect(outcomesOf(success(data))).toEqual([
				{ status: 'accepted', response: RESPONSE },
				{ status: 'accepted', response: RESPONSE },
			]);
		},
	);

	test('but with one row as data is a success for its recipient, with its id', () => {
		expect(outcomesOf(success(row(A)), [A])).toEqual([{ status: 'accepted', id: 8, response: RESPONSE }]);
		expect(statusesOf(success(row(A)))).toEqual(['accepted', 'unknown']);
	});

	test('but with one row as data that says no is a no for its recipient', () => {
		expect(gistsOf(success(row(A, { processedStatus: 'REJECTED' })))).toEqual([
			'refused: the gateway said "REJECTED"',
			"unknown: the gateway's answer lists other recipients, and not this one",
		]);
	});
});

describe('a row that says no', () => {
	test.each<[string, Record<string, unknown>, string]>([
		['in its status', { status: 'FAILED' }, 'FAILED'],
		['in its status, as a boolean', { status: false }, 'false'],
		['in its processed status', { processedStatus: 'REJECTED' }, 'REJECTED'],
		['in its processed status, with other spelling', { processedStatus: 'notSent' }, 'notSent'],
		['as undeliverable', { processedStatus: 'UNDELIVERABLE' }, 'UNDELIVERABLE'],
		['as blacklisted', { processedStatus: 'Blacklisted' }, 'Blacklisted'],
		['by a reason', { failureReason: 'Number is switched off' }, 'Number is switched off'],
		[
			'by a reason before all else',
			{ status: 'FAILED', failureReason: 'Absent subscriber' },
			'Absent subscriber',
		],
		['by a reason that is no text', { failureReason: 17 }, '17'],
		['by a reason with parts', { failureReason: { code: 17 } }, 'failureReason'],
		['by an error', { error: 'Blocked' }, 'Blocked'],
		['by an error with parts', { error: { message: 'Blocked' } }, 'Blocked'],
		['by success: false', { success: false }, 'success: false'],
		['by success: failed', { success: 'failed' }, 'success: failed'],
		['by a reason of another name', { reason: 'Blacklisted' }, 'Blacklisted'],
		['by a message of an error', { success: false, errorMessage: 'No credit' }, 'success: false'],
		['after a code of success', { sentResponseStatus: '200 OK: rejected' }, '200 OK: rejected'],
		['by an HTTP status of 400', { sentResponseStatus: '400 Bad Request' }, '400 Bad Request'],
		['by an HTTP status of 500', { sentResponseStatus: ' 500 ' }, '500'],
		['by an HTTP status that is a number', { sentResponseStatus: 404 }, '404'],
		['by an HTTP status in words', { sentResponseStatus: 'Error' }, 'Error'],
		['and yes', { status: 'SUCCESS', processedStatus: 'FAILED' }, 'FAILED'],
	])('%s is a no for its recipient, and for nobody else', (_name, changes, words) => {
		expect(gistsOf(success([row(A), row(B, changes)]))).toEqual([
			'accepted',
			`refused: the gateway said "${words}"`,
		]);
	});

	test('is a no in an answer that says no, or something unclear, as well', () => {
		for (const status of ['error', 'partial', undefined]) {
			const [outcome] = gistsOf(success([row(A, { status: 'FAILED' })], { status }), [A]);
			expect(outcome).toBe('refused: the gateway said "FAILED"');
		}
	});
});

describe('a row that says nothing against its message', () => {
	test.each<[string, Record<string, unknown>]>([
		...['NEW', 'PENDING', 'QUEUED', 'SENT', 'SUCCESS', 'DELIVERED', 'queued', ''].flatMap(
			(word): Array<[string, Record<string, unknown>]> => [
				[`status ${JSON.stringify(word)}`, { status: word }],
				[`processed status ${JSON.stringify(word)}`, { processedStatus: word }],
			],
		),
		[
			'nothing but nulls',
			{ status: null, processedStatus: null, sentResponseStatus: null, failureReason: null },
		],
		['an empty reason', { failureReason: '' }],
		['a reason that is none', { failureReason: 'None' }],
		['a reason of no error', { failureReason: 'No error' }],
		['no HTTP status', { sentResponseStatus: undefined }],
		['an HTTP status of 202', { sentResponseStatus: '202 Accepted' }],
		['an HTTP status of 204', { sentResponseStatus: '204 No Content' }],
		['no errors', { errors: [], error: null, success: true }],
		['fields that say no to something else', { urgent: 'no', retried: false }],
		['a reason that is none in the end', { reason: 'Sent' }],
		['an HTTP status that is none', { sentResponseStatus: 'OK' }],
	])('with %s is a success', (_name, changes) => {
		expect(statusesOf(success([row(A, changes)]), [A])).toEqual(['accepted']);
	});

	test('but a number is a success', () => {
		expect(statusesOf(success([{ recipient: A }]), [A])).toEqual(['accepted']);
	});
});

describe('a row that says neither yes nor no', () => {
	test.each<[string, Record<string, unknown>, string]>([
		['a word that nobody knows', { processedStatus: 'HALTED' }, 'HALTED'],
		['"unknown"', { status: 'UNKNOWN' }, 'UNKNOWN'],
		['a number', { status: 7 }, '7'],
		['an object', { status: { toString: 1 } }, 'status'],
		['a full queue', { processedStatus: 'QUEUE_FULL' }, 'QUEUE_FULL'],
		['an HTTP status of 302', { sentResponseStatus: 302 }, '302'],
		['an HTTP status that nobody knows', { sentResponseStatus: '1001' }, '1001'],
		['an HTTP status that is an object', { sentResponseStatus: { toString: 1 } }, 'sentResponseStatus'],
		['an HTTP status of the sixth kind', { sentResponseStatus: 600 }, '600'],
		['a long word', { status: 'z'.repeat(300) }, `${'z'.repeat(200)}…`],
	])('but %s is of unknown outcome', (_name, changes, words) => {
		expect(gistsOf(success([row(A), row(B, changes)]))).toEqual([
			'accepted',
			`unknown: its row is neither a yes nor a no: "${words}"`,
		]);
	});
});

describe("a row's recipient", () => {
	test.each<[unknown]>([
		[A],
		[Number(A)],
		[`+${A}`],
		['+254 700 000 001'],
		['0700000001'],
		[700000001],
		[' 0700-000-001 '],
	])('is known by %j', (recipient) => {
		expect(outcomesOf(success([row(recipient, { id: 5 })]), [A])).toMatchObject([
			{ status: 'accepted', id: 5 },
		]);
	});

	test('is nobody where the national number is that of two', () => {
		expect(statusesOf(success([row('0700000001')]), [A, '256700000001'])).toEqual(['unknown', 'unknown']);
	});
});

describe('the reading of a row', () => {
	const readingOf = (data: unknown) => readRows({ data }, recipientFinder([A, B])).byRecipient.get(A);

	test.each<[string, unknown, object]>([
		['a yes with an id', [row(A, { id: 'a-1' })], { meaning: 'success', id: 'a-1' }],
		['a yes without one', [{ recipient: A }], { meaning: 'success' }],
		['a yes with its own number as the id', [row(A, { id: A })], { meaning: 'success', id: A }],
		['a yes with the number of somebody else as the id', [row(A, { id: B })], { meaning: 'success' }],
		[
			'a no with the number of somebody else as the id',
			[row(A, { id: B, status: 'FAILED' })],
			{ meaning: 'failure', words: 'FAILED' },
		],
		['a no with an id', [row(A, { status: 'FAILED' })], { meaning: 'failure', id: 8, words: 'FAILED' }],
		['a word beside a number', { [A]: 'HALTED' }, { meaning: 'unclear', words: 'HALTED' }],
		['something without words', { [A]: 7 }, { meaning: 'unclear', words: '7' }],
		['something that is no text', { [A]: [] }, { meaning: 'unclear', words: 'its status' }],
		['a word that says yes', { [A]: 'SENT' }, { meaning: 'success' }],
	])('of %s', (_name, data, reading) => {
		expect(readingOf(data)).toStrictEqual(reading);
	});
});

describe('two rows of one recipient', () => {
	test('that agree count as the first', () => {
		expect(outcomesOf(success([row(A, { id: 1 }), row(A, { id: 2 })]), [A])).toMatchObject([
			{ status: 'accepted', id: 1 },
		]);
		expect(gistsOf(success([row(A, { status: 'FAILED' }), row(A, { status: 'REJECTED' })]), [A])).toEqual([
			'refused: the gateway said "FAILED"',
		]);
	});

	test.each([
		['yes and no', [{}, { status: 'REJECTED' }]],
		['no and yes', [{ status: 'REJECTED' }, {}]],
		['no, yes and no', [{ status: 'REJECTED' }, {}, { status: 'REJECTED' }]],
	])('that say %s leave it unknown', (_name, changes) => {
		expect(gistsOf(success(changes.map((one) => row(A, one))), [A])).toEqual([
			'unknown: its row is neither a yes nor a no: "REJECTED"',
		]);
	});
});

describe('numbers under a failing name', () => {
	test.each<[string, unknown, string]>([
		['a list of texts', [B], '%'],
		['a list of numbers', [Number(B)], '%'],
		['a list of national numbers', ['0700000002'], '%'],
		['a list of sentences', [`${B} is blacklisted`], `${B} is blacklisted`],
		['one number', B, '%'],
		['one number that is one', Number(B), '%'],
		['a sentence', `Number ${B} is blacklisted`, `Number ${B} is blacklisted`],
		['a list of objects', [{ recipient: B, failureReason: 'Blacklisted' }], 'Blacklisted'],
		['a list of objects with an MSISDN', [{ msisdn: B, reason: 'Blacklisted' }], 'Blacklisted'],
		['a list of objects with a number and a text', [{ number: Number(B), message: TEXT }], '%'],
		['a list of objects with a phone', [{ phone: '0700 000 002', error: 'Blacklisted' }], 'Blacklisted'],
		['a list of objects with a to', [{ to: `+${B}`, status: 'BLACKLISTED' }], 'BLACKLISTED'],
		['a list of objects with nothing else', [{ to: B }], '%'],
		['a list of rows', [row(B, { processedStatus: 'BLACKLISTED' })], 'BLACKLISTED'],
		['an object', { recipient: B, reason: 'Blacklisted' }, 'Blacklisted'],
		['an object by number', { [B]: 'Blacklisted' }, 'Blacklisted'],
		['an object by number with a yes', { [A]: null, [B]: true, [C]: {} }, '%'],
	])('as %s are a no for their recipients, and for nobody else', (_name, value, words) => {
		for (const field of ['failed', 'rejected', 'invalid', 'errors', 'invalidRecipients', 'notSent']) {
			const expected = ['accepted', `refused: the gateway said "${words.replace('%', field)}"`, 'accepted'];
			const rows = [row(A), row(C)];
			expect(gistsOf(success(rows, { [field]: value }), [A, B, C])).toEqual(expected);
			// One level down there is no room for rows.
			expect(gistsOf(success({ [field]: value }), [A, B, C])).toEqual(expected);
		}
	});

	test.each<[string, unknown]>([
		['commas', `${A},${B}`],
		['spaces', `${A} ${B}`],
		['words', `${A} and 0700 000 002 are blacklisted`],
		['list entries', [A, B]],
		['lines in a list', [`${A}\n${B}`]],
		['a field', [{ recipient: `${A};${B}` }]],
	])('between %s are all of them a no', (_name, failed) => {
		expect(statusesOf(success([row(C)], { failed }), [A, B, C])).toEqual(['refused', 'refused', 'accepted']);
	});

	test('leave it open what became of one whose row says yes', () => {
		expect(gistsOf(success([row(A), row(B)], { failed: [B] }))).toEqual([
			'accepted',
			'unknown: its row is neither a yes nor a no: "failed"',
		]);
	});

	test('are a no beside a complaint about nobody, which makes the rest unknown', () => {
		expect(gistsOf(success([row(A)], { failed: [B, 'one more'] }))).toEqual([
			'unknown: the gateway\'s answer contradicts itself: it also says "one more"',
			'refused: the gateway said "failed"',
		]);
	});

	test.each(['mobileNo', 'recipient', 'accepted', 'phone_no'])(
		'do not stand under %s, which is no failing name',
		(field) => {
			expect(statusesOf(success({ [field]: A }), [A])).toEqual(['accepted']);
		},
	);
});

describe('an error envelope', () => {
	const error = (data: unknown, changes: Record<string, unknown> = {}) =>
		success(data, { status: 'error', message: 'Insufficient balance', ...changes });

	test('is a no for all, in the words of the gateway', () => {
		expect(outcomesOf(error(null))).toEqual(
			[A, B].map(() => ({
				status: 'refused',
				reason: 'the gateway said "Insufficient balance"',
				response: { status: 'error', message: 'Insufficient balance' },
			})),
		);
	});

	test('without words is a no for all, in its own word', () => {
		expect(gistsOf(error([], { message: undefined }))).toEqual([
			'refused: the gateway said "error"',
			'refused: the gateway said "error"',
		]);
		expect(gistsOf({ status: false }, [A])).toEqual(['refused: the gateway said "false"']);
	});

	test.each<[unknown]>(
		[
			...[
				'error',
				'Error',
				'ERROR',
				' error ',
				'fail',
				'failed',
				'FAILURE',
				'rejected',
				'unsuccessful',
				'denied',
			],
			...['false', false, 'NOT_SENT', 'notSent'],
		].map((status): [unknown] => [status]),
	)('may say %j', (status) => {
		expect(statusesOf(error({}, { status }))).toEqual(['refused', 'refused']);
	});

	test('with a row that says yes is unknown for its recipient, and a no for the rest', () => {
		expect(gistsOf(error([row(A)]))).toEqual([
			'unknown: the gateway\'s answer contradicts itself: it also says "Insufficient balance"',
			'refused: the gateway said "Insufficient balance"',
		]);
	});

	test('that lists numbers is a no for them in the words beside them', () => {
		expect(gistsOf(error(null, { errors: [{ recipient: B, reason: 'Blacklisted' }] }))).toEqual([
			'refused: the gateway said "Insufficient balance"',
			'refused: the gateway said "Blacklisted"',
		]);
	});
});

describe('an answer that contradicts itself', () => {
	test.each<[string, object, string]>([
		['success: false', { success: false }, 'success: false'],
		['success: "false"', { success: 'false' }, 'success: false'],
		['an error', { error: 'Out of credit' }, 'Out of credit'],
		['an error with parts', { error: { code: 7, message: 'Out of credit' } }, 'Out of credit'],
		['an error without words', { error: true }, 'error'],
		['an error code', { errorCode: 17 }, 'errorCode'],
		['a count of errors', { errors: 2 }, 'errors'],
		['a list of errors', { errors: ['Out of credit'] }, 'Out of credit'],
		['a list of objects', { errors: [{ code: 7 }] }, 'errors'],
		['errors by name', { errors: { sourceId: 'Unknown' } }, 'errors'],
		['a number of a stranger', { invalid: ['254700000099'] }, 'invalid'],
		['a count of failures', { failed: 1 }, 'failed'],
	])('by %s is of unknown outcome for all, on every level', (_name, more, words) => {
		const expected = `unknown: the gateway's answer contradicts itself: it also says "${words}"`;
		expect(gistsOf(success([row(A), row(B)], { ...more }))).toEqual([expected, expected]);
		expect(gistsOf(success({ ...more }))).toEqual([expected, expected]);
	});

	test.each(['failed', 'error', 'NOT_SENT', false])(
		'by the status %j in its data is of unknown outcome for all',
		(status) => {
			const expected = `unknown: the gateway's answer contradicts itself: it also says "${status}"`;
			expect(gistsOf(success({ status }))).toEqual([expected, expected]);
		},
	);

	test.each<[object]>([
		...[undefined, null, false, 0, '', ' ', '0', 'none', 'No error', [], {}].flatMap(
			(nothing): Array<[object]> => [[{ errors: nothing }], [{ error: nothing, failed: nothing }]],
		),
		[{ success: true }],
		[{ success: null }],
		[{ errorCode: '000' }],
		[{ noOfRecipients: 2 }],
		[{ expiresAt: 1617139133671 }],
	])('is not one with %j', (more) => {
		expect(statusesOf(success([row(A), row(B)], { ...more }))).toEqual(['accepted', 'accepted']);
		expect(statusesOf(success({ ...more }))).toEqual(['accepted', 'accepted']);
	});
});

describe('an answer that is neither a yes nor a no', () => {
	test.each<[object, string]>([
		[{ message: 'Done' }, '{"message":"Done"}'],
		[{ data: { id: 8 } }, '{}'],
		[{ status: null }, '{}'],
		[{ status: '' }, '{"status":""}'],
		[{ status: 'queued' }, '{"status":"queued"}'],
		[{ status: 200, message: 'OK' }, '{"status":200,"message":"OK"}'],
		[{ status: 'Success with errors' }, '{"status":"Success with errors"}'],
		[{ status: { toString: 1 } }, '{}'],
		[{ success: true }, '{}'],
	])('%j is of unknown outcome, and quoted', (envelope, quoted) => {
		expect(gistsOf(envelope)).toEqual(
			[A, B].map(() => `unknown: the answer is neither a yes nor a no: "${quoted}"`),
		);
	});

	test('is of unknown outcome with a row that says yes as well', () => {
		expect(statusesOf(success([row(A), row(B)], { status: undefined }))).toEqual(['unknown', 'unknown']);
	});
});

describe("one recipient's words", () => {
	test('hold no number of another, wherever the gateway names it', () => {
		const words = `${A} sent, 0700 000 002 blacklisted`;
		for (const body of [
			success([row(A)], { message: words }),
			success(null, { status: 'error', message: words }),
			success(null, { errors: [words, 'and more'] }),
			success([row(A, { failureReason: words }), row(B, { failureReason: words })]),
			success(null, { status: words }),
			success(null, { status: `${words} failed`, message: undefined }),
			{ result: words },
			words,
		]) {
			const [ofA, ofB] = outcomesOf(body).map((outcome) => JSON.stringify(outcome));
			expect(ofA).not.toContain('000 002');
			expect(ofB).not.toContain(A);
		}
	});

	test("hold neither the text nor the sender's address, wherever rows stand", () => {
		const rows = [row(A, { status: 'FAILED' }), row(B, { failureReason: 'Absent' })];
		for (const body of [
			success(rows),
			success(null, { failed: rows }),
			success({ errors: rows }),
			success(rows[0]),
			success(rows[0], { message: undefined }),
			success(null, { status: 'error', errors: rows, message: undefined }),
			success(null, { status: 'error', error: rows[0], message: undefined }),
			rows[0],
			rows,
		]) {
			const json = JSON.stringify(outcomesOf(body));
			expect(json).not.toContain(TEXT);
			expect(json).not.toContain(IP_ADDRESS);
		}
	});
});

describe('rows further down', () => {
	const no = row(A, { processedStatus: 'FAILED' });

	test.each<[string, unknown]>([
		['an envelope', { status: 'success', data: [no] }],
		['a page', { content: [no], total: 1 }],
		['a list', [[no]]],
		['a JSON text', JSON.stringify([no])],
		['JSON texts in a list', [JSON.stringify(no)]],
		['a map by number', { [A]: 'FAILED' }],
		['a map of rows by number', { [A]: { status: 'FAILED' } }],
		['a result in a result', { result: { result: [no] } }],
	])('in %s say no for their recipient', (_name, data) => {
		expect(gistsOf(success(data), [A])).toEqual(['refused: the gateway said "FAILED"']);
	});

	test('stand beside data that is empty', () => {
		expect(gistsOf(success(null, { messages: [no] }), [A])).toEqual(['refused: the gateway said "FAILED"']);
	});

	test.each<[string, unknown]>([
		['numbers of others', [C]],
		['nothing known', [null]],
		['one row of a stranger', row(C)],
		['false', false],
		['a failing text', 'Failed: insufficient balance'],
		['a failing status', { result: { status: 'FAILED' } }],
		['a count of failures', { summary: { failed: 2 } }],
	])('that are %s leave everybody unknown', (_name, data) => {
		expect(statusesOf(success(data))).toEqual(['unknown', 'unknown']);
	});

	test.each<[unknown, string]>([
		[false, 'data: false'],
		[' Failed: insufficient balance ', 'Failed: insufficient balance'],
		[{ result: { status: 'FAILED' } }, 'FAILED'],
		[{ result: { processedStatus: 'REJECTED' } }, 'REJECTED'],
		[{ summary: { failed: 2 } }, 'failed'],
	])('that are %j are quoted', (data, words) => {
		expect(gistsOf(success(data), [A])).toEqual([
			`unknown: the gateway's answer contradicts itself: it also says "${words}"`,
		]);
	});

	test.each<[unknown]>([[{ recipients: 2 }], [{ batchId: 7 }], [[A, B]], [{ [A]: 'NEW', [B]: null }]])(
		'that are %j are a success for all',
		(data) => {
			expect(statusesOf(success(data))).toEqual(['accepted', 'accepted']);
		},
	);

	test('that leave a number out of a map of errors keep what it says of nobody', () => {
		expect(gistsOf(success(null, { errors: { [A]: 'bad', [B]: null, system: 'nothing sent' } }))).toEqual([
			'refused: the gateway said "bad"',
			'unknown: the gateway\'s answer contradicts itself: it also says "nothing sent"',
		]);
	});
});
