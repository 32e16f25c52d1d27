/** The longest wait for the answer to a sign-in; the vendor's own web client waits as long (docs/gateway.md, Observed). */
export const SIGN_IN_TIMEOUT_MS = 20_000;

/**
 * A POST of JSON, in the form that n8n's HTTP helpers take: whatever is answered comes back, with any status, and no
 * redirect is followed, because the headers and the body hold secrets.
 */
export function jsonPost<Body extends object>(url: string, body: Body, timeoutMs: number) {
	return {
		method: 'POST' as const,
		url,
		body,
		json: true,
		timeout: timeoutMs,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		...pastProxies(url),
	};
}

/**
 * The request option of n8n that sends a request past a proxy of n8n's environment, for a gateway on this machine: what
 * goes to it over `http://` is not encrypted, and a proxy would read the password. n8n asks for no exception itself,
 * and this names the gateway as its own proxy.
 */
export function pastProxies(url: string): {
	readonly proxy?: { protocol: 'http'; host: string; port: number };
} {
	const { protocol, hostname, port } = new URL(url);
	return protocol === 'http:'
		? { proxy: { protocol: 'http', host: hostname, port: Number(port || 80) } }
		: {};
}
