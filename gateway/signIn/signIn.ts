import { accountKey, type Account } from './account';
import { endpointUrl } from '../endpoints';
import { readEnvelope } from '../response/envelope';
import { parseRetryAfter, type HttpResponse } from '../response/http';
import { Masker } from '../secrets';
import { readEnvelopeStatus } from '../response/statusWords';
import { refusal, SignInError, unreachable } from './signInError';
import { isUsable, nextGrant, readTokenSet, type Origin, type TokenSet } from './tokens';

/** What a sign-in needs of the world. */
export interface SignInContext {
	/** Posts JSON and gives whatever was answered, with any HTTP status; throws where nothing was. */
	readonly post: (url: string, body: Readonly<Record<string, string>>) => Promise<HttpResponse>;
	/** Unix milliseconds. */
	readonly now: () => number;
	/** Masks secrets in the gateway's words. */
	readonly mask: (words: string) => string;
}

/** The latest exchange of each account, under way or done: what makes many callers at one moment cost one sign-in. */
const exchanges = new Map<string, Promise<TokenSet>>();

/** Accounts remembered; the one that signed in longest ago is forgotten first, and costs its next caller a sign-in. */
const MAX_ACCOUNTS = 100;

/**
 * A token set for the account that is better than the one held: that of the latest exchange in this process where it is
 * usable and newer, else a new one.
 *
 * @param held what the caller has; its refresh token is used first while it lives
 * @throws {BaseUrlError} before anything leaves, where the base URL must not be given a secret
 * @throws {SignInError} in the gateway's words
 */
export async function signIn(
	account: Account,
	held: TokenSet | undefined,
	context: SignInContext,
): Promise<TokenSet> {
	const key = accountKey(account);
	const latest = exchanges.get(key);
	if (latest) {
		const set = await latest;
		if (isUsable(set, key, context.now()) && isNewer(set, held)) return set;
		// One that began meanwhile is as new as any that would begin now, whatever it brings.
		const newer = exchanges.get(key);
		if (newer && newer !== latest) return await newer;
	}
	const exchange = obtain(account, key, held, context);
	remember(key, exchange);
	return await exchange;
}

/**
 * A caller that holds a token of this account asks because that one is refused or about to expire. It never gets an
 * older one: whatever ended its own has ended those before it.
 */
function isNewer(set: TokenSet, held: TokenSet | undefined): boolean {
	return held === undefined || (set.accessToken !== held.accessToken && set.askedAtMs >= held.askedAtMs);
}

function remember(key: string, exchange: Promise<TokenSet>): void {
	exchanges.delete(key);
	exchanges.set(key, exchange);
	// Whoever waits for a failing exchange fails with it; the next caller begins a new one.
	exchange.catch(() => {
		if (exchanges.get(key) === exchange) exchanges.delete(key);
	});
	const [oldest] = exchanges.keys();
	if (exchanges.size > MAX_ACCOUNTS && oldest !== undefined) exchanges.delete(oldest);
}

async function obtain(
	account: Account,
	key: string,
	held: TokenSet | undefined,
	context: SignInContext,
): Promise<TokenSet> {
	const { userName, password, baseUrl } = account;
	const askedAtMs = context.now();
	if (held !== undefined && nextGrant(held, key, askedAtMs) === 'refresh') {
		const body = { refreshToken: held.refreshToken, userName };
		const origin: Origin = { askedAtMs, account: key, grant: 'refresh' };
		const refreshed = await exchange(endpointUrl(baseUrl, 'refresh'), body, origin, context).catch(
			(error: unknown) => {
				// A gateway that names a time speaks of the password as well.
				if (error instanceof SignInError && error.retry?.afterMs !== undefined) throw error;
				return undefined;
			},
		);
		if (refreshed) return refreshed;
	}
	const origin: Origin = { askedAtMs: context.now(), account: key, grant: 'password' };
	return await exchange(endpointUrl(baseUrl, 'signIn'), { userName, password }, origin, context);
}

async function exchange(
	url: string,
	body: Readonly<Record<string, string>>,
	origin: Origin,
	{ post, now, mask }: SignInContext,
): Promise<TokenSet> {
	const response = await post(url, body).catch((error: unknown) => {
		throw unreachable(url, error);
	});
	const { statusCode, headers } = response;
	const envelope = readEnvelope(response.body);
	const isSuccess = statusCode >= 200 && statusCode < 300;
	const failed = envelope && readEnvelopeStatus(envelope['status']) === 'failure';
	const set = isSuccess && envelope && !failed ? readTokenSet(envelope, origin) : undefined;
	if (set) return set;
	const afterMs = parseRetryAfter(headers['retry-after'], now());
	// A failure may hold a token as well, and repeat it.
	const { accessToken = '', refreshToken = '' } = (envelope && readTokenSet(envelope, origin)) ?? {};
	const sent = new Masker([body['password'] ?? '', body['refreshToken'] ?? '', accessToken, refreshToken]);
	throw refusal(url, { statusCode, envelope, afterMs, mask: (words) => mask(sent.mask(words)) });
}
