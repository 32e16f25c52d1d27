import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { collection } from '../../../nodes/MobiConnect/shared/parameters/parameters';
import { engineOf, VERSIONS } from './expressions.mts';

const LABELS = { onceKey: 'Text Only Once About', optOutText: 'Opt-Out Text' };

describe.each(VERSIONS)('a collection, with %s', (_, version) => {
	const engine = engineOf(version);

	/** Reads the collection `safeguards`; counts what is evaluated of each parameter. */
	function open(safeguards: INodeParameters[string], items: IDataObject[] = [{}]) {
		const evaluated: string[] = [];
		const valueAt = (path: string): unknown =>
			path.split('.').reduce<unknown>((value, name) => (value as IDataObject)[name], { safeguards });
		const evaluate = (raw: unknown, item: number) => engine.evaluate(raw as string, items[item] ?? {});
		const context = {
			getNode: () => ({ parameters: { safeguards } }),
			getNodeParameter(path: string, item: number) {
				evaluated.push(path);
				return evaluate(valueAt(path), item);
			},
			evaluateExpression(expression: string, item: number) {
				evaluated.push(expression);
				return evaluate(`=${expression}`, item);
			},
		} as unknown as IExecuteFunctions;
		const given = { path: 'safeguards', label: 'Safeguards', labels: LABELS };
		return {
			...collection(
				context,
				items.map((json) => ({ json })),
				given,
			),
			evaluated,
		};
	}

	test('has the fields that were given, each with its gaps', () => {
		const { at } = open(
			{ onceKey: '={{ $json.order }}', maxParts: 2, optOutText: '=Stop {{ "at " + $json.number }}' },
			[{ order: 'A-1', number: 5 }, {}],
		);
		expect(at(0)).toEqual({
			onceKey: { value: 'A-1', gaps: [] },
			maxParts: { value: 2, gaps: [] },
			optOutText: { value: 'Stop at 5', gaps: [] },
		});
		expect(at(1)).toMatchObject({
			onceKey: { gaps: [{ source: '$json.order', left: '' }] },
			optOutText: { gaps: [{ source: '"at " + $json.number', left: 'undefined' }] },
		});
	});

	test('has fields within fields whole, with the expressions in them', () => {
		const hours = { hours: { from: '={{ $json.from }}', to: '18:00' } };
		expect(open({ sendingHours: hours }, [{ from: '08:00' }]).at(0)).toEqual({
			sendingHours: { value: { hours: { from: '08:00', to: '18:00' } }, gaps: [] },
		});
	});

	test.each([[{}], [undefined], [null]])('of %j has no fields', (safeguards) => {
		expect(open(safeguards as never).at(0)).toEqual({});
	});

	test('may be an expression as a whole', () => {
		expect(open('={{ $json.all }}', [{ all: { onceKey: 'A-1' } }]).at(0)).toEqual({
			onceKey: { value: 'A-1', gaps: [] },
		});
	});

	test('asks for a fixed field once, and for an expression once an item', () => {
		const items = [{ a: 1 }, { a: 2 }, { a: 3 }];
		const { at, evaluated } = open({ maxParts: 2, onceKey: '={{ $json.a * 2 }}' }, items);
		const values = items.flatMap((_, item) =>
			[at(item), at(item), at(item)].map(({ onceKey }) => onceKey?.value),
		);
		expect(values).toEqual([2, 2, 2, 4, 4, 4, 6, 6, 6]);
		expect(evaluated).toEqual(['safeguards.maxParts', ...items.map(() => 'safeguards.onceKey')]);
	});

	test('that is fixed is the same object for every item', () => {
		const { at } = open({ maxParts: 2 }, [{}, {}]);
		expect(at(1)).toBe(at(0));
	});

	test.each([
		[{ onceKey: '={{ $json. }}' }, 'Text Only Once About: invalid syntax'],
		[{ optOutText: 'Stop {{ $json.x }}' }, 'Opt-Out Text: "{{ $json.x }}" would stay as it is written'],
		[{ other: '={{ $json. }}' }, 'other: invalid syntax'],
		['={{ $json. }}', 'Safeguards: invalid syntax'],
	])('%j fails with the name of the field', (safeguards, message) => {
		expect(() => open(safeguards).at(0)).toThrow(message);
	});
});
