import { later, msisdns, ONE, rows, sendTo, startBench, stories, type Bench } from '../support.mts';

const PERSONAL = {
	parameters: sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}'),
	items: rows(30),
	settings: { onError: 'continueRegularOutput' },
} as const;

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

test('200 executions at the same moment with a wrong password cost one refused sign-in', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.data['password'] = 'wrong-password';
	const results = await Promise.all(
		msisdns(200).map(async (number) => await engine.run({ parameters: sendTo(number), items: [{}] })),
	);
	expect(results.filter(({ error }) => error)).toHaveLength(200);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
}, 30_000);

test('a refused sign-in is not repeated for the other messages of the run', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.data['password'] = 'wrong-password';
	const result = await engine.run(PERSONAL);
	expect(stories(result).every(({ status }) => status === 'refused')).toBe(true);
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
});

test('20 executions in a row with a wrong password are one attempt, and each says when it was', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.edit({ password: 'wrong-password' });
	for (let run = 0; run < 20; run++) {
		const { error } = await engine.run(ONE);
		expect(error?.message).toContain('MobiConnect refused to sign in: Invalid user name or password');
		if (run > 0)
			expect(error?.message).toMatch(/that was \d+ s ago; the same details are tried once a minute/);
	}
	expect(sandbox.counts()).toMatchObject({ signIns: 1, sends: 0 });
});

test.each([
	['59', 59, 1],
	['60', 60, 2],
])('after %s seconds a refused account was tried as often as it may be', async (_, seconds, signIns) => {
	const { engine, sandbox } = bench;
	const start = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => start);
	engine.credentials.edit({ password: 'wrong-password' });
	await engine.run(ONE);
	later(seconds);
	await engine.run(ONE);
	expect(sandbox.counts().signIns).toBe(signIns);
});

test('a refused password that is corrected works at once', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.edit({ password: 'wrong-password' });
	expect((await engine.run(ONE)).error).toBeDefined();
	engine.credentials.edit({ password: sandbox.account.password });
	expect((await engine.run(ONE)).error).toBeUndefined();
	expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 1 });
});

test('a refused account does not keep another one from signing in', async () => {
	other = await startBench();
	bench.engine.credentials.edit({ password: 'wrong-password' });
	expect((await bench.engine.run(ONE)).error).toBeDefined();
	expect((await other.engine.run(ONE)).error).toBeUndefined();
});

/** Presses the Test button of the credential: what n8n does then, with the requests sent for real. */
async function pressTest(): Promise<unknown> {
	const { credentials } = bench.engine;
	const type = bench.engine.packages.credential();
	const helpers = {
		httpRequest: async ({ url, body }: { url: string; body: object }) => {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { statusCode: response.status, headers: {}, body: await response.json() };
		},
	};
	return await type.preAuthentication?.call({ helpers } as never, { accessToken: '', ...credentials.data });
}

test('the Test button asks the gateway each time, however recently it refused', async () => {
	const { engine, sandbox } = bench;
	engine.credentials.edit({ password: 'wrong-password' });
	await engine.run(ONE);
	await expect(pressTest()).rejects.toThrow('MobiConnect refused to sign in: Invalid user name or password');
	await expect(pressTest()).rejects.toThrow('MobiConnect refused to sign in: Invalid user name or password');
	expect(sandbox.counts().signIns).toBe(3);
	engine.credentials.edit({ password: sandbox.account.password });
	await expect(pressTest()).resolves.toHaveProperty('accessToken');
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

test.each<[string, { path?: string; password?: string; baseUrl?: string }, RegExp, RegExp]>([
	[
		'user name and password for a refused sign-in',
		{ password: 'wrong-password' },
		/^MobiConnect refused to sign in: Invalid user name or password$/,
		/^Check "User Name" and "Password" in the MobiConnect credential: [^<]*$/,
	],
	[
		'the Base URL for an address that is not the gateway’s',
		{ path: '/elsewhere' },
		/^There is no MobiConnect at http:.*\/elsewhere: .* \(HTTP status 404\)\. Is the Base URL right\?$/,
		/^Check "Base URL" in the MobiConnect credential/,
	],
	[
		'the Base URL for one that can not be used',
		{ baseUrl: 'lbtotal.mfs.co.ke/api' },
		/^Base URL "lbtotal\.mfs\.co\.ke\/api" can't be used/,
		/^Check "Base URL" in the MobiConnect credential/,
	],
])('the error names %s, and blames no number', async (_, { path, ...changes }, reason, description) => {
	const { engine, sandbox } = bench;
	engine.credentials.edit({ ...(path !== undefined && { baseUrl: sandbox.url + path }), ...changes });
	const { error } = await engine.run({ parameters: sendTo('={{ $json.phone }}'), items: rows(3) });
	expect(error?.message.replace('Nobody was texted: ', '')).toMatch(reason);
	expect(error?.description).toMatch(description);
	expect(error?.description).not.toMatch(/Refused|Not tried/);
});
