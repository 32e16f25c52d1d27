import {
	elementScroll,
	observeElementOffset,
	observeElementRect,
	Virtualizer,
	type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { type RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Chosen = Pick<VirtualizerOptions<HTMLElement, HTMLElement>, 'count' | 'estimateSize'> &
	Partial<
		Pick<
			VirtualizerOptions<HTMLElement, HTMLElement>,
			'anchorTo' | 'followOnAppend' | 'paddingStart' | 'paddingEnd' | 'overscan'
		>
	>;

/** A windowed list's arithmetic: which rows are in view, and where they are. */
export function useVirtual(
	scroller: RefObject<HTMLElement | null>,
	chosen: Chosen,
): Virtualizer<HTMLElement, HTMLElement> {
	const [, redraw] = useReducer((count: number) => count + 1, 0);
	const options = {
		getScrollElement: () => scroller.current,
		observeElementRect,
		observeElementOffset,
		scrollToFn: elementScroll,
		onChange: () => redraw('again'),
		...chosen,
	};
	const [virtual] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
	virtual.setOptions(options);
	useLayoutEffect(() => virtual._didMount(), [virtual]);
	useLayoutEffect(() => virtual._willUpdate());
	return virtual;
}
