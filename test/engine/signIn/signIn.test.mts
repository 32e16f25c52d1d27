import { createServer } from 'node:http';
import { once } from 'node:events';
import { parseTokenSet } from '../../../gateway/signIn/tokens';
import { Engine } from '../../../harness/engine/engine.mts';
import { later, msisdns, ONE, rows, sendTo, startBench, type Bench } from '../support.mts';

let bench: Bench;
/** A second gateway, where a test starts one. */
let other: Bench | undefined;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
	await other?.close();
	other = undefined;
});

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
		// A request may name its target in full (RFC 9112, 3.2.2).
		const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
		seen.push({ pathname, ...request.headers });
		const data = pathname === '/api/auth' ? { access_token: 'the-token', expires_in: 3600 } : {};
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
		expect.objectContaining({ pathname: '/api/auth' }),
		expect.objectContaining({
			pathname: '/api/communications/sms/sendMessage',
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
}, 30_000);

test('200 executions at the same moment with an expired token cost one sign-in', async () => {
	const { engine, sandbox } = bench;
	await engine.run(ONE);
	later(3600);
	sandbox.clear();
	await Promise.all(
		msisdns(200).map(async (number) => await engine.run({ parameters: sendTo(number), items: [{}] })),
	);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 200, messages: 200 });
}, 30_000);

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
	expect(result.error?.message).toMatch(/^Nobody was texted: MobiConnect refused to sign in: /);
	expect(sandbox.counts()).toMatchObject({ signIns: 2, refreshes: 0, sends: 1 });
});

test('a token obtained from another base URL is not used, though n8n kept it', async () => {
	other = await startBench();
	await bench.engine.run(ONE);
	bench.engine.credentials.data['baseUrl'] = other.sandbox.apiUrl;
	await bench.engine.run(ONE);
	expect(other.sandbox.counts()).toMatchObject({ signIns: 1, refreshes: 0, sends: 1, messages: 1 });
});

test('the credential is read once per run, and once more after a sign-in, however many requests it takes', async () => {
	const { engine } = bench;
	const run = {
		parameters: sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}'),
		items: rows(50),
	};
	await engine.run(run);
	expect(engine.credentials.reads).toBe(2);
	await engine.run(run);
	expect(engine.credentials.reads).toBe(3);
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
