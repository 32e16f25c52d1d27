import { MAX_TOKENS_REMEMBERED, RecordMasking } from '../../../sandbox/store/masking.mts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { MAX_KEPT_BODY_BYTES, RequestLog } from '../../../sandbox/store/requestLog.mts';
import { call, details, message, send, signed, signIn } from '../client.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

test('counts attempts by what they were, answered or not', async () => {
	const headers = await signed(sandbox);
	sandbox.next('auth', { kind: 'reset' });
	await expect(call('POST', `${sandbox.apiUrl}/auth`, details(sandbox))).rejects.toThrow();
	await call('POST', `${sandbox.apiUrl}/auth/refresh`, {});
	await send(sandbox, headers, message({ recipients: ['254700000001', '254700000002'] }));
	await send(sandbox, headers, message({ sourceId: 0 }));
	await call('GET', `${sandbox.apiUrl}/elsewhere`);
	expect(sandbox.counts()).toMatchObject({ requests: 6, signIns: 2, refreshes: 1, sends: 2, messages: 2 });
	expect(sandbox.counts().connections).toBeGreaterThanOrEqual(1);
});

test('shows headers, body and answer of a request, and no secret of any of them', async () => {
	const tokens = await signIn(sandbox);
	await call('POST', `${sandbox.apiUrl}/auth/refresh`, {
		refreshToken: tokens.refresh,
		refresh_token: tokens.refresh,
	});
	await send(sandbox, { authorization: `Bearer ${tokens.access}`, 'app-key': sandbox.account.appKey });
	await call('POST', `${sandbox.apiUrl}/auth`, `{"password":"${sandbox.account.password}"`);
	const [auth, refresh, sent, broken] = sandbox.requests();
	expect(auth).toMatchObject({
		endpoint: 'auth',
		method: 'POST',
		path: '/api/auth',
		body: { userName: 'sandbox-user', password: '***' },
		state: 'answered',
		answer: {
			status: 200,
			body: { status: 'success', data: { access_token: '***', refresh_token: '***', id_token: null } },
		},
		tookMs: expect.any(Number),
		planned: undefined,
	});
	expect(refresh?.body).toEqual({ refreshToken: '***', refresh_token: '***' });
	expect(sent).toMatchObject({
		path: '/api/communications/sms/sendMessage',
		headers: { authorization: 'Bearer ***', 'app-key': '***', 'content-type': 'application/json' },
		body: message(),
		accepted: 1,
	});
	expect(broken?.body).toBe('{"password":"***"');
	const everything = JSON.stringify(sandbox.requests());
	for (const secret of [sandbox.account.password, sandbox.account.appKey, tokens.access, tokens.refresh]) {
		expect(everything).not.toContain(secret);
	}
});

