import { createServer } from 'node:http';
import { once } from 'node:events';
import { formatTokenSet, parseTokenSet } from '../../gateway/tokens';
import { Engine } from '../../harness/engine/engine.mts';
import { msisdns, received, rows, sendTo, startBench, stories, type Bench } from './support.mts';

const ONE = { parameters: sendTo('0712345678'), items: [{}] };

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

/** Moves the clock of this process; the gateway's own clock moves with it, as it runs here. */
function later(seconds: number): void {
	const now = Date.now() + seconds * 1000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

test('a token is asked for once, kept by n8n, and used by later executions', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	await engine.run(ONE);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 2 });
	expect(engine.credentials.writes).toBe(1);
	expect(parseTokenSet(engine.credentials.data['tokenSet'])?.accessToken).toBe(
		engine.credentials.data['accessToken'],
	);
});

test('requests carry the bearer token and the app key', async () => {
	const seen: Array<Record<string, unknown>> = [];
	const gateway = createServer((request, response) => {
		seen.push({ url: request.url, ...request.headers });
		const data = request.url === '/api/auth' ? { access_token: 'the-token', expires_in: 3600 } : {};
		response.setHeader('content-type', 'application/json').end(JSON.stringify({ status: 'success', data }));
	}).listen(0, '127.0.0.1');
	await once(gateway, 'listening');
	const address = gateway.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	const credential = { userName: 'someone', password: 'secret', appKey: 'the-app-key' };
	const engine = await Engine.start(
		{ ...credential, baseUrl: `http://127.0.0.1:${address.port}/api//` },
		'sources',
	);
	const result = await engine.run(ONE);
	gateway.close();
	expect(result.error).toBeUndefined();
	expect(seen).toEqual([
		expect.objectContaining({ url: '/api/auth' }),
		expect.objectContaining({
			url: '/api/communications/sms/sendMessage',
			authorization: 'Bearer the-token',
			'app-key': 'the-app-key',
		}),
	]);
});

test('200 executions at the same moment without a token cost one sign-in', async () => {
	const { engine, sandbox } = bench;
	const results = await Promise.all(
		msisdns(200).map(async (number) => await engine.run({ parameters: sendTo(number), items: [{}] })),
	);
	expect(results.flatMap(({ error }) => (error ? [error.message] : []))).toEqual([]);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 200, messages: 200 });
});

test('200 executions at the same moment with an expired token cost one sign-in', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(3600);
	sandbox.clear();
	await Promise.all(
		msisdns(200).map(async (number) => await engine.run({ parameters: sendTo(number), items: [{}] })),
	);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 200, messages: 200 });
});

test('200 executions at the same moment with a wrong password cost one refused sign-in', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.data['password'] = 'wrong-password';
	const results = await Promise.all(
		msisdns(200).map(async (number) => await engine.run({ parameters: sendTo(number), items: [{}] })),
	);
	expect(results.filter(({ error }) => error)).toHaveLength(200);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
});

test.each([
	['just before the margin of the access token it is used', 3569, { signIns: 0, refreshes: 0, sends: 1 }],
	[
		'at the margin of the access token, with the refresh token long dead, the password is used',
		3570,
		{ signIns: 1, refreshes: 0, sends: 1 },
	],
])('%s', async (_, seconds, expected) => {
	const { engine, sandbox } = bench;
	const start = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => start);
	await engine.run(ONE);
	sandbox.clear();
	jest.spyOn(Date, 'now').mockImplementation(() => start + seconds * 1000);
	await engine.run(ONE);
	expect(sandbox.counts()).toMatchObject(expected);
});

test('a living refresh token is used first', async () => {
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

test('token names as the vendor misspelt them are read', async () => {
	bench.sandbox.set({ tokenNames: 'spaced' });
	expect((await bench.engine.run(ONE)).error).toBeUndefined();
	expect(bench.sandbox.counts().messages).toBe(1);
});

test.each([
	['user name', 'userName', 'someone-else'],
	['password', 'password', 'another-password'],
])('a token obtained with another %s is not used, though n8n kept it', async (_, field, value) => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	engine.credentials.data[field] = value;
	const result = await engine.run(ONE);
	expect(result.error?.message).toMatch(/^The message did not go out: MobiConnect refused to sign in: /);
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 0, sends: 1 });
});

