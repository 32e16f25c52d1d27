import { isRow, NUMBER_FIELDS, type Envelope } from './envelope';
import { isEmpty, isRecord, textOf } from './json';
import type { RecipientFinder } from './recipientFinder';
import { namesFailure, readEnvelopeStatus } from './statusWords';

/** Something that an answer says went wrong. */
export interface Complaint {
	/** The MSISDN of the recipient that it is about; undefined where it names none of the request's. */
	readonly recipient: string | undefined;
	readonly words: string;
}

/** Where the reason may stand in an entry; no document shows one (docs/gateway.md, Assumed). */
const REASON_FIELDS = ['failureReason', 'reason', 'message', 'error', 'status', 'processedStatus'];

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
		if (Array.isArray(value)) return value.flatMap((entry: unknown) => complaintsAbout(entry, field, find));
		const byNumber = isRecord(value)
			? Object.entries(value).flatMap(([name, reason]) =>
					find(name).map(({ msisdn }) => ({ recipient: msisdn, words: textOf(reason) || field })),
				)
			: [];
		return byNumber.length > 0 ? byNumber : complaintsAbout(value, field, find);
	});
}

/** One for each recipient that an entry names (`"254700000001, 254700000002"`); one about nobody where it names none. */
function complaintsAbout(entry: unknown, field: string, find: RecipientFinder): Complaint[] {
	const named = isRecord(entry) ? NUMBER_FIELDS.map((name) => find(entry[name])) : [find(entry)];
	const mentions = named.find((found) => found.length > 0) ?? [];
	const words = reasonIn(entry) ?? field;
	return mentions.length === 0
		? [{ recipient: undefined, words }]
		: mentions.map(({ msisdn }) => ({ recipient: msisdn, words }));
}

function reasonIn(entry: unknown): string | undefined {
	if (!isRecord(entry)) return /[a-z]/i.test(textOf(entry)) ? textOf(entry) : undefined;
	const fields = isRow(entry) ? REASON_FIELDS.filter((name) => name !== 'message') : REASON_FIELDS;
	return fields.map((name) => textOf(entry[name])).find((text) => text !== '');
}
