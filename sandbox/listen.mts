import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A listening server: its address, and how to end it. */
export interface Listening {
	url: string;
	close(): Promise<void>;
}

/** Opens a server; `connected` hears of every TCP connection. A port that is taken is said in plain words. */
export async function listen(
	listener: RequestListener,
	{ host, port }: { host: string; port: number },
	connected: () => void,
): Promise<Listening> {
	// Idle connections stay open, so that a client never meets one that is closing just as it sends.
	const server = createServer({ keepAliveTimeout: 600_000 }, listener);
	server.on('connection', connected);
	server.listen({ host, port, backlog: 4096 });
	try {
		await once(server, 'listening');
	} catch (error) {
		throw inPlainWords(error, host, port);
	}
	return { url: urlOf(server, host), close: () => end(server) };
}

function inPlainWords(error: unknown, host: string, port: number): unknown {
	const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
	if (code === 'EADDRINUSE') {
		return new Error(
			`Port ${port} of ${host} is taken by another program; choose another port, or 0 for any free one`,
			{ cause: error },
		);
	}
	if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
		return new Error(`This machine has no address ${host}; leave the host out to listen on 127.0.0.1`, {
			cause: error,
		});
	}
	if (code === 'EACCES') {
		return new Error(`Port ${port} needs more rights than this program has; choose one above 1023`, {
			cause: error,
		});
	}
	return error;
}

/** An address for the same machine: one that listens everywhere is reached by its loopback address. */
function urlOf(server: Server, host: string): string {
	const { port } = boundTo(server);
	const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
	return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function boundTo(server: Server): AddressInfo {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server listens on no TCP port');
	return address;
}

async function end(server: Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}
