import { useEffect, useRef, useState } from 'preact/hooks';
import type { Overview } from '../../inbox/types.mts';
import { number, plural } from '../format.ts';

/** What is to be known of the messages that are not kept. */
export function Notices({ overview: { dropped, capacity, problem } }: { overview: Overview }) {
	return (
		<>
			{dropped > 0 && (
				<p class="notice">
					{dropped === 1 ? 'The oldest message was' : `The oldest ${number(dropped)} messages were`} dropped:
					the sandbox keeps the last {number(capacity)}.
				</p>
			)}
			{problem !== undefined && (
				<p class="notice bad" role="alert">
					Messages are not being kept over a restart: {problem}
				</p>
			)}
		</>
	);
}

/** Tells a screen reader of messages that arrive, not more often than one can listen to. */
export function Announcements({ overview }: { overview: Overview | undefined }) {
	const [words, setWords] = useState('');
	const told = useRef<number | undefined>(undefined);
	const count = overview === undefined ? undefined : overview.messages + overview.dropped;
	useEffect(() => {
		if (count === undefined) return undefined;
		told.current ??= count;
		const timer = setTimeout(() => {
			const fresh = count - (told.current ?? count);
			told.current = count;
			if (fresh > 0) setWords(`${plural(fresh, 'new message')}, ${number(count)} in all`);
		}, 1000);
		return () => clearTimeout(timer);
	}, [count]);
	return (
		<p class="hidden" aria-live="polite">
			{words}
		</p>
	);
}
