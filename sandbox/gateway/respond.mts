import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Outcome } from './outcome.mts';
import type { Reply } from './reply.mts';

/** Lets the sender see an outcome: an answer, half an answer, a broken connection, or nothing at all. */
export function show(outcome: Outcome, incoming: IncomingMessage, outgoing: ServerResponse): void {
	switch (outcome.ends) {
		case 'reply':
			write(outcome.reply, outgoing);
			outgoing.end(outcome.reply.text);
			return;
		case 'truncated':
			write(outcome.reply, outgoing);
			outgoing.write(outcome.reply.text.slice(0, outcome.reply.text.length / 2), () =>
				incoming.socket.destroy(),
			);
			return;
		case 'reset':
			incoming.socket.resetAndDestroy();
			return;
		case 'close':
			incoming.socket.destroy();
			return;
		case 'hang':
			return;
	}
}

function write({ status, headers, text }: Reply, outgoing: ServerResponse): void {
	outgoing.writeHead(status, { 'content-length': Buffer.byteLength(text), ...headers });
}
