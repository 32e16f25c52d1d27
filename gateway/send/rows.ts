import { answerParts, type RawRow } from './answerParts';
import { complaintsIn } from './complaints';
import { isRow, type Envelope } from '../response/envelope';
import { isEmpty, isRecord, textOf } from '../response/json';
import type { RecipientFinder } from './recipientFinder';
import {
	namesFailure,
	readEnvelopeStatus,
	readHttpStatus,
	readRowStatus,
	type StatusMeaning,
} from '../response/statusWords';

/** What the answer to a send says about one recipient. */
export interface RowReading {
	readonly meaning: StatusMeaning;
	/** The gateway's id of the message. */
	readonly id?: string | number;
	/** The gateway's own words, where the meaning is no success. */
	readonly words?: string;
}

/** What the answer to a send says, recipient by recipient (docs/gateway.md, Assumed: "One row per recipient"). */
export interface RowReadings {
	/** Whether there was a list or a row at all, beside which a recipient without one is conspicuous. */
	readonly listed: boolean;
	/** By MSISDN; a recipient that the answer does not name is not in it. */
	readonly byRecipient: ReadonlyMap<string, RowReading>;
	/** What the answer says under a failing name, and about no recipient in particular. */
	readonly complaint: string | undefined;
}

/** Reads the rows of an answer, and the numbers that stand under a failing name (`failed`, `errors`…). */
export function readRows(envelope: Envelope, find: RecipientFinder): RowReadings {
	const parts = answerParts(envelope);
	const byRecipient = new Map<string, RowReading>();
	const note = (msisdn: string, reading: RowReading) => {
		const other = byRecipient.get(msisdn);
		byRecipient.set(msisdn, other ? combine(other, reading) : reading);
	};
	for (const row of parts.rows) {
		for (const { msisdn } of find(row.named)) note(msisdn, withOwnId(readRow(row), msisdn, find));
	}
	let complaint: string | undefined;
	for (const { recipient, words } of complaintsIn(parts, find)) {
		if (recipient === undefined) complaint ??= words;
		else note(recipient, { meaning: 'failure', words });
	}
	return { listed: parts.listed, byRecipient, complaint };
}

/** Whether an answer has rows at all, whomever they are about, and whether one of them is no plain no. */
export function summarizeRows(envelope: Envelope): { readonly any: boolean; readonly anyYes: boolean } {
	const { rows, listed } = answerParts(envelope);
	return { any: listed, anyYes: rows.some((row) => readRow(row).meaning !== 'failure') };
}

/** A row that says no is a no for its recipient (docs/gateway.md, Assumed). */
function readRow({ said }: RawRow): RowReading {
	if (!isRecord(said)) {
		const meaning = readRowStatus(said);
		return { meaning, ...(meaning !== 'success' && { words: wordsOf(said, 'its status') }) };
	}
	const worst = worstOf(said);
	const id = readId(said['id']);
	return { meaning: worst?.meaning ?? 'success', ...(id !== undefined && { id }), ...worst };
}

/** The first field of a row that says no, or else the first that is unclear. */
function worstOf(row: Readonly<Record<string, unknown>>): RowReading | undefined {
	let unclear: RowReading | undefined;
	for (const field of fieldsInOrder(row)) {
		const value = row[field];
		const meaning = readField(field, value);
		if (meaning === 'failure') return { meaning, words: wordsOf(value, field) };
		if (meaning === 'unclear') unclear ??= { meaning, words: wordsOf(value, field) };
	}
	return unclear;
}

/** Those that say no more than a status come last: others hold the reason. */
const STATUS_FIELDS = ['status', 'processedStatus', 'sentResponseStatus'];

function fieldsInOrder(row: Readonly<Record<string, unknown>>): string[] {
	const others = Object.keys(row).filter((field) => !STATUS_FIELDS.includes(field));
	return ['failureReason', ...others, ...STATUS_FIELDS];
}

function readField(field: string, value: unknown): StatusMeaning {
	if (field === 'status' || field === 'processedStatus') return readRowStatus(value);
	if (field === 'sentResponseStatus') return readHttpStatus(value);
	if (isEmpty(value)) return field === 'success' ? readFlag(value) : 'success';
	if (field === 'success') return readFlag(value);
	// Nobody gives a reason for what went well.
	if (field === 'reason') return readRowStatus(value);
	return namesFailure(field) ? 'failure' : 'success';
}

function readFlag(value: unknown): StatusMeaning {
	return readEnvelopeStatus(value) === 'failure' ? 'failure' : 'success';
}

/** What a field says, in words; its name, where that would be the fields of something that is not known here. */
function wordsOf(value: unknown, field: string): string {
	if (field === 'success') return `success: ${String(value)}`;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	const text = isRecord(value) && !isRow(value) ? value['message'] : value;
	return textOf(text) || field;
}

/** An id, and nothing that only stands in its place. */
function readId(id: unknown): string | number | undefined {
	if (typeof id === 'number') return Number.isSafeInteger(id) ? id : undefined;
	return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}

/** A reading without the id, where that is the number of somebody else. */
function withOwnId(reading: RowReading, own: string, find: RecipientFinder): RowReading {
	if (find(reading.id).every(({ msisdn }) => msisdn === own)) return reading;
	const { meaning, words } = reading;
	return { meaning, ...(words !== undefined && { words }) };
}

/** Two rows of one recipient that don't agree leave it open what became of the message. */
function combine(one: RowReading, other: RowReading): RowReading {
	return one.meaning === other.meaning ? one : { ...one, ...other, meaning: 'unclear' };
}
