import type { FullAnswer, PlainAnswer } from '../faults/fault.mts';
import type { Verdict } from './rules.mts';
import type { Submission } from '../store/mailbox.mts';

/** An HTTP answer, ready to be written. `body` is also kept unserialised, to be looked at. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	text: string;
	body: unknown;
}

/** What is done with a request: whether its messages are taken, and what its sender then sees. */
export type Outcome = { accepts: Submission | undefined } & (
	| { ends: 'reply' | 'truncated'; reply: Reply }
	| { ends: 'reset' | 'close' | 'hang' }
);

/** The outcome of a request by its planned answer; without one, whatever the gateway itself makes of it. */
export function outcomeOf(answer: FullAnswer | undefined, judge: () => Verdict): Outcome {
	if (answer === undefined) return normal(judge());
	switch (answer.kind) {
		case 'ok':
			return normal(judge());
		case 'reset':
			return { accepts: undefined, ends: answer.how };
		case 'resetAfterAccept':
			return afterAccepting(judge(), (accepts) => ({ accepts, ends: answer.how }));
		case 'truncated': {
			const outcome = normal(judge());
			return { ...outcome, accepts: answer.afterAccept ? outcome.accepts : undefined, ends: 'truncated' };
		}
		case 'hang':
			return answer.afterAccept
				? afterAccepting(judge(), (accepts) => ({ accepts, ends: 'hang' }))
				: { accepts: undefined, ends: 'hang' };
		case 'acceptThen':
			return afterAccepting(judge(), (accepts) => ({
				accepts,
				ends: 'reply',
				reply: plainReply(answer.answer),
			}));
		default:
			return { accepts: undefined, ends: 'reply', reply: plainReply(answer) };
	}
}

/** What a gateway would refuse, it refuses, whatever was planned to happen after it accepts. */
function afterAccepting(verdict: Verdict, then: (accepts: Submission | undefined) => Outcome): Outcome {
	return verdict.envelope.status === 'success' ? then(verdict.accepts) : normal(verdict);
}

function normal(verdict: Verdict): Extract<Outcome, { reply: Reply }> {
	return { accepts: verdict.accepts, ends: 'reply', reply: json(verdict.status, verdict.envelope) };
}

function plainReply(answer: PlainAnswer): Reply {
	switch (answer.kind) {
		case 'status':
			return given(answer);
		case 'envelopeError':
			return answer.wordsIn === 'data'
				? json(200, { status: 'error', data: { message: answer.message } })
				: json(200, { status: 'error', message: answer.message });
		case 'tokenExpired':
			return json(200, { status: 'error', message: answer.message });
		case 'unauthorized':
			return json(401, { status: 'error', message: answer.message });
		case 'forbidden':
			return json(403, { status: 'error', message: answer.message });
		case 'tooMany':
			return json(429, { status: 'error', message: 'Too many requests' }, retryAfter(answer.retryAfter));
		case 'unavailable':
			return json(503, { status: 'error', message: 'Service unavailable' }, retryAfter(answer.retryAfter));
		case 'html':
			return text(answer.status, HTML, 'text/html; charset=utf-8');
		case 'notJson':
			return text(answer.status, answer.body, 'text/plain; charset=utf-8');
		case 'empty':
			return { status: answer.status, headers: {}, text: '', body: '' };
		case 'redirect':
			return { status: answer.status, headers: { location: answer.location }, text: '', body: '' };
	}
}

function given({ status, body, headers }: Extract<PlainAnswer, { kind: 'status' }>): Reply {
	const reply =
		typeof body === 'string'
			? text(status, body, 'text/plain; charset=utf-8')
			: json(
					status,
					body ?? { status: status < 400 ? 'success' : 'error', message: `HTTP status ${status}` },
				);
	const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return { ...reply, headers: { ...reply.headers, ...Object.fromEntries(lowerCased) } };
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
	return {
		status,
		headers: { 'content-type': 'application/json', ...headers },
		text: JSON.stringify(body),
		body,
	};
}

function text(status: number, body: string, type: string): Reply {
	return { status, headers: { 'content-type': type }, text: body, body };
}

function retryAfter(value: number | string | undefined): Record<string, string> {
	return value === undefined ? {} : { 'retry-after': String(value) };
}

const HTML = `<!DOCTYPE html>
<html><head><title>Welcome</title></head>
<body><h1>It works!</h1><p>This page is not the gateway's answer.</p></body></html>
`;
