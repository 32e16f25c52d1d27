import type { AnswerParts } from './answerParts';
import { isRow, NUMBER_FIELDS } from '../response/envelope';
import { isEmpty, isRecord, textOf } from '../response/json';
import type { RecipientFinder } from './recipientFinder';
import { namesFailure, readEnvelopeStatus, readRowStatus } from '../response/statusWords';

/** Something that an answer says went wrong. */
export interface Complaint {
	/** The MSISDN of the recipient that it is about; undefined where it names none of the request's. */
	readonly recipient: string | undefined;
	readonly words: string;
}

/** Where the reason may stand in an entry; no document shows one (docs/gateway.md, Assumed). */
const REASON_FIELDS = ['failureReason', 'reason', 'message', 'error', 'status', 'processedStatus'];

/** How deep lists in lists are read under a failing name. */
const MAX_LEVELS = 4;

/**
 * Everything in an answer that speaks of a failure beside its `status`: what stands under a failing name (`errors`,
 * `failed`, `invalidRecipients`), `success: false`, and a failing status or text inside it (docs/gateway.md, Assumed).
 */
export function complaintsIn({ holders, data }: AnswerParts, find: RecipientFinder): Complaint[] {
	const [envelope = {}, ...inner] = holders;
	return [
		...ofData(data),
		...underFailingNames(envelope, find),
		...inner.flatMap((holder) => [...ofStatus(holder), ...underFailingNames(holder, find)]),
	];
}

/** A text or a boolean in the place of the rows. */
function ofData(data: unknown): Complaint[] {
	if (data === false) return [aboutNobody('data: false')];
	return typeof data === 'string' && readRowStatus(data) === 'failure' ? [aboutNobody(textOf(data))] : [];
}

function ofStatus({ status, processedStatus }: Readonly<Record<string, unknown>>): Complaint[] {
	if (readEnvelopeStatus(status) === 'failure') return [aboutNobody(String(status))];
	return readRowStatus(processedStatus) === 'failure' ? [aboutNobody(String(processedStatus))] : [];
}

function underFailingNames(holder: Readonly<Record<string, unknown>>, find: RecipientFinder): Complaint[] {
	return Object.entries(holder).flatMap(([field, value]): Complaint[] => {
		if (field === 'success' && readEnvelopeStatus(value) === 'failure') {
			return [aboutNobody(`success: ${String(value)}`)];
		}
		if (!namesFailure(field) || isEmpty(value)) return [];
		const entries: readonly unknown[] = Array.isArray(value) ? value.flat(MAX_LEVELS) : [value];
		return entries.flatMap((entry) => byNumber(entry, field, find) ?? complaintsAbout(entry, field, find));
	});
}

/** Those of an object whose fields are numbers; undefined where none is a recipient's. */
function byNumber(entry: unknown, field: string, find: RecipientFinder): Complaint[] | undefined {
	if (!isRecord(entry)) return undefined;
	const named = Object.entries(entry).map(([name, reason]) => ({ mentions: find(name), reason }));
	if (named.every(({ mentions }) => mentions.length === 0)) return undefined;
	return named.flatMap(({ mentions, reason }) => {
		if (isEmpty(reason)) return [];
		const words = reasonIn(reason) ?? field;
		return mentions.length === 0
			? [aboutNobody(words)]
			: mentions.map(({ msisdn }) => ({ recipient: msisdn, words }));
	});
}

/** One for each recipient that an entry names (`"254700000001, 254700000002"`); one about nobody where it names none. */
function complaintsAbout(entry: unknown, field: string, find: RecipientFinder): Complaint[] {
	const named = isRecord(entry) ? NUMBER_FIELDS.map((name) => find(entry[name])) : [find(entry)];
	const mentions = named.find((found) => found.length > 0) ?? [];
	const words = reasonIn(entry) ?? field;
	return mentions.length === 0
		? [aboutNobody(words)]
		: mentions.map(({ msisdn }) => ({ recipient: msisdn, words }));
}

function aboutNobody(words: string): Complaint {
	return { recipient: undefined, words };
}

/** The `message` of what names a number is the text that was sent, and not for others to read. */
function reasonIn(entry: unknown): string | undefined {
	if (!isRecord(entry)) return /[a-z]/i.test(textOf(entry)) ? textOf(entry) : undefined;
	const fields = isRow(entry) ? REASON_FIELDS.filter((name) => name !== 'message') : REASON_FIELDS;
	return fields.map((name) => textOf(entry[name])).find((text) => text !== '');
}
