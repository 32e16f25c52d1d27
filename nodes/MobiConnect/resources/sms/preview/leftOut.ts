import type { IDataObject } from 'n8n-workflow';
import { groupBy } from '../../../shared/groupBy';
import { nameFirst } from '../../../shared/words';
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
	return groupBy(leftOut, ({ reason }) => reason).map((group) => ({
		reason: group[0].reason,
		count: group.length,
		rows: nameRows(group),
	}));
}

/** `3, 5, 9 and 4 more`; rows are counted as people count them, from 1. */
function nameRows(leftOut: readonly LeftOutRow[]): string {
	return nameFirst([...new Set(leftOut.map(({ item }) => item + 1))], MAX_NAMED);
}
