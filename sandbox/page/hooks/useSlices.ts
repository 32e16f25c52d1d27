import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Slice } from '../../inbox/types.mts';
import { address, ask } from '../api.ts';

/** How many rows are asked for at a time. */
const PAGE = 100;

interface Page<Row> {
	rows: Row[];
	stamp: number;
}

/** A long list of which only the rows that were shown are here. */
export interface Slices<Row, Answer extends Slice<Row>> {
	total: number | undefined;
	row(index: number): Row | undefined;
	/** has the rows of a range fetched, as far as they are missing or old */
	show(start: number, end: number): void;
	/** the last answer, with whatever else it says */
	answer: Answer | undefined;
	error: string | undefined;
}

/**
 * Fetches a list by pages as they come into view. Another `path` or `search` is another list; another `stamp` says that
 * the rows may be old: they stay on the screen until the new ones are here.
 */
export function useSlices<Row, Answer extends Slice<Row> = Slice<Row>>(
	path: string,
	search: string,
	stamp: number,
): Slices<Row, Answer> {
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const key = address(path, { search });
	const list = useRef(newList<Row, Answer>(key));
	if (list.current.key !== key) {
		list.current.abort.abort();
		list.current = newList(key);
	}
	const mine = list.current;
	mine.stamp = stamp;
	mine.redraw = () => redraw('again');
	useEffect(() => fetchRange(mine), [mine, stamp]);
	return {
		total: mine.answer?.total,
		answer: mine.answer,
		error: mine.error,
		row: (index) => mine.pages.get(Math.floor(index / PAGE))?.rows[index % PAGE],
		show(start, end) {
			mine.range = [start, end];
			fetchRange(mine);
		},
	};
}

interface List<Row, Answer> {
	key: string;
	pages: Map<number, Page<Row>>;
	asked: Map<number, number>;
	range: [number, number];
	stamp: number;
	answer: Answer | undefined;
	error: string | undefined;
	abort: AbortController;
	redraw: () => void;
}

function newList<Row, Answer>(key: string): List<Row, Answer> {
	return {
		key,
		pages: new Map(),
		asked: new Map(),
		range: [0, 0],
		stamp: 0,
		answer: undefined,
		error: undefined,
		abort: new AbortController(),
		redraw: () => {},
	};
}

function fetchRange<Row, Answer extends Slice<Row>>(list: List<Row, Answer>): void {
	const [first, last] = list.range.map((index) => Math.floor(index / PAGE));
	for (let page = first ?? 0; page <= (last ?? 0); page += 1) {
		if (list.asked.get(page) !== list.stamp) void fetchPage(list, page);
	}
}

async function fetchPage<Row, Answer extends Slice<Row>>(
	list: List<Row, Answer>,
	page: number,
): Promise<void> {
	const { stamp } = list;
	list.asked.set(page, stamp);
	try {
		const query = `${list.key}&offset=${page * PAGE}&limit=${PAGE}`;
		const answer = await ask<Answer>(query, list.abort.signal);
		if ((list.pages.get(page)?.stamp ?? stamp) > stamp) return;
		list.pages.set(page, { rows: answer.rows, stamp });
		list.answer = answer;
		list.error = undefined;
		forgetFarPages(list);
	} catch (error) {
		if (list.abort.signal.aborted) return;
		list.asked.delete(page);
		list.error = error instanceof Error ? error.message : String(error);
	}
	list.redraw();
}

/** Pages that are out of view and old would show what is no longer so. */
function forgetFarPages<Row, Answer>(list: List<Row, Answer>): void {
	const [first, last] = list.range.map((index) => Math.floor(index / PAGE));
	for (const [page, { stamp }] of list.pages) {
		if (stamp !== list.stamp && (page < (first ?? 0) || page > (last ?? 0))) {
			list.pages.delete(page);
			list.asked.delete(page);
		}
	}
}
