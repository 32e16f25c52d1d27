import { isRecord, readEnvelope, saysFailure, wordsOf, type Envelope } from './envelope';

/** What came back over HTTP. Header names are in lower case, as Node.js gives them. */
export interface HttpAnswer {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** The answer in what an HTTP client gave; a status that is no number reads as NaN, and so as no success. */
export function readAnswer(given: unknown): HttpAnswer {
	const { statusCode, headers, body } = isRecord(given) ? given : {};
	return { statusCode: Number(statusCode), headers: isRecord(headers) ? { ...headers } : {}, body };
}

/**
 * What an answer, or the lack of one, says about the message (docs/gateway.md, the last table).
 * `reason` is a clause in plain words that goes on after "because" or a colon; it holds the gateway's own words where
 * there are any.
 */
export type Verdict =
	| { readonly kind: 'accepted'; readonly envelope: Envelope }
	| {
			readonly kind: 'refused';
			readonly reason: string;
			readonly status?: number;
			readonly envelope?: Envelope;
			/** What may be done without asking anybody, since the message surely did not go out. */
			readonly then:
				| { readonly do: 'report' }
				| { readonly do: 'signIn' }
				| { readonly do: 'wait'; readonly retryAfterMs?: number }
				| { readonly do: 'retry' };
	  }
	| { readonly kind: 'unknown'; readonly reason: string; readonly status?: number };

/** An error envelope that speaks of the token means a sign-in, not a fault in the message (docs/gateway.md, Assumed). */
const SPEAKS_OF_TOKEN = /token|jwt|expired|unauthori[sz]ed/i;

/** How much of an answer that is no envelope is quoted. */
const QUOTE_LENGTH = 80;

/**
 * What an HTTP answer says about the message. Never throws: whatever can't be understood is of unknown outcome.
 *
 * @param now in milliseconds, for a `Retry-After` that names a date
 */
export function judgeAnswer(answer: HttpAnswer, now: number): Verdict {
	const { statusCode: status } = answer;
	const envelope = readEnvelope(answer.body);
	const said = envelope && wordsOf(envelope);
	const refused = {
		kind: 'refused' as const,
		status,
		...(envelope && { envelope }),
		reason: said === undefined ? `the gateway answered ${status}` : `the gateway said "${said}"`,
	};

	// The gateway checks the token before it looks at the message.
	if (status === 401 || status === 403) return { ...refused, then: { do: 'signIn' } };
	// It says that it takes nothing now, so it took nothing.
	if (status === 429 || status === 503) {
		const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], now);
		return { ...refused, then: { do: 'wait', ...(retryAfterMs !== undefined && { retryAfterMs }) } };
	}
	// RFC 9110, 15.5: the request is at fault and was not fulfilled; the same again would fail again.
	if (status >= 400 && status < 500) return { ...refused, then: { do: 'report' } };
	// RFC 9110, 15.6: the server failed at something, possibly after it had handed the message on.
	if (status >= 500) return { kind: 'unknown', status, reason: refused.reason };
	// Not followed, because the headers hold the app key and the bearer token.
	if (status >= 300) {
		return {
			kind: 'unknown',
			status,
			reason: `the answer was a redirect (${status}), which is not followed`,
		};
	}
	// A 2xx without the envelope came from something that isn't the gateway: a proxy, a login page.
	if (!envelope || !(status >= 200)) {
		return { kind: 'unknown', status, reason: `the answer was not the gateway's: ${quote(answer.body)}` };
	}
	if (!saysFailure(envelope)) return { kind: 'accepted', envelope };
	const aboutToken = said !== undefined && SPEAKS_OF_TOKEN.test(said);
	return { ...refused, then: { do: aboutToken ? 'signIn' : 'report' } };
}

/** Failures that come before a connection stands: nothing of the request was written. */
const BEFORE_CONNECTION: ReadonlyMap<string, string> = new Map([
	['ENOTFOUND', 'the name of the gateway could not be looked up'],
	['EAI_AGAIN', 'the name of the gateway could not be looked up just now'],
	['ECONNREFUSED', 'the gateway refused the connection'],
	['EHOSTUNREACH', 'the gateway could not be reached'],
	['ENETUNREACH', 'there is no network to the gateway'],
]);

/** The same codes on a connection that stood (from `read` or `write`) would say nothing about what was written. */
const CONNECTING = /^(connect|getaddrinfo|query)/;

/** A request is written after the TLS handshake, never before, and the same certificate would fail again. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/;

const TIMEOUT = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/;

/** What an error thrown by the request says about the message: it never left, or nobody knows. */
export function judgeError(error: unknown): Exclude<Verdict, { kind: 'accepted' }> {
	const faults = faultsIn(error);
	for (const { code, syscall } of faults) {
		const reason = BEFORE_CONNECTION.get(code);
		if (reason !== undefined && (syscall === undefined || CONNECTING.test(syscall))) {
			return { kind: 'refused', reason, then: { do: 'retry' } };
		}
		if (CERTIFICATE.test(code)) {
			return {
				kind: 'refused',
				reason: `the gateway's certificate is not to be trusted (${code})`,
				then: { do: 'report' },
			};
		}
	}
	const code = faults[0]?.code;
	if (code !== undefined && TIMEOUT.test(code)) {
		return { kind: 'unknown', reason: 'the gateway did not answer in time' };
	}
	return { kind: 'unknown', reason: 'the connection broke before the gateway answered' };
}

interface Fault {
	readonly code: string;
	readonly syscall: string | undefined;
}

/** The error codes along a chain of causes, and in an AggregateError (one failed try per address of a host). */
function faultsIn(error: unknown, depth = 0): Fault[] {
	if (!isObject(error) || depth > 5) return [];
	const own =
		'code' in error && typeof error.code === 'string'
			? [{ code: error.code, syscall: 'syscall' in error ? textOf(error.syscall) : undefined }]
			: [];
	const tries = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
	const inner = 'cause' in error ? [error.cause, ...tries] : tries;
	return [...own, ...inner.flatMap((cause) => faultsIn(cause, depth + 1))];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** A date as HTTP writes it (RFC 9110, 5.6.7): the name of the day first, GMT last. */
const HTTP_DATE = /^[a-z]+, .* GMT$/i;

/** `Retry-After` in milliseconds from now: seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
export function parseRetryAfter(value: unknown, now: number): number | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	// Date.parse alone finds a date in "1.5" and in "soon 5", which would be no wait at all.
	const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function quote(body: unknown): string {
	const text = isRecord(body) || Array.isArray(body) ? JSON.stringify(body) : String(body ?? '');
	const line = text.replaceAll(/\s+/g, ' ').trim();
	if (line === '') return 'it was empty';
	return `"${line.length > QUOTE_LENGTH ? `${line.slice(0, QUOTE_LENGTH)}…` : line}"`;
}
