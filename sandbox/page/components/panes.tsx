import type { ComponentChildren } from 'preact';
import { BackIcon } from './icons.tsx';
import { linkTo, type View } from '../route.ts';

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
