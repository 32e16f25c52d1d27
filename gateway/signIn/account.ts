import { createHash } from 'node:crypto';
import { normalizeBaseUrl } from '../endpoints';

/** Who signs in, and where. */
export interface Account {
	readonly userName: string;
	readonly password: string;
	readonly baseUrl: string;
}

/** The account in the fields of a credential; what is no text reads as empty. */
export function readAccount(fields: Readonly<Record<string, unknown>>): Account {
	const text = (name: string) => {
		const value = fields[name];
		return typeof value === 'string' ? value : '';
	};
	return { userName: text('userName'), password: text('password'), baseUrl: text('baseUrl') };
}

/**
 * A fingerprint of an account, the same for every spelling of its base URL.
 *
 * @throws {BaseUrlError} where the base URL must not be given a secret
 */
export function accountKey({ userName, password, baseUrl }: Account): string {
	const details = JSON.stringify([userName, password, normalizeBaseUrl(baseUrl)]);
	return createHash('sha256').update(details).digest('base64url');
}
