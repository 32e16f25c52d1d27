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
