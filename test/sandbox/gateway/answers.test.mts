import { type Answer, type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { call, details, message, send, signed } from '../client.mts';

let sandbox: Sandbox;
let headers: Record<string, string>;
beforeEach(async () => {
	sandbox = await startSandbox();
	headers = await signed(sandbox);
});
afterEach(() => sandbox.close());

test.each<[Answer, { status: number; text?: string | RegExp; header?: [string, string] }]>([
	[
		{ kind: 'status', status: 418 },
		{ status: 418, text: /"message":"HTTP status 418"/ },
	],
	[
		{ kind: 'status', status: 500, body: { status: 'error', message: 'oops' } },
		{ status: 500, text: '{"status":"error","message":"oops"}' },
	],
	[
		{ kind: 'status', status: 502, body: 'Bad Gateway', headers: { 'X-Proxy': 'yes' } },
		{ status: 502, text: 'Bad Gateway', header: ['x-proxy', 'yes'] },
	],
	[{ kind: 'envelopeError' }, { status: 200, text: /^\{"status":"error","message":"Your request/ }],
	[
		{ kind: 'envelopeError', message: 'No credit' },
		{ status: 200, text: '{"status":"error","message":"No credit"}' },
	],
	[
		{ kind: 'envelopeError', message: 'No credit', wordsIn: 'data' },
		{ status: 200, text: '{"status":"error","data":{"message":"No credit"}}' },
	],
	[{ kind: 'tokenExpired' }, { status: 200, text: '{"status":"error","message":"Access token expired"}' }],
	[{ kind: 'unauthorized' }, { status: 401 }],
	[
		{ kind: 'forbidden', message: 'Go away' },
		{ status: 403, text: /Go away/ },
	],
	[
		{ kind: 'tooMany', retryAfter: 3 },
		{ status: 429, header: ['retry-after', '3'] },
	],
	[
		{ kind: 'unavailable', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
		{ status: 503, header: ['retry-after', 'Wed, 21 Oct 2026 07:28:00 GMT'] },
	],
	[{ kind: 'unavailable' }, { status: 503 }],
	[{ kind: 'html' }, { status: 200, text: /<html>/, header: ['content-type', 'text/html; charset=utf-8'] }],
	[
		{ kind: 'html', status: 502 },
		{ status: 502, text: /<html>/ },
	],
	[{ kind: 'notJson' }, { status: 200, text: 'OK, queued' }],
	[{ kind: 'empty' }, { status: 200, text: '' }],
	[{ kind: 'redirect' }, { status: 302, header: ['location', '/api/moved'] }],
	[
		{ kind: 'redirect', status: 307, location: 'http://127.0.0.1:1/' },
		{ status: 307, header: ['location', 'http://127.0.0.1:1/'] },
	],
])('%j is answered once, takes nothing, and then all is normal', async (answer, expected) => {
	sandbox.next('send', answer);
	const heard = await send(sandbox, headers);
	expect(heard.status).toBe(expected.status);
	if (expected.text !== undefined)
		expect(heard.text).toEqual(expect.stringMatching(asPattern(expected.text)));
	if (expected.header !== undefined) expect(heard.headers.get(expected.header[0])).toBe(expected.header[1]);
	expect(sandbox.messages()).toHaveLength(0);
	expect(sandbox.requests().at(-1)).toMatchObject({
		planned: answer.kind,
		answer: { status: expected.status },
		accepted: 0,
	});
	expect((await send(sandbox, headers)).json).toMatchObject({ status: 'success' });
	expect(sandbox.messages()).toHaveLength(1);
});

function asPattern(text: string | RegExp): RegExp {
	return typeof text === 'string' ? new RegExp(`^${text.replace(/[{}()[\].*+?^$|\\]/g, '\\$&')}$`) : text;
}

test.each<[Answer, number]>([
	[{ kind: 'reset' }, 0],
	[{ kind: 'reset', how: 'close' }, 0],
	[{ kind: 'resetAfterAccept' }, 1],
	[{ kind: 'resetAfterAccept', how: 'close' }, 1],
	[{ kind: 'truncated' }, 1],
	[{ kind: 'truncated', afterAccept: false }, 0],
])('%j breaks the connection with %d taken', async (answer, taken) => {
	sandbox.next('send', answer);
	await expect(send(sandbox, headers)).rejects.toThrow();
	expect(sandbox.messages()).toHaveLength(taken);
	expect(sandbox.requests().at(-1)).toMatchObject({
		state: answer.kind === 'truncated' ? 'truncated' : 'dropped',
		accepted: taken,
	});
});

test.each([
	['reset', 'ECONNRESET'],
	['close', 'UND_ERR_SOCKET'],
] as const)('a connection can be ended by %s', async (how, code) => {
	sandbox.next('send', { kind: 'reset', how });
	await expect(send(sandbox, headers)).rejects.toMatchObject({ cause: { code } });
});

test.each([false, true])(
	'hanging never answers; afterAccept %p decides whether the message was taken',
	async (afterAccept) => {
		sandbox.next('send', { kind: 'hang', afterAccept });
		const sending = send(sandbox, headers);
		await sandbox.waitFor((all) => all.requests().at(-1)?.state === 'hanging');
		expect(sandbox.messages()).toHaveLength(afterAccept ? 1 : 0);
		const ended = expect(sending).rejects.toThrow();
		await sandbox.close();
		await ended;
	},
);

test('messages can be taken and the answer still be a failure', async () => {
	sandbox.next(
		'send',
		{ kind: 'acceptThen', answer: { kind: 'status', status: 504 } },
		{ kind: 'acceptThen', answer: { kind: 'notJson', body: '<garbage' } },
	);
	expect((await send(sandbox, headers)).status).toBe(504);
	expect((await send(sandbox, headers)).text).toBe('<garbage');
	expect(sandbox.messages()).toHaveLength(2);
});

test.each<Answer>([
	{ kind: 'acceptThen', answer: { kind: 'status', status: 504 } },
	{ kind: 'resetAfterAccept' },
	{ kind: 'hang', afterAccept: true },
])('%j does not take what the gateway would refuse', async (answer) => {
	sandbox.next('send', answer);
	expect(await send(sandbox, headers, message({ sourceId: 0 }))).toMatchObject({
		status: 200,
		json: { status: 'error' },
	});
	expect(sandbox.messages()).toHaveLength(0);
});

test('answers come in order, as often as they repeat, and each endpoint has its own', async () => {
	sandbox.next('send', { kind: 'unavailable', repeat: 2 }, { kind: 'forbidden' });
	sandbox.next('auth', { kind: 'envelopeError', message: 'Locked' });
	sandbox.next('refresh', { kind: 'unauthorized' });
	expect(sandbox.planned()).toEqual({ auth: 1, refresh: 1, send: 3 });
	const statuses: number[] = [];
	for (let count = 0; count < 4; count += 1) statuses.push((await send(sandbox, headers)).status);
	expect(statuses).toEqual([503, 503, 403, 200]);
	expect((await call('POST', `${sandbox.apiUrl}/auth`, details(sandbox))).json).toMatchObject({
		message: 'Locked',
	});
	expect((await call('POST', `${sandbox.apiUrl}/auth/refresh`, {})).status).toBe(401);
	expect(sandbox.planned()).toEqual({ auth: 0, refresh: 0, send: 0 });
});

test('planned answers can be forgotten', async () => {
	sandbox.next('send', { kind: 'reset', repeat: 5 });
	sandbox.forget();
	expect((await send(sandbox, headers)).status).toBe(200);
});

test('a function decides each send, ahead of the plan', async () => {
	const seen: unknown[] = [];
	sandbox.next('send', { kind: 'forbidden' });
	sandbox.onSend((request) => {
		seen.push(request);
		return request.recipients.includes('254700000002') ? { kind: 'unavailable' } : undefined;
	});
	const statuses = [
		await send(sandbox, headers, message({ recipients: ['254700000002'] })),
		await send(sandbox, headers),
		await send(sandbox, headers),
	].map(({ status }) => status);
	expect(statuses).toEqual([503, 403, 200]);
	expect(seen).toEqual([
		{ message: 'Habari', recipients: ['254700000002'], sourceId: 1, index: 0 },
		{ message: 'Habari', recipients: ['254712345678'], sourceId: 1, index: 1 },
		{ message: 'Habari', recipients: ['254712345678'], sourceId: 1, index: 2 },
	]);
	sandbox.onSend(undefined);
	await send(sandbox, headers);
	expect(seen).toHaveLength(3);
});

test('latency and delay add up, and what is accepted is accepted before the wait', async () => {
	sandbox.set({ latency: 150 });
	sandbox.next('send', { kind: 'ok', delay: 150 });
	const started = performance.now();
	const sending = send(sandbox, headers);
	await sandbox.waitFor((all) => all.messages().length === 1);
	expect(sandbox.requests().at(-1)).toMatchObject({ state: 'waiting' });
	expect(sandbox.requests().at(-1)).not.toHaveProperty('answer');
	expect((await sending).status).toBe(200);
	expect(performance.now() - started).toBeGreaterThanOrEqual(295);
});
