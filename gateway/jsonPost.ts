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
		// The timeout begins anew with each byte of an answer: this is the limit of the whole.
		abortSignal: AbortSignal.timeout(timeoutMs),
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
}
