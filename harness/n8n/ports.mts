import { createServer } from 'node:net';

/** Below what systems give to whoever asks for any port, so that none of them is given away before it is used. */
const FIRST_PORT = 15_000;
const PORTS_PER_WORKER = 4_000;
/** Jest's workers, which run at the same time, take theirs from four ranges. */
const RANGES = 4;
const firstOfRange = FIRST_PORT + PORTS_PER_WORKER * (Number(process.env['JEST_WORKER_ID'] ?? 0) % RANGES);
let nextPort = firstOfRange + (process.pid % PORTS_PER_WORKER);

/** Ports that are free now, all different, and none that this process was given lately. */
export async function freePorts(count: number): Promise<number[]> {
	const ports: number[] = [];
	while (ports.length < count) {
		const port = nextPort;
		nextPort = port + 1 < firstOfRange + PORTS_PER_WORKER ? port + 1 : firstOfRange;
		if (await isFree(port)) ports.push(port);
	}
	return ports;
}

async function isFree(port: number): Promise<boolean> {
	const server = createServer();
	const listening = await new Promise<boolean>((resolve) => {
		server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
	});
	if (listening) await new Promise((resolve) => server.close(resolve));
	return listening;
}
