import { messageIn, readEnvelope, summarizeEnvelope, type Envelope, type EnvelopeSummary } from './envelope';
import { parseRetryAfter, type HttpResponse } from './http';
import { shorten } from './json';
import type { Outcome } from './outcome';
import { recipientFinder, withoutOthers } from './recipientFinder';
import { readRows, type RowReading } from './rows';
import { readEnvelopeStatus } from './statusWords';

/**
 * What the response to a send says became of each recipient, in the order of the request (docs/gateway.md, the last
 * table). Never throws: whatever can't be understood is of unknown outcome.
 *
 * @param recipients MSISDNs, as the request named them
 * @param now Unix milliseconds, for a `Retry-After` that names a date
 */
export function readOutcomes(
	response: HttpResponse,
	recipients: readonly string[],
	now: number,
): readonly Outcome[] {
	const envelope = readEnvelope(response.body);
	const { statusCode } = response;
	const isSuccess = statusCode >= 200 && statusCode < 300;
	const outcomeOf =
		isSuccess && envelope ? readRowByRow(envelope, recipients) : always(readWhole(response, now));
	const find = recipientFinder(recipients);
	return recipients.map((msisdn) =>
		inOwnWords(outcomeOf(msisdn), (words) => withoutOthers(words, msisdn, find)),
	);
}

/**
 * Whether a response says that the access token is not valid: 401, 403, or an error envelope without rows that speaks of
 * the token (docs/gateway.md, Assumed; "expired" alone may be about anything that was bought).
 */
export function refusesToken({ statusCode, body }: HttpResponse): boolean {
	if (statusCode === 401 || statusCode === 403) return true;
	const envelope = readEnvelope(body);
	if (!envelope || statusCode < 200 || statusCode >= 300) return false;
	const hasRows = Array.isArray(envelope['data']) && envelope['data'].length > 0;
	return (
		!hasRows &&
		readEnvelopeStatus(envelope['status']) === 'failure' &&
		/token|jwt|session/i.test(messageIn(envelope) ?? '')
	);
}

/** One outcome for all recipients, by the HTTP status: the response is no 2xx, or not the gateway's. */
function readWhole({ statusCode, headers, body }: HttpResponse, now: number): Outcome {
	const envelope = readEnvelope(body);
	const facts = { httpStatus: statusCode, ...(envelope && { response: summarizeEnvelope(envelope) }) };
	const words = envelope && messageIn(envelope);
	const reason = words === undefined ? `the gateway answered ${statusCode}` : quoted(words);
	const afterMs = parseRetryAfter(headers['retry-after'], now);
	// It says that it takes nothing now, so it took nothing.
	if (statusCode === 429) {
		return { status: 'refused', reason, ...facts, retry: afterMs === undefined ? {} : { afterMs } };
	}
	// Who names a time speaks of the request; a bare 503 is what a proxy says after the text went through, too.
	if (statusCode === 503 && afterMs !== undefined) {
		return { status: 'refused', reason, ...facts, retry: { afterMs } };
	}
	// RFC 9110, 15.5: the request is at fault and was not fulfilled; the same again would fail again.
	if (statusCode >= 400 && statusCode < 500) return { status: 'refused', reason, ...facts };
	// RFC 9110, 15.6: the server failed at something, possibly after it had handed the message on.
	if (statusCode >= 500) return { status: 'unknown', reason, ...facts };
	// Not followed, because the headers hold the app key and the bearer token.
	if (statusCode >= 300) {
		return {
			status: 'unknown',
			reason: `the answer was a redirect (${statusCode}), which is not followed`,
			...facts,
		};
	}
	// A 2xx without the envelope came from something that isn't the gateway: a proxy, a login page.
	return { status: 'unknown', reason: `the answer was not the gateway's: ${describe(body)}`, ...facts };
}

/** An outcome for each recipient, by what the envelope says as a whole and what the recipient's own row says. */
function readRowByRow(envelope: Envelope, recipients: readonly string[]): (msisdn: string) => Outcome {
	const { listed, byRecipient, complaint } = readRows(envelope, recipients);
	const status = readEnvelopeStatus(envelope['status']);
	const response = summarizeEnvelope(envelope);
	const words = response.message ?? String(response.status);
	const refused = (reason: string): Outcome => ({ status: 'refused', reason, response });
	const unknown = (reason: string): Outcome => ({ status: 'unknown', reason, response });

	const readOne = (row: RowReading | undefined): Outcome => {
		if (row?.meaning === 'failure') return refused(quoted(row.words ?? words));
		if (row?.meaning === 'unclear')
			return unknown(`its row is neither a yes nor a no: "${shorten(row.words ?? '')}"`);
		// A row that says yes in an answer that says no may be that of a message which is on its way.
		if (status === 'failure') return row ? unknown(contradiction(words)) : refused(quoted(words));
		if (complaint !== undefined) return unknown(contradiction(complaint));
		if (status === 'unclear') return unknown(`the answer is neither a yes nor a no: ${describe(response)}`);
		if (listed && !row) return unknown("the gateway's answer lists other recipients, and not this one");
		return { status: 'accepted', ...(row?.id !== undefined && { id: row.id }), response };
	};
	return (msisdn) => readOne(byRecipient.get(msisdn));
}

function always(outcome: Outcome): () => Outcome {
	return () => outcome;
}

/** An outcome in words that hold no number of somebody else. */
function inOwnWords(outcome: Outcome, redact: (words: string) => string): Outcome {
	const response = outcome.response && { response: inOwnSummary(outcome.response, redact) };
	return outcome.status === 'accepted'
		? { ...outcome, ...response }
		: { ...outcome, ...response, reason: redact(outcome.reason) };
}

/** The same object where nothing is to be left out: most answers are the same to everybody. */
function inOwnSummary(summary: EnvelopeSummary, redact: (words: string) => string): EnvelopeSummary {
	const { status, message = '' } = summary;
	const words = String(status ?? '');
	if (redact(words) === words && redact(message) === message) return summary;
	return {
		...(status !== undefined && { status: redact(words) }),
		...(message !== '' && { message: redact(message) }),
	};
}

function quoted(words: string): string {
	return `the gateway said "${shorten(words)}"`;
}

function contradiction(words: string): string {
	return `the gateway's answer contradicts itself: it also says "${shorten(words)}"`;
}

/** What a body is, without the rows that it may hold: those are about other people. */
function describe(body: unknown): string {
	if (Array.isArray(body)) return 'it was a list';
	if (typeof body === 'object' && body !== null) {
		const plain = Object.entries(body).filter(([, value]) => typeof value !== 'object' || value === null);
		return `"${shorten(JSON.stringify(Object.fromEntries(plain)))}"`;
	}
	const text = shorten(String(body ?? ''));
	return text === '' ? 'it was empty' : `"${text}"`;
}
