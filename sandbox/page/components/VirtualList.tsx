import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Slice } from '../../inbox/types.mts';
import type { Slices } from '../hooks/useSlices.ts';
import { useVirtual } from '../hooks/useVirtual.ts';
import { FetchError, placeholder } from './fetchError.tsx';

interface Props<Answer extends Slice<unknown>> {
	label: string;
	slices: Slices<Answer>;
	/** of every row, in pixels: so that where each one stands is known before it is here */
	height: number;
	row(row: Answer['rows'][number]): ComponentChildren;
	/** what stands there when the list is empty */
	empty?: ComponentChildren;
}

/** A list of links of which only those in view are in the page. The arrow keys, Home and End go along the whole of it. */
export function VirtualList<Answer extends Slice<unknown>>({
	label,
	slices,
	height,
	row,
	empty,
}: Props<Answer>) {
	const scroller = useRef<HTMLDivElement>(null);
	const wanted = useRef<number | undefined>(undefined);
	const total = slices.total ?? 0;
	const virtual = useVirtual(scroller, { count: total, estimateSize: () => height, overscan: 6 });
	const items = virtual.getVirtualItems();
	const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
	useEffect(() => slices.show(first, last));
	useEffect(() => {
		if (wanted.current !== undefined && focusRow(scroller.current, wanted.current))
			wanted.current = undefined;
	});
	const go = (event: KeyboardEvent) => {
		const next = nextIndex(event, total);
		if (next === undefined) return;
		event.preventDefault();
		wanted.current = next;
		virtual.scrollToIndex(next);
		if (focusRow(scroller.current, next)) wanted.current = undefined;
	};
	return (
		<>
			<FetchError slices={slices} />
			{slices.total === 0 ? (
				empty
			) : (
				<div class="scroller" ref={scroller} onKeyDown={go}>
					<ul class="rows" aria-label={label} style={{ height: `${virtual.getTotalSize()}px` }}>
						{items.map(({ index, start }) => {
							const content = slices.row(index);
							return (
								<li
									key={index}
									data-index={index}
									aria-setsize={total}
									aria-posinset={index + 1}
									style={{ transform: `translateY(${start}px)`, height: `${height}px` }}
								>
									{content === undefined ? (
										<div class="row placeholder">{placeholder(slices)}</div>
									) : (
										row(content)
									)}
								</li>
							);
						})}
					</ul>
				</div>
			)}
		</>
	);
}

function focusRow(scroller: HTMLElement | null, index: number): boolean {
	const link = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
	link?.focus({ preventScroll: true });
	return link !== null && link !== undefined;
}

function nextIndex({ key, target }: KeyboardEvent, total: number): number | undefined {
	const item = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
	const index = Number(item?.dataset['index'] ?? -1);
	const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: total - 1 }[key];
	return next === undefined || next < 0 || next >= total ? undefined : next;
}
