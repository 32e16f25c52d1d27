/** Where the gateway lives unless the credential says otherwise (docs/gateway.md, Documented). */
export const DEFAULT_BASE_URL = 'https://lbtotal.mfs.co.ke/api';

const PATHS = {
	signIn: '/auth',
	refresh: '/auth/refresh',
	send: '/communications/sms/sendMessage',
} as const;

export type Endpoint = keyof typeof PATHS;

/** A base URL that must not be given a secret; its message names the field, the value and how to fix it. */
export class BaseUrlError extends Error {
	override readonly name = 'BaseUrlError';
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of an endpoint under a base URL; slashes at the end of the base are no matter.
 *
 * @throws {BaseUrlError} unless the base is `https:`, or `http:` to a loopback address: anything else would hand
 * the password to whoever listens in between.
 */
export function endpointUrl(baseUrl: string, endpoint: Endpoint): string {
	return normalizeBaseUrl(baseUrl) + PATHS[endpoint];
}

/** The last one that was normalized: a run asks for the same one with each request, several times. */
let last: { readonly baseUrl: string; readonly normal: string } | undefined;

/** The one spelling of a base URL, without slashes at its end. Throws as {@link endpointUrl} does. */
export function normalizeBaseUrl(baseUrl: string): string {
	if (last?.baseUrl !== baseUrl) last = { baseUrl, normal: normalized(baseUrl) };
	return last.normal;
}

function normalized(baseUrl: string): string {
	const text = baseUrl.trim();
	if (!URL.canParse(text)) throw refusal(text, 'it is not a web address');
	const url = new URL(text);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refusal(text, 'it is not a web address');
	if (url.username !== '' || url.password !== '') {
		throw refusal(text, 'it holds a user name or password of its own');
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw refusal(text, 'your password would cross the network unencrypted');
	}
	if (url.search !== '' || url.hash !== '') throw refusal(text, 'it has something after the path');
	return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Whatever stands before an @ may be a password, even where the rest is no address. */
function refusal(value: string, why: string): BaseUrlError {
	const shown = value.replace(/^([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1…@').replace(/[?#].*$/s, '?…');
	return new BaseUrlError(
		`Base URL "${shown}" can't be used: ${why}. ` +
			`Use an address that begins with https://, such as ${DEFAULT_BASE_URL} ` +
			'(http:// only for this machine, such as http://127.0.0.1:3000/api)',
	);
}
