import fc from 'fast-check';
import type { Outcome } from '../../../../gateway/response/outcome.ts';
import { readOutcomes, refusesToken } from '../../../../gateway/send/verdict.ts';
import { A, B, gist, gistsOf, IP_ADDRESS, NOW, outcomesOf, row, success, TEXT } from './answers.mts';

const HTML = '<html>\n  <body>Sign in to the   hotel network</body></html>';
const ERROR = { status: 'error', message: 'Insufficient balance' };

/** The one outcome of a request to one recipient. */
function outcomeOf(statusCode: number, body: unknown, headers: Record<string, unknown> = {}): Outcome {
	const [outcome, ...others] = outcomesOf(body, [A], { statusCode, headers });
	if (!outcome || others.length > 0) throw new Error('Not one outcome for one recipient');
	return outcome;
}

/** Whether the message went out, and how long to wait before the same again, where that may help. */
function summary(outcome: Outcome): string {
	if (outcome.status !== 'refused' || !outcome.retry) return outcome.status;
	return `refused, retry after ${outcome.retry.afterMs ?? 'a while'}`;
}

describe('the last table of what is known of the gateway', () => {
	const in7s = { 'retry-after': '7' };
	const atNoon = { 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT' };
	const soon = { 'retry-after': 'soon' };

	test.each<[string, Outcome, string]>([
		['401', outcomeOf(401, ERROR), 'refused'],
		['403', outcomeOf(403, ERROR), 'refused'],
		['401 without a body', outcomeOf(401, undefined), 'refused'],
		['403 with a page', outcomeOf(403, HTML), 'refused'],
		['401 with Retry-After', outcomeOf(401, ERROR, in7s), 'refused'],
		[
			'an envelope that speaks of the token',
			outcomeOf(200, { status: 'error', message: 'Token' }),
			'refused',
		],
		['429', outcomeOf(429, undefined), 'refused, retry after a while'],
		['429 with Retry-After', outcomeOf(429, ERROR, in7s), 'refused, retry after 7000'],
		['429 with a date', outcomeOf(429, ERROR, atNoon), 'refused, retry after 30000'],
		['429 with a Retry-After that is none', outcomeOf(429, ERROR, soon), 'refused, retry after a while'],
		['429 that calls itself a success', outcomeOf(429, { status: 'success' }), 'unknown'],
		['503', outcomeOf(503, ERROR), 'unknown'],
		['503 with a page', outcomeOf(503, HTML), 'unknown'],
		['503 with Retry-After', outcomeOf(503, HTML, in7s), 'refused, retry after 7000'],
		['503 with Retry-After 0', outcomeOf(503, HTML, { 'retry-after': 0 }), 'refused, retry after 0'],
		['503 with a date', outcomeOf(503, HTML, atNoon), 'refused, retry after 30000'],
		['503 with a Retry-After that is none', outcomeOf(503, ERROR, soon), 'unknown'],
		['400', outcomeOf(400, ERROR), 'refused'],
		['400 with Retry-After', outcomeOf(400, ERROR, in7s), 'refused'],
		['400 that calls itself a success', outcomeOf(400, { status: 'success' }), 'unknown'],
		...[401, 403, 422, 429, 503].map((code): [string, Outcome, string] => [
			`${code} with a row that says yes`,
			outcomeOf(code, { status: 'error', data: [row(A)] }, in7s),
			'unknown',
		]),
		['401 with rows alone', outcomeOf(401, [row(A)]), 'unknown'],
		['402', outcomeOf(402, ERROR), 'refused'],
		['404', outcomeOf(404, HTML), 'refused'],
		['408', outcomeOf(408, HTML), 'refused'],
		['422', outcomeOf(422, ERROR), 'refused'],
		['499', outcomeOf(499, undefined), 'refused'],
		['an error envelope', outcomeOf(200, ERROR), 'refused'],
		['an error envelope in a 201', outcomeOf(201, ERROR), 'refused'],
		['status false', outcomeOf(200, { status: false, message: 'no' }), 'refused'],
		['500', outcomeOf(500, ERROR), 'unknown'],
		['500 with Retry-After', outcomeOf(500, ERROR, in7s), 'unknown'],
		['500 with a page', outcomeOf(500, HTML), 'unknown'],
		[
			'500 that speaks of the token',
			outcomeOf(500, { status: 'error', message: 'Token expired' }),
			'unknown',
		],
		['500 that calls itself a success', outcomeOf(500, { status: 'success' }), 'unknown'],
		['501', outcomeOf(501, undefined), 'unknown'],
		['502', outcomeOf(502, undefined), 'unknown'],
		['504', outcomeOf(504, undefined), 'unknown'],
		['599', outcomeOf(599, undefined), 'unknown'],
		['200 with a page', outcomeOf(200, HTML), 'unknown'],
		['200 with nothing', outcomeOf(200, ''), 'unknown'],
		['204', outcomeOf(204, undefined), 'unknown'],
		['200 with an empty object', outcomeOf(200, {}), 'unknown'],
		['200 with an empty object as text', outcomeOf(200, '{}'), 'unknown'],
		['200 with an object of another', outcomeOf(200, { ok: true }), 'unknown'],
		['200 with a list', outcomeOf(200, [ERROR]), 'unknown'],
		['200 with rows alone', outcomeOf(200, [row(A)]), 'unknown'],
		['200 with broken JSON', outcomeOf(200, '{"status":"succ'), 'unknown'],
		['200 with data only', outcomeOf(200, { data: { id: 1 } }), 'unknown'],
		['301', outcomeOf(301, ERROR), 'unknown'],
		['302', outcomeOf(302, HTML), 'unknown'],
		['307', outcomeOf(307, success([row(A)])), 'unknown'],
		['399', outcomeOf(399, undefined), 'unknown'],
		['100', outcomeOf(100, success([row(A)])), 'unknown'],
		['199', outcomeOf(199, success([row(A)])), 'unknown'],
		['no status at all', outcomeOf(0, success([row(A)])), 'unknown'],
		['200 with a success', outcomeOf(200, { status: 'success', data: {}, message: 'Sent' }), 'accepted'],
		['200 with a success as text', outcomeOf(200, '{"status":"success"}'), 'accepted'],
		[
			'200 with a success that speaks of the token',
			outcomeOf(200, success(null, { message: 'token ok' })),
			'accepted',
		],
		['202', outcomeOf(202, { status: 'Success' }), 'accepted'],
		['299', outcomeOf(299, { status: 'success' }), 'accepted'],
	])('%s', (_name, outcome, expected) => {
		expect(summary(outcome)).toBe(expected);
	});

	test('is the same for every recipient of a request that is answered as a whole', () => {
		for (const statusCode of [0, 199, 302, 400, 401, 429, 500, 503]) {
			const [one, other] = outcomesOf(ERROR, [A, B], { statusCode, headers: in7s });
			expect(one).toEqual(other);
		}
	});
});

describe('the reason', () => {
	test.each<[string, Outcome, string]>([
		['an error envelope', outcomeOf(200, ERROR), 'the gateway said "Insufficient balance"'],
		['a 400 with words', outcomeOf(400, ERROR), 'the gateway said "Insufficient balance"'],
		[
			'a 400 with words as text',
			outcomeOf(400, JSON.stringify(ERROR)),
			'the gateway said "Insufficient balance"',
		],
		['a 404 with a page', outcomeOf(404, HTML), 'the gateway answered with HTTP status 404'],
		['an error envelope without words', outcomeOf(200, { status: 'error' }), 'the gateway said "error"'],
		['a 500 with words', outcomeOf(500, ERROR), 'the gateway said "Insufficient balance"'],
		['a 502 without', outcomeOf(502, ''), 'the gateway answered with HTTP status 502'],
		['a 429 without', outcomeOf(429, ''), 'the gateway answered with HTTP status 429'],
		['a redirect', outcomeOf(302, ''), 'the answer was a redirect (302), which is not followed'],
		[
			'a page',
			outcomeOf(200, HTML),
			`the answer was not the gateway's: "<html> <body>Sign in to the hotel network</body></html>"`,
		],
		['nothing', outcomeOf(204, undefined), "the answer was not the gateway's: it was empty"],
		['white space', outcomeOf(200, ' \n '), "the answer was not the gateway's: it was empty"],
		['null', outcomeOf(200, null), "the answer was not the gateway's: it was empty"],
		['an empty object', outcomeOf(200, {}), "the answer was not the gateway's: it was an empty object"],
		[
			'an object with parts',
			outcomeOf(200, { a: 1, b: [2], c: null }),
			`the answer was not the gateway's: an object with "a, b, c"`,
		],
		['a list', outcomeOf(200, [1, 2]), "the answer was not the gateway's: it was a list"],
		['a number', outcomeOf(200, 5), `the answer was not the gateway's: "5"`],
		[
			'200 characters',
			outcomeOf(200, 'x'.repeat(200)),
			`the answer was not the gateway's: "${'x'.repeat(200)}"`,
		],
		[
			'201 characters',
			outcomeOf(200, 'x'.repeat(201)),
			`the answer was not the gateway's: "${'x'.repeat(200)}…"`,
		],
	])('for %s is in plain words', (_name, outcome, reason) => {
		expect(outcome).toHaveProperty('reason', reason);
	});

	test('comes with the HTTP status and what is shown of the envelope, where there are any', () => {
		expect(outcomeOf(400, { ...ERROR, data: [row(B)] })).toEqual({
			status: 'refused',
			httpStatus: 400,
			response: ERROR,
			reason: 'the gateway said "Insufficient balance"',
		});
		expect(outcomeOf(404, HTML)).toEqual({
			status: 'refused',
			httpStatus: 404,
			reason: 'the gateway answered with HTTP status 404',
		});
		expect(outcomeOf(502, ERROR)).toMatchObject({ status: 'unknown', httpStatus: 502, response: ERROR });
		expect(outcomeOf(200, ERROR)).not.toHaveProperty('httpStatus');
	});
});

describe('an answer that refuses the token', () => {
	test.each([401, 403])('is a %i, whatever it holds', (statusCode) => {
		for (const body of [undefined, HTML, ERROR, { status: 'error', data: [row(A, { status: 'FAILED' })] }]) {
			expect(refusesToken({ statusCode, headers: {}, body })).toBe(true);
		}
	});

	test.each([
		...[
			'Token expired',
			'invalid token',
			'The JWT is malformed',
			'Session expired',
			'TOKEN',
			'access_token is missing',
		],
	])('is a 200 that says error and "%s"', (message) => {
		for (const body of [
			{ status: 'error', message },
			{ status: 'Failed', data: { message }, message: 'Failed' },
			{ status: false, error: message },
			JSON.stringify({ status: 'error', message }),
		]) {
			expect(refusesToken({ statusCode: 200, headers: {}, body })).toBe(true);
		}
	});

	test.each([
		...[
			'Your SMS bundle has expired',
			'Unauthorized sender',
			'UNAUTHORISED access',
			'Expired',
			'Insufficient balance',
		],
		...['Invalid sourceId', 'No records found', ''],
	])('is no 200 that says error and "%s"', (message) => {
		expect(refusesToken({ statusCode: 200, headers: {}, body: { status: 'error', message } })).toBe(false);
	});

	test.each<[string, number, unknown]>([
		['a success that speaks of it', 200, success(null, { message: 'Token ok' })],
		['an unclear answer that speaks of it', 200, { message: 'Invalid token' }],
		['a 400 that speaks of it', 400, { status: 'error', message: 'Invalid token' }],
		['a 302 that speaks of it', 302, { status: 'error', message: 'Invalid token' }],
		['a 500 that speaks of it', 500, { status: 'error', message: 'Invalid token' }],
		['a 401 with rows that say yes', 401, success([row(A)])],
		['a 403 with rows alone', 403, [row(A)]],
		['a 401 that calls itself a success', 401, { status: 'success' }],
		['an error beside one row', 200, { status: 'error', message: 'session', data: row(A) }],
		['a page that speaks of it', 200, '<html>Invalid token</html>'],
		['no status', 0, { status: 'error', message: 'Invalid token' }],
	])('is not %s', (_name, statusCode, body) => {
		expect(refusesToken({ statusCode, headers: {}, body })).toBe(false);
	});
});

describe('an answer to several', () => {
	test('is one object for all whom it does not name, and holds the number of nobody else', () => {
		const [first, second, third] = outcomesOf(success(null, { message: `${A} is new` }), [
			A,
			B,
			'254700000003',
		]);
		expect(first).toHaveProperty('response.message', `${A} is new`);
		expect(second).toHaveProperty('response.message', 'another number is new');
		expect(second && 'response' in second && second.response).toBe(
			third && 'response' in third && third.response,
		);
	});

	test('whose status names somebody shows it to nobody else', () => {
		const outcomes = outcomesOf(success(null, { status: `${A} failed` }));
		expect(outcomes).toMatchObject([
			{ status: 'refused', response: { status: `${A} failed` } },
			{ status: 'refused', response: { status: 'another number failed' } },
		]);
	});
});

describe('an answer of another status than its words', () => {
	test('is a redirect from 300 on, and not followed', () => {
		expect(gist(outcomeOf(300, success([row(A)])))).toBe(
			'unknown: the answer was a redirect (300), which is not followed',
		);
	});

	test.each<[unknown, status: string, refusesToken: boolean]>([
		[success([row(A, { status: 'FAILED' })]), 'refused', false],
		[success([row(A)]), 'unknown', false],
		[JSON.stringify(success([row(A)])), 'unknown', false],
		[[row(A)], 'unknown', false],
		[success(null), 'unknown', false],
		[success(null, { status: 'error' }), 'refused', true],
	])('that refuses with %j is %s, and refuses the token: %j', (body, status, expected) => {
		expect(outcomeOf(400, body).status).toBe(status);
		expect(refusesToken({ statusCode: 401, headers: {}, body })).toBe(expected);
	});

	test('says nothing of a time where it names none', () => {
		expect(outcomeOf(429, undefined)).toStrictEqual({
			status: 'refused',
			reason: 'the gateway answered with HTTP status 429',
			httpStatus: 429,
			retry: {},
		});
	});
});

describe('what is no answer of the gateway', () => {
	test.each<[unknown, string]>([
		[[1], 'it was a list'],
		['[1]', 'it was a list'],
		['{"a":1,"b":2}', 'an object with "a, b"'],
		[{ a: 1 }, 'an object with "a"'],
		['{}', 'it was an empty object'],
		['{"a":', 'it was JSON that breaks off'],
		['"a', 'it was JSON that breaks off'],
		['see [1]', '"see [1]"'],
		[5, '"5"'],
		[undefined, 'it was empty'],
		['  ', 'it was empty'],
	])('is described: %j', (body, description) => {
		expect(gist(outcomeOf(200, body))).toBe(`unknown: the answer was not the gateway's: ${description}`);
	});
});

describe('laws', () => {
	const msisdn = fc.integer({ min: 1, max: 60 }).map((last) => `2547000000${String(last).padStart(2, '0')}`);
	const spelt = msisdn.chain((number) =>
		fc.constantFrom(number, `+${number}`, `0${number.slice(3)}`, Number(number), `${number} is blacklisted`),
	);
	const word = fc.constantFrom(
		'NEW',
		'SENT',
		'FAILED',
		'HALTED',
		'success',
		'error',
		'NOT_SENT',
		'',
		null,
		false,
	);
	const words = fc.oneof(word, spelt, fc.constant('Sms scheduled'));
	const rowOf = fc
		.record({
			recipient: spelt,
			status: words,
			processedStatus: word,
			failureReason: words,
			sentResponseStatus: word,
		})
		.map(({ recipient, ...changes }) => row(recipient, changes));
	const complaint = fc.oneof(spelt, rowOf, fc.record({ msisdn: spelt, reason: words }), words);
	const listOf = <T,>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 8 });
	const envelope = fc.record(
		{
			status: fc.oneof(
				{ weight: 3, arbitrary: fc.constant<unknown>('success') },
				{ weight: 2, arbitrary: words },
			),
			data: fc.oneof(listOf(rowOf), rowOf, fc.record({ failed: listOf(complaint) }), fc.constant(null)),
			message: fc.oneof(
				words,
				listOf(spelt).map((all) => all.join(' ')),
			),
			errors: fc.oneof(listOf(complaint), complaint),
			rejected: listOf(complaint),
			success: fc.boolean(),
		},
		{ requiredKeys: [] },
	);
	const recipients = fc.uniqueArray(msisdn, { minLength: 1, maxLength: 10 });
	const statusCode = fc.constantFrom(200, 200, 200, 201, 302, 400, 401, 429, 500, 503);

	test("no outcome holds another recipient's number, the text or the sender's address", () => {
		fc.assert(
			fc.property(envelope, recipients, statusCode, (body, all, code) => {
				outcomesOf(body, all, { statusCode: code }).forEach((outcome, index) => {
					const json = JSON.stringify(outcome);
					for (const other of all) if (other !== all[index]) expect(json).not.toContain(other);
					expect(json).not.toContain(TEXT);
					expect(json).not.toContain(IP_ADDRESS);
				});
			}),
			{ numRuns: 600 },
		);
	});

	test('there is an outcome for each recipient, and what it is does not hang on the others of the request', () => {
		fc.assert(
			fc.property(envelope, recipients, (body, all) => {
				const outcomes = outcomesOf(body, all);
				expect(outcomes).toHaveLength(all.length);
				expect(outcomesOf(body, all.toReversed()).map(({ status }) => status)).toEqual(
					outcomes.map(({ status }) => status).toReversed(),
				);
			}),
		);
	});

	test('nobody is accepted by anything but a success, in a 2xx, that nothing contradicts', () => {
		fc.assert(
			fc.property(envelope, recipients, statusCode, (body, all, code) => {
				for (const outcome of outcomesOf(body, all, { statusCode: code })) {
					if (outcome.status !== 'accepted') continue;
					expect([200, 201]).toContain(code);
					expect(body.status).toBe('success');
					expect(body.success).not.toBe(false);
				}
			}),
			{ numRuns: 500 },
		);
	});

	test('whom a list of rows leaves out is never accepted, and who has rows that all say no never unknown', () => {
		fc.assert(
			fc.property(fc.array(rowOf, { minLength: 1, maxLength: 8 }), recipients, (rows, all) => {
				const outcomes = outcomesOf(success(rows), all);
				all.forEach((one, index) => {
					const own = rows.filter(({ recipient }) => String(recipient).includes(one.slice(3)));
					if (own.length === 0) expect(outcomes[index]?.status).toBe('unknown');
					if (own.length > 0 && own.every(({ status }) => status === 'FAILED')) {
						expect(outcomes[index]?.status).toBe('refused');
					}
				});
			}),
			{ numRuns: 500 },
		);
	});

	test('an answer of any kind is read without throwing', () => {
		const anything = fc.anything({ withNullPrototype: true, withObjectString: true });
		const field = fc.oneof(anything, fc.constantFrom<unknown>({ toString: 1 }, { valueOf: 1 }, [[]]));
		const body = fc.oneof(
			anything,
			fc.json(),
			fc.record(
				{ status: field, data: field, message: field, errors: field, error: field, success: field },
				{ requiredKeys: [] },
			),
			fc.record({ status: fc.constant('success'), data: fc.array(fc.dictionary(fc.string(), field)) }),
			fc.record({
				status: fc.constant('success'),
				data: fc.array(fc.record({ recipient: fc.constant(A), status: field, sentResponseStatus: field })),
			}),
			fc.record({
				status: fc.constant('success'),
				failed: fc.array(fc.record({ recipient: field, reason: field })),
			}),
		);
		const code = fc.oneof(fc.constantFrom(199, 200, 299, 300, 399, 400, 499, 500), fc.integer(), fc.double());
		fc.assert(
			fc.property(code, body, fc.dictionary(fc.string(), anything), (status, given, headers) => {
				const response = { statusCode: status, headers, body: given };
				const outcomes = readOutcomes(response, [A, B], NOW);
				expect(outcomes).toHaveLength(2);
				for (const outcome of outcomes) expect(gist(outcome)).toMatch(/^(accepted$|(refused|unknown): .)/);
				expect(typeof refusesToken(response)).toBe('boolean');
			}),
			{ numRuns: 1000 },
		);
	});

	test('a thousand recipients are read in one go', () => {
		const all = Array.from({ length: 1000 }, (_, index) => String(254_700_000_000 + index));
		const national = success(all.map((one) => row(`0${one.slice(3)}`)));
		expect(new Set(gistsOf(national, all))).toEqual(new Set(['accepted']));
	});
});
