import { parseTokenSet } from '../../../gateway/signIn/tokens';
import { later, ONE, startBench, type Bench } from '../support.mts';

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

/** The body of the latest refresh. */
function refreshBody(): unknown {
	return bench.sandbox.requests().findLast(({ endpoint }) => endpoint === 'refresh')?.body;
}

test('a refresh asks with the refresh token and the user name, and with nothing else', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(1000);
	await engine.run(ONE);
	expect(refreshBody()).toEqual({ refreshToken: expect.any(String), userName: sandbox.account.userName });
});

test('a token that is refreshed while its refresh token lives never needs the password again', async () => {
	const { engine, sandbox } = bench;
	for (let run = 0; run < 20; run++) {
		await engine.run(ONE);
		later(900);
	}
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 20, messages: 20 });
	expect(sandbox.counts().refreshes).toBeGreaterThanOrEqual(8);
}, 30_000);

test.each([
	['in the first half of its refresh token is used as it is', 880, { signIns: 1, refreshes: 0 }],
	['in the second half of its refresh token is refreshed ahead of time', 890, { signIns: 1, refreshes: 1 }],
	['whose refresh token is dead is used as it is', 1775, { signIns: 1, refreshes: 0 }],
])('a living access token %s', async (_, seconds, expected) => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(seconds);
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ ...expected, sends: 2, messages: 2 });
});

test('with an expired access token and a living refresh token, the refresh token is used', async () => {
	const { engine, sandbox } = bench;
	sandbox.set({ accessTokenLifetime: 600 });
	await engine.run(ONE);
	later(700);
	await engine.run(ONE);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 1, sends: 2, messages: 2 });
});

test.each([
	['a refused refresh', { kind: 'envelopeError', message: 'Invalid refresh token' }],
	['a refresh that breaks', { kind: 'reset' }],
] as const)('%s falls back to the password', async (_, answer) => {
	const { engine, sandbox } = bench;
	sandbox.set({ accessTokenLifetime: 600 });
	await engine.run(ONE);
	later(700);
	sandbox.next('refresh', answer);
	await engine.run(ONE);
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 1, messages: 2 });
});

test('a renewal ahead of time that fails altogether leaves the living access token in use', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(1000);
	sandbox.next('refresh', { kind: 'reset' });
	sandbox.next('auth', { kind: 'unavailable' });
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 1, sends: 2, messages: 2 });
});

test('a refreshed token that is refused at once falls back to the password', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(1000);
	sandbox.next('send', { kind: 'unauthorized' });
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 1, sends: 3, messages: 2 });
	expect(parseTokenSet(engine.credentials.data['tokenSet'])).toMatchObject({ grant: 'password' });
});

test('a revoked token whose refresh brings one that is refused too falls back to the password', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	sandbox.next('send', { kind: 'unauthorized', repeat: 2 });
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 1, sends: 4, messages: 2 });
});
