import type { z } from 'zod';

/** What somebody handed to the sandbox is not what it takes; the message says which field, which value, and the mend. */
export class InputError extends Error {
	override readonly name = 'InputError';
}

/** Reads `input` by `schema`, or throws an InputError that names each field at fault. */
export function read<Schema extends z.ZodTypeAny>(
	schema: Schema,
	input: unknown,
	what: string,
): z.output<Schema> {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const faults = result.error.issues.map((issue) => {
		const place = [what, ...issue.path].map(segment).join('').replace(/^\./, '');
		return `${place} is ${show(valueAt(input, issue.path))}: ${issue.message}`;
	});
	throw new InputError(faults.join('; '));
}

function segment(part: string | number): string {
	return typeof part === 'number' ? `[${part}]` : `.${part}`;
}

function valueAt(input: unknown, path: ReadonlyArray<string | number>): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null
				? Object.getOwnPropertyDescriptor(value, key)?.value
				: undefined,
		input,
	);
}

function show(value: unknown): string {
	if (value === undefined) return 'missing';
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
