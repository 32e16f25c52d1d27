import * as current from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INode, INodeType } from 'n8n-workflow';
import * as oldest from 'n8n-workflow-1';

/** Both lines of n8n that the package is tested with; the whole of each runs in the tests under `test/n8n`. */
export const VERSIONS = [
	['n8n 2', current],
	['n8n 1', oldest],
] as const;

/** n8n's expression engine for a parameter's raw value and the JSON of an item. */
export interface Engine {
	/** The value that n8n gives. */
	readonly evaluate: (raw: string, json: IDataObject) => unknown;
	/** What the node is handed to read its parameter `message` with; counts how often it asks the engine. */
	readonly context: (raw: unknown, json: IDataObject) => IExecuteFunctions & { readonly evaluations: number };
}

export function engineOf(version: typeof current | typeof oldest): Engine {
	// The two versions share this much of their interface, but not their types.
	const { Workflow } = version as typeof current;
	const node: INode = {
		id: '1',
		name: 'Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const type = { description: { properties: [] } } as unknown as INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
	});
	const evaluate = (raw: string, json: IDataObject): unknown =>
		workflow.expression.getParameterValue(raw, null, 0, 0, 'Node', [{ json }], 'manual', {});
	return {
		evaluate,
		context(raw, json) {
			let evaluations = 0;
			const count = (value: string) => {
				if (value.startsWith('=')) evaluations += 1;
				return evaluate(value, json);
			};
			const context = {
				getNode: () => ({ ...node, parameters: { message: raw } }),
				getNodeParameter: () => (typeof raw === 'string' ? count(raw) : raw),
				evaluateExpression: (expression: string) => count(`=${expression}`),
				get evaluations() {
					return evaluations;
				},
			};
			return context as unknown as ReturnType<Engine['context']>;
		},
	};
}

/** An object of Luxon, which nodes may hand on although n8n's types say nothing but JSON. */
export function dateTime(iso: string): IDataObject {
	return engineOf(current).evaluate(`={{ DateTime.fromISO("${iso}") }}`, {}) as IDataObject;
}
