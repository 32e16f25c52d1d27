import type { Sandbox } from '../../sandbox/index.mts';

/** An answer of the gateway: its HTTP status, headers, text, and the JSON in it, if any. */
export interface Heard {
	status: number;
	headers: Headers;
	text: string;
	json: Record<string, unknown>;
}

/** An object, whatever else the value may be. */
export function record(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Any HTTP request; redirects are not followed. */
export async function call(method: string, url: string, body?: unknown, headers = {}): Promise<Heard> {
	const response = await fetch(url, {
		method,
		redirect: 'manual',
		headers: { 'content-type': 'application/json', ...headers },
		...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): Record<string, unknown> {
	try {
		return record(JSON.parse(text));
	} catch {
		return {};
	}
}

/** A request body that signs in. */
export function details({ account }: Sandbox) {
	return { userName: account.userName, password: account.password };
}

/** Signs in with the sandbox's account. */
export async function signIn(
	sandbox: Sandbox,
): Promise<{ access: string; refresh: string; data: Record<string, unknown> }> {
	const { json } = await call('POST', `${sandbox.apiUrl}/auth`, details(sandbox));
	const data = record(json['data']);
	return { access: String(data['access_token']), refresh: String(data['refresh_token']), data };
}

/** The two headers of a send. */
export async function signed(sandbox: Sandbox): Promise<Record<string, string>> {
	const { access } = await signIn(sandbox);
	return { authorization: `Bearer ${access}`, 'app-key': sandbox.account.appKey };
}

/** A documented send body, with changes. */
export function message(changes: Record<string, unknown> = {}): Record<string, unknown> {
	return { message: 'Habari', recipients: ['254712345678'], sourceId: 1, ...changes };
}

/** Numbers that behave: beyond those that misbehave, 2547000009xx. */
export function msisdns(count: number): string[] {
	return Array.from({ length: count }, (_, index) => String(254_700_100_000 + index));
}

/** The rows of an answer to a send. */
export function rowsOf({ json }: Heard): Array<Record<string, unknown>> {
	return Array.isArray(json['data']) ? json['data'].map(record) : [];
}

/** Sends a body with headers. */
export function send(
	sandbox: Sandbox,
	headers: Record<string, string>,
	body: unknown = message(),
): Promise<Heard> {
	return call('POST', `${sandbox.apiUrl}/communications/sms/sendMessage`, body, headers);
}
