import { isRecord } from './json';

/** What came back over HTTP. Header names are in lower case, as Node.js gives them. */
export interface HttpResponse {
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: unknown;
}

/** The response in what an HTTP client gave; a status that is no number reads as 0, which is no success. */
export function readResponse(given: unknown): HttpResponse {
	const { statusCode, headers, body } = isRecord(given) ? given : {};
	return {
		statusCode: typeof statusCode === 'number' ? statusCode : 0,
		headers: isRecord(headers) ? headers : {},
		body,
	};
}

/** A date as HTTP writes it (RFC 9110, 5.6.7): the name of the day first, GMT last. */
const HTTP_DATE = /^[a-z]+, .* GMT$/i;

/** `Retry-After` in milliseconds from `now`: seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
export function parseRetryAfter(value: unknown, now: number): number | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	// Date.parse alone finds a date in "1.5" and in "soon 5", which would be no wait at all.
	const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
