import { formatTokenSet, parseTokenSet } from '../../../gateway/signIn/tokens';
import { msisdns, ONE, received, rows, sendTo, startBench, stories, tally, type Bench } from '../support.mts';

const PERSONAL = '=Hi {{ $json.name }}';
const CONTINUE = { onError: 'continueRegularOutput' } as const;

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

test.each([
	['401', { kind: 'unauthorized' }],
	['403', { kind: 'forbidden' }],
	['a 200 that says "expired"', { kind: 'tokenExpired' }],
] as const)('%s leads to one new sign-in and one re-send, and then is told', async (_, answer) => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	sandbox.clear();
	sandbox.next('send', answer);
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ sends: 2, messages: 1 });
	expect(sandbox.counts().signIns + sandbox.counts().refreshes).toBe(1);

	sandbox.clear();
	sandbox.next('send', { ...answer, repeat: 3 });
	expect((await engine.run(ONE)).error?.message).toMatch(/^Nobody was texted: /);
	expect(sandbox.counts()).toMatchObject({ sends: 2, messages: 0 });
});

test('a token revoked in the middle of 100 concurrent requests costs one sign-in', async () => {
	const { engine, sandbox } = bench;
	sandbox.set({ refreshTokenLifetime: 0 });
	let requests = 0;
	sandbox.onSend(() => {
		requests += 1;
		if (requests === 150) sandbox.revokeTokens();
		return undefined;
	});
	const result = await engine.run({
		parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 100 }, '=Hi {{ $json.name }}'),
		items: rows(300),
	});
	expect(result.error).toBeUndefined();
	expect(stories(result).every(({ status }) => status === 'accepted')).toBe(true);
	expect([...received(sandbox).values()]).toEqual(Array(300).fill(1));
	expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 300 });
}, 30_000);

test('a revoked token that another worker obtained costs one sign-in, not a try with the older one of this process', async () => {
	const { engine, sandbox } = bench;
	const [first = '', second = '', third = ''] = msisdns(3);
	await engine.run({ parameters: sendTo(first), items: [{}] });
	const own = parseTokenSet(engine.credentials.data['tokenSet']);
	if (!own) throw new Error('No token set');

	const otherWorkers = {
		...own,
		accessToken: `${own.accessToken}2`,
		refreshToken: '',
		askedAtMs: own.askedAtMs + 1,
	};
	engine.credentials.data = {
		...engine.credentials.data,
		accessToken: otherWorkers.accessToken,
		tokenSet: formatTokenSet(otherWorkers),
	};
	sandbox.revokeTokens();
	const result = await engine.run({ parameters: sendTo(second), items: [{}] });
	expect(result.error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 2, sends: 3 });

	await engine.run({ parameters: sendTo(third), items: [{}] });
	expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 3 });
});

test.each([
	['a lasting 403', 10, { kind: 'forbidden' }],
	['a lasting 403', 100, { kind: 'forbidden' }],
	['a lasting 401', 10, { kind: 'unauthorized' }],
	['a lasting 401', 100, { kind: 'unauthorized' }],
	['a lasting 200 that speaks of the token', 100, { kind: 'tokenExpired' }],
] as const)(
	'%s against 100 messages, %d at a time, is no token trouble: at most 3 sign-ins and 120 requests, and all are refused',
	async (_, concurrentRequests, answer) => {
		const { engine, sandbox } = bench;
		sandbox.onSend(() => answer);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests }, PERSONAL),
			items: rows(100),
			settings: CONTINUE,
		});
		expect(tally(stories(result))).toEqual({ refused: 100 });
		const { signIns, refreshes, requests } = sandbox.counts();
		expect(signIns + refreshes).toBeLessThanOrEqual(3);
		expect(requests).toBeLessThanOrEqual(120);
	},
	30_000,
);

test('a 403 to some messages only refuses those, and signs in no more than for one of them', async () => {
	const { engine, sandbox } = bench;
	sandbox.onSend(({ message }) => (message.endsWith('7') ? { kind: 'forbidden' } : undefined));
	const result = await engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
		items: rows(50),
		settings: CONTINUE,
	});
	expect(tally(stories(result))).toEqual({ accepted: 45, refused: 5 });
	expect(sandbox.counts().signIns + sandbox.counts().refreshes).toBeLessThanOrEqual(3);
});
