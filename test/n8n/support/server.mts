import { createServer, type RequestListener } from 'node:http';

/** A server on a free port of this machine. */
export interface Server {
	readonly url: string;
	readonly close: () => Promise<void>;
}

export async function serve(listener: RequestListener): Promise<Server> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port');
	return {
		url: `http://127.0.0.1:${address.port}`,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
