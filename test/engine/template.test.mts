import * as fc from 'fast-check';
import * as current from 'n8n-workflow';
import * as oldest from 'n8n-workflow-1';
import { parseTemplate, renderPlainReads } from '../../nodes/MobiConnect/shared/template';
import { json, template } from './templates.mts';

/** Both lines of n8n that the package is tested with; the whole of each runs in the tests under `test/n8n`. */
const VERSIONS = [
	['n8n 2', current],
	['n8n 1', oldest],
] as const;

/** Evaluates a parameter as n8n's engine does for an item. */
function engineOf(version: typeof current | typeof oldest) {
	// The two versions share this much of their interface, but not their types.
	const { Workflow } = version as typeof current;
	const node: current.INode = {
		id: '1',
		name: 'Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const type = { description: { properties: [] } } as unknown as current.INodeType;
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
	});
	return (raw: string, json: current.IDataObject): unknown =>
		workflow.expression.getParameterValue(raw, null, 0, 0, 'Node', [{ json }], 'manual', {});
}

describe.each(VERSIONS)('%s', (_, version) => {
	const evaluate = engineOf(version);

	test('a plain read gives what the expression engine gives, or is left to it', () => {
		let resolved = 0;
		fc.assert(
			fc.property(template, json, (raw, item) => {
				const parsed = parseTemplate(raw);
				const value = parsed && renderPlainReads(parsed, item);
				if (value === undefined) return;
				resolved += 1;
				expect(value).toEqual(evaluate(raw, item));
			}),
			{ numRuns: 3000 },
		);
		expect(resolved).toBeGreaterThan(300);
	});

	test.each([
		['={{ $json.name }}', { name: 'Amina' }, 'Amina'],
		['={{ $json.phone }}', { phone: 712345678 }, 712345678],
		['=Hi {{ $json["first name"] }}!', { 'first name': 'Amina' }, 'Hi Amina!'],
		['=Hi {{$json.customer.name}}, {{ $json.n }}', { customer: { name: 'Amina' }, n: 3 }, 'Hi Amina, 3'],
		['=plain text', {}, 'plain text'],
		['= {{ $json.name }} ', { name: 'Amina' }, ' Amina '],
	])('%s is resolved without the engine, to the same', (raw, item, expected) => {
		const parsed = parseTemplate(raw);
		expect(parsed && renderPlainReads(parsed, item)).toBe(expected);
		expect(evaluate(raw, item)).toBe(expected);
	});

	test("a text that is the name of an inherited property stays the text, which n8n's engine refuses", () => {
		const parsed = parseTemplate('=constructor');
		expect(parsed && renderPlainReads(parsed, {})).toBe('constructor');
		expect(() => evaluate('=constructor', {})).toThrow('this is a function');
	});
});

test.each([
	['={{ $json.name.toUpperCase() }}', { name: 'a' }],
	['={{ $json.constructor }}', {}],
	['={{ $json["__proto__"] }}', {}],
	['={{ $json.toString }}', {}],
	['={{ $json.toString }}', { toString: 'text' }],
	['={{ $json.missing }}', {}],
	['={{ $json.flag }}', { flag: true }],
	['={{ $json.list }}', { list: [1] }],
	['={{ $json[`name`] }}', { name: 'a' }],
	['={{ $json.name + 1 }}', { name: 'a' }],
	['={{ $now }}', {}],
	['=a \\ {{ $json.name }}', { name: 'a' }],
])('%s is left to the engine', (raw, item) => {
	const parsed = parseTemplate(raw);
	expect(parsed && renderPlainReads(parsed, item)).toBeUndefined();
});
