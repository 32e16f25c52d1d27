import { endpointUrl, normalizeBaseUrl } from './endpoints';
import { readEnvelope, saysFailure, wordsOf } from './envelope';
import { judgeError, type HttpAnswer } from './failure';
import { maskSecrets } from './secrets';
import { fingerprint, isUsable, nextGrant, readTokenSet, type Account, type TokenSet } from './tokens';

/** Posts JSON and gives whatever was answered, with any HTTP status; throws where nothing was. */
export type Post = (url: string, body: Readonly<Record<string, string>>) => Promise<HttpAnswer>;

/** Why there is no token. `retryable` says that asking again soon may help: nobody said no. */
export class SignInError extends Error {
	override readonly name = 'SignInError';

	constructor(
		message: string,
		readonly retryable: boolean,
	) {
		super(message);
	}
}

/** The latest exchange of each account, under way or done: what makes many callers at one moment cost one sign-in. */
const exchanges = new Map<string, Promise<TokenSet>>();

/** Accounts remembered; the one that signed in longest ago is forgotten first, and costs its next caller a sign-in. */
const ACCOUNTS_REMEMBERED = 100;

/**
 * A usable token set for the account: that of the latest exchange in this process where it is usable and newer than the
 * one held, else a new one.
 *
 * @param held what the caller has; its refresh token is used first while it lives
 * @throws {BaseUrlError} before anything leaves, where the base URL must not be given a secret
 * @throws {SignInError} in the gateway's words
 */
export async function signIn(account: Account, held: TokenSet | undefined, post: Post): Promise<TokenSet> {
	const key = fingerprint({ ...account, baseUrl: normalizeBaseUrl(account.baseUrl) });
	const latest = exchanges.get(key);
	if (latest) {
		const set = await latest;
		if (isUsable(set, key, Date.now()) && isNewer(set, held)) return set;
		// One that began meanwhile is as new as any that would begin now, whatever it brings.
		const newer = exchanges.get(key);
		if (newer && newer !== latest) return await newer;
	}
	const exchange = obtain(account, key, held, post);
	remember(key, exchange);
	return await exchange;
}

/**
 * Whoever holds a usable token and asks all the same was refused with it. Another process may have obtained that one
 * after this process's latest, and whatever ended it has ended the older one too.
 */
function isNewer(set: TokenSet, held: TokenSet | undefined): boolean {
	return held === undefined || (set.accessToken !== held.accessToken && set.askedAt >= held.askedAt);
}

function remember(key: string, exchange: Promise<TokenSet>): void {
	exchanges.delete(key);
	exchanges.set(key, exchange);
	// Whoever waits for a failing exchange fails with it; the next caller begins a new one.
	exchange.catch(() => {
		if (exchanges.get(key) === exchange) exchanges.delete(key);
	});
	const [oldest] = exchanges.keys();
	if (exchanges.size > ACCOUNTS_REMEMBERED && oldest !== undefined) exchanges.delete(oldest);
}

async function obtain(
	account: Account,
	key: string,
	held: TokenSet | undefined,
	post: Post,
): Promise<TokenSet> {
	if (held !== undefined && nextGrant(held, key, Date.now()) === 'refresh') {
		// The documentation lost the name of the field (docs/gateway.md, Assumed).
		const body = { refreshToken: held.refreshToken, refresh_token: held.refreshToken };
		const url = endpointUrl(account.baseUrl, 'refresh');
		const refreshed = await exchange(url, body, key, post).catch(() => undefined);
		if (refreshed) return refreshed;
	}
	const { userName, password, baseUrl } = account;
	return await exchange(endpointUrl(baseUrl, 'signIn'), { userName, password }, key, post);
}

async function exchange(
	url: string,
	body: Readonly<Record<string, string>>,
	key: string,
	post: Post,
): Promise<TokenSet> {
	const askedAt = Date.now();
	const answer = await post(url, body).catch((error: unknown) => {
		const { host } = new URL(url);
		throw new SignInError(`Could not sign in to MobiConnect at ${host}: ${judgeError(error).reason}`, true);
	});
	const envelope = readEnvelope(answer.body);
	const ok = answer.statusCode >= 200 && answer.statusCode < 300 && envelope && !saysFailure(envelope);
	const set = ok ? readTokenSet(envelope, askedAt, key) : undefined;
	if (set) return set;
	const retryable = answer.statusCode === 429 || answer.statusCode >= 500;
	const words = maskSecrets(envelope && wordsOf(envelope), [
		body['password'] ?? '',
		body['refreshToken'] ?? '',
	]);
	throw new SignInError(
		words === undefined
			? `Could not sign in to MobiConnect: the gateway answered ${answer.statusCode} without an access token`
			: `MobiConnect refused to sign in: ${words}`,
		retryable,
	);
}
