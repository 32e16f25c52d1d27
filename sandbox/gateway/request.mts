import { z } from 'zod';
import type { SendView } from '../faults/queue.mts';
import type { Endpoint } from '../store/requestLog.mts';
import type { Body } from '../body.mts';

const text = z.string({ message: 'must be a text' });

/** 254 and 9 digits in Kenya; 10 to 15 digits with the country code, which never begins with 0, elsewhere. */
const MSISDN = /^(?:254\d{9}|(?!254|0)\d{10,15})$/;

const signIn = z.object({ userName: text, password: text });
const refresh = z.object({ refreshToken: text, userName: text });
const send = z.object({
	message: text.min(1, 'must not be empty'),
	recipients: z
		.array(text.regex(MSISDN, 'must be digits with the country code and no +, 254XXXXXXXXX in Kenya'), {
			message: 'must be a list of numbers',
		})
		.min(1, 'must not be empty'),
	sourceId: z
		.number({ message: 'must be a number' })
		.int('must be a whole number')
		.positive('must be positive'),
});

/** What a request asks for: docs/gateway.md, "Documented". A field that is not documented is passed over. */
export type GatewayRequest =
	| ({ readonly kind: 'signIn' } & Readonly<z.output<typeof signIn>>)
	| ({ readonly kind: 'refresh' } & Readonly<z.output<typeof refresh>>)
	| ({ readonly kind: 'send' } & SendRequest)
	/** JSON, but not what the endpoint's body is documented to be */
	| { readonly kind: 'malformed'; readonly endpoint: Endpoint; readonly message: string }
	/** nothing that any endpoint could make sense of */
	| { readonly kind: 'unreadable'; readonly status: number; readonly message: string };

/** The body of a send. */
export type SendRequest = Readonly<z.output<typeof send>>;

/** Reads what is asked of an endpoint. The words of a complaint are made up. */
export function readRequest(endpoint: Endpoint, body: Body): GatewayRequest {
	if (endpoint === 'other') return { kind: 'unreadable', status: 404, message: 'No such endpoint' };
	if (body.kind === 'tooLarge') return { kind: 'unreadable', status: 413, message: 'The body is too large' };
	if (body.kind === 'notJson') return { kind: 'unreadable', status: 400, message: 'The body is not JSON' };
	const read = READERS[endpoint].safeParse(body.json);
	return read.success ? read.data : { kind: 'malformed', endpoint, message: describeFirstIssue(read.error) };
}

const READERS = {
	auth: signIn.transform((read) => ({ ...read, kind: 'signIn' as const })),
	refresh: refresh.transform((read) => ({ ...read, kind: 'refresh' as const })),
	send: send.transform((read) => ({ ...read, kind: 'send' as const })),
};

/** What of a send can be told to a deciding function; undefined when the body is not as documented. */
export function sendView(request: GatewayRequest, index: number): SendView | undefined {
	if (request.kind !== 'send') return undefined;
	const { message, recipients, sourceId } = request;
	return { message, recipients: recipients.slice(), sourceId, index };
}

function describeFirstIssue(error: z.ZodError): string {
	const [issue] = error.issues;
	if (issue === undefined) return 'The body is not as documented';
	const place = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : part)).join('');
	return place === '' ? 'The body must be a JSON object' : `${place} ${issue.message}`;
}
