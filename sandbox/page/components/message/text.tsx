import type { ComponentChildren } from 'preact';
import type { Part } from '../../../inbox/analyse.mts';
import { Marked } from '../marked.tsx';
import { type Link, linksIn } from './links.ts';

/** A stretch of a text that looks the same throughout. `cut` is the part that ends before it. */
interface Span {
	readonly start: number;
	readonly text: string;
	readonly nonGsm: boolean;
	readonly cut: number | undefined;
}

/**
 * A message's text, with a mark where each part ends, with those characters marked that force UCS-2, and with its links.
 * A link opens beside the page, and what it leads to learns nothing of the page; until then nobody asks for it.
 */
export function MessageText({ parts, search }: { parts: readonly Part[]; search: string }) {
	const spans = spansOf(parts);
	const links = linksIn(spans.map(({ text }) => text).join(''));
	const pieces: ComponentChildren[] = [];
	let done = 0;
	for (const link of links) {
		pieces.push(
			<Spans spans={cutOut(spans, { start: done, end: link.start })} search={search} />,
			<a href={link.href} target="_blank" rel="noopener noreferrer" dir="auto">
				<Spans spans={cutOut(spans, link)} search={search} />
			</a>,
		);
		done = link.end;
	}
	return (
		<>
			{pieces}
			<Spans spans={cutOut(spans, { start: done, end: Infinity })} search={search} />
		</>
	);
}

function Spans({ spans, search }: { spans: readonly Span[]; search: string }) {
	return (
		<>
			{spans.map(({ text, nonGsm, cut }) => (
				<>
					{cut !== undefined && (
						<span class="cut" data-part={cut}>
							<span class="hidden"> (end of part {cut}) </span>
						</span>
					)}
					{nonGsm ? (
						<mark class="non-gsm" title="Not in the GSM-7 alphabet">
							{text}
						</mark>
					) : (
						<Marked text={text} search={search} />
					)}
				</>
			))}
		</>
	);
}

function spansOf(parts: readonly Part[]): Span[] {
	const spans: Span[] = [];
	let start = 0;
	for (const [part, { runs }] of parts.entries()) {
		for (const [index, { text, nonGsm }] of runs.entries()) {
			spans.push({ start, text, nonGsm, cut: part > 0 && index === 0 ? part : undefined });
			start += text.length;
		}
	}
	return spans;
}

/** The spans between two places of the text; those that go beyond are cut. */
function cutOut(spans: readonly Span[], { start, end }: Pick<Link, 'start' | 'end'>): Span[] {
	return spans.flatMap((span) => {
		const from = Math.max(start, span.start);
		const to = Math.min(end, span.start + span.text.length);
		if (from >= to) return [];
		const text = span.text.slice(from - span.start, to - span.start);
		return [{ ...span, start: from, text, cut: from === span.start ? span.cut : undefined }];
	});
}
