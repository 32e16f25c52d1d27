import { complaintsIn } from './complaints';
import { isRow, type Envelope } from './envelope';
import { isEmpty, isRecord, textOf } from './json';
import { recipientFinder } from './recipientFinder';
import { readRowStatus, type StatusMeaning } from './statusWords';

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
	/** Whether there was a list of rows at all, in which a recipient without one is conspicuous. */
	readonly listed: boolean;
	/** By MSISDN; a recipient that the answer does not name is not in it. */
	readonly byRecipient: ReadonlyMap<string, RowReading>;
	/** What the answer says under a failing name, and about no recipient in particular. */
	readonly complaint: string | undefined;
}

/** Reads the rows in `data`, and the numbers that stand under a failing name (`failed`, `errors`…). */
export function readRows(envelope: Envelope, recipients: readonly string[]): RowReadings {
	const { data } = envelope;
	const list = Array.isArray(data) ? data.filter(isRecord) : [];
	// A row by itself is no list, in which somebody could be left out.
	const rows = isRow(data) ? [data] : list;
	const find = recipientFinder(recipients);
	const byRecipient = new Map<string, RowReading>();
	const note = (msisdn: string, reading: RowReading) => {
		const other = byRecipient.get(msisdn);
		byRecipient.set(msisdn, other ? combine(other, reading) : reading);
	};
	for (const row of rows) {
		const [named] = find(row['recipient']);
		if (named) note(named.msisdn, readRow(row));
	}
	let complaint: string | undefined;
	for (const { recipient, words } of complaintsIn(envelope, find)) {
		if (recipient === undefined) complaint ??= words;
		else byRecipient.set(recipient, { meaning: 'failure', words });
	}
	return { listed: list.length > 0, byRecipient, complaint };
}

/** A row that says no is a no for its recipient (docs/gateway.md, Assumed). */
function readRow(row: Readonly<Record<string, unknown>>): RowReading {
	const { id, status, processedStatus, sentResponseStatus, failureReason } = row;
	const said: ReadonlyArray<readonly [words: unknown, meaning: StatusMeaning]> = [
		[failureReason, isEmpty(failureReason) ? 'success' : 'failure'],
		[status, readRowStatus(status)],
		[processedStatus, readRowStatus(processedStatus)],
		[sentResponseStatus, readHttpStatus(sentResponseStatus)],
	];
	const worst =
		said.find(([, meaning]) => meaning === 'failure') ?? said.find(([, meaning]) => meaning === 'unclear');
	const known = typeof id === 'number' || (typeof id === 'string' && id !== '');
	return {
		meaning: worst?.[1] ?? 'success',
		...(known && { id }),
		...(worst && { words: textOf(worst[0]) || JSON.stringify(worst[0]) }),
	};
}

/** `200 OK`: what those that the gateway hands messages to answered it over HTTP. */
function readHttpStatus(value: unknown): StatusMeaning {
	const words = typeof value === 'number' ? String(value) : textOf(value);
	const code = /^([1-5]\d\d)\b/.exec(words)?.[1];
	if (code === undefined) return readRowStatus(value);
	return Number(code) >= 400 ? 'failure' : 'success';
}

/** Two rows of one recipient that don't agree leave it open what became of the message. */
function combine(one: RowReading, other: RowReading): RowReading {
	return one.meaning === other.meaning ? one : { ...one, ...other, meaning: 'unclear' };
}
