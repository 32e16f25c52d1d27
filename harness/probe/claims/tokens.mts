import { dataOf, envelopeOf, saysNo, succeeded, type Evidence } from '../evidence.mts';
import { compareFields, describe, found, notTried, quote, type Claim, type Assessment } from './claim.mts';

/** What docs/gateway.md shows of token data. */
const TOKEN_FIELDS = [
	'access_token',
	'expires_in',
	'refresh_token',
	'refresh_expires_in',
	'token_type',
	'id_token',
	'not-before-policy',
	'session_state',
	'scope',
];

/** What docs/gateway.md says about signing in and refreshing. */
export const TOKEN_CLAIMS: readonly Claim[] = [
	{
		id: 'sign-in-status',
		section: 'Documented',
		claim: 'Sign in answers `status` "success"',
		by: 'sign in',
		check: ({ signIn }) =>
			signIn.kind === 'failed' || saysNo(signIn)
				? notTried(describe(signIn))
				: found(
						envelopeOf(signIn)?.['status'] === 'success',
						`status ${quote(envelopeOf(signIn)?.['status'])}`,
					),
	},
	{
		id: 'access-token-name',
		section: 'Documented',
		claim: 'The token is in `data.access_token`, with the underscore',
		by: 'sign in',
		check: ofTokens((data) => {
			const names = Object.keys(data).filter((name) => /^access/i.test(name));
			return found(typeof data['access_token'] === 'string', `names: ${names.map(quote).join(', ')}`);
		}),
	},
	{
		id: 'expires-in',
		section: 'Documented',
		claim: '`expires_in` is 3600',
		by: 'sign in',
		check: ofTokens((data) => found(field(data, 'expires_in') === 3600, quote(field(data, 'expires_in')))),
	},
	{
		id: 'refresh-expires-in',
		section: 'Documented',
		claim: '`refresh_expires_in` is 1800',
		by: 'sign in',
		check: ofTokens((data) =>
			found(field(data, 'refresh_expires_in') === 1800, quote(field(data, 'refresh_expires_in'))),
		),
	},
	{
		id: 'refresh-token-dies-first',
		section: 'Documented',
		claim: 'The refresh token expires before the access token',
		by: 'sign in',
		check: ofTokens((data) => {
			const access = Number(field(data, 'expires_in') ?? NaN);
			const refresh = Number(field(data, 'refresh_expires_in') ?? NaN);
			if (Number.isNaN(access + refresh)) return notTried('a lifetime is missing');
			return found(refresh < access, `${refresh} s against ${access} s`);
		}),
	},
	{
		id: 'token-fields',
		section: 'Documented',
		claim: `Token data has the fields ${TOKEN_FIELDS.map(quote).join(', ')}`,
		by: 'sign in',
		check: ofTokens((data) => {
			const { same, seen } = compareFields(data, TOKEN_FIELDS);
			return found(same, seen);
		}),
	},
	{
		id: 'token-constants',
		section: 'Documented',
		claim: '`token_type` is "bearer", `id_token` null, `not-before-policy` 0, `scope` "profile email"',
		by: 'sign in',
		check: ofTokens((data) => {
			const expected = {
				token_type: 'bearer',
				id_token: null,
				'not-before-policy': 0,
				scope: 'profile email',
			};
			const other = Object.entries(expected).filter(([name, value]) => field(data, name) !== value);
			return found(
				other.length === 0,
				other.length === 0
					? 'these values'
					: `other values of ${other.map(([name]) => quote(name)).join(', ')}`,
			);
		}),
	},
	{
		id: 'refresh-body',
		section: 'Documented',
		claim: 'Refresh accepts `{ refreshToken, userName }`',
		by: 'refresh',
		check: ({ refresh }) =>
			succeeded(refresh) || saysNo(refresh)
				? found(succeeded(refresh), describe(refresh))
				: notTried(refresh ? describe(refresh) : 'there was no refresh token'),
	},
	{
		id: 'refresh-user-name',
		section: 'Documented',
		claim: 'Refresh needs `userName` beside `refreshToken`',
		by: 'refresh without userName',
		check: ({ refreshWithoutUserName: bare }) =>
			succeeded(bare) || saysNo(bare) ? found(saysNo(bare), describe(bare)) : notTried(describe(bare)),
	},
	{
		id: 'refresh-answer',
		section: 'Documented',
		claim: 'The answer to a refresh has the fields of that to a sign in',
		by: 'refresh',
		check: ({ signIn, refresh }) => {
			if (!succeeded(refresh)) return notTried('no refresh succeeded');
			const { same, seen } = compareFields(dataOf(refresh), Object.keys(dataOf(signIn)));
			return found(same, seen);
		},
	},
];

/** A check of the data in the answer to a sign-in that succeeded. */
function ofTokens(check: (data: Readonly<Record<string, unknown>>) => Assessment): Claim['check'] {
	return ({ signIn }: Evidence) => {
		const data = dataOf(signIn);
		const hasToken = typeof field(data, 'access_token') === 'string';
		return hasToken && !saysNo(signIn) ? check(data) : notTried(`no sign-in: ${describe(signIn)}`);
	};
}

/** A field under its name, or without the underscores that copies of the document lost. */
function field(data: Readonly<Record<string, unknown>>, name: string): unknown {
	return Object.hasOwn(data, name) ? data[name] : data[name.replaceAll('_', ' ')];
}
