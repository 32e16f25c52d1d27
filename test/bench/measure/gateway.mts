import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Counts } from '../scenarios/counts.mts';

/**
 * A gateway that costs little, to be run as a process of its own: it reads, waits and says yes as the documented one
 * does, and keeps nothing but counts. The latency is the first part of the path, so that nothing has to be switched
 * between runs.
 */
const ZERO: Counts = { requests: 0, connections: 0, signIns: 0, messages: 0, atOnce: 0 };
const messageSchema = z.object({ message: z.string(), recipients: z.array(z.string()) });
let counts = { ...ZERO };
let seen = new WeakSet<Socket>();
let tokens = 0;
let lastId = 0;
let underWay = 0;

const server = createServer(
	{ keepAliveTimeout: 600_000 },
	(request, response) => void serve(request, response),
);
server.listen({ host: '127.0.0.1', port: 0, backlog: 4096 }, () => {
	const address = server.address();
	if (typeof address === 'object' && address) process.send?.(`http://127.0.0.1:${address.port}`);
});
// Whoever started this has gone.
process.on('disconnect', () => process.exit());

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = await read(request);
	// A client that takes it for a proxy names the whole address (RFC 9112, 3.2.2).
	const { pathname } = new URL(request.url ?? '', 'http://gateway');
	const [, latency = '0', ...path] = pathname.split('/');
	if (latency === 'counts') {
		answer(response, counts);
		counts = { ...ZERO };
		seen = new WeakSet();
		return;
	}
	counts.requests += 1;
	underWay += 1;
	counts.atOnce = Math.max(counts.atOnce, underWay);
	if (!seen.has(request.socket)) counts.connections += 1;
	seen.add(request.socket);
	const reply = path.at(-1) === 'sendMessage' ? send(body) : signIn();
	if (Number(latency) > 0) await wait(Number(latency));
	underWay -= 1;
	answer(response, reply);
}

function signIn() {
	counts.signIns += 1;
	tokens += 1;
	const life = { expires_in: 3600, refresh_expires_in: 1800, token_type: 'bearer' };
	const data = { access_token: `access-${tokens}-token`, refresh_token: `refresh-${tokens}-token`, ...life };
	return { status: 'success', data, message: 'Successfully authenticated the user' };
}

/** A row for each recipient, the whole text in every one (docs/gateway.md, Documented). */
function send(body: string) {
	const { message, recipients } = messageSchema.parse(JSON.parse(body));
	counts.messages += recipients.length;
	const now = Date.now();
	const data = recipients.map((recipient) => ({
		dateTimeCreated: now,
		ipAddress: '127.0.0.1',
		id: ++lastId,
		message,
		recipient,
		timeSent: now,
		status: null,
		processedStatus: 'NEW',
		attempts: 0,
		sentResponseStatus: '200 OK',
	}));
	return { status: 'success', data, message: 'Sms scheduled successfully!' };
}

async function read(request: IncomingMessage): Promise<string> {
	request.setEncoding('utf8');
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}

function answer(response: ServerResponse, body: unknown): void {
	const text = JSON.stringify(body);
	response
		.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
		.end(text);
}
