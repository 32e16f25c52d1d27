/**
 * What the gateway wraps every answer in: `{ status, data, message }` (docs/gateway.md, Documented). It says "error"
 * in an HTTP 200 as readily as in a 400, so its `status` is what counts (Observed).
 */
export interface Envelope {
	readonly status?: unknown;
	readonly data?: unknown;
	readonly message?: unknown;
}

/** The `status` values that mean a failure, in any case (docs/gateway.md, Assumed). */
const FAILURES = new Set(['error', 'fail', 'failed', 'false']);

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The envelope in a response body, parsed or not yet; undefined where there is none (an HTML page, an empty body). */
export function readEnvelope(body: unknown): Envelope | undefined {
	const parsed = typeof body === 'string' ? parseJson(body) : body;
	if (!isRecord(parsed)) return undefined;
	return 'status' in parsed || 'data' in parsed || 'message' in parsed ? parsed : undefined;
}

export function saysFailure(envelope: Envelope): boolean {
	const { status } = envelope;
	return status === false || (typeof status === 'string' && FAILURES.has(status.trim().toLowerCase()));
}

/** The gateway's own words for people: `data.message`, or else `message` (docs/gateway.md, Observed). */
export function wordsOf(envelope: Envelope): string | undefined {
	const inner = isRecord(envelope.data) ? envelope.data['message'] : undefined;
	return [inner, envelope.message].find(
		(words): words is string => typeof words === 'string' && words.trim() !== '',
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