describe('a record, wherever a client or a planned answer repeats a secret, shows it', () => {
	const account = { password: 'pa"ss w/örd&1', appKey: 'app<key>\\%41' };
	const base64 = (text: string) => Buffer.from(text).toString('base64');
	const WAYS: ReadonlyArray<[string, (secret: string) => string]> = [
		['as it is', (secret) => secret],
		['in JSON', (secret) => JSON.stringify(secret).slice(1, -1)],
		['in a URL', encodeURIComponent],
		['in a form', (secret) => new URLSearchParams({ '': secret }).toString().slice(1)],
		['in HTML', (secret) => secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;')],
		['in base64 with Bearer', (secret) => base64(`Bearer ${secret}`)],
		['in upper case', (secret) => secret.toUpperCase()],
	];

	test.each(WAYS)('masked, %s', async (_name, way) => {
		const own = await startSandbox(account);
		const tokens = await signIn(own);
		const secrets = [account.password, account.appKey, tokens.access, tokens.refresh, 'shown-by-mistake'];
		await send(own, { authorization: 'Bearer shown-by-mistake', 'app-key': 'nobody' });
		const ways = secrets.map(way);
		for (const text of ways) {
			own.next('send', {
				kind: 'status',
				status: 400,
				body: { [text]: [text] },
				headers: { 'x-said': encodeURI(text) },
			});
			await call(
				'POST',
				`${own.apiUrl}/communications/sms/sendMessage`,
				message({ message: `It is ${text}!`, [text]: 1 }),
				{
					'x-other': encodeURI(text),
				},
			);
			await call('GET', `${own.apiUrl}/${encodeURIComponent(text)}?of=${encodeURIComponent(text)}`);
			await call('POST', `${own.apiUrl}/auth`, `no JSON: ${text}`);
		}
		const records = own.requests();
		expect(records).toHaveLength(2 + 3 * secrets.length);
		expect(records[2]).toMatchObject({
			headers: { 'x-other': '***' },
			body: { message: 'It is ***!', '***': 1 },
		});
		const everything = JSON.stringify(records);
		const inUrls = [...secrets, ...ways].flatMap((text) => [encodeURI(text), encodeURIComponent(text)]);
		for (const text of [...secrets, ...ways, ...inUrls]) {
			expect(everything).not.toContain(JSON.stringify(text).slice(1, -1));
		}
		await own.close();
	});

	test('masked where it lies across the end of what is kept of a text', async () => {
		await call('POST', `${sandbox.apiUrl}/auth`, 'x'.repeat(9_990) + sandbox.account.password);
		const body = String(sandbox.requests()[0]?.body);
		expect(body.replaceAll('x', '')).toBe('***');
	});

	test('masked in any message as well, and the message itself is what was sent', async () => {
		const text = `Your code is ${sandbox.account.appKey}`;
		await send(sandbox, await signed(sandbox), message({ message: text }));
		expect(sandbox.requests()[1]?.body).toEqual(message({ message: 'Your code is ***' }));
		expect(sandbox.messages()[0]?.text).toBe(text);
	});

	test('masked as long as its token is among the last that were issued or shown', () => {
		const masking = new RecordMasking({ password: 'sandbox-password', appKey: 'sandbox-app-key' });
		const show = (authorization: string, path = '/api/elsewhere') =>
			masking.request({ endpoint: 'other', method: 'GET', path, headers: { authorization }, body: '' });
		for (let index = 0; index < 3 * MAX_TOKENS_REMEMBERED; index += 1) {
			show(`Bearer number-${index}-of-them`);
			if (index % 50 === 0) show('Bearer often-shown');
		}
		const last = `number-${3 * MAX_TOKENS_REMEMBERED - 1}-of-them`;
		expect(show('', `/api/often-shown/number-0-of-them/${last}/sandbox-app-key`).path).toBe(
			'/api/***/number-0-of-them/***/***',
		);
	});
});

test('clearing forgets messages, requests and counts, and keeps tokens, switches and plans', async () => {
	sandbox.set({ latency: 1 });
	const headers = await signed(sandbox);
	await send(sandbox, headers);
	sandbox.next('send', { kind: 'forbidden' });
	sandbox.clear();
	expect(sandbox.messages()).toEqual([]);
	expect(sandbox.requests()).toEqual([]);
	expect(sandbox.counts()).toEqual({
		requests: 0,
		signIns: 0,
		refreshes: 0,
		sends: 0,
		connections: 0,
		messages: 0,
	});
	expect((await send(sandbox, headers)).status).toBe(403);
	expect((await send(sandbox, headers)).status).toBe(200);
	expect(sandbox.switches.latency).toBe(1);
});

test('keeps as many messages as it was told, the oldest go first, and the count knows of all', async () => {
	const small = await startSandbox({ capacity: 3 });
	const headers = await signed(small);
	for (const text of ['a', 'b', 'c', 'd']) await send(small, headers, message({ message: text }));
	expect(small.messages().map(({ text }) => text)).toEqual(['b', 'c', 'd']);
	expect(small.counts().messages).toBe(4);
	await small.close();
});

test('the oldest requests go when bodies and answers take more than there is room for, but never the last', () => {
	const log = new RequestLog();
	const facts = { endpoint: 'send', method: 'POST', path: '/', headers: {}, body: '' } as const;
	const first = log.open(facts, new Date(), MAX_KEPT_BODY_BYTES / 4);
	const second = log.open(facts, new Date(), MAX_KEPT_BODY_BYTES / 4);
	const ids = () => log.requests.map(({ id }) => id);
	log.close(first, { state: 'hanging' }, MAX_KEPT_BODY_BYTES / 2);
	expect(ids()).toEqual([1, 2]);
	log.close(second, { state: 'hanging' }, 1);
	expect(ids()).toEqual([2]);
	log.close(first, { state: 'hanging' }, MAX_KEPT_BODY_BYTES);
	log.close(second, { state: 'hanging' }, MAX_KEPT_BODY_BYTES);
	expect(ids()).toEqual([2]);
});

test('what was handed out does not change under the reader', async () => {
	const headers = await signed(sandbox);
	const before = sandbox.messages();
	await send(sandbox, headers);
	expect(before).toEqual([]);
	expect(sandbox.messages()).toHaveLength(1);
});

test('a request that was handed out while it waited goes on saying so', async () => {
	const headers = await signed(sandbox);
	sandbox.set({ latency: 50 });
	const sending = send(sandbox, headers);
	await sandbox.waitFor((all) => all.messages().length === 1);
	const before = sandbox.requests().at(-1);
	await sending;
	expect(before).toMatchObject({ state: 'waiting' });
	expect(sandbox.requests().at(-1)).toMatchObject({ state: 'answered', answer: { status: 200 } });
});

describe('waiting', () => {
	test('ends as soon as the condition holds', async () => {
		const headers = await signed(sandbox);
		const waiting = sandbox.waitFor((all) => all.counts().messages === 2);
		await send(sandbox, headers);
		await send(sandbox, headers);
		await waiting;
	});

	test('in vain says what there was instead', async () => {
		await expect(sandbox.waitFor(() => false, 20)).rejects.toThrow(
			'Waited 20 ms in vain; so far there were {"requests":0',
		);
	});

	test('hands on what the condition throws', async () => {
		const refuse = () => {
			throw new Error('no such thing');
		};
		await expect(sandbox.waitFor(refuse)).rejects.toThrow('no such thing');
	});
});

test('what it is started with or switched to is checked at the door', async () => {
	await expect(startSandbox({ port: 70_000 })).rejects.toThrow(
		'options.port is 70000: give a whole number from 0 to 65535',
	);
	await expect(startSandbox({ userName: '' })).rejects.toThrow(
		'options.userName is "": give a text that is not empty',
	);
	expect(() => sandbox.set({ latency: -1 })).toThrow(
		'switches.latency is -1: give a whole number of milliseconds from 0 to 600000',
	);
	expect(() => sandbox.next('send', { kind: 'status', status: 99 })).toThrow(
		'answers[0].status is 99: give a whole number from 200 to 599',
	);
	expect(sandbox.switches.latency).toBe(0);
});

test('a port that is taken is said in plain words', async () => {
	const port = Number(new URL(sandbox.url).port);
	await expect(startSandbox({ port })).rejects.toThrow(
		`Port ${port} of 127.0.0.1 is taken by another program`,
	);
});

test('closing twice is closing once, and it ends open connections', async () => {
	await signIn(sandbox);
	await sandbox.close();
	await sandbox.close();
	await expect(signIn(sandbox)).rejects.toThrow();
});

test('listens on the loopback address unless told otherwise', async () => {
	expect(sandbox.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	const everywhere = await startSandbox({ host: '0.0.0.0' });
	expect(everywhere.apiUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api$/);
	expect((await signIn(everywhere)).access).toMatch(/^ey/);
	await everywhere.close();
});
