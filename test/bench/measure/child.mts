import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Runs a file of this folder in a process of its own, which ends when this one does. */
function start(file: string, args: readonly string[] = [], flags: readonly string[] = []): ChildProcess {
	return fork(join(import.meta.dirname, file), args, { execArgv: [...process.execArgv, ...flags] });
}

/** Starts the stand-in gateway; hands back its address and what ends it. */
export async function startGateway(): Promise<{ url: string; stop: () => void }> {
	const child = start('gateway.mts');
	const [url]: unknown[] = await once(child, 'message');
	return { url: String(url), stop: () => child.disconnect() };
}

/** Runs a file to its end with something to do, and hands on what it says meanwhile. */
export async function runChild<Job, Message>(
	file: string,
	job: Job,
	flags: readonly string[],
	hear: (message: Message) => void,
): Promise<void> {
	const child = start(file, [JSON.stringify(job)], flags);
	child.on('message', (message: Message) => hear(message));
	const [code]: unknown[] = await once(child, 'exit');
	if (code !== 0) throw new Error(`${file} ended with ${String(code)}`);
}
