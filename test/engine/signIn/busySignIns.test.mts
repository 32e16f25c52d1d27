import { ONE, rows, sendTo, startBench, stories, tally, type Bench } from '../support.mts';

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

test.each([
	['breaks', { kind: 'reset' }],
	['is answered with 503', { kind: 'unavailable' }],
] as const)('a sign-in that %s is tried again, since nobody said no', async (_, answer) => {
	const { engine, sandbox } = bench;
	sandbox.next('auth', answer);
	const result = await engine.run(ONE);
	expect(result.error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, sends: 1, messages: 1 });
});

test.each([
	['429', { kind: 'tooMany', retryAfter: 1 }],
	['503', { kind: 'unavailable', retryAfter: 1 }],
] as const)('the Retry-After of a sign-in that is answered with %s is waited for', async (_, answer) => {
	const { engine, sandbox } = bench;
	sandbox.next('auth', answer);
	const result = await engine.run(ONE);
	expect(result.error).toBeUndefined();
	const [first = 0, second = 0] = sandbox
		.requests()
		.filter(({ endpoint }) => endpoint === 'auth')
		.map(({ receivedAt }) => Date.parse(receivedAt));
	expect(second - first).toBeGreaterThanOrEqual(990);
	expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 1 });
});

test('a sign-in whose Retry-After is beyond all patience is not waited for', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('auth', { kind: 'tooMany', retryAfter: 3600 });
	const { error } = await engine.run(ONE);
	expect(error?.message).toMatch(/^Nobody was texted: MobiConnect refused to sign in: /);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
});

test.each([1, 10, 100])(
	'a sign-in that is refused for now for ever is tried six times for 100 messages, %d at a time, not anew by each',
	async (concurrentRequests) => {
		const { engine, sandbox } = bench;
		sandbox.next('auth', { kind: 'unavailable', retryAfter: 0, repeat: 1000 });
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests }, '=Hi {{ $json.name }}'),
			items: rows(100),
			settings: { onError: 'continueRegularOutput' },
		});
		const { refused = 0, notAttempted = 0 } = tally(stories(result));
		expect(refused + notAttempted).toBe(100);
		expect(sandbox.counts()).toMatchObject({ sends: 0 });
		expect(sandbox.counts().signIns).toBeLessThanOrEqual(6);
	},
	30_000,
);

test('a stop ends the wait for a sign-in that hangs at once, and nobody is texted', async () => {
	const { engine, sandbox } = bench;
	let stop = () => {};
	sandbox.next('auth', { kind: 'hang' });
	const running = engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}'),
		items: rows(20),
		onStart: (cancel) => (stop = cancel),
	});
	await sandbox.waitFor(({ counts }) => counts().signIns === 1);
	const asked = Date.now();
	stop();
	const result = await running;
	expect(Date.now() - asked).toBeLessThan(20_000);
	expect(tally(stories(result))).toEqual({ notAttempted: 20 });
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0, messages: 0 });
});

test('a stop in the pause that a sign-in asked for ends it at once, and nobody is texted', async () => {
	const { engine, sandbox } = bench;
	let stop = () => {};
	sandbox.next('auth', { kind: 'tooMany', retryAfter: 60 });
	const running = engine.run({ ...ONE, onStart: (cancel) => (stop = cancel) });
	await sandbox.waitFor(({ counts }) => counts().signIns === 1);
	const asked = Date.now();
	stop();
	await running;
	expect(Date.now() - asked).toBeLessThan(20_000);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0, messages: 0 });
});
