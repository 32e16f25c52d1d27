import type { HttpResponse } from '../../gateway/response/http.ts';
import type { Outcome } from '../../gateway/response/outcome.ts';
import { readRequestError } from '../../gateway/response/requestError.ts';

/** One request, and what came back. `name` is what the report calls it. */
export type Exchange = AnsweredExchange | FailedExchange;

export interface AnsweredExchange {
	readonly kind: 'answered';
	readonly name: string;
	readonly tookMs: number;
	readonly response: HttpResponse;
}

/** There was no answer; what that says is in this package's words. */
export interface FailedExchange {
	readonly kind: 'failed';
	readonly name: string;
	readonly tookMs: number;
	readonly outcome: Exclude<Outcome, { status: 'accepted' }>;
}

/** A request to be made, once. */
export interface Request {
	readonly name: string;
	readonly url: string;
	readonly method: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: object;
}

/** Longer than the vendor's own web client waits (20 s, docs/gateway.md, Observed): who gives up doesn't know. */
const TIMEOUT_MS = 60_000;

/** Makes a request: once, without following a redirect, because headers and body hold secrets. Never throws. */
export async function exchange({ name, url, method, headers, body }: Request): Promise<Exchange> {
	const startedAtMs = Date.now();
	try {
		const response = await fetch(url, {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
			headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		return {
			kind: 'answered',
			name,
			tookMs: Date.now() - startedAtMs,
			response: {
				statusCode: response.status,
				headers: Object.fromEntries(response.headers),
				body: text,
			},
		};
	} catch (error) {
		const isTimeout = error instanceof Error && error.name === 'TimeoutError';
		const outcome = isTimeout
			? { status: 'unknown' as const, reason: `the gateway did not answer within ${TIMEOUT_MS / 1000} s` }
			: readRequestError(error);
		return { kind: 'failed', name, tookMs: Date.now() - startedAtMs, outcome };
	}
}
