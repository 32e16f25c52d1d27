import { request } from 'node:http';
import { type Sandbox, startSandbox } from '../../sandbox/index.mts';
import { call, message, send, signed } from './client.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

test('finds messages by number and by text, a page at a time, oldest first', async () => {
	const headers = await signed(sandbox);
	for (const text of ['First', 'Second', 'Third']) {
		await send(sandbox, headers, message({ message: text, recipients: ['254700000001', '254700000002'] }));
	}
	const find = async (query: string) => (await call('GET', `${sandbox.url}/sandbox/messages${query}`)).json;
	expect(await find('')).toMatchObject({ total: 6, offset: 0, limit: 100, messages: sandbox.messages() });
	expect(await find('?to=254700000002&text=SEC')).toMatchObject({
		total: 1,
		messages: [{ text: 'Second', to: '254700000002' }],
	});
	expect(await find('?limit=2&offset=3')).toMatchObject({
		total: 6,
		messages: sandbox.messages().slice(3, 5),
	});
});

test('clears', async () => {
	await send(sandbox, await signed(sandbox));
	expect((await call('DELETE', `${sandbox.url}/sandbox/messages`)).json).toMatchObject({
		messages: 0,
		requests: 0,
	});
	expect(sandbox.messages()).toEqual([]);
});

test('shows requests, the newest first, and counts', async () => {
	await send(sandbox, await signed(sandbox));
	const { json } = await call('GET', `${sandbox.url}/sandbox/requests?limit=1`);
	expect(json).toMatchObject({
		total: 2,
		requests: [{ endpoint: 'send', headers: { authorization: 'Bearer ***' } }],
	});
	expect((await call('GET', `${sandbox.url}/sandbox/counts`)).json).toEqual(sandbox.counts());
	expect(sandbox.counts().requests).toBe(2);
});

test('shows switches and changes those that are given', async () => {
	const url = `${sandbox.url}/sandbox/switches`;
	expect((await call('GET', url)).json).toEqual({
		accessTokenLifetime: 3600,
		refreshTokenLifetime: 1800,
		latency: 0,
		tokenNames: 'snake',
		tokenRefusal: 401,
		rowOrder: 'asSent',
		recipientFormat: 'plain',
		misbehavingNumbers: true,
	});
	expect((await call('PATCH', url, { accessTokenLifetime: 5, tokenNames: 'spaced' })).json).toMatchObject({
		accessTokenLifetime: 5,
		refreshTokenLifetime: 1800,
		tokenNames: 'spaced',
	});
	expect(sandbox.switches.accessTokenLifetime).toBe(5);
});

test('a switch that is set to undefined stays as it was', () => {
	sandbox.set({ latency: 7 });
	sandbox.set({ latency: undefined, tokenNames: 'spaced' });
	expect(sandbox.switches).toMatchObject({ latency: 7, tokenNames: 'spaced' });
});

test('plans answers, tells how many are left, and forgets them', async () => {
	const url = `${sandbox.url}/sandbox/next`;
	const plan = {
		endpoint: 'send',
		answers: [
			{ kind: 'tooMany', retryAfter: 2, repeat: 2 },
			{ kind: 'ok', delay: 1 },
		],
	};
	expect((await call('POST', url, plan)).json).toEqual({ auth: 0, refresh: 0, send: 3 });
	expect((await send(sandbox, await signed(sandbox))).status).toBe(429);
	expect((await call('GET', url)).json).toEqual({ auth: 0, refresh: 0, send: 2 });
	expect((await call('DELETE', url)).json).toEqual({ auth: 0, refresh: 0, send: 0 });
});

test('revokes tokens', async () => {
	const headers = await signed(sandbox);
	expect((await call('POST', `${sandbox.url}/sandbox/revoke`)).status).toBe(200);
	expect((await send(sandbox, headers)).status).toBe(401);
});

test.each([
	[
		'PATCH',
		'/switches',
		{ latency: 'slow' },
		'switches.latency is "slow": give a whole number of milliseconds from 0 to 600000',
	],
	['PATCH', '/switches', { speed: 1 }, 'switches.speed is 1: there is no such field here; correct its name'],
	['PATCH', '/switches', [], 'switches is []: give a JSON object'],
	['PATCH', '/switches', '{', 'The body is not JSON'],
	['PATCH', '/switches', { tokenRefusal: 500 }, 'switches.tokenRefusal is 500: give 401, 403 or 200'],
	[
		'POST',
		'/next',
		{ endpoint: 'sms', answers: [{ kind: 'ok' }] },
		"body.endpoint is \"sms\": give 'auth', 'refresh' or 'send'",
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'status', status: 500, headers: { 'a b': '1' } }] },
		'body.answers[0].headers.a b is "1": give a name of letters, digits and hyphens',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'status', status: 500, headers: { 'x-trace': 'ā' } }] },
		'body.answers[0].headers.x-trace is "ā": give a text without line breaks',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'redirect', location: '/ā' }] },
		'body.answers[0].location is "/ā": give a text without line breaks',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'tooMany', retryAfter: 'a\nb' }] },
		'body.answers[0].retryAfter is "a\\nb": give a text without line breaks',
	],
	['POST', '/next', { endpoint: 'send', answers: [] }, 'body.answers is []: give at least one answer'],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'boom' }] },
		"body.answers[0].kind is \"boom\": give one of 'status', 'envelopeError'",
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'ok' }, { kind: 'ok', later: true }] },
		'body.answers[1].later is true: there is no such field here; correct its name, or leave it out',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'reset', repeat: 0 }] },
		'body.answers[0].repeat is 0: give a whole number from 1 to 1000000',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'auth', answers: [{ kind: 'rows' }] },
		'endpoint is "auth", and the kind of an answer is "rows": plan it for \'send\'',
	],
	[
		'POST',
		'/next',
		{ endpoint: 'send', answers: [{ kind: 'rows', recipients: 'some' }] },
		"body.answers[0].recipients is \"some\": give 'all', 'first', 'last' or a list of numbers",
	],
	[
		'PATCH',
		'/switches',
		{ misbehavingNumbers: 'no' },
		'switches.misbehavingNumbers is "no": give true or false',
	],
	['GET', '/messages?limit=many', undefined, 'query.limit is "many": give a whole number from 0 to 100000'],
	['GET', '/messages?from=1', undefined, 'query.from is "1": there is no such field here'],
] as const)(
	'%s %s with %j is refused, with the field, the value and a hint',
	async (method, path, body, words) => {
		const heard = await call(method, `${sandbox.url}/sandbox${path}`, body);
		expect(heard.status).toBe(400);
		expect(heard.json['error']).toContain(words);
	},
);

test('says so when there is no such thing', async () => {
	expect(await call('GET', `${sandbox.url}/sandbox/nothing`)).toMatchObject({
		status: 404,
		json: { error: 'There is no GET /sandbox/nothing' },
	});
});

describe('web pages of others', () => {
	const status = (headers: Record<string, string>) =>
		new Promise<number | undefined>((resolve, reject) => {
			const asked = request(`${sandbox.url}/sandbox/counts`, { headers }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			asked.on('error', reject).end();
		});

	test('are refused by their origin', async () => {
		expect(await status({ origin: 'http://example.com' })).toBe(403);
		expect(await status({ origin: 'null' })).toBe(403);
		expect(await status({ origin: sandbox.url })).toBe(200);
	});

	test('are refused by a name that was pointed here', async () => {
		expect(await status({ host: 'example.com' })).toBe(403);
		expect(await status({ host: 'localhost:80' })).toBe(200);
	});
});
