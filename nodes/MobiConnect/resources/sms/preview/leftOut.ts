import type { IDataObject } from 'n8n-workflow';
import type { Prepared } from '../plan/prepare';
import { previewEntries } from '../results/entries';

/** Somebody who gets nothing, or a row of which nothing can be sent, and why. */
export interface LeftOutRow {
	readonly item: number;
	readonly reason: string;
}

/** Rows that are named before the rest is counted. */
const MAX_NAMED = 3;

/** Numbers that get nothing, of rows that can be sent. What the sending hours hold back is not among them. */
export function numbersLeftOut(readings: Prepared['readings']): LeftOutRow[] {
	return readings.flatMap((reading) => {
		if (reading.kind === 'problem') return [];
		return previewEntries(reading, false)
			.filter(({ status, code }) => status === 'skipped' && code !== 'OUTSIDE_HOURS')
			.map(({ reason = '' }) => ({ item: reading.item, reason }));
	});
}

/** Rows of which nothing can be sent. */
export function rowsLeftOut(readings: Prepared['readings']): LeftOutRow[] {
	return readings.flatMap((reading) =>
		reading.kind === 'problem' ? [{ item: reading.item, reason: reading.error.message }] : [],
	);
}

/** How many share each reason, and in which rows they are, in the order of the rows. */
export function byReason(leftOut: readonly LeftOutRow[]): IDataObject[] {
	const groups = new Map<string, number[]>();
	for (const { item, reason } of leftOut) {
		const group = groups.get(reason);
		if (group) group.push(item);
		else groups.set(reason, [item]);
	}
	return [...groups].map(([reason, items]) => ({ reason, count: items.length, rows: nameRows(items) }));
}

/** `3, 5, 9 and 4 more`; rows are counted as people count them, from 1. */
function nameRows(items: readonly number[]): string {
	const rows = [...new Set(items)].map((item) => item + 1);
	const others = rows.length > MAX_NAMED ? ` and ${rows.length - MAX_NAMED} more` : '';
	return rows.slice(0, MAX_NAMED).join(', ') + others;
}
