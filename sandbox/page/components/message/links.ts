/** A link in a text, and where it stands there. */
export interface Link {
	readonly start: number;
	readonly end: number;
	readonly href: string;
}

const CANDIDATE = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;
/** What ends the sentence, or the brackets, around a link. A bracket that the link opens itself is part of it. */
const AFTER_LINK = /(?:[.,;:!?…'’\]}]|(?<!\([^()]*)\))+$/u;

/** The links in a text. Only http and https lead out of a message: whatever else looks like one stays text. */
export function linksIn(text: string): Link[] {
	return [...text.matchAll(CANDIDATE)].flatMap(({ 0: found, index }) => {
		const written = found.replace(AFTER_LINK, '');
		const url = URL.canParse(written) ? new URL(written) : undefined;
		if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return [];
		return [{ start: index, end: index + written.length, href: url.href }];
	});
}
