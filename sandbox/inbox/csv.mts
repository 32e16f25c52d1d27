import { stringify } from 'csv-stringify/sync';
import { MISBEHAVING_NUMBERS } from '../faults/misbehavingNumbers.mts';
import { measure } from '../../sms/text.ts';
import type { ReceivedMessage } from '../store/mailbox.mts';

const COLUMNS = ['id', 'time', 'number', 'source', 'encoding', 'parts', 'request', 'text'];

/** How many messages are turned into text at a time. */
const BATCH_MESSAGES = 500;

/**
 * The messages as CSV, piece by piece. A text that a spreadsheet would take for a formula gets a ' in front; the mark
 * at the beginning tells spreadsheets that it is UTF-8.
 */
export function* csvOf(messages: readonly ReceivedMessage[]): Generator<string> {
	yield stringify([COLUMNS], { bom: true, record_delimiter: 'windows' });
	for (let start = 0; start < messages.length; start += BATCH_MESSAGES) {
		const records = messages.slice(start, start + BATCH_MESSAGES).map(recordOf);
		yield stringify(records, { escape_formulas: true, record_delimiter: 'windows' });
	}
}

function recordOf({ id, at, to, sourceId, request, text }: ReceivedMessage) {
	const { encoding, parts } = measure(text);
	return [id, at, to, sourceId, encoding, parts, request, text];
}

/**
 * The numbers that misbehave, with the columns that the spreadsheet examples in workflows/ read: the name says which
 * fault it is, so that each result stands beside what it should be.
 */
export const NUMBERS_CSV = stringify([
	['name', 'phone', 'order'],
	...MISBEHAVING_NUMBERS.map(({ name, number }) => [name, number, `A-${number.slice(-3)}`]),
]);
