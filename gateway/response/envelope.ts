import { isRecord, parseJson } from './json';

/**
 * What the gateway wraps every answer in: `{ status, data, message }` (docs/gateway.md, Documented). It says "error"
 * in an HTTP 200 as readily as in a 400, so its `status` is what counts (Observed).
 */
export type Envelope = Readonly<Record<string, unknown>>;

/** What of an envelope is shown to people: never `data`, which holds other people's numbers. */
export interface EnvelopeSummary {
	readonly status?: string | number | boolean;
	readonly message?: string;
}

/** Fields of which an answer of the gateway has at least one; `success` and `errors` are other frameworks' words. */
const FIELDS = ['status', 'data', 'message', 'success', 'error', 'errors'];

/** The envelope in a response body, parsed or not yet; undefined where there is none (an HTML page, an empty body). */
export function readEnvelope(body: unknown): Envelope | undefined {
	const parsed = typeof body === 'string' ? parseJson(body) : body;
	return isRecord(parsed) && FIELDS.some((field) => field in parsed) ? parsed : undefined;
}

/** Where the number may stand in what is about one recipient; beside `recipient`, no document names any. */
export const NUMBER_FIELDS = ['recipient', 'msisdn', 'number', 'phone', 'phoneNumber', 'mobile', 'to'];

/** Whether an object is about one number: its `message` is the text that was sent (docs/gateway.md, Documented). */
export function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
	return isRecord(value) && NUMBER_FIELDS.some((field) => field in value);
}

/**
 * The gateway's own words for people, whole: `data.message`, or else `message` (docs/gateway.md, Observed); where it has
 * neither, those of an error it names. What is about one recipient is not for all of them to read.
 */
export function messageIn(envelope: Envelope): string | undefined {
	const { data, message, error, errors } = envelope;
	const inner = isRecord(data) && !isRow(data) ? data['message'] : undefined;
	const listed: unknown[] = Array.isArray(errors) ? errors : [errors];
	return [inner, isRow(envelope) ? undefined : message, error, ...listed]
		.filter((entry) => !isRow(entry))
		.map((entry) => (isRecord(entry) ? entry['message'] : entry))
		.find((entry): entry is string => typeof entry === 'string' && entry.trim() !== '');
}

/**
 * What of an envelope is shown to people.
 *
 * @param show makes words short, and fit for whoever reads them
 */
export function summarizeEnvelope(envelope: Envelope, show: (words: string) => string): EnvelopeSummary {
	const { status } = envelope;
	const message = messageIn(envelope);
	const isPlain = typeof status === 'string' || typeof status === 'number' || typeof status === 'boolean';
	const shown = isPlain ? show(String(status)) : '';
	const said = isPlain && { status: shown === String(status) ? status : shown };
	return { ...said, ...(message !== undefined && { message: show(message) }) };
}
