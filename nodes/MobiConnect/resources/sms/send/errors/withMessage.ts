/** What n8n's notifications, which read a message as HTML, would take for a tag and swallow. */
const TAG = /<(?=[a-z/!?])/gi;

/**
 * An error with this message, as it is: n8n takes one that has, say, "EEXIST" somewhere in it for one of Node.js, and puts
 * another in its place.
 */
export function withMessage<E extends Error>(error: E, message: string): E {
	error.message = message.replaceAll(TAG, '‹');
	return error;
}

/** A description as n8n shows it: a line for each paragraph. It reads it as HTML, of which a row or the gateway may hold some. */
export function paragraphs(all: readonly string[]): string {
	return all
		.filter((paragraph) => paragraph !== '')
		.map((paragraph) => paragraph.replaceAll('<', '&lt;'))
		.join('<br>');
}
