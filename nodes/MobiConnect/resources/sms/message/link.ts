/** A text with a link on a line of its own at the end. */
export function withLink(text: string, link: string): string {
	return `${text.trimEnd()}\n${link}`;
}

/** The text without the link that {@link withLink} put there. */
export function withoutLink(text: string, link: string): string {
	return text.endsWith(`\n${link}`) ? text.slice(0, -link.length - 1) : text;
}
