import { createHash } from 'node:crypto';
import { isRecord, type Envelope } from './envelope';

/** Who signs in, and where. */
export interface Account {
	readonly userName: string;
	readonly password: string;
	readonly baseUrl: string;
}

/** What a sign-in yields. Times are milliseconds since the epoch, already moved up by the margin. */
export interface TokenSet {
	readonly accessToken: string;
	readonly accessUntil: number;
	readonly refreshToken: string;
	readonly refreshUntil: number;
	/** When it was asked for, which tells the newer of two. */
	readonly askedAt: number;
	/** Fingerprint of the account it was obtained with: n8n keeps a token when the account in a credential changes. */
	readonly account: string;
}

/** How long before its end a token is no longer used, so that it can't end on its way to the gateway. */
export const EXPIRY_MARGIN_SECONDS = 30;

/** The margin never takes more than this share of a token's life, or a short-lived token would never be used. */
const MARGIN_SHARE = 0.1;

/** Lifetimes where the gateway names none (docs/gateway.md, Documented). */
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 1800;

export function fingerprint(account: Account): string {
	const details = JSON.stringify([account.userName, account.password, account.baseUrl]);
	return createHash('sha256').update(details).digest('base64url');
}

/**
 * The token set in the answer to a sign-in or a refresh, or undefined where it has no access token.
 *
 * @param askedAt when the request left, in milliseconds: a token's life began after that, never before
 */
export function readTokenSet(envelope: Envelope, askedAt: number, account: string): TokenSet | undefined {
	const { data } = envelope;
	if (!isRecord(data)) return undefined;
	const accessToken = textOf(field(data, 'access_token'));
	if (accessToken === '') return undefined;
	return {
		accessToken,
		accessUntil: askedAt + usableMs(field(data, 'expires_in'), ACCESS_SECONDS),
		refreshToken: textOf(field(data, 'refresh_token')),
		refreshUntil: askedAt + usableMs(field(data, 'refresh_expires_in'), REFRESH_SECONDS),
		askedAt,
		account,
	};
}

export function isUsable(set: TokenSet | undefined, account: string, now: number): set is TokenSet {
	return set !== undefined && set.account === account && now < set.accessUntil;
}

/**
 * Which grant comes next. The refresh token dies before the access token does (1800 s against 3600 s), so whoever waits
 * for the access token to end finds only the password left (docs/gateway.md, The trap in the numbers).
 */
export function nextGrant(held: TokenSet | undefined, account: string, now: number): 'refresh' | 'password' {
	const refreshable =
		held !== undefined && held.account === account && held.refreshToken !== '' && now < held.refreshUntil;
	return refreshable ? 'refresh' : 'password';
}

/** A token set as text, for a store that keeps only text; {@link parseTokenSet} reads it. */
export function formatTokenSet(set: TokenSet): string {
	return JSON.stringify(set);
}

/** The token set in a stored text, or undefined for anything else: a store may hold what an older version wrote. */
export function parseTokenSet(text: unknown): TokenSet | undefined {
	if (typeof text !== 'string' || text === '') return undefined;
	try {
		const value: unknown = JSON.parse(text);
		return isTokenSet(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isTokenSet(value: unknown): value is TokenSet {
	return (
		isRecord(value) &&
		typeof value['accessToken'] === 'string' &&
		typeof value['accessUntil'] === 'number' &&
		typeof value['refreshToken'] === 'string' &&
		typeof value['refreshUntil'] === 'number' &&
		typeof value['askedAt'] === 'number' &&
		typeof value['account'] === 'string'
	);
}

/** A field under its name or with the underscores that the vendor's PDF lost (docs/gateway.md, The trap in the text). */
function field(data: Readonly<Record<string, unknown>>, name: string): unknown {
	return data[name] ?? data[name.replaceAll('_', ' ')];
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

function usableMs(lifetime: unknown, otherwise: number): number {
	const given = typeof lifetime === 'string' && lifetime.trim() !== '' ? Number(lifetime) : lifetime;
	const seconds = typeof given === 'number' && Number.isFinite(given) && given >= 0 ? given : otherwise;
	return (seconds - Math.min(EXPIRY_MARGIN_SECONDS, seconds * MARGIN_SHARE)) * 1000;
}
