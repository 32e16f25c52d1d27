import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { PROJECT } from '../../../harness/n8n/package.mts';

/** A command as somebody types it in a terminal. */
export interface Typed {
	output(): string;
	says(pattern: RegExp): Promise<void>;
	/** What Ctrl-C does: it reaches every process that the command has in the foreground. */
	pressCtrlC(): void;
	/** Sends a signal to the command alone. */
	signal(name: NodeJS.Signals): void;
	readonly ended: Promise<number | null>;
}

export function type(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Typed {
	const child = spawn(command, args, {
		cwd: PROJECT,
		env: { ...process.env, ...env },
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const ended = once(child, 'close').then(([code]: Array<number | null>) => code ?? null);
	return {
		output: () => output,
		ended,
		pressCtrlC: () => void (child.pid && process.kill(-child.pid, 'SIGINT')),
		signal: (name) => void child.kill(name),
		says: async (pattern) => {
			while (!pattern.test(output)) {
				const more = once(child.stdout, 'data').then(() => 'more');
				if ((await Promise.race([more, ended.then(() => 'ended')])) === 'ended') {
					throw new Error(`It ended without saying ${String(pattern)}:\n${output}`);
				}
			}
		},
	};
}

/** The processes, of all on this machine, that were started with a text in their environment. */
export async function processesWith(text: string): Promise<string[]> {
	const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const found = await Promise.all(
		ids.map(async (id) => {
			const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
			const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
			return environment.includes(text) ? [`${id} ${line.replaceAll('\0', ' ')}`] : [];
		}),
	);
	return found.flat();
}
