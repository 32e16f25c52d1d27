import type { Envelope } from '../response/envelope';
import { isRecord, parseJson, textOf } from '../response/json';

/** How a token set was obtained: with the password, or with the refresh token of an earlier one. */
export type Grant = 'password' | 'refresh';

/** What a sign-in yields. Times are Unix milliseconds. */
export interface TokenSet {
	readonly accessToken: string;
	/** Expiry minus the safety margin. */
	readonly accessUsableUntilMs: number;
	readonly refreshToken: string;
	/** Expiry minus the safety margin. */
	readonly refreshUsableUntilMs: number;
	/** When it was asked for, which tells the newer of two. */
	readonly askedAtMs: number;
	/** Key of the account it was obtained with: n8n keeps a token when the account in a credential changes. */
	readonly account: string;
	readonly grant: Grant;
	/** Whether the gateway has refused the access token. */
	readonly refused: boolean;
}

/** How long before its expiry a token is no longer used, so that it can't expire on its way to the gateway. */
export const EXPIRY_MARGIN_SECONDS = 30;

/** The margin never takes more than this share of a token's life, or a short-lived token would never be used. */
const MAX_MARGIN_SHARE = 0.1;

/** Lifetimes where the gateway names none (docs/gateway.md, Documented). */
const DEFAULT_ACCESS_SECONDS = 3600;
const DEFAULT_REFRESH_SECONDS = 1800;

/** How a token set comes to be: when it was asked for (Unix milliseconds), by which account, with what. */
export type Origin = Pick<TokenSet, 'askedAtMs' | 'account' | 'grant'>;

/**
 * The token set in the answer to a sign-in or a refresh, or undefined where it has no access token. A token's life
 * began after it was asked for, never before.
 */
export function readTokenSet(envelope: Envelope, origin: Origin): TokenSet | undefined {
	const { data } = envelope;
	if (!isRecord(data)) return undefined;
	const accessToken = textOf(field(data, 'access_token'));
	if (accessToken === '') return undefined;
	return {
		accessToken,
		accessUsableUntilMs: origin.askedAtMs + usableMs(field(data, 'expires_in'), DEFAULT_ACCESS_SECONDS),
		refreshToken: textOf(field(data, 'refresh_token')),
		refreshUsableUntilMs:
			origin.askedAtMs + usableMs(field(data, 'refresh_expires_in'), DEFAULT_REFRESH_SECONDS),
		...origin,
		refused: false,
	};
}

/** Whether requests of an account may go with a token set at a moment (Unix milliseconds). */
export function isUsable(set: TokenSet | undefined, account: string, now: number): set is TokenSet {
	return set !== undefined && !set.refused && set.account === account && now < set.accessUsableUntilMs;
}

/**
 * Which grant comes next. The refresh token dies before the access token does (1800 s against 3600 s), so whoever waits
 * for the access token to expire finds only the password left (docs/gateway.md, The trap in the numbers). Where a token
 * that a refresh brought was refused, another refresh would bring no better one.
 */
export function nextGrant(held: TokenSet | undefined, account: string, now: number): Grant {
	const refreshable =
		held !== undefined &&
		held.account === account &&
		held.refreshToken !== '' &&
		now < held.refreshUsableUntilMs &&
		!(held.refused && held.grant === 'refresh');
	return refreshable ? 'refresh' : 'password';
}

/** The share of a refresh token's usable life after which it is used, while the access token would still do. */
const RENEWAL_SHARE = 0.5;

/** Whether a usable token set is so old that its refresh token should be used before that expires. */
export function isRenewalDue(set: TokenSet, now: number): boolean {
	const due = set.askedAtMs + (set.refreshUsableUntilMs - set.askedAtMs) * RENEWAL_SHARE;
	return set.refreshToken !== '' && now >= due && now < set.refreshUsableUntilMs;
}

/** A token set as text, for a store that keeps only text; {@link parseTokenSet} reads it. */
export function formatTokenSet(set: TokenSet): string {
	return JSON.stringify(set);
}

/** The token set in a stored text, or undefined for anything else. */
export function parseTokenSet(text: unknown): TokenSet | undefined {
	const value = typeof text === 'string' ? parseJson(text) : undefined;
	return isTokenSet(value) ? value : undefined;
}

function isTokenSet(value: unknown): value is TokenSet {
	return (
		isRecord(value) &&
		typeof value['accessToken'] === 'string' &&
		typeof value['accessUsableUntilMs'] === 'number' &&
		typeof value['refreshToken'] === 'string' &&
		typeof value['refreshUsableUntilMs'] === 'number' &&
		typeof value['askedAtMs'] === 'number' &&
		typeof value['account'] === 'string' &&
		(value['grant'] === 'password' || value['grant'] === 'refresh') &&
		typeof value['refused'] === 'boolean'
	);
}

/** A field under its name or with the underscores that copies of the documentation lost (docs/gateway.md, The trap in the spelling). */
function field(data: Readonly<Record<string, unknown>>, name: string): unknown {
	return data[name] ?? data[name.replaceAll('_', ' ')];
}

function usableMs(lifetime: unknown, otherwise: number): number {
	const given = typeof lifetime === 'string' && lifetime.trim() !== '' ? Number(lifetime) : lifetime;
	const seconds = typeof given === 'number' && Number.isFinite(given) && given >= 0 ? given : otherwise;
	return (seconds - Math.min(EXPIRY_MARGIN_SECONDS, seconds * MAX_MARGIN_SHARE)) * 1000;
}
