import { spawn } from 'node:child_process';

interface NpmOptions {
	readonly folder: string;
	readonly say: (line: string) => void;
	readonly env?: Readonly<Record<string, string>>;
}

const TELL_EVERY = 10_000;

/** Runs npm in a folder, telling now and then how far it is. */
export async function npm(args: readonly string[], options: NpmOptions): Promise<void> {
	const child = spawn('npm', [...args, '--loglevel=http'], {
		cwd: options.folder,
		env: { ...process.env, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	const began = Date.now();
	const last: string[] = [];
	let fetched = 0;
	const read = (chunk: Buffer) => {
		const lines = chunk.toString().split('\n').filter(Boolean);
		fetched += lines.filter((line) => /^npm http (fetch|cache)/.test(line)).length;
		last.push(...lines.filter((line) => !line.startsWith('npm http')));
		last.splice(0, last.length - 30);
	};
	child.stdout.on('data', read);
	child.stderr.on('data', read);
	const ticker = setInterval(() => {
		const seconds = Math.round((Date.now() - began) / 1000);
		options.say(`  npm ${args[0] ?? ''}: ${seconds} s, ${fetched} answers from the registry or npm's cache`);
	}, TELL_EVERY);
	try {
		const code = await new Promise<number | null>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', resolve);
		});
		if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${last.join('\n')}`);
	} finally {
		clearInterval(ticker);
	}
}
