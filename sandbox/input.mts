import type { Context, Env, ErrorHandler, MiddlewareHandler } from 'hono';
import { z } from 'zod';

/** What somebody handed to the sandbox is not what it takes; the message says which field, which value, and a hint. */
export class InputError extends Error {
	override readonly name = 'InputError';
}

/** Reads `input` by `schema`, or throws an InputError that names each field at fault. */
export function read<Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	input: unknown,
	what: string,
): Output {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	const faults = result.error.issues.flatMap(placed).map(({ path, hint }) => {
		const place = [what, ...path].map(segment).join('').replace(/^\./, '');
		return `${place} is ${show(valueAt(input, path))}: ${hint}`;
	});
	throw new InputError(faults.join('; '));
}

type Path = ReadonlyArray<string | number>;

/** Where the fault is, and how to put it right: what the schema says of it, or what holds for every schema. */
function placed(issue: z.ZodIssue): Array<{ readonly path: Path; readonly hint: string }> {
	if (issue.code === z.ZodIssueCode.unrecognized_keys) {
		const hint = 'there is no such field here; correct its name, or leave it out';
		return issue.keys.map((key) => ({ path: [...issue.path, key], hint }));
	}
	return [{ path: issue.path, hint: hintOf(issue) }];
}

function hintOf(issue: z.ZodIssue): string {
	if (issue.code === z.ZodIssueCode.invalid_union_discriminator) {
		return `give one of ${issue.options.map((option) => `'${String(option)}'`).join(', ')}`;
	}
	const wantsObject = issue.code === z.ZodIssueCode.invalid_type && issue.expected === 'object';
	return wantsObject ? 'give a JSON object' : issue.message;
}

type ObjectSchema = z.ZodType<object, z.ZodTypeDef, unknown>;

/** What a route reads before it is called; its type tells the page's client what to send. */
type Reads<Part extends 'query' | 'json', Schema extends ObjectSchema> = MiddlewareHandler<
	Env,
	string,
	{ in: Record<Part, z.input<Schema>>; out: Record<Part, z.output<Schema>> }
>;

/** Reads a route's query by `schema`. */
export function queryBy<Schema extends ObjectSchema>(schema: Schema): Reads<'query', Schema> {
	return (context, next) => {
		context.req.addValidatedData('query', read(schema, context.req.query(), 'query'));
		return next();
	};
}

/** Reads a route's body of JSON by `schema`, whatever its headers say that it is. */
export function bodyBy<Schema extends ObjectSchema>(schema: Schema, what: string): Reads<'json', Schema> {
	return async (context, next) => {
		context.req.addValidatedData('json', read(schema, await json(context), what));
		return next();
	};
}

async function json(context: Context): Promise<unknown> {
	try {
		return await context.req.json();
	} catch {
		throw new InputError('The body is not JSON: send a JSON object with Content-Type: application/json');
	}
}

/** Answers what somebody did wrong with 400 and its words; anything else is the sandbox's own fault and goes on. */
export const refuseInput: ErrorHandler = (error, context) => {
	if (error instanceof InputError) return context.json({ error: error.message }, 400);
	throw error;
};

/** A whole number between two bounds, of a unit if it has one. */
export function wholeNumber(min: number, max: number, unit?: string) {
	const hint = wholeNumberHint(min, max, unit);
	return z.number({ message: hint }).int(hint).min(min, hint).max(max, hint);
}

/** The same as text, which is how a query and a command line have it. */
export function wholeNumberAsText(min: number, max: number): z.ZodType<number, z.ZodTypeDef, string> {
	const hint = wholeNumberHint(min, max);
	return z.string({ message: hint }).regex(/^\d+$/, hint).transform(Number).pipe(wholeNumber(min, max));
}

function wholeNumberHint(min: number, max: number, unit?: string): string {
	return `give a whole number ${unit === undefined ? '' : `of ${unit} `}from ${min} to ${max}`;
}

function segment(part: string | number): string {
	return typeof part === 'number' ? `[${part}]` : `.${part}`;
}

function valueAt(input: unknown, path: Path): unknown {
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
	const text = typeof value === 'function' ? 'a function' : JSON.stringify(value);
	return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
