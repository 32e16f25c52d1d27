import { textOf } from './json';
import type { Outcome } from './outcome';

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

/** Codes that come from nothing else. */
const ONLY_BEFORE_CONNECTION = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED)$/;

/** A request is written after the TLS handshake, never before, and the same certificate would fail again. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_|UNABLE_TO_(GET|VERIFY)_|ERR_TLS_CERT_)/;

const TIMEOUT = /^(ECONNABORTED|ERR_CANCELED|ETIMEDOUT|ESOCKETTIMEDOUT)$/;

/** How deep a chain of causes is followed. */
const MAX_DEPTH = 5;

/** What an error thrown by a request says about it: it never left, or nobody knows (docs/gateway.md, the last table). */
export function readRequestError(error: unknown): Exclude<Outcome, { status: 'accepted' }> {
	const codes = codesIn(error);
	for (const { code, syscall } of codes) {
		const reason = BEFORE_CONNECTION.get(code);
		if (reason !== undefined && (syscall === undefined || CONNECTING.test(syscall))) {
			return { status: 'refused', reason, retry: {} };
		}
		if (CERTIFICATE.test(code)) {
			return { status: 'refused', reason: `the gateway's certificate is not to be trusted (${code})` };
		}
	}
	const code = codes[0]?.code;
	if (code !== undefined && TIMEOUT.test(code)) {
		return { status: 'unknown', reason: 'the gateway did not answer in time' };
	}
	return { status: 'unknown', reason: 'the connection broke before the gateway answered' };
}

interface ErrorCode {
	readonly code: string;
	readonly syscall: string | undefined;
}

/** The error codes along a chain of causes, and in an AggregateError (one failed try per address of a host). */
function codesIn(error: unknown, depth = 0): ErrorCode[] {
	if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return [];
	const tries: unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
	const inner = 'cause' in error ? [error.cause, ...tries] : tries;
	return [...ownCode(error), ...inner.flatMap((cause) => codesIn(cause, depth + 1))];
}

function ownCode(error: object): ErrorCode[] {
	if ('code' in error && typeof error.code === 'string') {
		return [{ code: error.code, syscall: 'syscall' in error ? textOf(error.syscall) : undefined }];
	}
	// n8n 1 makes an error of its own of a request's, and keeps the code under this name and nothing else.
	if (!('httpCode' in error) || typeof error.httpCode !== 'string') return [];
	const code = error.httpCode;
	return [{ code, syscall: ONLY_BEFORE_CONNECTION.test(code) ? undefined : 'not told' }];
}
