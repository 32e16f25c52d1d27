import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { msisdn, sendTo, startBench, type Bench } from './support.mts';

/** What n8n's editor offers to drag before a node has run: a JSON schema of its output. */
type Shape =
	| { readonly type: 'string' | 'number' | 'boolean' }
	| { readonly type: 'array'; readonly items: Shape | undefined }
	| { readonly type: 'object'; readonly properties: Readonly<Record<string, Shape>> };

function shapeOf(value: unknown): Shape {
	if (typeof value === 'string') return { type: 'string' };
	if (typeof value === 'number') return { type: 'number' };
	if (typeof value === 'boolean') return { type: 'boolean' };
	if (Array.isArray(value)) return { type: 'array', items: value.map(shapeOf).reduce(merge) };
	if (typeof value !== 'object' || value === null) throw new Error(`Nothing to show: ${String(value)}`);
	const properties = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
	return { type: 'object', properties };
}

/** What holds for both. */
function merge(one: Shape, other: Shape): Shape {
	if (one.type === 'object' && other.type === 'object') {
		const names = new Set([...Object.keys(one.properties), ...Object.keys(other.properties)]);
		const both = (name: string) => {
			const [first, second] = [one.properties[name], other.properties[name]];
			return first && second ? merge(first, second) : (first ?? second);
		};
		return {
			type: 'object',
			properties: Object.fromEntries([...names].flatMap((name) => [[name, both(name) ?? one]])),
		};
	}
	if (one.type === 'array' && other.type === 'array') {
		const items = one.items && other.items ? merge(one.items, other.items) : (one.items ?? other.items);
		return { type: 'array', items };
	}
	expect(other.type).toBe(one.type);
	return one;
}

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.close());

const WHOLE: INode['parameters'] = sendTo(
	'={{ $json.phone }}',
	{ plainPunctuation: true, pricePerPart: 0.8 },
	'={{ $json.text }}',
	{ doNotText: msisdn(1), maxParts: 1 },
);
const ITEMS: ReadonlyArray<INodeExecutionData['json']> = [
	{ phone: msisdn(0), text: 'It’s ready' },
	{ phone: msisdn(1), text: 'Ready' },
	{ phone: msisdn(2), text: 'Ready 🎉' },
	{ phone: '0712', text: 'Ready' },
];
/** Hours on one day of the week, which is three days from now. */
const NOT_NOW = {
	hours: { outside: 'skip', from: '00:00', to: '24:00', days: String(((new Date().getDay() + 2) % 7) + 1) },
};

function schemaOf(operation: string): unknown {
	const file = join('nodes/MobiConnect/__schema__/v1.0.0/sms', `${operation}.json`);
	return JSON.parse(readFileSync(file, 'utf8'));
}

test.each(['send', 'preview'] as const)(
	'the schema that is shipped has all that %s gives',
	async (operation) => {
		const settings = { onError: 'continueRegularOutput' as const };
		const run = async (parameters: INode['parameters']) =>
			(await bench.engine.run({ parameters: { operation, ...parameters }, items: ITEMS, settings })).json();
		const outputs = [
			...(await run(WHOLE)),
			...(await run({ ...WHOLE, safeguards: { sendingHours: NOT_NOW } })),
		];
		const shape = outputs.map(shapeOf).reduce(merge);
		expect({ ...shape, version: 1 }).toEqual(schemaOf(operation));
	},
);

/** An answer, none in time, a question that is too long, and one that is not asked at this hour. */
test('the schema that is shipped has all that sendAndWait gives', async () => {
	const parameters = { ...WHOLE, operation: 'sendAndWait', recipients: [0, 1].map(msisdn).join() };
	const settings = { onError: 'continueRegularOutput' as const };
	const ask = async (more: INode['parameters']) =>
		await bench.engine.run({ parameters: { ...parameters, ...more }, items: ITEMS.slice(0, 1), settings });
	bench.sandbox.clear();
	const asked = await ask({ safeguards: { doNotText: msisdn(1) } });
	const [, url = ''] = /\n(https?:\S+)$/.exec(bench.sandbox.messages()[0]?.text ?? '') ?? [];
	const { result } = await bench.engine.openLink(asked, { method: 'POST', url, form: { answer: 'approve' } });
	const outputs = [
		...(result?.json() ?? []),
		...(await bench.engine.timeOut(await ask({ safeguards: {} }))).json(),
		...(await ask({ safeguards: { maxParts: 1 } })).json(),
		...(await ask({ safeguards: { sendingHours: NOT_NOW } })).json(),
	];
	const shape = outputs.map(shapeOf).reduce(merge);
	expect({ ...shape, version: 1 }).toEqual(schemaOf('sendAndWait'));
});
