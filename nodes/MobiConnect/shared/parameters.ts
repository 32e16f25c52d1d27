import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { emptyReads, parseTemplate, renderPlainReads, type Template } from './template';

/** A parameter of the node, read item by item at the least cost. */
export interface Parameter {
	/** Whether the user gave it at all. */
	readonly isGiven: boolean;
	/** Its value for an item. Throws n8n's error where an expression fails. */
	at(item: number): unknown;
	/** The plain reads in it (`$json.name`) that find nothing in an item. */
	emptyReadsAt(item: number): string[];
}

/**
 * A parameter that is no expression is asked for once; plain reads are resolved here; the rest goes through n8n's
 * expression engine, item by item.
 *
 * @param path a top-level parameter, which may be a collection, or `collection.field`
 */
export function parameter(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	path: string,
	fallback: unknown,
): Parameter {
	const evaluate = (item: number): unknown => context.getNodeParameter(path, item, fallback);
	const raw = rawParameter(context, path);
	const isGiven = raw !== undefined;
	if (!hasExpression(raw)) {
		const value = items.length > 0 ? evaluate(0) : fallback;
		return { isGiven, at: () => value, emptyReadsAt: () => [] };
	}
	const template: Template | undefined = parseTemplate(raw);
	if (!template) return { isGiven, at: evaluate, emptyReadsAt: () => [] };
	const jsonOf = (item: number) => items[item]?.json ?? {};
	return {
		isGiven,
		at: (item) => renderPlainReads(template, jsonOf(item)) ?? evaluate(item),
		emptyReadsAt: (item) => emptyReads(template, jsonOf(item)),
	};
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
