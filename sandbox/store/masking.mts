/** What stands where a secret stood. */
export const MASK = '***';

const SECRET_FIELD = /password|secret|token$|^app.?key$/i;
const SECRET_HEADER = new Set(['authorization', 'app-key', 'cookie', 'proxy-authorization']);

/** Headers as they may be shown; of an Authorization only its scheme stays. */
export function maskHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
	const shown: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined) continue;
		const text = typeof value === 'string' ? value : value.join(', ');
		shown[name] = SECRET_HEADER.has(name) ? text.replace(/^(Bearer |Basic )?.*$/is, `$1${MASK}`) : text;
	}
	return shown;
}

/** A body as it may be shown: the fields that hold secrets lose their values, however deep they are. */
export function maskBody(body: unknown): unknown {
	if (Array.isArray(body)) return body.some((entry) => typeof entry === 'object') ? body.map(maskBody) : body;
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			value !== null && SECRET_FIELD.test(name) ? MASK : maskBody(value),
		]),
	);
}

/** Text that was not JSON as it may be shown: the account's own secrets are taken out of it. */
export function maskText(text: string, secrets: readonly string[]): string {
	return secrets.filter(Boolean).reduce((shown, secret) => shown.replaceAll(secret, MASK), text);
}
