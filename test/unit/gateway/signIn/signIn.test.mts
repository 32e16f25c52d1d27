import { accountKey, type Account } from '../../../../gateway/signIn/account.ts';
import { BaseUrlError } from '../../../../gateway/endpoints.ts';
import type { HttpResponse } from '../../../../gateway/response/http.ts';
import { signIn as signInWith, type SignInContext } from '../../../../gateway/signIn/signIn.ts';
import { SignInError } from '../../../../gateway/signIn/signInError.ts';
import type { TokenSet } from '../../../../gateway/signIn/tokens.ts';

type Post = SignInContext['post'];

const T0 = 1_767_225_600_000;
let now = T0;

beforeEach(() => {
	now = T0;
});

const signIn = async (account: Account, held: TokenSet | undefined, post: Post) =>
	await signInWith(account, held, { post, now: () => now, mask: (words) => words });

let accounts = 0;

/** An account that no other test has: exchanges are remembered per account. */
function newAccount(): Account {
	return { userName: 'amina', password: 's3cret-word', baseUrl: `https://g${++accounts}.example/api` };
}

type Answer = HttpResponse | Error;

interface Request {
	readonly url: string;
	readonly body: Readonly<Record<string, string>>;
}

/** A gateway that keeps what it was asked, and answers in turn; the last answer goes on for ever. */
function gatewayThat(...answers: readonly Answer[]): { post: Post; requests: Request[] } {
	const requests: Request[] = [];
	const post: Post = async (url, body) => {
		requests.push({ url, body });
		const answer = answers[Math.min(requests.length, answers.length) - 1] ?? new Error('nothing to answer');
		await Promise.resolve();
		if (answer instanceof Error) throw answer;
		return answer;
	};
	return { post, requests };
}

const answer = (
	statusCode: number,
	body: unknown,
	headers: Readonly<Record<string, unknown>> = {},
): HttpResponse => ({ statusCode, headers, body });

function tokens(name: string, expires_in: unknown = 3600): HttpResponse {
	const data = {
		access_token: `access-${name}`,
		expires_in,
		refresh_token: `refresh-${name}`,
		refresh_expires_in: 1800,
	};
	return answer(200, { status: 'success', data, message: 'Successfully authenticated the user' });
}

const refused = answer(200, { status: 'error', message: 'Invalid refresh token' });

/** A token set that somebody obtained for the account before. */
function held(account: Account, changes: Partial<TokenSet> = {}): TokenSet {
	return {
		accessToken: 'access-old',
		accessUsableUntilMs: T0 - 1,
		refreshToken: 'refresh-old',
		refreshUsableUntilMs: T0 + 1,
		askedAtMs: T0 - 3_600_000,
		account: accountKey(account),
		grant: 'password',
		refused: false,
		...changes,
	};
}

const paths = (requests: readonly Request[]) => requests.map(({ url }) => new URL(url).pathname);

async function failureOf(promise: Promise<unknown>): Promise<SignInError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof SignInError) return error;
	throw new Error(`Not a SignInError but ${String(error)}`);
}

