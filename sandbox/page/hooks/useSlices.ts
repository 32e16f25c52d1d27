import { useEffect, useRef, useState } from 'preact/hooks';
import type { Slice } from '../../inbox/types.mts';

/** Rows that are fetched beyond those in view, on either side; the window moves on by as many. */
const MARGIN = 50;

/** A long list of which only the rows around those in view are here. */
export interface Slices<Answer extends Slice<unknown>> {
	readonly total: number | undefined;
	row(index: number): Answer['rows'][number] | undefined;
	/** says which rows are in view */
	show(first: number, last: number): void;
	/** the last answer, with whatever else it says */
	readonly answer: Answer | undefined;
	/** why what is in view could not be fetched */
	readonly error: string | undefined;
	/** fetches what is in view once more */
	retry(): void;
}

/** What the last request brought. */
interface Fetched<Answer> {
	readonly search: string;
	readonly request: string;
	readonly answer: Answer | undefined;
	readonly error: string | undefined;
}

/**
 * Fetches a list as it comes into view, one request at a time. Another `search` is another list; another `stamp` says
 * that the rows may be old: they stay on the screen until the new ones are here.
 */
export function useSlices<Answer extends Slice<unknown>>(
	search: string,
	stamp: number,
	ask: (query: { search: string; offset: string; limit: string }) => Promise<Answer>,
): Slices<Answer> {
	const [{ offset, limit }, setWindow] = useState(windowAround(0, 0));
	const [tries, setTries] = useState(1);
	const [fetched, setFetched] = useState<Fetched<Answer>>();
	const [fetching, setFetching] = useState(false);
	const wanted = useRef(search);
	wanted.current = search;
	const request = `${search} ${offset} ${limit} ${stamp} ${tries}`;
	const current = fetched?.search === search ? fetched : undefined;
	useEffect(() => {
		if (fetching || fetched?.request === request) return;
		setFetching(true);
		const done = (answer: Answer | undefined, error: string | undefined) => {
			setFetching(false);
			// The rows of a list that is no longer wanted must not take the place of those that are.
			if (wanted.current === search) setFetched({ search, request, answer, error });
		};
		ask({ search, offset: String(offset), limit: String(limit) }).then(
			(answer) => done(answer, undefined),
			(error: unknown) => done(current?.answer, error instanceof Error ? error.message : String(error)),
		);
	}, [request, fetched, fetching]);
	const answer = current?.answer;
	return {
		total: answer?.total,
		answer,
		error: current?.error,
		row: (index) => answer?.rows[index - answer.offset],
		show(first, last) {
			const next = windowAround(first, last);
			if (next.offset !== offset || next.limit !== limit) setWindow(next);
		},
		retry: () => setTries(tries + 1),
	};
}

function windowAround(first: number, last: number) {
	const offset = Math.max(0, Math.floor(first / MARGIN) * MARGIN - MARGIN);
	const end = Math.ceil((last + 1) / MARGIN) * MARGIN + MARGIN;
	return { offset, limit: end - offset };
}
