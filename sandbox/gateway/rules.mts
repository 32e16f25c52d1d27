import type { IncomingHttpHeaders } from 'node:http';
import type { Switches } from '../faults/switches.mts';
import type { GatewayRequest, SendRequest } from './request.mts';
import type { TokenIssuer, TokenStatus } from './tokens.mts';

/** Who may use the gateway. */
export interface Account {
	readonly userName: string;
	readonly password: string;
	readonly appKey: string;
}

/** What the gateway itself makes of a request, before anything goes wrong. */
export type Verdict =
	| { readonly kind: 'refused'; readonly status: number; readonly message: string }
	| { readonly kind: 'granted'; readonly tokens: Readonly<Record<string, unknown>> }
	| { readonly kind: 'scheduled'; readonly send: SendRequest };

/** What a request is handled by. */
export interface GatewayContext {
	readonly account: Account;
	readonly issuer: TokenIssuer;
	readonly switches: Switches;
}

/**
 * Handles a request as the gateway would. Refusals are HTTP 200 with an error envelope, as observed (docs/gateway.md,
 * "Observed"); their words are made up.
 */
export function handleRequest(
	request: GatewayRequest,
	headers: IncomingHttpHeaders,
	context: GatewayContext,
): Verdict {
	switch (request.kind) {
		case 'unreadable':
			return refused(request.message, request.status);
		case 'malformed':
			return (
				(request.endpoint === 'send' ? refusalOfHeaders(headers, context) : undefined) ??
				refused(request.message)
			);
		case 'signIn': {
			const { userName, password } = context.account;
			return request.userName === userName && request.password === password
				? granted(context)
				: refused('Invalid user name or password');
		}
		case 'refresh': {
			if (request.userName !== context.account.userName) return refused('Invalid user name');
			const status = context.issuer.statusOf(request.refreshToken, 'Refresh', request.userName);
			return status === 'valid' ? granted(context) : refused(REFRESH_WORDS[status]);
		}
		case 'send':
			return refusalOfHeaders(headers, context) ?? { kind: 'scheduled', send: request };
	}
}

/** Why a send's headers open nothing: the bearer token first, then the app key. */
function refusalOfHeaders(
	headers: IncomingHttpHeaders,
	{ account, issuer, switches }: GatewayContext,
): Verdict | undefined {
	const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
	if (token === undefined) return refused("The Authorization header must be 'Bearer {access token}'", 401);
	const status = issuer.statusOf(token, 'Bearer', account.userName);
	if (status !== 'valid') return refused(ACCESS_WORDS[status], switches.tokenRefusal);
	return headers['app-key'] === account.appKey
		? undefined
		: refused('The App-Key header is missing or wrong');
}

const ACCESS_WORDS: Record<Exclude<TokenStatus, 'valid'>, string> = {
	expired: 'Access token expired',
	unknown: 'Access token is not valid',
};
const REFRESH_WORDS: Record<Exclude<TokenStatus, 'valid'>, string> = {
	expired: 'Refresh token expired',
	unknown: 'Refresh token is not valid',
};

function granted({ account, issuer, switches }: GatewayContext): Verdict {
	return { kind: 'granted', tokens: issuer.issue(account.userName, switches) };
}

function refused(message: string, status = 200): Verdict {
	return { kind: 'refused', status, message };
}