describe('a sign-in', () => {
	test('posts user name and password as documented, and gives the tokens', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		expect(await signIn(account, undefined, post)).toEqual({
			accessToken: 'access-1',
			accessUsableUntilMs: T0 + 3_570_000,
			refreshToken: 'refresh-1',
			refreshUsableUntilMs: T0 + 1_770_000,
			askedAtMs: T0,
			account: accountKey(account),
			grant: 'password',
			refused: false,
		});
		expect(requests).toEqual([
			{ url: `${account.baseUrl}/auth`, body: { userName: 'amina', password: 's3cret-word' } },
		]);
	});

	test("counts a token's life from when it was asked for, not from when it came", async () => {
		const { post } = gatewayThat(tokens('1'));
		const slow: Post = async (url, body) => {
			const given = await post(url, body);
			now += 5000;
			return given;
		};
		expect((await signIn(newAccount(), undefined, slow)).accessUsableUntilMs).toBe(T0 + 3_570_000);
	});

	test('of 200 callers at one moment is one exchange', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		const sets = await Promise.all(Array.from({ length: 200 }, () => signIn(account, undefined, post)));
		expect(new Set(sets.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-1']));
		expect(requests).toHaveLength(1);
	});

	test('of 200 callers whose tokens have just ended is one exchange', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'));
		const first = await signIn(account, undefined, post);
		now = first.accessUsableUntilMs;
		const sets = await Promise.all(Array.from({ length: 200 }, () => signIn(account, first, post)));
		expect(new Set(sets.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-2']));
		expect(requests).toHaveLength(2);
	});

	test('of 200 callers whose living token was refused is one exchange', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'));
		const first = await signIn(account, undefined, post);
		const sets = await Promise.all(Array.from({ length: 200 }, () => signIn(account, first, post)));
		expect(new Set(sets.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-2']));
		expect(requests).toHaveLength(2);
	});

	test('is spared to the next caller while its token lives, to the very millisecond', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'));
		const first = await signIn(account, undefined, post);
		now = first.accessUsableUntilMs - 1;
		expect(await signIn(account, undefined, post)).toBe(first);
		expect(requests).toHaveLength(1);
		now = first.accessUsableUntilMs;
		expect((await signIn(account, undefined, post)).accessToken).toBe('access-2');
		expect(requests).toHaveLength(2);
	});

	test('is one for both spellings of a base URL', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'));
		await signIn(account, undefined, post);
		await signIn({ ...account, baseUrl: ` ${account.baseUrl}// ` }, undefined, post);
		expect(requests).toHaveLength(1);
	});

	test.each([
		['user name', { userName: 'otieno' }],
		['password', { password: 'another-word' }],
		['base URL', { baseUrl: 'https://elsewhere.example/api' }],
	])("is another one with another %s, and nobody gets the other's token", async (_name, change) => {
		const account = newAccount();
		const { post } = gatewayThat(tokens('1'), tokens('2'));
		const [one, two] = await Promise.all([
			signIn(account, undefined, post),
			signIn({ ...account, ...change }, undefined, post),
		]);
		expect([one.accessToken, two.accessToken]).toEqual(['access-1', 'access-2']);
		expect(one.account).not.toBe(two.account);
	});

	test('never gives back the token that its caller holds, since the gateway refused it', async () => {
		const account = newAccount();
		const { post } = gatewayThat(tokens('1'), tokens('2'));
		const first = await signIn(account, undefined, post);
		expect((await signIn(account, first, post)).accessToken).toBe('access-2');
	});

	test('is spared to a caller who holds an older token than the latest', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'), tokens('3'));
		const first = await signIn(account, undefined, post);
		const second = await signIn(account, first, post);
		expect(await signIn(account, first, post)).toBe(second);
		expect(await signIn(account, undefined, post)).toBe(second);
		expect(requests).toHaveLength(2);
	});

	test('is not spared to a caller who was refused with a newer token, of another process', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'), tokens('2'));
		await signIn(account, undefined, post);
		const newer = held(account, {
			accessUsableUntilMs: T0 + 3_571_000,
			refreshUsableUntilMs: T0 - 1,
			askedAtMs: T0 + 1,
		});
		expect((await signIn(account, newer, post)).accessToken).toBe('access-2');
		expect(paths(requests)).toEqual(['/api/auth', '/api/auth']);
	});

	test('of the hundred latest accounts is remembered, and that of the one before is not', async () => {
		const all = Array.from({ length: 101 }, newAccount);
		const { post, requests } = gatewayThat(tokens('1'));
		for (const account of all) await signIn(account, undefined, post);
		expect(requests).toHaveLength(101);
		for (const account of all.slice(1)) await signIn(account, undefined, post);
		expect(requests).toHaveLength(101);
		for (const account of all.slice(0, 1)) await signIn(account, undefined, post);
		expect(requests).toHaveLength(102);
	});
});

