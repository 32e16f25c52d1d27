import { NODE_TYPE, node } from '../../harness/engine/engine.mts';
import { received, rows, sendTo, startBench, stories, type Bench } from './support.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterAll(async () => await bench.close());
beforeEach(() => bench.sandbox.clear());

const parameters = (safeguards = {}) => sendTo('={{ $json.phone }}', {}, 'Hello', safeguards);

test('an evaluation texts nobody, and says so of each row', async () => {
	const result = await bench.engine.run({ parameters: parameters(), items: rows(2), mode: 'evaluation' });
	expect(result.error).toBeUndefined();
	expect(stories(result)).toMatchObject(
		[0, 1].map(() => ({
			status: 'skipped',
			result: expect.stringContaining('an evaluation texts nobody'),
			recipients: [{ code: 'EVALUATION' }],
		})),
	);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('an evaluation texts people where somebody says so', async () => {
	const safeguards = { sendInEvaluations: true };
	await bench.engine.run({ parameters: parameters(safeguards), items: rows(2), mode: 'evaluation' });
	expect(received(bench.sandbox).size).toBe(2);
});

test('a retry of an evaluation texts nobody', async () => {
	const trigger = 'When fetching a row';
	const sms = {
		...node('MobiConnect', NODE_TYPE, 1, {
			resource: 'sms',
			operation: 'send',
			...parameters(),
			sourceId: 'none',
		}),
		credentials: { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } },
	};
	const failed = await bench.engine.runWorkflow(
		[node(trigger, 'n8n-nodes-base.evaluationTrigger', 4.6, {}), sms],
		{ [trigger]: ['MobiConnect'] },
		{ pinData: { [trigger]: rows(2).map((json) => ({ json })) }, mode: 'evaluation' },
	);
	expect(failed.error?.message).toContain('"none" is not a positive whole number');
	const retried = await bench.engine.retry(failed, { sourceId: 1 });
	expect(stories(retried)).toMatchObject(
		[0, 1].map(() => ({ status: 'skipped', recipients: [{ code: 'EVALUATION' }] })),
	);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('a workflow that another one calls texts people', async () => {
	await bench.engine.run({ parameters: parameters(), items: rows(2), mode: 'integrated' });
	expect(received(bench.sandbox).size).toBe(2);
});

test('a workflow that an evaluated one calls texts nobody', async () => {
	const parent = { mode: 'integrated' as const, evaluationRunId: 'a-run' };
	const result = await bench.engine.run({ parameters: parameters(), items: rows(2), ...parent });
	expect(stories(result).map(({ status }) => status)).toEqual(['skipped', 'skipped']);
	expect(bench.sandbox.counts().requests).toBe(0);
});

describe('by hand, from the trigger of evaluations', () => {
	const names = [['When fetching a row'], ['Rows {{ "a" }} of\u2028tests']];

	/** Two triggers before the node, one of which runs. */
	async function runFrom(started: string, names: { evaluation: string; manual: string }) {
		const evaluation = node(names.evaluation, 'n8n-nodes-base.evaluationTrigger', 4.6, {});
		const manual = node(names.manual, 'n8n-nodes-base.manualTrigger', 1, {});
		const sms = {
			...node('MobiConnect', NODE_TYPE, 1, { resource: 'sms', operation: 'send', ...parameters() }),
			credentials: { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } },
		};
		return await bench.engine.runWorkflow(
			[evaluation, manual, sms],
			{ [names.evaluation]: ['MobiConnect'], [names.manual]: ['MobiConnect'] },
			{ pinData: { [started]: rows(2).map((json) => ({ json })) }, from: started },
		);
	}

	test.each(names)('the rows of the test text nobody: %j', async (name) => {
		const result = await runFrom(name, { evaluation: name, manual: 'By hand' });
		expect(stories(result)).toMatchObject(
			[0, 1].map(() => ({ status: 'skipped', recipients: [{ code: 'EVALUATION' }] })),
		);
		expect(bench.sandbox.counts().requests).toBe(0);
	});

	test('rows of another trigger text people', async () => {
		await runFrom('By hand', { evaluation: 'When fetching a row', manual: 'By hand' });
		expect(received(bench.sandbox).size).toBe(2);
	});
});
