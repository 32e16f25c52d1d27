import jwt from 'jsonwebtoken';
import { type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { call, details, message, msisdns, record, rowsOf, send, signed, signIn } from '../client.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

describe('signing in', () => {
	test('answers with every documented field and the documented lifetimes', async () => {
		const heard = await call('POST', `${sandbox.apiUrl}/auth`, details(sandbox));
		expect(heard.status).toBe(200);
		expect(heard.json).toEqual({
			status: 'success',
			message: 'Successfully authenticated the user',
			data: {
				access_token: expect.any(String),
				expires_in: 3600,
				refresh_expires_in: 1800,
				refresh_token: expect.any(String),
				token_type: 'bearer',
				id_token: null,
				'not-before-policy': 0,
				session_state: expect.any(String),
				scope: 'profile email',
			},
		});
	});

	test('tokens are signed, live as long as they say, and are never twice the same', async () => {
		const [first, second] = [await signIn(sandbox), await signIn(sandbox)];
		const claims = record(jwt.decode(first.access));
		expect(claims).toMatchObject({ typ: 'Bearer', sub: 'sandbox-user' });
		expect(Number(claims['exp']) - Number(claims['iat'])).toBe(3600);
		const refreshClaims = record(jwt.decode(first.refresh));
		expect(refreshClaims).toMatchObject({ typ: 'Refresh', sub: 'sandbox-user' });
		expect(Number(refreshClaims['exp']) - Number(refreshClaims['iat'])).toBe(1800);
		expect(second.access).not.toBe(first.access);
	});

	test.each([
		['a wrong password', { password: 'wrong' }, 'Invalid user name or password'],
		['an unknown user', { userName: 'nobody' }, 'Invalid user name or password'],
		['no password', { password: undefined }, 'password must be a text'],
		['a number for a name', { userName: 7 }, 'userName must be a text'],
	])('%s is HTTP 200 with an error envelope and no token', async (_, change, words) => {
		const heard = await call('POST', `${sandbox.apiUrl}/auth`, { ...details(sandbox), ...change });
		expect(heard.status).toBe(200);
		expect(heard.json).toEqual({ status: 'error', data: null, message: words });
	});

	test('writes the token names as the vendor misspells them when switched so', async () => {
		sandbox.set({ tokenNames: 'spaced' });
		const { data } = await signIn(sandbox);
		expect(data).toMatchObject({
			'access token': expect.any(String),
			'expires in': 3600,
			refresh_expires_in: 1800,
		});
		expect(data).not.toHaveProperty('access_token');
		expect(data).not.toHaveProperty('expires_in');
	});

	test('takes the account and the lifetimes it was started with', async () => {
		const other = await startSandbox({
			userName: 'u',
			password: 'p',
			appKey: 'k',
			switches: { accessTokenLifetime: 60, refreshTokenLifetime: 30 },
		});
		const { data } = await signIn(other);
		expect(data).toMatchObject({ expires_in: 60, refresh_expires_in: 30 });
		expect((await call('POST', `${other.apiUrl}/auth`, details(sandbox))).json).toMatchObject({
			status: 'error',
		});
		await other.close();
	});
});

describe('refreshing', () => {
	const refresh = (body: unknown) => call('POST', `${sandbox.apiUrl}/auth/refresh`, body);
	const userName = 'sandbox-user';

	test('takes the refresh token with the user name, passes over other fields, and answers like a sign-in', async () => {
		const tokens = await signIn(sandbox);
		const heard = await refresh({ refreshToken: tokens.refresh, userName, refresh_token: 'something else' });
		expect(heard.json).toMatchObject({
			status: 'success',
			message: 'Successfully authenticated the user',
			data: { expires_in: 3600, refresh_token: expect.any(String) },
		});
		const access = String(record(heard.json['data'])['access_token']);
		expect(
			(await send(sandbox, { authorization: `Bearer ${access}`, 'app-key': 'sandbox-app-key' })).json,
		).toMatchObject({ status: 'success' });
	});

	test.each([
		['no refresh token', { refreshToken: undefined }, 'refreshToken must be a text'],
		[
			'another spelling of its name',
			{ refreshToken: undefined, refresh_token: 'x' },
			'refreshToken must be a text',
		],
		['no user name', { userName: undefined }, 'userName must be a text'],
		['the name of somebody else', { userName: 'nobody' }, 'Invalid user name'],
		['a made-up token', { refreshToken: 'made.up.token' }, 'Refresh token is not valid'],
	])('refuses %s', async (_, change, words) => {
		const { refresh: refreshToken } = await signIn(sandbox);
		expect(await refresh({ refreshToken, userName, ...change })).toMatchObject({
			status: 200,
			json: { status: 'error', data: null, message: words },
		});
	});

	test('refuses an access token, an expired token and one of another sandbox', async () => {
		const tokens = await signIn(sandbox);
		sandbox.set({ refreshTokenLifetime: 0 });
		const dead = await signIn(sandbox);
		const other = await startSandbox();
		const foreign = await signIn(other);
		await other.close();
		const words: unknown[] = [];
		for (const refreshToken of [tokens.access, dead.refresh, foreign.refresh]) {
			words.push((await refresh({ refreshToken, userName })).json['message']);
		}
		expect(words).toEqual([
			'Refresh token is not valid',
			'Refresh token expired',
			'Refresh token is not valid',
		]);
	});
});

describe('sending', () => {
	test('accepts one message per recipient, and answers with the documented row for each', async () => {
		const recipients = ['254712345678', '254110000001', '447700900123'];
		const before = Date.now();
		const heard = await send(sandbox, await signed(sandbox), message({ recipients, sourceId: 7 }));
		expect(heard.status).toBe(200);
		for (const { dateTimeCreated, timeSent } of rowsOf(heard)) {
			expect(dateTimeCreated).toBeGreaterThanOrEqual(Number(timeSent));
			expect(timeSent).toBeGreaterThanOrEqual(before);
		}
		expect(heard.json).toEqual({
			status: 'success',
			data: recipients.map((recipient, index) => ({
				dateTimeCreated: expect.any(Number),
				ipAddress: '127.0.0.1',
				id: sandbox.messages()[index]?.id,
				message: 'Habari',
				recipient,
				timeSent: expect.any(Number),
				status: null,
				processedStatus: 'NEW',
				attempts: 0,
				sentResponseStatus: '200 OK',
			})),
			message: 'Sms scheduled successfully!',
		});
		const request = sandbox.requests().at(-1)?.id;
		expect(sandbox.messages()).toEqual(
			recipients.map((to) => ({
				id: expect.any(Number),
				to,
				text: 'Habari',
				sourceId: 7,
				at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				request,
			})),
		);
	});

	test('ids go on counting from request to request, and over a clearing', async () => {
		const headers = await signed(sandbox);
		const ids: unknown[] = [];
		for (const recipients of [['254712345678', '254110000001'], ['254712345678']]) {
			ids.push(...rowsOf(await send(sandbox, headers, message({ recipients }))).map(({ id }) => id));
		}
		sandbox.clear();
		ids.push(...rowsOf(await send(sandbox, headers)).map(({ id }) => id));
		expect(ids).toEqual([1, 2, 3, 4]);
		expect(sandbox.messages().map(({ id }) => id)).toEqual([4]);
	});

	test.each([
		['plain', ['254712345678', '447700900123']],
		['plus', ['+254712345678', '+447700900123']],
		['local', ['0712345678', '447700900123']],
		['number', [254_712_345_678, 447_700_900_123]],
	] as const)('rows write numbers %s when switched so, and in the other order', async (format, written) => {
		sandbox.set({ recipientFormat: format, rowOrder: 'reversed' });
		const recipients = ['254712345678', '447700900123'];
		const rows = rowsOf(await send(sandbox, await signed(sandbox), message({ recipients })));
		expect(rows.map(({ recipient }) => recipient)).toEqual(written.toReversed());
		expect(rows.map(({ id }) => id)).toEqual([2, 1]);
		expect(sandbox.messages().map(({ to }) => to)).toEqual(recipients);
	});

	test.each([
		['no authorization', { authorization: '' }, 401],
		['a made-up token', { authorization: 'Bearer made.up.token' }, 401],
		['another scheme', { authorization: 'Basic c2FuZGJveA==' }, 401],
		['a wrong app key', { 'app-key': 'wrong' }, 200],
		['no app key', { 'app-key': '' }, 200],
	])('refuses %s and takes nothing', async (_, change, status) => {
		const heard = await send(sandbox, { ...(await signed(sandbox)), ...change });
		expect(heard.status).toBe(status);
		expect(heard.json).toMatchObject({ status: 'error' });
		expect(sandbox.messages()).toEqual([]);
	});

	test('refuses a token signed by another, a refresh token and a revoked token', async () => {
		const forged = jwt.sign({ typ: 'Bearer', sub: 'sandbox-user' }, 'another secret');
		const tokens = await signIn(sandbox);
		const statuses: number[] = [];
		for (const token of [forged, tokens.refresh, tokens.access]) {
			if (token === tokens.access) sandbox.revokeTokens();
			const heard = await send(sandbox, { authorization: `Bearer ${token}`, 'app-key': 'sandbox-app-key' });
			statuses.push(heard.status);
		}
		expect(statuses).toEqual([401, 401, 401]);
		expect((await send(sandbox, await signed(sandbox))).status).toBe(200);
	});

	test('a token lives to the millisecond, wherever in a second it was issued', async () => {
		const issued = 1_767_225_600_900;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(issued);
		sandbox.set({ accessTokenLifetime: 2 });
		const headers = await signed(sandbox);
		const statuses: number[] = [];
		for (const age of [1_999, 2_000]) {
			clock.mockReturnValue(issued + age);
			statuses.push((await send(sandbox, headers)).status);
		}
		clock.mockRestore();
		expect(statuses).toEqual([200, 401]);
	});

	test.each([401, 403, 200] as const)(
		'an expired token is refused with %d when switched so',
		async (tokenRefusal) => {
			sandbox.set({ accessTokenLifetime: 0, tokenRefusal });
			const heard = await send(sandbox, await signed(sandbox));
			expect(heard.status).toBe(tokenRefusal);
			expect(heard.json).toMatchObject({ status: 'error', message: 'Access token expired' });
			expect(sandbox.messages()).toEqual([]);
		},
	);

	test.each([
		['an empty message', { message: '' }, 'message must not be empty'],
		['no message', { message: undefined }, 'message must be a text'],
		['no recipients', { recipients: [] }, 'recipients must not be empty'],
		['recipients in one text', { recipients: '254712345678' }, 'recipients must be a list of numbers'],
		[
			'a number with +',
			{ recipients: ['+254712345678'] },
			'recipients[0] must be digits with the country code',
		],
		['a local number', { recipients: ['0712345678'] }, 'recipients[0] must be digits with the country code'],
		['a Kenyan number too short', { recipients: ['25471234567'] }, 'recipients[0] must be digits'],
		['a Kenyan number too long', { recipients: ['2547123456789'] }, 'recipients[0] must be digits'],
		['one bad among good', { recipients: ['254712345678', 'x'] }, 'recipients[1] must be digits'],
		['sixteen digits', { recipients: ['4477009001234567'] }, 'recipients[0] must be digits'],
		['a source that is a text', { sourceId: '1' }, 'sourceId must be a number'],
		['source 0', { sourceId: 0 }, 'sourceId must be positive'],
		['a source with a fraction', { sourceId: 1.5 }, 'sourceId must be a whole number'],
	])('refuses %s and takes nothing', async (_, change, words) => {
		const heard = await send(sandbox, await signed(sandbox), message(change));
		expect(heard.status).toBe(200);
		expect(heard.json['status']).toBe('error');
		expect(heard.json['message']).toContain(words);
		expect(sandbox.messages()).toEqual([]);
	});

	test('refuses a body that is not JSON, one that is not an object, and one that is too large', async () => {
		const headers = await signed(sandbox);
		expect(await send(sandbox, headers, '{"message":')).toMatchObject({
			status: 400,
			json: { status: 'error' },
		});
		expect(await send(sandbox, headers, '[]')).toMatchObject({
			json: { message: 'The body must be a JSON object' },
		});
		expect((await send(sandbox, headers, message({ message: 'x'.repeat(33 * 2 ** 20) }))).status).toBe(413);
		expect(sandbox.messages()).toEqual([]);
	});

	test('takes bodies of several megabytes', async () => {
		const recipients = msisdns(200_000);
		expect((await send(sandbox, await signed(sandbox), message({ recipients }))).status).toBe(200);
		expect(sandbox.counts().messages).toBe(200_000);
	}, 30_000);
});

test('there is nothing else below /api, and only POST', async () => {
	const paths = [
		['GET', '/auth'],
		['POST', '/sms'],
		['PUT', '/communications/sms/sendMessage'],
	] as const;
	for (const [method, path] of paths) {
		expect(await call(method, sandbox.apiUrl + path)).toMatchObject({
			status: 404,
			json: { status: 'error' },
		});
	}
	expect(sandbox.requests().map(({ endpoint }) => endpoint)).toEqual(['other', 'other', 'other']);
});
