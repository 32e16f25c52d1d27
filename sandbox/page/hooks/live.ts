import { useEffect, useRef, useState } from 'preact/hooks';
import type { Overview } from '../../inbox/types.mts';
import { inbox, read } from '../api.ts';

/** What the sandbox holds now, and whether it is still there. */
export interface Live {
	overview: Overview | undefined;
	/** grows with every change, of whatever kind */
	tick: number;
	connected: boolean;
}

/** Follows the sandbox: it says when something changed, and the page asks what; its totals are of what is searched for. */
export function useLive(search: string): Live {
	const [live, setLive] = useState<Live>({ overview: undefined, tick: 0, connected: false });
	const refreshing = useRef<() => void>(() => undefined);
	const wanted = useRef(search);
	wanted.current = search;
	useEffect(() => refreshing.current(), [search]);
	useEffect(() => {
		const events = new EventSource('/sandbox/inbox/events');
		let asking = false;
		let again = false;
		const refresh = async () => {
			if (asking) {
				again = true;
				return;
			}
			asking = true;
			try {
				const overview = await read(inbox.overview.$get({ query: { search: wanted.current } }));
				setLive(({ tick }) => ({ overview, tick: tick + 1, connected: true }));
			} catch {
				setLive((before) => ({ ...before, connected: false }));
			}
			asking = false;
			if (again) {
				again = false;
				void refresh();
			}
		};
		refreshing.current = () => void refresh();
		events.addEventListener('change', refreshing.current);
		events.addEventListener('error', () => setLive((before) => ({ ...before, connected: false })));
		return () => events.close();
	}, []);
	return live;
}
