import { useState } from 'preact/hooks';
import type { Analysis, Part } from '../../../inbox/analyse.mts';
import { plural, time } from '../../format.ts';
import type { Price } from '../../hooks/settings.ts';
import { Ruler } from './ruler.tsx';
import { MessageText } from './text.tsx';

interface Props {
	sourceId: number;
	at: string | undefined;
	analysis: Analysis;
	search: string;
	price: Price;
}

/** A message as a phone shows it, with what it becomes on the way: encoding, parts, and a ruler to see them by. */
export function Bubble({ sourceId, at, analysis, search, price }: Props) {
	const [open, setOpen] = useState(false);
	return (
		<article class="message">
			<div class="bubble" dir="auto">
				<MessageText parts={analysis.parts} search={search} />
			</div>
			<p class="meta">
				{at !== undefined && <time dateTime={at}>{time(at)}</time>}
				<span>Source {sourceId}</span>
				<span class={analysis.encoding === 'UCS-2' ? 'tag warn' : 'tag'}>{analysis.encoding}</span>
				<span>{plural(analysis.parts.length, 'part')}</span>
				<button type="button" class="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
					Ruler
				</button>
			</p>
			<Track parts={analysis.parts} />
			{open && <Ruler analysis={analysis} price={price} />}
		</article>
	);
}

/** How full each part is, at a glance. */
function Track({ parts }: { parts: readonly Part[] }) {
	return (
		<div class="track" aria-hidden="true">
			{parts.map(({ used, room }) => (
				<span class="segment">
					<span class="fill" style={{ width: `${(100 * used) / room}%` }} />
				</span>
			))}
		</div>
	);
}
