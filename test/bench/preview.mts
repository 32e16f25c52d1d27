import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { Engine } from '../../harness/engine/commonJs.mts';
import { median } from './measure/statistics.mts';

/**
 * How long Preview takes for 10,000 items against what n8n's engine needs to evaluate the same parameters and nothing
 * else, in turns in one process: once with plain reads, which Preview resolves by itself, and once with expressions that
 * it leaves to the engine.
 */
const ITEMS = 10_000;
const RUNS = 5;
const MESSAGES = {
	'plain reads':
		'=Hi {{ $json.name }}, your order {{ $json.order }} is ready. Collect it at our shop by 6 pm.',
	expressions:
		'=Hi {{ $json.name.trim() }}, your order {{ $json.order }} is ready. Collect it at our shop by 6 pm.',
};

/** Evaluates what Preview does, item by item, as any node of n8n's would. */
const evaluation: INodeType = {
	description: {
		displayName: 'Evaluation',
		name: 'evaluation',
		group: ['transform'],
		version: 1,
		description: 'Evaluates the parameters',
		defaults: { name: 'Evaluation' },
		inputs: ['main'],
		outputs: ['main'],
		properties: ['message', 'recipients', 'sourceId'].map((name) => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		})),
	},
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const evaluate = (item: number) => ({
			message: this.getNodeParameter('message', item),
			recipients: this.getNodeParameter('recipients', item),
			sourceId: this.getNodeParameter('sourceId', item),
		});
		return [this.getInputData().map((_, item) => ({ json: evaluate(item), pairedItem: { item } }))];
	},
};

const engine = await Engine.start({});
const loaded = engine.packages.getByName.bind(engine.packages);
engine.packages.getByName = (type) => (type === 'bench.evaluation' ? evaluation : loaded(type));

const items = Array.from({ length: ITEMS }, (_, index) => ({
	name: `Customer ${index}`,
	order: `A-${index}`,
	phone: `2547001${String(index).padStart(5, '0')}`,
}));

async function time(type: string, message: string): Promise<number> {
	const parameters = { message, recipients: '={{ $json.phone }}', sourceId: 1, operation: 'preview' };
	const began = performance.now();
	const result = await engine.run({ parameters, items, type });
	if (result.error ?? result.items().length !== ITEMS)
		throw new Error(result.error?.message ?? 'Items are missing');
	return performance.now() - began;
}

for (const [what, message] of Object.entries(MESSAGES)) {
	const times = { preview: [0], evaluation: [0] };
	for (let run = 0; run <= RUNS; run++) {
		times.preview[run] = await time('n8n-nodes-mobiconnect.mobiConnect', message);
		times.evaluation[run] = await time('bench.evaluation', message);
	}
	// The first of each warmed up.
	const [preview, engineAlone] = [median(times.preview.slice(1)), median(times.evaluation.slice(1))];
	console.log(
		`${what}: ${ITEMS} items previewed in ${Math.round(preview)} ms, evaluated in ${Math.round(engineAlone)} ms: ${(preview / engineAlone).toFixed(2)} × (at most 1.2)`,
	);
}
