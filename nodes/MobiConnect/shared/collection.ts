import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parameter, type Parameter } from './parameters';

/** The fields of a collection that the user added, by their names, each read by itself at the least cost. */
export type Collection = ReadonlyMap<string, Parameter>;

/** What an expression calls things by that belong to an item: whatever names none of it is the same for all. */
const OF_ITEM =
	/\$(?:json|binary|item|itemIndex|position|data|fromAI|parameter)\b|\b(?:item|itemMatching|pairedItem)\b/i;

/**
 * Reads a collection.
 *
 * @param lists names of fields that hold long lists: one that is the same for all items is read once
 */
export function collection(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	path: string,
	lists: readonly string[] = [],
): Collection {
	const raw = context.getNode().parameters[path];
	const given = typeof raw === 'object' && raw !== null ? Object.entries(raw) : [];
	return new Map(
		given.map(([name, value]) => {
			const field = parameter(context, items, `${path}.${name}`, undefined);
			const isAlike = lists.includes(name) && !OF_ITEM.test(String(value));
			return [name, isAlike ? readOnce(field) : field];
		}),
	);
}

function readOnce(field: Parameter): Parameter {
	let read: { readonly value: unknown } | undefined;
	return { ...field, at: () => (read ??= { value: field.at(0) }).value };
}
