import fc from 'fast-check';
import {
	EXPIRY_MARGIN_SECONDS,
	formatTokenSet,
	isRenewalDue,
	isUsable,
	nextGrant,
	parseTokenSet,
	readTokenSet,
	type Grant,
	type TokenSet,
} from '../../../../gateway/signIn/tokens.ts';

const T0 = 1_767_225_600_000;

const DOCUMENTED = {
	access_token: 'access-1',
	expires_in: 3600,
	refresh_token: 'refresh-1',
	refresh_expires_in: 1800,
	token_type: 'bearer',
	id_token: null,
	'not-before-policy': 0,
	session_state: 'x',
	scope: 'profile email',
};

const SET: TokenSet = {
	accessToken: 'access-1',
	accessUsableUntilMs: T0 + 3_570_000,
	refreshToken: 'refresh-1',
	refreshUsableUntilMs: T0 + 1_770_000,
	askedAtMs: T0,
	account: 'me',
	grant: 'password',
	refused: false,
};

const read = (data: unknown, grant: Grant = 'password') =>
	readTokenSet({ data }, { askedAtMs: T0, account: 'me', grant });

describe('a token set', () => {
	test('is read as documented, with both lives ended 30 seconds early', () => {
		expect(EXPIRY_MARGIN_SECONDS).toBe(30);
		expect(read(DOCUMENTED)).toEqual(SET);
	});

	test('is read in the spelling of copies of the document, which lost underscores', () => {
		const misspelt = {
			'access token': 'access-1',
			'expires in': 3600,
			'refresh token': 'refresh-1',
			'refresh expires in': 1800,
		};
		expect(read(misspelt)).toEqual(SET);
	});

	test('in both spellings is read in the right one', () => {
		expect(read({ ...DOCUMENTED, 'access token': 'other', 'expires in': 1 })).toEqual(SET);
		expect(read({ ...DOCUMENTED, access_token: null, 'access token': 'access-1' })).toEqual(SET);
	});

	test.each<[unknown]>([
		[undefined],
		[null],
		['access-1'],
		[[DOCUMENTED]],
		[{}],
		[{ ...DOCUMENTED, access_token: undefined }],
		[{ ...DOCUMENTED, access_token: '' }],
		[{ ...DOCUMENTED, access_token: '  ' }],
		[{ ...DOCUMENTED, access_token: 5 }],
		[{ ...DOCUMENTED, access_token: null }],
	])('is not in %j', (data) => {
		expect(read(data)).toBeUndefined();
	});

	test('without a refresh token is one that can not be refreshed', () => {
		for (const refresh_token of [undefined, null, 5, '', '  ']) {
			expect(read({ ...DOCUMENTED, refresh_token })).toEqual({ ...SET, refreshToken: '' });
		}
	});

	test.each(['password', 'refresh'] as const)('remembers that it came of the %s grant', (grant) => {
		expect(read(DOCUMENTED, grant)).toEqual({ ...SET, grant });
	});

	test('has its tokens trimmed', () => {
		expect(read({ ...DOCUMENTED, access_token: ' access-1\n', refresh_token: '\trefresh-1 ' })).toEqual(SET);
	});
});

describe('a lifetime', () => {
	test.each<[given: unknown, usableMs: number]>([
		[3600, 3_570_000],
		['3600', 3_570_000],
		[' 3600 ', 3_570_000],
		[301, 271_000],
		[300, 270_000],
		// A tenth is less than 30 s from here on.
		[299, 269_100],
		[100, 90_000],
		[10, 9000],
		[1, 900],
		[0.5, 450],
		[0, 0],
		['0', 0],
		// What names no lifetime gets the documented one.
		[undefined, 3_570_000],
		[null, 3_570_000],
		['', 3_570_000],
		[' ', 3_570_000],
		['an hour', 3_570_000],
		[-1, 3_570_000],
		['-1', 3_570_000],
		[Number.NaN, 3_570_000],
		[Number.POSITIVE_INFINITY, 3_570_000],
		[true, 3_570_000],
		[{}, 3_570_000],
	])('of %j seconds is used for %i ms', (expires_in, usable) => {
		expect(read({ ...DOCUMENTED, expires_in })?.accessUsableUntilMs).toBe(T0 + usable);
	});

	test('that is missing for the refresh token is 1800 seconds', () => {
		expect(read({ ...DOCUMENTED, refresh_expires_in: undefined })?.refreshUsableUntilMs).toBe(T0 + 1_770_000);
		expect(read({ ...DOCUMENTED, refresh_expires_in: '600' })?.refreshUsableUntilMs).toBe(T0 + 570_000);
	});

	test('is never used beyond its end, and never shortened by more than 30 s or a tenth', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1e7, noNaN: true }), (seconds) => {
				const usable = (read({ ...DOCUMENTED, expires_in: seconds })?.accessUsableUntilMs ?? 0) - T0;
				expect(usable).toBeLessThanOrEqual(seconds * 1000 + 0.001);
				expect(usable).toBeGreaterThanOrEqual(seconds * 1000 - Math.min(30_000, seconds * 100) - 1);
			}),
		);
	});
});

