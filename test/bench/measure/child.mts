import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

/** What comes with a message: the message, and what could have been sent along with it. */
const messageSchema = z.tuple([z.string()]).rest(z.unknown());

/** Runs a file of this folder in a process of its own, which ends when this one does. */
function start(file: string, args: readonly string[] = [], flags: readonly string[] = []): ChildProcess {
	return fork(join(import.meta.dirname, file), args, { execArgv: [...process.execArgv, ...flags] });
}

/** Starts the stand-in gateway; hands back its address and what ends it. */
export async function startGateway(): Promise<{ readonly url: string; readonly stop: () => void }> {
	const child = start('gateway.mts');
	const [url] = messageSchema.parse(await once(child, 'message'));
	return { url, stop: () => child.disconnect() };
}

/** Runs a file to its end with something to do, and hands on what it says meanwhile. */
export async function runChild(
	file: string,
	job: unknown,
	flags: readonly string[],
	hear: (message: unknown) => void,
): Promise<void> {
	const child = start(file, [JSON.stringify(job)], flags);
	child.on('message', hear);
	await once(child, 'exit');
	if (child.exitCode !== 0)
		throw new Error(`${file} ended with ${String(child.exitCode ?? child.signalCode)}`);
}
