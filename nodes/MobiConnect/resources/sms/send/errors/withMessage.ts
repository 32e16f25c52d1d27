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
