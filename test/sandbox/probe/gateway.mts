import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { record } from '../client.mts';

/** What a request asked of a gateway to order. */
export interface Asked {
	readonly path: string;
	readonly token: string;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Readonly<Record<string, unknown>>;
}

/** What it answers: a status and a body; an HTTP status of 200 where there is none. */
export interface Said {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/** A gateway that answers to order, for what the sandbox does not do. */
export interface Gateway {
	readonly apiUrl: string;
	readonly asked: readonly Asked[];
	close(): Promise<void>;
}

/** The tokens of the gateways to order, by how often somebody signed in or refreshed. */
export const tokenData = (turn: number) => ({
	access_token: `access-token-${turn}`,
	expires_in: 3600,
	refresh_token: `refresh-token-${turn}`,
	refresh_expires_in: 1800,
	token_type: 'bearer',
	id_token: null,
	'not-before-policy': 0,
	session_state: `session-state-${turn}`,
	scope: 'profile email',
});

/** A row as documented, with changes. */
export const documentedRow = (changes: Readonly<Record<string, unknown>> = {}) => ({
	dateTimeCreated: Date.now(),
	ipAddress: '192.0.2.1',
	id: 8,
	message: 'This is a test by n8n-nodes-mobiconnect. Nothing needs to be done.',
	recipient: '254700000001',
	timeSent: Date.now(),
	status: null,
	processedStatus: 'NEW',
	attempts: 0,
	sentResponseStatus: '200 OK',
	...changes,
});

/** An answer to a send as documented, with changes. */
export const scheduled = (changes: Readonly<Record<string, unknown>> = {}) => ({
	status: 'success',
	data: [documentedRow()],
	message: 'Sms scheduled successfully!',
	...changes,
});

/** An error envelope. */
export const refusal = (message: string) => ({ status: 'error', data: null, message });

/** Starts a gateway that answers by the function, and as documented where that gives nothing. */
export async function startGateway(
	answer: (asked: Asked) => Said | undefined = () => undefined,
): Promise<Gateway> {
	const asked: Asked[] = [];
	const server = createServer((incoming, outgoing) => {
		void (async () => {
			const body = incoming.method === 'POST' ? record(await json(incoming)) : {};
			const token = String(incoming.headers.authorization ?? '').replace('Bearer ', '');
			const request = {
				path: String(incoming.url).replace('/api', ''),
				token,
				headers: incoming.headers,
				body,
			};
			asked.push(request);
			const turn = asked.filter(({ path }) => path.startsWith('/auth')).length;
			const { status = 200, headers = {}, body: said } = answer(request) ?? documented(request, turn);
			outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
			outgoing.end(typeof said === 'string' ? said : JSON.stringify(said));
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	const port = typeof address === 'object' && address ? address.port : 0;
	return {
		apiUrl: `http://127.0.0.1:${port}/api`,
		asked,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

function documented({ path, token, body }: Asked, turn: number): Said {
	const isKnown = /^access-token-\d$/.test(token);
	switch (path) {
		case '/auth':
			if (body['password'] !== 'sandbox-password') return { body: refusal('Invalid user name or password') };
			return { body: { status: 'success', data: tokenData(turn), message: 'Welcome' } };
		case '/auth/refresh':
			if (body['userName'] !== 'sandbox-user') return { body: refusal('userName is missing') };
			return { body: { status: 'success', data: tokenData(turn), message: 'Welcome' } };
		case '/communications/sms/sendMessage':
			return isKnown ? { body: scheduled() } : { status: 401, body: refusal('Invalid token') };
		case '/bridge/source/active':
			if (!isKnown) return { status: 401, body: refusal('Invalid token') };
			return { body: { status: 'success', data: [{ id: 1, senderId: 'DUKA' }], message: '' } };
		case '/bridge/sent-sms/my-smsdetails':
			return { body: { status: 'success', data: { balance: 12 }, message: '' } };
		default:
			return { status: 404, body: refusal('No such page') };
	}
}
