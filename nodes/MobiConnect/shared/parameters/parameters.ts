import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { evaluation } from './evaluation';
import type { Reading } from './gaps';
import { asInputError, InputError, readOnce } from '../inputError';
import { parseTemplate, renderPlainReads } from './template';

/** A parameter of the node, read item by item at the least cost. */
export interface Parameter {
	/**
	 * What it is for an item. Each call evaluates it anew.
	 *
	 * @throws {InputError} naming the field, where an expression fails or was typed into a fixed value
	 */
	readAt(item: number): Reading;
}

/** Where a parameter stands, and what the editor calls it. */
export interface Field {
	/** A top-level parameter, or `collection.field`. */
	readonly path: string;
	readonly label: string;
	readonly fallback: unknown;
}

/** The fields of a collection that the user gave. */
export interface Collection {
	/** What they are for an item, by name. Asked again for the same item, it evaluates nothing again. */
	readonly at: (item: number) => Readonly<Record<string, Reading>>;
}

/**
 * A parameter that is no expression is asked for once; plain reads are resolved here; the rest goes through n8n's
 * expression engine, item by item.
 */
export function parameter(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	field: Field,
): Parameter {
	const raw = rawParameter(context, field.path);
	const read = reader(context, items, field, raw);
	const readNamed = (item: number): Reading => {
		try {
			return read(item);
		} catch (error) {
			throw named(field.label, error);
		}
	};
	return { readAt: hasExpression(raw) ? readNamed : readOnce(readNamed) };
}

/** Whether a parameter is the same for all items: neither it nor the collection that it is in is an expression. */
export function isFixed(context: IExecuteFunctions, path: string): boolean {
	const names = path.split('.');
	const within = names.slice(0, -1).map((_, index) => names.slice(0, index + 1).join('.'));
	const isText = (name: string) => typeof rawParameter(context, name) === 'string';
	return !within.some(isText) && !hasExpression(rawParameter(context, path));
}

/**
 * A collection's fields, each read as a parameter of its own.
 *
 * @param labels what the editor calls them, by name
 * @param lists names of those that hold long lists: one that is the same for all items is evaluated once
 */
export function collection(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{
		path,
		label,
		labels,
		lists = [],
	}: Pick<Field, 'path' | 'label'> & {
		readonly labels: Readonly<Record<string, string>>;
		readonly lists?: readonly string[];
	},
): Collection {
	const raw = rawParameter(context, path);
	if (typeof raw !== 'object' || raw === null) {
		const whole = parameter(context, items, { path, label, fallback: {} });
		return { at: (item) => readingsIn(whole.readAt(item).value) };
	}
	const given = Object.entries(raw).flatMap(([name, value]) => (value === undefined ? [] : [name]));
	const fields = given.map((name) => {
		const field = { path: `${path}.${name}`, label: labels[name] ?? name, fallback: undefined };
		const read = parameter(context, items, field);
		const isSameForAll = lists.includes(name) && !OF_ITEM.test(String(Reflect.get(raw, name)));
		return [name, isSameForAll ? { readAt: readOnce(() => read.readAt(0)) } : read] as const;
	});
	const readAll = (item: number) =>
		Object.fromEntries(fields.map(([name, field]) => [name, field.readAt(item)]));
	const isSameForAll = !hasExpression(raw);
	let last: { readonly item: number; readonly readings: ReturnType<typeof readAll> } | undefined;
	return {
		at(item) {
			if (last && (isSameForAll || last.item === item)) return last.readings;
			last = { item, readings: readAll(item) };
			return last.readings;
		},
	};
}

/** What an expression calls things by that belong to an item: whatever names none of it is the same for all. */
const OF_ITEM =
	/\$(?:json|binary|item|itemIndex|position|data|fromAI|parameter)\b|\b(?:item|itemMatching|pairedItem)\b/i;

function readingsIn(value: unknown): Record<string, Reading> {
	const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
	return Object.fromEntries(fields.map(([name, each]) => [name, { value: each, gaps: [] }]));
}

/** How a parameter is read: what can be known of it for all items is found out here. */
function reader(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ path, fallback }: Field,
	raw: unknown,
): Parameter['readAt'] {
	const evaluateWhole = (item: number): unknown => context.getNodeParameter(path, item, fallback);
	const template = parseTemplate(raw);
	if (template) {
		const evaluate = evaluation(context, template, evaluateWhole);
		return (item) => renderPlainReads(template, items[item]?.json ?? {}) ?? evaluate(item);
	}
	if (hasExpression(raw)) return (item) => ({ value: evaluateWhole(item), gaps: [] });
	return (item) => ({ value: withoutBraces(evaluateWhole(item)), gaps: [] });
}

/**
 * `{{ $json.name }}`, and what of it is left where one half is missing. Braces that close nothing are text, such as those
 * of `{"a":{"b":1}}`, unless something of n8n's stands before them.
 */
const BRACES = /\{\{[^]*?\}\}|\{\{.{0,40}|\$(?:json\b|node\b|input\b|\()[^{}]*\}\}/u;

/** A fixed value as it is; whoever types an expression into one would send its braces. */
function withoutBraces(value: unknown): unknown {
	const [braces] = (typeof value === 'string' && BRACES.exec(value)) || [];
	if (braces === undefined) return value;
	throw new InputError(
		`"${braces}" would stay as it is written, since the field is set to Fixed`,
		'Switch the field to Expression (above it, on the right), or drag the name in from the input on the left.',
	);
}

/** An error with the name of the field that it is about. */
function named(label: string, error: unknown): InputError {
	const { message, hint } = asInputError(error);
	return new InputError(`${label}: ${message}`, hint);
}

/** A parameter as it is written, with its expressions. */
function rawParameter(context: IExecuteFunctions, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>(
			(value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
			context.getNode().parameters,
		);
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
