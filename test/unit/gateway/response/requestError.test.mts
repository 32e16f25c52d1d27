import fc from 'fast-check';
import { readRequestError } from '../../../../gateway/response/requestError.ts';

type Failure = ReturnType<typeof readRequestError>;

/** Whether the message went out, and whether the same again may help. */
function gist(failure: Failure): string {
	return failure.status === 'refused' && failure.retry ? 'refused, retry' : failure.status;
}

describe('the last table of what is known of the gateway', () => {
	const thrown = (code: string, syscall?: string) =>
		Object.assign(new Error(code), { code, ...(syscall !== undefined && { syscall }) });

	test.each<[string, Failure, string]>([
		['DNS failure', readRequestError(thrown('ENOTFOUND', 'getaddrinfo')), 'refused, retry'],
		['DNS failure for now', readRequestError(thrown('EAI_AGAIN', 'getaddrinfo')), 'refused, retry'],
		['DNS failure of a resolver', readRequestError(thrown('ENOTFOUND', 'queryA')), 'refused, retry'],
		['connection refused', readRequestError(thrown('ECONNREFUSED', 'connect')), 'refused, retry'],
		['host unreachable', readRequestError(thrown('EHOSTUNREACH', 'connect')), 'refused, retry'],
		['network unreachable', readRequestError(thrown('ENETUNREACH', 'connect')), 'refused, retry'],
		['timeout of a socket', readRequestError(thrown('ETIMEDOUT')), 'unknown'],
		['timeout of a client', readRequestError(thrown('ECONNABORTED')), 'unknown'],
		['timeout of another client', readRequestError(thrown('ESOCKETTIMEDOUT')), 'unknown'],
		['connection reset', readRequestError(thrown('ECONNRESET', 'read')), 'unknown'],
		['connection closed', readRequestError(thrown('EPIPE', 'write')), 'unknown'],
		['connection closed in the answer', readRequestError(new Error('socket hang up')), 'unknown'],
		// All that n8n 1 keeps of an error.
		['n8n 1: DNS failure', readRequestError({ httpCode: 'ENOTFOUND' }), 'refused, retry'],
		['n8n 1: DNS failure for now', readRequestError({ httpCode: 'EAI_AGAIN' }), 'refused, retry'],
		['n8n 1: connection refused', readRequestError({ httpCode: 'ECONNREFUSED' }), 'refused, retry'],
		['n8n 1: unreachable, or lost on the way', readRequestError({ httpCode: 'EHOSTUNREACH' }), 'unknown'],
		['n8n 1: no network, or no more', readRequestError({ httpCode: 'ENETUNREACH' }), 'unknown'],
		['n8n 1: connection reset', readRequestError({ httpCode: 'ECONNRESET' }), 'unknown'],
		['n8n 1: a certificate', readRequestError({ httpCode: 'CERT_HAS_EXPIRED' }), 'refused'],
		['n8n 1: a status', readRequestError({ httpCode: '503' }), 'unknown'],
	])('%s', (_name, failure, expected) => {
		expect(gist(failure)).toBe(expected);
	});
});

describe('the reason', () => {
	test.each<[string, Failure, string]>([
		['DNS', readRequestError({ code: 'ENOTFOUND' }), 'the name of the gateway could not be looked up'],
		[
			'DNS for now',
			readRequestError({ code: 'EAI_AGAIN' }),
			'the name of the gateway could not be looked up just now',
		],
		['connection refused', readRequestError({ code: 'ECONNREFUSED' }), 'the gateway refused the connection'],
		['host unreachable', readRequestError({ code: 'EHOSTUNREACH' }), 'the gateway could not be reached'],
		['network unreachable', readRequestError({ code: 'ENETUNREACH' }), 'there is no network to the gateway'],
		[
			'a certificate',
			readRequestError({ code: 'CERT_HAS_EXPIRED' }),
			"the gateway's certificate is not to be trusted (CERT_HAS_EXPIRED)",
		],
		['a timeout', readRequestError({ code: 'ETIMEDOUT' }), 'the gateway did not answer in time'],
		[
			'a limit of the whole answer',
			readRequestError({ code: 'ERR_CANCELED' }),
			'the gateway did not answer in time',
		],
		[
			'a timeout in n8n 1',
			readRequestError({ httpCode: 'ECONNABORTED' }),
			'the gateway did not answer in time',
		],
		['a reset', readRequestError({ code: 'ECONNRESET' }), 'the connection broke before the gateway answered'],
	])('for %s is in plain words', (_name, failure, reason) => {
		expect(failure).toHaveProperty('reason', reason);
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
		expect(gist(readRequestError({ code }))).toBe('refused');
	});

	test.each([
		['ECONNREFUSED', 'read'],
		['EHOSTUNREACH', 'read'],
		['EHOSTUNREACH', 'write'],
		['ENETUNREACH', 'write'],
		['ECONNREFUSED', 'disconnect'],
	])('%s of a connection that stood (%s) says nothing of what had been written', (code, syscall) => {
		expect(gist(readRequestError({ code, syscall }))).toBe('unknown');
	});

	test.each(['connect', 'getaddrinfo', 'queryA', 'queryAaaa'])(
		'before a connection stood (%s) says that nothing left',
		(syscall) => {
			expect(gist(readRequestError({ code: 'EHOSTUNREACH', syscall }))).toBe('refused, retry');
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
		expect(gist(readRequestError(error))).toBe(expected);
	});

	test('that is its own cause is read to an end', () => {
		const error = new Error('round and round');
		error.cause = error;
		expect(gist(readRequestError(error))).toBe('unknown');
	});

	test('says "in time" of a timeout that is the outermost code only', () => {
		expect(readRequestError({ code: 'ETIMEDOUT' }).reason).toBe('the gateway did not answer in time');
		expect(readRequestError({ cause: { code: 'ETIMEDOUT' } }).reason).toBe(
			'the gateway did not answer in time',
		);
		expect(readRequestError({ code: 'ECONNRESET', cause: { code: 'ETIMEDOUT' } }).reason).toBe(
			'the connection broke before the gateway answered',
		);
	});

	test('says "in time" below a code that is a number, which means nothing', () => {
		expect(readRequestError({ code: 5, cause: { code: 'ETIMEDOUT' } }).reason).toBe(
			'the gateway did not answer in time',
		);
	});

	test.each(['NO_CERT_HAS_EXPIRED', 'XETIMEDOUT', 'ETIMEDOUT_X'])(
		'is not known by what its code has in it (%s)',
		(code) => {
			expect(readRequestError({ code })).toEqual({
				status: 'unknown',
				reason: 'the connection broke before the gateway answered',
			});
		},
	);

	test('of any kind is of unknown outcome, and judging it does not throw', () => {
		fc.assert(
			fc.property(fc.anything({ withNullPrototype: true }), (error) => {
				expect(readRequestError(error).status).toBe('unknown');
			}),
		);
	});
});

test('an error that never left asks for no particular wait, and one nobody knows of for none', () => {
	expect(readRequestError({ code: 'ECONNREFUSED' })).toEqual({
		status: 'refused',
		reason: 'the gateway refused the connection',
		retry: {},
	});
	expect(readRequestError({ code: 'CERT_HAS_EXPIRED' })).not.toHaveProperty('retry');
	expect(readRequestError({ code: 'ECONNRESET' })).not.toHaveProperty('retry');
});

test.each([[{ toString: 1 }], [null], [5], [Object.create(null)]])(
	'an error whose syscall is %j is of unknown outcome',
	(syscall) => {
		expect(readRequestError({ code: 'ECONNREFUSED', syscall }).status).toBe('unknown');
	},
);