describe('the refresh token', () => {
	test('comes first while it lives, beside the user name, as documented', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		const set = await signIn(account, held(account), post);
		expect(set).toEqual({
			accessToken: 'access-1',
			accessUsableUntilMs: T0 + 3_570_000,
			refreshToken: 'refresh-1',
			refreshUsableUntilMs: T0 + 1_770_000,
			askedAtMs: T0,
			account: accountKey(account),
			grant: 'refresh',
			refused: false,
		});
		expect(requests).toEqual([
			{ url: `${account.baseUrl}/auth/refresh`, body: { refreshToken: 'refresh-old', userName: 'amina' } },
		]);
	});

	test.each<[string, Partial<TokenSet>]>([
		['is dead', { refreshUsableUntilMs: T0 }],
		['is missing', { refreshToken: '' }],
		['is of another account', { account: 'of somebody else' }],
		['brought a token that was refused', { refused: true, grant: 'refresh' }],
	])('that %s is not used', async (_name, changes) => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		await signIn(account, held(account, changes), post);
		expect(paths(requests)).toEqual(['/api/auth']);
	});

	test.each<[string, Answer]>([
		['a 429', answer(429, { message: 'refresh-old is busy' }, { 'retry-after': '7' })],
		['a 503', answer(503, { message: 'refresh-old is busy' }, { 'retry-after': '7' })],
	])(
		'that meets %s with a time is not followed by the password, of which that speaks as well',
		async (_, busy) => {
			const account = newAccount();
			const { post, requests } = gatewayThat(busy, tokens('1'));
			const error = await failureOf(signIn(account, held(account), post));
			expect(error.retry).toEqual({ afterMs: 7000 });
			expect(error.message).toBe('MobiConnect refused to sign in: *** is busy');
			expect(paths(requests)).toEqual(['/api/auth/refresh']);
		},
	);

	test.each<[string, Answer]>([
		['a 200 that says error', refused],
		['a 400', answer(400, { status: 'error', message: 'no' })],
		['a 401', answer(401, undefined)],
		['a 404 with a page', answer(404, '<html></html>')],
		['a 500', answer(500, undefined)],
		['a 302', answer(302, '')],
		['a 200 without a token', answer(200, { status: 'success', data: {} })],
		['a 200 with a page', answer(200, '<html></html>')],
		['a broken connection', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
	])('that meets %s falls back to the password', async (_name, first) => {
		const account = newAccount();
		const { post, requests } = gatewayThat(first, tokens('1'));
		expect((await signIn(account, held(account), post)).accessToken).toBe('access-1');
		expect(paths(requests)).toEqual(['/api/auth/refresh', '/api/auth']);
	});

	test('of a token that the password brought is used even where that was refused', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		await signIn(account, held(account, { accessUsableUntilMs: T0 + 1, refused: true }), post);
		expect(paths(requests)).toEqual(['/api/auth/refresh']);
	});

	test('that meets a refusal gives a token whose life began when the password was asked for', async () => {
		const account = newAccount();
		const { post } = gatewayThat(refused, tokens('1'));
		const slow: Post = async (url, body) => {
			const given = await post(url, body);
			now += 5000;
			return given;
		};
		expect(await signIn(account, held(account), slow)).toMatchObject({
			grant: 'password',
			askedAtMs: T0 + 5000,
			accessUsableUntilMs: T0 + 3_575_000,
		});
	});

	test('and the password, both refused, are two requests and the words about the password', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(
			refused,
			answer(401, { status: 'error', message: 'Bad credentials' }),
		);
		const error = await failureOf(signIn(account, held(account), post));
		expect(error.message).toBe('MobiConnect refused to sign in: Bad credentials');
		expect(requests).toHaveLength(2);
	});

	test('of 200 callers is used once', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		await Promise.all(Array.from({ length: 200 }, () => signIn(account, held(account), post)));
		expect(paths(requests)).toEqual(['/api/auth/refresh']);
	});
});

