/** Input that can't be used. `message` names the field and the value, `hint` says how to fix it, in a sentence. */
export class InputError extends Error {
	override readonly name: string = 'InputError';

	/** @param own pieces of the message that another row with the same problem has otherwise, such as its value */
	constructor(
		message: string,
		readonly hint: string,
		readonly own: readonly string[] = [],
	) {
		super(message);
	}
}

/** What is set for the whole node can't be used: no row's fault, and nothing to leave a row out for. */
export class SettingError extends InputError {
	override readonly name = 'SettingError';
}

/**
 * Reads what is set for all items alike once.
 *
 * @throws {SettingError} for every item the same one
 */
export function readOnce<T>(read: (item: number) => T): (item: number) => T {
	let known: { readonly value: T } | SettingError | undefined;
	return (item) => {
		known ??= readOrError(() => read(item));
		if (known instanceof SettingError) throw known;
		return known.value;
	};
}

function readOrError<T>(read: () => T): { readonly value: T } | SettingError {
	try {
		return { value: read() };
	} catch (error) {
		const { message, hint } = asInputError(error);
		return new SettingError(message, hint);
	}
}

/** What to do about errors of n8n's own that don't say so. */
const ADVICE: ReadonlyMap<string, string> = new Map([
	["Referenced node doesn't exist", 'Name a node of this workflow which runs before this one.'],
]);

/** What a caught error says about the input; n8n's own errors (an expression that fails, a missing credential) too. */
export function asInputError(error: unknown): InputError {
	if (error instanceof InputError) return error;
	const { message, description } =
		error instanceof Error
			? { description: undefined, ...error, message: error.message }
			: { message: String(error), description: undefined };
	const hint = typeof description === 'string' && description !== '' ? description : ADVICE.get(message);
	return new InputError(message, hint ?? '');
}

/** A value as an error shows it. */
export function describe(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}
