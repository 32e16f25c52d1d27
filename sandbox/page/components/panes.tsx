import type { ComponentChildren } from 'preact';
import { BackIcon } from './icons.tsx';
import { linkTo, type View } from '../route.ts';

/** A list, and beside it what is open of it; on a phone one at a time. */
export function Panes(props: {
	list: string;
	detail: string;
	isOpen: boolean;
	children: readonly [ComponentChildren, ComponentChildren];
}) {
	const [list, detail] = props.children;
	return (
		<div class={props.isOpen ? 'panes opened' : 'panes'}>
			<section class="pane list" aria-label={props.list}>
				{list}
			</section>
			<section class="pane detail" aria-label={props.detail}>
				{detail}
			</section>
		</div>
	);
}

/** The head of what is open, with the way back to its list. */
export function DetailHeader(props: {
	view: View;
	title: string;
	note: string;
	children?: ComponentChildren;
}) {
	return (
		<header class="detail-header">
			<a class="back" href={linkTo(props.view)} aria-label="Back to the list">
				<BackIcon />
			</a>
			{props.children}
			<h2>{props.title}</h2>
			<span class="note">{props.note}</span>
		</header>
	);
}

/** What stands where there is nothing to show. */
export function Nothing({ title, children }: { title: string; children: ComponentChildren }) {
	return (
		<div class="nothing">
			<h2>{title}</h2>
			<p>{children}</p>
		</div>
	);
}
