import type { Envelope } from './envelope';
import { isEmpty, isRecord, textOf } from './json';
import type { RecipientFinder } from './recipientFinder';
import { namesFailure, readEnvelopeStatus } from './statusWords';

/** Something that an answer says went wrong. */
export interface Complaint {
	/** The MSISDN of the recipient that it is about; undefined where it names none of the request's. */
	readonly recipient: string | undefined;
	readonly words: string;
}

/** Where the number and the reason may stand in an entry; no document shows one (docs/gateway.md, Assumed). */
const NUMBER_FIELDS = ['recipient', 'msisdn', 'number', 'phone', 'to'];
const REASON_FIELDS = ['failureReason', 'reason', 'message', 'error', 'status'];

/**
 * Everything in an answer that speaks of a failure beside its `status`: what stands under a failing name (`errors`,
 * `failed`, `invalidRecipients`), `success: false`, and a failing `data.status` (docs/gateway.md, Assumed).
 */
export function complaintsIn(envelope: Envelope, find: RecipientFinder): Complaint[] {
	const { data } = envelope;
	if (!isRecord(data)) return underFailingNames(envelope, find);
	const { status } = data;
	const failing =
		readEnvelopeStatus(status) === 'failure' ? [{ recipient: undefined, words: String(status) }] : [];
	return [...underFailingNames(envelope, find), ...failing, ...underFailingNames(data, find)];
}

function underFailingNames(holder: Readonly<Record<string, unknown>>, find: RecipientFinder): Complaint[] {
	return Object.entries(holder).flatMap(([field, value]): Complaint[] => {
		if (field === 'success' && readEnvelopeStatus(value) === 'failure') {
			return [{ recipient: undefined, words: `success: ${String(value)}` }];
		}
		if (!namesFailure(field) || isEmpty(value)) return [];
		if (Array.isArray(value)) return value.map((entry: unknown) => complaintIn(entry, field, find));
		const byNumber = isRecord(value)
			? Object.entries(value).filter(([name]) => find(name) !== undefined)
			: [];
		if (byNumber.length === 0) return [complaintIn(value, field, find)];
		return byNumber.map(([name, reason]) => ({ recipient: find(name), words: textOf(reason) || field }));
	});
}

function complaintIn(entry: unknown, field: string, find: RecipientFinder): Complaint {
	if (!isRecord(entry))
		return { recipient: find(entry), words: /[a-z]/i.test(textOf(entry)) ? textOf(entry) : field };
	const number = NUMBER_FIELDS.map((name) => find(entry[name])).find((msisdn) => msisdn !== undefined);
	const reason = REASON_FIELDS.map((name) => textOf(entry[name])).find((text) => text !== '');
	return { recipient: number, words: reason ?? field };
}
