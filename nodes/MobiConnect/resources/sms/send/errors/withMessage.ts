/** n8n takes a message that has, say, "EEXIST" somewhere in it for one of Node.js, and puts another in its place. */
export function withMessage<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}