describe('a failure', () => {
	/** Stands for the base URL of whatever account it is. */
	const ANYWHERE = 'https://anywhere.example/api';
	const CODE = (code: string) => Object.assign(new Error(code), { code });

	test.each<[string, Answer, string, boolean]>([
		[
			'a 401',
			answer(401, { status: 'error', message: 'Bad credentials' }),
			'MobiConnect refused to sign in: Bad credentials',
			false,
		],
		['a 400', answer(400, { message: 'Bad request' }), 'MobiConnect refused to sign in: Bad request', false],
		[
			'a 200 that says error',
			answer(200, { status: 'error', data: { message: 'Account locked' }, message: 'Failed' }),
			'MobiConnect refused to sign in: Account locked',
			false,
		],
		[
			'a 200 that says success but holds no token',
			answer(200, { status: 'success', data: {}, message: 'Change your password first' }),
			'MobiConnect refused to sign in: Change your password first',
			false,
		],
		[
			'a 200 that says error and holds a token',
			answer(200, { status: 'error', data: { access_token: 'x' } }),
			'Could not sign in to MobiConnect: the gateway answered 200 without an access token',
			false,
		],
		[
			'a page',
			answer(200, '<html></html>'),
			`There is no MobiConnect at ${ANYWHERE}: what answers there is something else (HTTP status 200). Is the Base URL right?`,
			false,
		],
		[
			'a redirect',
			answer(302, ''),
			`There is no MobiConnect at ${ANYWHERE}: what answers there is something else (HTTP status 302). Is the Base URL right?`,
			false,
		],
		[
			'a redirect that holds a token',
			answer(302, { status: 'success', data: { access_token: 'x' } }),
			'Could not sign in to MobiConnect: the gateway answered 302 without an access token',
			false,
		],
		[
			'a page that is not found',
			answer(404, '<html></html>'),
			`There is no MobiConnect at ${ANYWHERE}: what answers there is something else (HTTP status 404). Is the Base URL right?`,
			false,
		],
		[
			'an address that is not found, told in JSON',
			answer(404, { status: 404, error: 'Not Found' }),
			`There is no MobiConnect at ${ANYWHERE}: it said "Not Found" (HTTP status 404). Is the Base URL right?`,
			false,
		],
		['a 429', answer(429, { message: 'Slow down' }), 'MobiConnect refused to sign in: Slow down', true],
		[
			'a 499',
			answer(499, undefined),
			'Could not sign in to MobiConnect: the gateway answered 499 without an access token',
			false,
		],
		[
			'a 500',
			answer(500, undefined),
			'Could not sign in to MobiConnect: the gateway answered 500 without an access token',
			true,
		],
		['a 503', answer(503, { message: 'Later' }), 'MobiConnect refused to sign in: Later', true],
		[
			'a 503 that says error',
			answer(503, { status: 'error', message: 'Later' }),
			'MobiConnect refused to sign in: Later',
			true,
		],
		[
			'a 500 that says error',
			answer(500, { status: 'error', message: 'Bad credentials' }),
			'MobiConnect refused to sign in: Bad credentials',
			false,
		],
		[
			'a 300 that holds a token',
			answer(300, { status: 'success', data: { access_token: 'x' } }),
			'Could not sign in to MobiConnect: the gateway answered 300 without an access token',
			false,
		],
		[
			'a status that is none and holds a token',
			answer(0, { status: 'success', data: { access_token: 'x' } }),
			'Could not sign in to MobiConnect: the gateway answered 0 without an access token',
			false,
		],
		[
			'a refusal that repeats tokens',
			answer(401, {
				data: { access_token: 'access-no', refresh_token: 'refresh-no' },
				message: 'No access-no or refresh-no',
			}),
			'MobiConnect refused to sign in: No *** or ***',
			false,
		],
		[
			'a 500 that holds a token',
			answer(500, { status: 'success', data: { access_token: 'x' } }),
			'Could not sign in to MobiConnect: the gateway answered 500 without an access token',
			true,
		],
	])(
		'over %s is in plain words, and says whether asking again may help',
		async (_name, given, message, retryable) => {
			const account = newAccount();
			const error = await failureOf(signIn(account, undefined, gatewayThat(given).post));
			expect(error.name).toBe('SignInError');
			expect({ message: error.message, retry: error.retry }).toStrictEqual({
				message: message.replace(ANYWHERE, account.baseUrl),
				retry: retryable ? {} : undefined,
			});
		},
	);

	test.each([
		['ENOTFOUND', 'the name of the gateway could not be looked up. Is the Base URL right?'],
		['ECONNREFUSED', 'the gateway refused the connection. Is the Base URL right?'],
		['ETIMEDOUT', 'the gateway did not answer in time'],
		['ECONNRESET', 'the connection broke before the gateway answered'],
	])('over %s names the host and may be tried again', async (code, reason) => {
		const account = newAccount();
		const error = await failureOf(signIn(account, undefined, gatewayThat(CODE(code)).post));
		const { host } = new URL(account.baseUrl);
		expect(error.message).toBe(`Could not sign in to MobiConnect at ${host}: ${reason}`);
		expect(error.retry).toEqual({});
	});

	test.each<[number, unknown, object | undefined]>([
		[429, '7', { afterMs: 7000 }],
		[503, 0, { afterMs: 0 }],
		[500, '120', { afterMs: 120_000 }],
		[429, new Date(T0 + 30_000).toUTCString(), { afterMs: 30_000 }],
		[429, 'soon', {}],
		[401, '7', undefined],
		[200, '7', undefined],
	])('over a %i with Retry-After %j has retry %j', async (statusCode, value, retry) => {
		const { post } = gatewayThat(answer(statusCode, undefined, { 'retry-after': value }));
		expect((await failureOf(signIn(newAccount(), undefined, post))).retry).toEqual(retry);
	});

	test('over an answer that makes no sense at all is still in plain words', async () => {
		const given = answer(200, '{"status":{"toString":1},"message":{"toString":1}}');
		const error = await failureOf(signIn(newAccount(), undefined, gatewayThat(given).post));
		expect(error.message).toContain('without an access token');
	});

	test("has the gateway's words without the password, should they repeat it", async () => {
		const given = answer(401, { status: 'error', message: 'No user amina with s3cret-word' });
		const error = await failureOf(signIn(newAccount(), undefined, gatewayThat(given).post));
		expect(error.message).toBe('MobiConnect refused to sign in: No user amina with ***');
	});

	test("has the gateway's words without the refresh token as well", async () => {
		const account = newAccount();
		const given = answer(401, { status: 'error', message: 'No user amina with s3cret-word' });
		const error = await failureOf(signIn(account, held(account), gatewayThat(refused, given).post));
		expect(error.message).not.toMatch(/s3cret-word|refresh-old/);
	});

	test('is shared by those who wait for it, at one exchange', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(answer(401, { message: 'Bad credentials' }));
		const errors = await Promise.all(
			Array.from({ length: 50 }, () => failureOf(signIn(account, undefined, post))),
		);
		expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
		expect(requests).toHaveLength(1);
	});

	test('is not remembered: the next caller asks again', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(answer(503, undefined), tokens('1'));
		await failureOf(signIn(account, undefined, post));
		expect((await signIn(account, undefined, post)).accessToken).toBe('access-1');
		expect(requests).toHaveLength(2);
	});

	test.each(['http://gateway.example/api', 'nonsense', 'https://amina:x@gateway.example'])(
		'over the base URL %s comes before anything leaves',
		async (baseUrl) => {
			const { post, requests } = gatewayThat(tokens('1'));
			await expect(signIn({ ...newAccount(), baseUrl }, undefined, post)).rejects.toThrow(BaseUrlError);
			expect(requests).toEqual([]);
		},
	);
});

describe('a gateway that gives what is of no use', () => {
	const MANY = 50;

	test('tokens that live no time at all cost many callers at one moment few exchanges', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1', 0));
		await Promise.all(Array.from({ length: MANY }, () => signIn(account, undefined, post)));
		expect(requests.length).toBeLessThanOrEqual(2);
	});

	test('the token that was refused, once more, costs many callers at one moment few exchanges', async () => {
		const account = newAccount();
		const { post, requests } = gatewayThat(tokens('1'));
		const first = await signIn(account, undefined, post);
		await Promise.all(Array.from({ length: MANY }, () => signIn(account, first, post)));
		expect(requests.length).toBeLessThanOrEqual(3);
	});
});
