import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { emptyReads, parseTemplate, renderPlainReads, type Template } from './template';

/** A parameter of the node, read item by item at the least cost. */
export interface Parameter {
	/** Its value for an item. Throws n8n's error where an expression fails. */
	at(item: number): unknown;
	/** The plain reads in it (`$json.name`) that find nothing in an item. */
	emptyReadsAt(item: number): string[];
}

/**
 * A parameter that is no expression is asked for once; plain reads are resolved here; the rest goes through n8n's
 * expression engine, item by item.
 *
 * @param name a top-level parameter, which may be a collection
 */
export function parameter(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	name: string,
	fallback: unknown,
): Parameter {
	const evaluate = (item: number): unknown => context.getNodeParameter(name, item, fallback);
	const raw = context.getNode().parameters[name];
	if (!hasExpression(raw)) {
		const value = items.length > 0 ? evaluate(0) : fallback;
		return { at: () => value, emptyReadsAt: () => [] };
	}
	const template: Template | undefined = parseTemplate(raw);
	if (!template) return { at: evaluate, emptyReadsAt: () => [] };
	const jsonOf = (item: number) => items[item]?.json ?? {};
	return {
		at: (item) => renderPlainReads(template, jsonOf(item)) ?? evaluate(item),
		emptyReadsAt: (item) => emptyReads(template, jsonOf(item)),
	};
}

function hasExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression);
}
