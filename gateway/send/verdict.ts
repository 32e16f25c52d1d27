import {
	messageIn,
	readEnvelope,
	summarizeEnvelope,
	type Envelope,
	type EnvelopeSummary,
} from '../response/envelope';
import { parseRetryAfter, type HttpResponse } from '../response/http';
import { isRecord, parseJson } from '../response/json';
import type { Outcome } from '../response/outcome';
import { recipientFinder, type RecipientFinder } from './recipientFinder';
import { readRows, summarizeRows, type RowReading } from './rows';
import { wordShower } from './shownWords';
import { readEnvelopeStatus } from '../response/statusWords';

/** Makes the gateway's words short, and fit for the recipient whose outcome they are in. */
type Show = (words: string) => string;

/** The outcome of one recipient, in words that hold no number of somebody else. */
type OutcomeOf = (msisdn: string, show: Show, response: EnvelopeSummary | undefined) => Outcome;

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
	const find = recipientFinder(recipients);
	const show = wordShower(find);
	const outcomeOf =
		isSuccess(response) && envelope ? readRowByRow(envelope, find) : readWhole(response, envelope, find, now);
	// The same object for all whom it does not name: most answers are the same to everybody.
	const common = envelope && summarizeEnvelope(envelope, (words) => show(words, undefined));
	return recipients.map((msisdn) => {
		const showOwn = (words: string) => show(words, msisdn);
		const own = envelope && summarizeEnvelope(envelope, showOwn);
		const isCommon = own?.status === common?.status && own?.message === common?.message;
		return outcomeOf(msisdn, showOwn, isCommon ? common : own);
	});
}

/**
 * Whether a response says that the access token is not valid: 401, 403, or an error envelope without rows that speaks of
 * the token (docs/gateway.md, Assumed; "expired" alone may be about anything that was bought). One that says yes as well
 * may be about messages that are on their way.
 */
export function refusesToken(response: HttpResponse): boolean {
	const { statusCode, body } = response;
	if (statusCode === 401 || statusCode === 403) {
		const evidence = evidenceIn(body);
		return !evidence || !saysYes(evidence);
	}
	const envelope = readEnvelope(body);
	return (
		envelope !== undefined &&
		isSuccess(response) &&
		readEnvelopeStatus(envelope['status']) === 'failure' &&
		/token|jwt|session/i.test(messageIn(envelope) ?? '') &&
		!summarizeRows(envelope).any
	);
}

function isSuccess({ statusCode }: HttpResponse): boolean {
	return statusCode >= 200 && statusCode < 300;
}

function saysYes(evidence: Envelope): boolean {
	return readEnvelopeStatus(evidence['status']) === 'success' || summarizeRows(evidence).anyYes;
}

/** What a body may say of messages where the HTTP status says no: rows are rows without an envelope, too. */
function evidenceIn(body: unknown): Envelope | undefined {
	const parsed = typeof body === 'string' ? parseJson(body) : body;
	if (Array.isArray(parsed)) return { data: parsed };
	return isRecord(parsed) ? parsed : undefined;
}

/** Outcomes by the HTTP status: the response is no 2xx, or not the gateway's. */
function readWhole(
	response: HttpResponse,
	envelope: Envelope | undefined,
	find: RecipientFinder,
	now: number,
): OutcomeOf {
	const { statusCode, body } = response;
	const words = envelope && wordsBeside(statusCode, envelope);
	const retry = retryIn(response, now);
	const refuses = retry !== undefined || (statusCode >= 400 && statusCode < 500);
	const evidence = refuses ? evidenceIn(body) : undefined;
	const saidYes = evidence ? contradictedFor(evidence, find) : () => false;
	return (msisdn, show, summary) => {
		const facts = { httpStatus: statusCode, ...(summary && { response: summary }) };
		const reason =
			words === undefined
				? `the gateway answered with HTTP status ${statusCode}`
				: `the gateway said "${show(words)}"`;
		if (refuses && saidYes(msisdn)) {
			const contradiction = `the gateway's answer contradicts itself: it answered ${statusCode}, and says yes`;
			return { status: 'unknown', reason: contradiction, ...facts };
		}
		if (refuses) return { status: 'refused', reason, ...facts, ...(retry && { retry }) };
		// RFC 9110, 15.6: the server failed at something, possibly after it had handed the message on.
		if (statusCode >= 500) return { status: 'unknown', reason, ...facts };
		// Not followed, because the headers hold the app key and the bearer token.
		const why =
			statusCode >= 300
				? `the answer was a redirect (${statusCode}), which is not followed`
				: // A 2xx without the envelope came from something that isn't the gateway: a proxy, a login page.
					`the answer was not the gateway's: ${describe(body, show)}`;
		return { status: 'unknown', reason: why, ...facts };
	};
}

