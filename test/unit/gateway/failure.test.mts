import fc from 'fast-check';
import {
	judgeAnswer,
	judgeError,
	parseRetryAfter,
	readAnswer,
	type Verdict,
} from '../../../gateway/failure.ts';

const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);
const HTML = '<html>\n  <body>Sign in to the   hotel network</body></html>';

const judge = (statusCode: number, body: unknown, headers: Record<string, unknown> = {}) =>
	judgeAnswer({ statusCode, headers, body }, NOW);

/** What a verdict comes to: whether the message went out, and what may be done about it. */
function gist(verdict: Verdict): string {
	return verdict.kind === 'refused' ? `refused, ${verdict.then.do}` : verdict.kind;
}

const ERROR = { status: 'error', message: 'Insufficient balance' };

describe('the last table of what is known of the gateway', () => {
	const thrown = (code: string, syscall?: string) =>
		Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) });

	test.each<[string, Verdict, string]>([
		['DNS failure', judgeError(thrown('ENOTFOUND', 'getaddrinfo')), 'refused, retry'],
		['DNS failure for now', judgeError(thrown('EAI_AGAIN', 'getaddrinfo')), 'refused, retry'],
		['DNS failure of a resolver', judgeError(thrown('ENOTFOUND', 'queryA')), 'refused, retry'],
		['connection refused', judgeError(thrown('ECONNREFUSED', 'connect')), 'refused, retry'],
		['host unreachable', judgeError(thrown('EHOSTUNREACH', 'connect')), 'refused, retry'],
		['network unreachable', judgeError(thrown('ENETUNREACH', 'connect')), 'refused, retry'],
		['401', judge(401, ERROR), 'refused, signIn'],
		['403', judge(403, ERROR), 'refused, signIn'],
		['401 without a body', judge(401, undefined), 'refused, signIn'],
		['403 with a page', judge(403, HTML), 'refused, signIn'],
		[
			'an envelope that speaks of the token',
			judge(200, { status: 'error', message: 'Token expired' }),
			'refused, signIn',
		],
		['429', judge(429, undefined), 'refused, wait'],
		['503', judge(503, ERROR), 'refused, wait'],
		['503 with a page', judge(503, HTML), 'refused, wait'],
		['429 that calls itself a success', judge(429, { status: 'success' }), 'refused, wait'],
		['400', judge(400, ERROR), 'refused, report'],
		['400 that calls itself a success', judge(400, { status: 'success' }), 'refused, report'],
		['402', judge(402, ERROR), 'refused, report'],
		['404', judge(404, HTML), 'refused, report'],
		['422', judge(422, ERROR), 'refused, report'],
		['499', judge(499, undefined), 'refused, report'],
		['an error envelope', judge(200, ERROR), 'refused, report'],
		['an error envelope in a 201', judge(201, ERROR), 'refused, report'],
		['status false', judge(200, { status: false, message: 'no' }), 'refused, report'],
		['timeout of a socket', judgeError(thrown('ETIMEDOUT')), 'unknown'],
		['timeout of a client', judgeError(thrown('ECONNABORTED')), 'unknown'],
		['timeout of another client', judgeError(thrown('ESOCKETTIMEDOUT')), 'unknown'],
		['connection reset', judgeError(thrown('ECONNRESET', 'read')), 'unknown'],
		['connection closed', judgeError(thrown('EPIPE', 'write')), 'unknown'],
		['connection closed in the answer', judgeError(new Error('socket hang up')), 'unknown'],
		['500', judge(500, ERROR), 'unknown'],
		['500 with a page', judge(500, HTML), 'unknown'],
		['500 that speaks of the token', judge(500, { status: 'error', message: 'Token expired' }), 'unknown'],
		['500 that calls itself a success', judge(500, { status: 'success' }), 'unknown'],
		['501', judge(501, undefined), 'unknown'],
		['502', judge(502, undefined), 'unknown'],
		['504', judge(504, undefined), 'unknown'],
		['599', judge(599, undefined), 'unknown'],
		['200 with a page', judge(200, HTML), 'unknown'],
		['200 with nothing', judge(200, ''), 'unknown'],
		['204', judge(204, undefined), 'unknown'],
		['200 with an empty object', judge(200, {}), 'unknown'],
		['200 with an empty object as text', judge(200, '{}'), 'unknown'],
		['200 with an object of another', judge(200, { ok: true }), 'unknown'],
		['200 with a list', judge(200, [ERROR]), 'unknown'],
		['200 with broken JSON', judge(200, '{"status":"succ'), 'unknown'],
		['301', judge(301, ERROR), 'unknown'],
		['302', judge(302, HTML), 'unknown'],
		['307', judge(307, { status: 'success' }), 'unknown'],
		['399', judge(399, undefined), 'unknown'],
		['100', judge(100, { status: 'success' }), 'unknown'],
		['199', judge(199, { status: 'success' }), 'unknown'],
		['no status at all', judge(Number.NaN, { status: 'success' }), 'unknown'],
		['status 0', judge(0, { status: 'success' }), 'unknown'],
		['200 with a success', judge(200, { status: 'success', data: {}, message: 'Sent' }), 'accepted'],
		['200 with a success as text', judge(200, '{"status":"success"}'), 'accepted'],
		['200 with data only', judge(200, { data: { id: 1 } }), 'accepted'],
		[
			'200 with a success that speaks of the token',
			judge(200, { status: 'success', message: 'token ok' }),
			'accepted',
		],
		['201', judge(201, { status: 'success' }), 'accepted'],
		['202', judge(202, { status: 'Success' }), 'accepted'],
		['299', judge(299, { status: 'success' }), 'accepted'],
	])('%s', (_name, verdict, expected) => {
		expect(gist(verdict)).toBe(expected);
	});

	test.each([
		'Token expired',
		'invalid token',
		'The JWT is malformed',
		'Session expired',
		'Unauthorized',
		'UNAUTHORISED access',
	])('a 200 that says error and "%s" means a sign-in', (message) => {
		expect(gist(judge(200, { status: 'error', message }))).toBe('refused, signIn');
		expect(gist(judge(200, { status: 'error', data: { message }, message: 'Failed' }))).toBe(
			'refused, signIn',
		);
	});

	test.each(['Insufficient balance', 'Invalid sourceId', 'No records found', ''])(
		'a 200 that says error and "%s" does not',
		(message) => {
			expect(gist(judge(200, { status: 'error', message }))).toBe('refused, report');
		},
	);
});

