import type { PlainAnswer } from '../faults/fault.mts';

/** An HTTP response, ready to be written. `body` is also kept unserialised, to be looked at. */
export interface Reply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	readonly body: unknown;
}

/** A response of JSON. */
export function jsonReply(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		text: JSON.stringify(body),
		body,
	};
}

/** The response of a fault that accepts nothing. Its words are made up. */
export function plainReply(answer: PlainAnswer): Reply {
	switch (answer.kind) {
		case 'status':
			return statusReply(answer);
		case 'envelopeError':
			return answer.wordsIn === 'data'
				? jsonReply(200, { status: 'error', data: { message: answer.message } })
				: jsonReply(200, { status: 'error', message: answer.message });
		case 'tokenExpired':
			return jsonReply(200, { status: 'error', message: answer.message });
		case 'unauthorized':
			return jsonReply(401, { status: 'error', message: answer.message });
		case 'forbidden':
			return jsonReply(403, { status: 'error', message: answer.message });
		case 'tooMany':
			return jsonReply(429, { status: 'error', message: 'Too many requests' }, retryAfter(answer.retryAfter));
		case 'unavailable':
			return jsonReply(
				503,
				{ status: 'error', message: 'Service unavailable' },
				retryAfter(answer.retryAfter),
			);
		case 'html':
			return textReply(answer.status, HTML, 'text/html; charset=utf-8');
		case 'notJson':
			return textReply(answer.status, answer.body, 'text/plain; charset=utf-8');
		case 'empty':
			return { status: answer.status, headers: {}, text: '', body: '' };
		case 'redirect':
			return { status: answer.status, headers: { location: answer.location }, text: '', body: '' };
	}
}

function statusReply({ status, body, headers }: Extract<PlainAnswer, { kind: 'status' }>): Reply {
	const reply =
		typeof body === 'string'
			? textReply(status, body, 'text/plain; charset=utf-8')
			: jsonReply(
					status,
					body ?? { status: status < 400 ? 'success' : 'error', message: `HTTP status ${status}` },
				);
	const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
	return { ...reply, headers: { ...reply.headers, ...Object.fromEntries(lowerCased) } };
}

function textReply(status: number, body: string, type: string): Reply {
	return { status, headers: { 'content-type': type }, text: body, body };
}

function retryAfter(value: number | string | undefined): Record<string, string> {
	return value === undefined ? {} : { 'retry-after': String(value) };
}

const HTML = `<!DOCTYPE html>
<html><head><title>Welcome</title></head>
<body><h1>It works!</h1><p>This page is not the gateway's answer.</p></body></html>
`;
