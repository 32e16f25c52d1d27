import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Switches } from '../faults/switches.mts';

type Purpose = 'Bearer' | 'Refresh';
/** What became of a token that was shown. */
export type TokenStatus = 'valid' | 'expired' | 'unknown';

/** Issues the gateway's tokens and knows them again; docs/gateway.md, "Documented". */
export class TokenIssuer {
	#secret = newKey();

	/** A fresh token set, with all the fields that the documentation shows. */
	issue(userName: string, switches: Switches): Record<string, unknown> {
		const session = randomUUID();
		const [access, expires] =
			switches.tokenNames === 'spaced' ? ['access token', 'expires in'] : ['access_token', 'expires_in'];
		return {
			[access]: this.#sign('Bearer', userName, session, switches.accessTokenLifetime),
			[expires]: switches.accessTokenLifetime,
			refresh_expires_in: switches.refreshTokenLifetime,
			refresh_token: this.#sign('Refresh', userName, session, switches.refreshTokenLifetime),
			token_type: 'bearer',
			id_token: null,
			'not-before-policy': 0,
			session_state: session,
			scope: 'profile email',
		};
	}

	/** Whether a token was issued here to this user for this purpose, and still lives. */
	statusOf(token: string, purpose: Purpose, userName: string): TokenStatus {
		try {
			const claims = jwt.verify(token, this.#secret, {
				algorithms: ['HS256'],
				clockTimestamp: Date.now() / 1000,
			});
			const known = typeof claims === 'object' && claims['typ'] === purpose && claims.sub === userName;
			return known ? 'valid' : 'unknown';
		} catch (error) {
			return error instanceof jwt.TokenExpiredError ? 'expired' : 'unknown';
		}
	}

	/** Every token issued so far stops working. */
	revokeAll(): void {
		this.#secret = newKey();
	}

	#sign(typ: Purpose, sub: string, session: string, lifetimeSeconds: number): string {
		// Not in whole seconds, so that a token that lives for a few of them lives as long as it says.
		const iat = Date.now() / 1000;
		const claims = { iat, exp: iat + lifetimeSeconds, jti: randomUUID(), sub, typ, session_state: session };
		return jwt.sign(claims, this.#secret, { algorithm: 'HS256' });
	}
}

/** As a key object: given bare bytes, the library would first try to read them as a certificate, each time. */
function newKey() {
	return createSecretKey(randomBytes(32));
}
