/** Input that can't be used. `message` names the field and the value, `hint` says how to fix it, in a sentence. */
export class InputError extends Error {
	override readonly name = 'InputError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

/** What a caught error says about the input; n8n's own errors (an expression that fails, a missing credential) too. */
export function asInputError(error: unknown): InputError {
	if (error instanceof InputError) return error;
	const { message, description } =
		error instanceof Error
			? { description: undefined, ...error, message: error.message }
			: { message: String(error), description: undefined };
	return new InputError(message, typeof description === 'string' ? description : '');
}

/** A value as an error shows it. */
export function describe(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}