describe('the reason', () => {
	test.each<[string, Verdict, string]>([
		['an error envelope', judge(200, ERROR), 'the gateway said "Insufficient balance"'],
		['a 400 with words', judge(400, ERROR), 'the gateway said "Insufficient balance"'],
		[
			'a 400 with words as text',
			judge(400, JSON.stringify(ERROR)),
			'the gateway said "Insufficient balance"',
		],
		['a 404 with a page', judge(404, HTML), 'the gateway answered 404'],
		['an error envelope without words', judge(200, { status: 'error' }), 'the gateway answered 200'],
		['a 500 with words', judge(500, ERROR), 'the gateway said "Insufficient balance"'],
		['a 502 without', judge(502, ''), 'the gateway answered 502'],
		['a redirect', judge(302, ''), 'the answer was a redirect (302), which is not followed'],
		[
			'a page',
			judge(200, HTML),
			`the answer was not the gateway's: "<html> <body>Sign in to the hotel network</body></html>"`,
		],
		['nothing', judge(204, undefined), "the answer was not the gateway's: it was empty"],
		['white space', judge(200, ' \n '), "the answer was not the gateway's: it was empty"],
		['null', judge(200, null), "the answer was not the gateway's: it was empty"],
		['an empty object', judge(200, {}), `the answer was not the gateway's: "{}"`],
		['a list', judge(200, [1, 2]), `the answer was not the gateway's: "[1,2]"`],
		['a number', judge(200, 5), `the answer was not the gateway's: "5"`],
		['80 characters', judge(200, 'x'.repeat(80)), `the answer was not the gateway's: "${'x'.repeat(80)}"`],
		['81 characters', judge(200, 'x'.repeat(81)), `the answer was not the gateway's: "${'x'.repeat(80)}…"`],
		['DNS', judgeError({ code: 'ENOTFOUND' }), 'the name of the gateway could not be looked up'],
		[
			'DNS for now',
			judgeError({ code: 'EAI_AGAIN' }),
			'the name of the gateway could not be looked up just now',
		],
		['connection refused', judgeError({ code: 'ECONNREFUSED' }), 'the gateway refused the connection'],
		['host unreachable', judgeError({ code: 'EHOSTUNREACH' }), 'the gateway could not be reached'],
		['network unreachable', judgeError({ code: 'ENETUNREACH' }), 'there is no network to the gateway'],
		[
			'a certificate',
			judgeError({ code: 'CERT_HAS_EXPIRED' }),
			"the gateway's certificate is not to be trusted (CERT_HAS_EXPIRED)",
		],
		['a timeout', judgeError({ code: 'ETIMEDOUT' }), 'the gateway did not answer in time'],
		['a reset', judgeError({ code: 'ECONNRESET' }), 'the connection broke before the gateway answered'],
	])('for %s is in plain words', (_name, verdict, reason) => {
		expect(verdict).toHaveProperty('reason', reason);
	});

	test('comes with the HTTP status and the envelope, where there are any', () => {
		expect(judge(400, ERROR)).toEqual({
			kind: 'refused',
			status: 400,
			envelope: ERROR,
			reason: 'the gateway said "Insufficient balance"',
			then: { do: 'report' },
		});
		expect(judge(404, HTML)).not.toHaveProperty('envelope');
		expect(judge(502, HTML)).toHaveProperty('status', 502);
		expect(judge(200, { status: 'success', data: 1 })).toEqual({
			kind: 'accepted',
			envelope: { status: 'success', data: 1 },
		});
	});
});

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

	test('goes with a 429 and a 503, and with nothing else', () => {
		const headers = { 'retry-after': '7' };
		for (const status of [429, 503]) {
			expect(judge(status, ERROR, headers)).toHaveProperty('then', { do: 'wait', retryAfterMs: 7000 });
			expect(judge(status, ERROR)).toHaveProperty('then', { do: 'wait' });
			expect(judge(status, ERROR, { 'retry-after': 'soon' })).toHaveProperty('then', { do: 'wait' });
		}
		expect(judge(400, ERROR, headers)).toHaveProperty('then', { do: 'report' });
		expect(judge(500, ERROR, headers)).not.toHaveProperty('then');
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

describe('an error thrown by the request', () => {
	test.each([
		...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
		...[
			'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'ERR_TLS_CERT_ALTNAME_INVALID',
		],
	])('over a certificate (%s) says that nothing left, and that the same again would fail', (code) => {
		expect(gist(judgeError({ code }))).toBe('refused, report');
	});

	test.each([
		['ECONNREFUSED', 'read'],
		['EHOSTUNREACH', 'read'],
		['EHOSTUNREACH', 'write'],
		['ENETUNREACH', 'write'],
	])('%s of a connection that stood (%s) says nothing of what had been written', (code, syscall) => {
		expect(gist(judgeError({ code, syscall }))).toBe('unknown');
	});

	test.each(['connect', 'getaddrinfo', 'queryA', 'queryAaaa'])(
		'before a connection stood (%s) says that nothing left',
		(syscall) => {
			expect(gist(judgeError({ code: 'EHOSTUNREACH', syscall }))).toBe('refused, retry');
		},
	);

	test.each<[string, unknown, string]>([
		['in the cause', { cause: { code: 'ECONNREFUSED', syscall: 'connect' } }, 'refused, retry'],
		[
			'in the cause of the cause',
			new Error('a', { cause: new Error('b', { cause: { code: 'ENOTFOUND' } }) }),
			'refused, retry',
		],
		['below a code that means nothing', { code: 'ERR_BAD', cause: { code: 'ENOTFOUND' } }, 'refused, retry'],
		[
			'six deep',
			{ cause: { cause: { cause: { cause: { cause: { code: 'ENOTFOUND' } } } } } },
			'refused, retry',
		],
		[
			'deeper than anybody looks',
			{ cause: { cause: { cause: { cause: { cause: { cause: { code: 'ENOTFOUND' } } } } } } },
			'unknown',
		],
		[
			'in each try of an AggregateError',
			new AggregateError([
				{ code: 'ECONNREFUSED', syscall: 'connect' },
				{ code: 'ENETUNREACH', syscall: 'connect' },
			]),
			'refused, retry',
		],
		[
			'in an AggregateError that is a cause',
			{ code: 'ECONNREFUSED', cause: new AggregateError([{ code: 'ECONNREFUSED', syscall: 'connect' }]) },
			'refused, retry',
		],
		['as a timeout in a cause', { cause: { code: 'ETIMEDOUT' } }, 'unknown'],
		['as a number', { code: 5 }, 'unknown'],
		['as the name of what every object has', { code: 'constructor' }, 'unknown'],
		['as another such name', { code: 'toString', syscall: 'connect' }, 'unknown'],
		['with a list of tries that is none', { errors: 'ENOTFOUND' }, 'unknown'],
		['with tries that are nothing', { errors: [null, undefined, 'x'] }, 'unknown'],
	])('with its code %s', (_name, error, expected) => {
		expect(gist(judgeError(error))).toBe(expected);
	});

	test('that is its own cause is read to an end', () => {
		const error = new Error('round and round');
		error.cause = error;
		expect(gist(judgeError(error))).toBe('unknown');
	});

	test('says "in time" of a timeout that is the outermost code only', () => {
		expect(judgeError({ code: 'ETIMEDOUT' }).reason).toBe('the gateway did not answer in time');
		expect(judgeError({ cause: { code: 'ETIMEDOUT' } }).reason).toBe('the gateway did not answer in time');
		expect(judgeError({ code: 'ECONNRESET', cause: { code: 'ETIMEDOUT' } }).reason).toBe(
			'the connection broke before the gateway answered',
		);
	});

	test('of any kind is of unknown outcome, and judging it does not throw', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true }), (error) => {
				expect(judgeError(error).kind).toBe('unknown');
			}),
		);
	});
});

