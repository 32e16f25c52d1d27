import { isRow, NUMBER_FIELDS, type Envelope } from '../response/envelope';
import { isEmpty, isRecord, parseJson } from '../response/json';
import { namesFailure } from '../response/statusWords';

/** What an answer says about one number, before it is known whose it is. */
export interface RawRow {
	/** What names the recipient. */
	readonly named: unknown;
	/** The fields of the row, or the word that stands beside the number. */
	readonly said: unknown;
}

/** The parts of an answer, wherever in it they stand. */
export interface AnswerParts {
	/** The envelope, and the objects inside it that are about the request as a whole. */
	readonly holders: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly rows: readonly RawRow[];
	/** Whether somebody could be left out: there are rows, or a list that should hold some. */
	readonly listed: boolean;
	/** `data`, parsed where it is a JSON text. */
	readonly data: unknown;
}

/** How deep rows are looked for: an envelope in an envelope, a page of rows in it. */
const MAX_LEVELS = 5;

/**
 * Takes an answer apart. The rows are those in `data`, or beside it where it is empty: what stands beside rows may be the
 * request repeated. What stands under a failing name is no row of a message.
 */
export function answerParts(envelope: Envelope): AnswerParts {
	const data = unwrap(envelope['data']);
	const holders = [envelope];
	const rows: RawRow[] = [];
	const visit = (given: unknown, level: number, into: RawRow[]): void => {
		const value = unwrap(given);
		if (level > MAX_LEVELS) return;
		if (Array.isArray(value)) for (const entry of value) visit(entry, level + 1, into);
		else if (isRow(value)) into.push({ named: numberIn(value), said: value });
		else if (isRecord(value)) {
			holders.push(value);
			visitFields(value, level, into);
		}
	};
	const visitFields = (
		holder: Readonly<Record<string, unknown>>,
		level: number,
		into: RawRow[],
		skipped?: string,
	) => {
		for (const [field, value] of Object.entries(holder)) {
			if (isNumber(field)) into.push({ named: field, said: value });
			else if (field !== skipped && !namesFailure(field)) visit(value, level + 1, into);
		}
	};
	visit(data, 0, rows);
	if (Array.isArray(data)) rows.push(...data.flatMap(bareRow));
	visitFields(envelope, 0, isEmpty(data) ? rows : [], 'data');
	if (isRow(envelope)) rows.push({ named: numberIn(envelope), said: envelope });
	const isList = Array.isArray(data) && data.length > 0;
	return { holders, rows, listed: isList || rows.length > 0, data };
}

/** A row that is a number, or a sentence about one. */
function bareRow(entry: unknown): RawRow[] {
	if (typeof entry === 'number') return [{ named: entry, said: null }];
	if (typeof entry !== 'string' || unwrap(entry) !== entry) return [];
	return [{ named: entry, said: /\p{L}/u.test(entry) ? entry : null }];
}

function numberIn(row: Readonly<Record<string, unknown>>): unknown {
	return NUMBER_FIELDS.map((field) => row[field]).find((value) => !isEmpty(value));
}

/** Whether the name of a field is a phone number. */
function isNumber(field: string): boolean {
	return /^\d{9,15}$/.test(field.replaceAll(/[\s+().-]/g, ''));
}

/** The value in a JSON text of an object or a list; anything else as it is. */
function unwrap(value: unknown): unknown {
	return typeof value === 'string' && /^\s*[[{]/.test(value) ? (parseJson(value) ?? value) : value;
}
