import type { IncomingHttpHeaders } from 'node:http';
import type { Switches } from '../faults/switches.mts';
import type { GatewayRequest, SendRequest } from './request.mts';
import type { Standing, TokenMint } from './tokens.mts';

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

/** Everything the judgements rest on. */
export interface Office {
	readonly account: Account;
	readonly mint: TokenMint;
	readonly switches: Switches;
}

/**
 * Judges a request as the gateway would. Refusals are HTTP 200 with an error envelope, as observed (docs/gateway.md,
 * "Observed"); their words are made up.
 */
export function judge(request: GatewayRequest, headers: IncomingHttpHeaders, office: Office): Verdict {
	switch (request.kind) {
		case 'unreadable':
			return refused(request.message, request.status);
		case 'malformed':
			return (
				(request.endpoint === 'send' ? refusalOfHeaders(headers, office) : undefined) ??
				refused(request.message)
			);
		case 'signIn': {
			const { userName, password } = office.account;
			return request.userName === userName && request.password === password
				? granted(office)
				: refused('Invalid user name or password');
		}
		case 'refresh': {
			if (request.userName !== office.account.userName) return refused('Invalid user name');
			const standing = office.mint.standing(request.refreshToken, 'Refresh', request.userName);
			return standing === 'valid' ? granted(office) : refused(REFRESH_WORDS[standing]);
		}
		case 'send':
			return refusalOfHeaders(headers, office) ?? { kind: 'scheduled', send: request };
	}
}

/** Why a send's headers open nothing: the bearer token first, then the app key. */
function refusalOfHeaders(
	headers: IncomingHttpHeaders,
	{ account, mint, switches }: Office,
): Verdict | undefined {
	const token = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
	if (token === undefined) return refused("The Authorization header must be 'Bearer {access token}'", 401);
	const standing = mint.standing(token, 'Bearer', account.userName);
	if (standing !== 'valid') return refused(ACCESS_WORDS[standing], switches.tokenRefusal);
	return headers['app-key'] === account.appKey
		? undefined
		: refused('The App-Key header is missing or wrong');
}

const ACCESS_WORDS: Record<Exclude<Standing, 'valid'>, string> = {
	expired: 'Access token expired',
	unknown: 'Access token is not valid',
};
const REFRESH_WORDS: Record<Exclude<Standing, 'valid'>, string> = {
	expired: 'Refresh token expired',
	unknown: 'Refresh token is not valid',
};

function granted({ account, mint, switches }: Office): Verdict {
	return { kind: 'granted', tokens: mint.issue(account.userName, switches) };
}

function refused(message: string, status = 200): Verdict {
	return { kind: 'refused', status, message };
}