/** The gateway's words, where they say more than the HTTP status does. */
function wordsBeside(statusCode: number, envelope: Envelope): string | undefined {
	const words = messageIn(envelope);
	const [, code] = /^\W*(?:HTTP\W*)?(?:status\W*)?(?:code\W*)?(\d{3})\W*$/i.exec(words ?? '') ?? [];
	return code === String(statusCode) ? undefined : words;
}

/** When the same may be sent again, where the response says that it took nothing now. */
function retryIn(
	{ statusCode, headers }: HttpResponse,
	now: number,
): { readonly afterMs?: number } | undefined {
	const afterMs = parseRetryAfter(headers['retry-after'], now);
	if (statusCode === 429) return afterMs === undefined ? {} : { afterMs };
	// Who names a time speaks of the request; a bare 503 is what a proxy says after the text went through, too.
	return statusCode === 503 && afterMs !== undefined ? { afterMs } : undefined;
}

/** For whom an answer that refuses says yes as well: whose row does, or who has no other where it calls itself a success. */
function contradictedFor(evidence: Envelope, find: RecipientFinder): (msisdn: string) => boolean {
	const { byRecipient } = readRows(evidence, find);
	const callsItselfSuccess = readEnvelopeStatus(evidence['status']) === 'success';
	return (msisdn) => {
		const row = byRecipient.get(msisdn);
		return row ? row.meaning !== 'failure' : callsItselfSuccess;
	};
}

/** An outcome for each recipient, by what the envelope says as a whole and what the recipient's own row says. */
function readRowByRow(envelope: Envelope, find: RecipientFinder): OutcomeOf {
	const { listed, byRecipient, complaint } = readRows(envelope, find);
	const status = readEnvelopeStatus(envelope['status']);
	const readOne = (row: RowReading | undefined, show: Show, response: EnvelopeSummary): Outcome => {
		const words = messageIn(envelope) ?? String(response.status);
		const refused = (said: string): Outcome => ({
			status: 'refused',
			reason: `the gateway said "${show(said)}"`,
			response,
		});
		const unknown = (reason: string): Outcome => ({ status: 'unknown', reason, response });
		const contradiction = (said: string): Outcome =>
			unknown(`the gateway's answer contradicts itself: it also says "${show(said)}"`);
		if (row?.meaning === 'failure') return refused(row.words ?? words);
		if (row?.meaning === 'unclear')
			return unknown(`its row is neither a yes nor a no: "${show(row.words ?? '')}"`);
		// A row that says yes in an answer that says no may be that of a message which is on its way.
		if (status === 'failure') return row ? contradiction(words) : refused(words);
		if (complaint !== undefined) return contradiction(complaint);
		if (status === 'unclear')
			return unknown(`the answer is neither a yes nor a no: "${show(JSON.stringify(response))}"`);
		if (listed && !row) return unknown("the gateway's answer lists other recipients, and not this one");
		return { status: 'accepted', ...(row?.id !== undefined && { id: row.id }), response };
	};
	return (msisdn, show, response = {}) => readOne(byRecipient.get(msisdn), show, response);
}

/** What a body is, without the values that it may hold: those may be about other people. */
function describe(body: unknown, show: Show): string {
	const parsed = typeof body === 'string' ? (parseJson(body) ?? body) : body;
	if (Array.isArray(parsed)) return 'it was a list';
	if (isRecord(parsed)) {
		const fields = Object.keys(parsed);
		return fields.length === 0 ? 'it was an empty object' : `an object with "${show(fields.join(', '))}"`;
	}
	const text = String(parsed ?? '').trim();
	if (/^["[{]/.test(text)) return 'it was JSON that breaks off';
	return text === '' ? 'it was empty' : `"${show(text)}"`;
}