describe('an answer', () => {
	test.each<[unknown, number, object, unknown]>([
		[{ statusCode: 200, headers: { a: 'b' }, body: 'x' }, 200, { a: 'b' }, 'x'],
		[{ statusCode: '201', body: {} }, 201, {}, {}],
		[{ statusCode: 200, headers: 'none' }, 200, {}, undefined],
		[{}, Number.NaN, {}, undefined],
		[undefined, Number.NaN, {}, undefined],
		[null, Number.NaN, {}, undefined],
		['<html>', Number.NaN, {}, undefined],
		[[200], Number.NaN, {}, undefined],
	])('in %j', (given, statusCode, headers, body) => {
		expect(readAnswer(given)).toEqual({ statusCode, headers, body });
	});

	test('of any kind is judged without throwing, and accepted only where it is 2xx with an envelope', () => {
		const status = fc.oneof(
			fc.constantFrom(199, 200, 299, 300, 399, 400, 499, 500),
			fc.integer(),
			fc.double(),
		);
		const body = fc.oneof(
			fc.json(),
			fc.jsonValue(),
			fc.record({ status: fc.jsonValue(), data: fc.jsonValue(), message: fc.jsonValue() }),
			fc.string(),
			fc.constantFrom('{"status":{"toString":1}}', '{"status":[[]],"message":{"valueOf":1}}'),
		);
		fc.assert(
			fc.property(status, body, fc.dictionary(fc.string(), fc.jsonValue()), (statusCode, given, headers) => {
				const verdict = judgeAnswer({ statusCode, headers, body: given }, NOW);
				const between = (least: number, below: number) => statusCode >= least && statusCode < below;
				if (verdict.kind === 'accepted') expect(between(200, 300)).toBe(true);
				if (verdict.kind === 'refused')
					expect(between(200, 300) || between(400, 500) || statusCode === 503).toBe(true);
				if (between(500, 1000) && statusCode !== 503) expect(verdict.kind).toBe('unknown');
			}),
			{ numRuns: 1000 },
		);
	});
});