test('a token obtained from another base URL is not used, though n8n kept it', async () => {
	const other = await startBench();
	await bench.engine.run(ONE);
	bench.engine.credentials.data['baseUrl'] = other.sandbox.apiUrl;
	await bench.engine.run(ONE);
	expect(other.sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 1, messages: 1 });
	await other.close();
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
	expect((await engine.run(ONE)).error?.message).toMatch(/^The message did not go out: /);
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
});

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
		askedAt: own.askedAt + 1,
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

test('the credential is read once per run, however many requests it takes', async () => {
	const { engine } = bench;
	await engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}'),
		items: rows(50),
	});
	expect(engine.credentials.reads).toBe(1);
});

test('a refused sign-in is not repeated for the other messages of the run', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.data['password'] = 'wrong-password';
	const result = await engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}'),
		items: rows(30),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(stories(result).every(({ status }) => status === 'refused')).toBe(true);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
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

test('a credential without a base URL says so', async () => {
	bench.engine.credentials.data['baseUrl'] = '';
	const { error } = await bench.engine.run(ONE);
	expect(error?.message).toContain('Base URL "" can\'t be used');
});

test.each([
	['http://gateway.example/api', 'your password would cross the network unencrypted'],
	['http://127.0.0.1.example.com/api', 'your password would cross the network unencrypted'],
	['ftp://127.0.0.1/api', 'it is not a web address'],
	['lbtotal.mfs.co.ke/api', 'it is not a web address'],
	['https://user:hunter22@gateway.example/api', 'it holds a user name or password of its own'],
	['https://gateway.example/api?key=1', 'it has something after the path'],
])('the base URL %s gets an error before a secret leaves', async (baseUrl, why) => {
	const { engine, sandbox } = bench;
	engine.credentials.data['baseUrl'] = baseUrl;
	const { error } = await engine.run(ONE);
	expect(error?.message).toMatch(/Base URL ".+" can't be used: /);
	expect(error?.message).toContain(why);
	expect(error?.message).toContain('https://lbtotal.mfs.co.ke/api');
	expect(error?.message).not.toContain('hunter22');
	expect(sandbox.counts().requests).toBe(0);
});

test.each([
	['userName', 'User Name'],
	['password', 'Password'],
	['appKey', 'App Key'],
])('a credential without its %s says so', async (field, label) => {
	bench.engine.credentials.data[field] = '';
	const { error } = await bench.engine.run(ONE);
	expect(error?.message).toContain(`has no ${label}`);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('the credential signs nothing that goes to anywhere else', async () => {
	const type = bench.engine.packages.credential();
	if (typeof type.authenticate !== 'function') throw new Error('No function signs');
	const signed = type.authenticate(bench.engine.credentials.data, { url: 'https://elsewhere.example/api' });
	await expect(signed).rejects.toThrow(/signs requests to .+ only/);
});

test('the test button signs in with the password, and shows the words of the gateway', async () => {
	const { engine } = bench;
	const type = engine.packages.credential();
	expect(type.test?.request).toMatchObject({ method: 'POST', url: '/auth' });
	engine.credentials.data['password'] = 'wrong-password';
	const data = { ...engine.credentials.data, accessToken: '' };
	const helpers = {
		httpRequest: async () => ({
			statusCode: 200,
			headers: {},
			body: { status: 'error', message: 'Bad credentials, wrong-password' },
		}),
	};
	await expect(type.preAuthentication?.call({ helpers } as never, data)).rejects.toThrow(
		'MobiConnect refused to sign in: Bad credentials, ***',
	);
});

test('what hidden properties hold is hidden from the browser too', () => {
	const { properties } = bench.engine.packages.credential();
	const secret = properties
		.filter(({ typeOptions }) => typeOptions?.password === true)
		.map(({ name }) => name);
	expect(secret).toEqual(['password', 'appKey', 'accessToken', 'tokenSet']);
	expect(properties.filter(({ type }) => type === 'hidden').map(({ name }) => name)).toEqual([
		'accessToken',
		'tokenSet',
	]);
});
