import type { ComponentChildren } from 'preact';

/** A text in which what is looked for is marked. It is only ever text: whatever markup it holds is shown as it is. */
export function Marked({ text, search }: { text: string; search: string }) {
	return <>{pieces(text, search.trim())}</>;
}

function pieces(text: string, wanted: string): ComponentChildren[] {
	if (wanted === '') return [text];
	const found: ComponentChildren[] = [];
	const [low, needle] = [text.toLowerCase(), wanted.toLowerCase()];
	// A few letters change their length in lower case; then the places would not fit.
	if (low.length !== text.length) return [text];
	let from = 0;
	for (let at = low.indexOf(needle); at >= 0; at = low.indexOf(needle, from)) {
		found.push(text.slice(from, at), <mark class="hit">{text.slice(at, at + needle.length)}</mark>);
		from = at + needle.length;
	}
	return [...found, text.slice(from)];
}
