import { stringify } from 'csv-stringify/sync';
import type { Analyst } from './analyst.mts';
import type { ReceivedMessage } from '../store/mailbox.mts';

const COLUMNS = ['id', 'time', 'number', 'source', 'encoding', 'parts', 'request', 'text'];

/** How many messages are turned into text at a time. */
const BATCH = 500;

/**
 * The messages as CSV, piece by piece. A text that a spreadsheet would take for a formula gets a ' in front; the mark
 * at the beginning tells spreadsheets that it is UTF-8.
 */
export async function* csvOf(messages: readonly ReceivedMessage[], analyst: Analyst): AsyncGenerator<string> {
	yield stringify([COLUMNS], { bom: true, record_delimiter: 'windows' });
	for (let start = 0; start < messages.length; start += BATCH) {
		yield await lines(messages.slice(start, start + BATCH), analyst);
	}
}

async function lines(messages: readonly ReceivedMessage[], analyst: Analyst): Promise<string> {
	const texts = [...new Set(messages.map(({ text }) => text))];
	const summaries = await analyst.summarise(texts);
	const byText = new Map(texts.map((text, index) => [text, summaries[index]]));
	const records = messages.map(({ id, at, to, sourceId, request, text }) => {
		const summary = byText.get(text);
		return [id, at, to, sourceId, summary?.encoding ?? 'too long', summary?.parts ?? '', request, text];
	});
	return stringify(records, { escape_formulas: true, record_delimiter: 'windows' });
}