describe('an access token', () => {
	test.each<[number, boolean]>([
		[T0, true],
		[SET.accessUsableUntilMs - 1, true],
		[SET.accessUsableUntilMs, false],
		[SET.accessUsableUntilMs + 1, false],
	])('at %i is usable: %j', (now, usable) => {
		expect(isUsable(SET, 'me', now)).toBe(usable);
	});

	test('that the gateway refused is not usable', () => {
		expect(isUsable({ ...SET, refused: true }, 'me', T0)).toBe(false);
	});

	test('of another account is never usable, and neither is none', () => {
		expect(isUsable(SET, 'somebody else', T0)).toBe(false);
		expect(isUsable(undefined, 'me', T0)).toBe(false);
	});
});

describe('the next grant', () => {
	test.each<[string, TokenSet | undefined, number, 'refresh' | 'password']>([
		['with nothing held', undefined, T0, 'password'],
		['with a living refresh token', SET, T0, 'refresh'],
		['in the last millisecond of the refresh token', SET, SET.refreshUsableUntilMs - 1, 'refresh'],
		[
			'at the end of the refresh token, while the access token lives',
			SET,
			SET.refreshUsableUntilMs,
			'password',
		],
		['at the end of both', SET, SET.accessUsableUntilMs, 'password'],
		[
			'with a dead access token and a living refresh token',
			{ ...SET, accessUsableUntilMs: T0 - 1 },
			T0,
			'refresh',
		],
		['with a refused token of the password', { ...SET, refused: true }, T0, 'refresh'],
		['with a refused token of a refresh', { ...SET, refused: true, grant: 'refresh' }, T0, 'password'],
		['with a token of a refresh that nobody refused', { ...SET, grant: 'refresh' }, T0, 'refresh'],
		['without a refresh token', { ...SET, refreshToken: '' }, T0, 'password'],
		['with that of another account', { ...SET, account: 'somebody else' }, T0, 'password'],
	])('%s', (_name, held, now, grant) => {
		expect(nextGrant(held, 'me', now)).toBe(grant);
	});
});

describe('a renewal ahead of time', () => {
	const HALF = T0 + 885_000;

	test.each<[string, number, boolean]>([
		['at the start', T0, false],
		['just before half of the usable life of the refresh token', HALF - 1, false],
		['at half of it', HALF, true],
		['in its last millisecond', SET.refreshUsableUntilMs - 1, true],
		['at its end, when the refresh token is of no use any more', SET.refreshUsableUntilMs, false],
		['by a clock that was set back', T0 - 1, false],
	])('%s is due: %j', (_name, now, due) => {
		expect(isRenewalDue(SET, now)).toBe(due);
	});

	test('is never due without a refresh token', () => {
		expect(isRenewalDue({ ...SET, refreshToken: '' }, HALF)).toBe(false);
	});

	test('is due by the life of the refresh token, whatever that of the access token is', () => {
		const set = read({ ...DOCUMENTED, expires_in: 60, refresh_expires_in: 600 });
		if (!set) throw new Error('No token set');
		expect([T0 + 284_999, T0 + 285_000].map((now) => isRenewalDue(set, now))).toEqual([false, true]);
	});
});

describe('a stored token set', () => {
	test('is read as it was written', () => {
		expect(parseTokenSet(formatTokenSet(SET))).toEqual(SET);
		const other: TokenSet = { ...SET, grant: 'refresh', refused: true };
		expect(parseTokenSet(formatTokenSet(other))).toEqual(other);
	});

	test.each<[unknown]>([
		[undefined],
		[null],
		[''],
		[5],
		[SET],
		['x'],
		['{'],
		['null'],
		['[]'],
		['{}'],
		['"access-1"'],
		[JSON.stringify({ ...SET, accessToken: 5 })],
		[JSON.stringify({ ...SET, accessUsableUntilMs: '5' })],
		[JSON.stringify({ ...SET, refreshToken: null })],
		[JSON.stringify({ ...SET, refreshUsableUntilMs: undefined })],
		[JSON.stringify({ ...SET, askedAtMs: undefined })],
		[JSON.stringify({ ...SET, account: 1 })],
		[JSON.stringify({ ...SET, grant: 'other' })],
		[JSON.stringify({ ...SET, grant: undefined })],
		[JSON.stringify({ ...SET, refused: 'no' })],
		[JSON.stringify({ ...SET, refused: undefined })],
		[formatTokenSet(SET).slice(0, -1)],
	])('is not in %j', (text) => {
		expect(parseTokenSet(text)).toBeUndefined();
	});

	test('of any kind is read without throwing', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (text) => {
				expect(parseTokenSet(text)).toBeUndefined();
			}),
		);
	});
});
