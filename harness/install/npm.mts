import { launch } from '../process.mts';

interface NpmOptions {
	readonly folder: string;
	readonly log: (line: string) => void;
	readonly env?: Readonly<Record<string, string>>;
}

const TELL_EVERY_MS = 10_000;

/** Runs npm in a folder, telling now and then how far it is; it ends when this process does. */
export async function npm(args: readonly string[], { folder, log, env }: NpmOptions): Promise<void> {
	const began = Date.now();
	const words: string[] = [];
	let answers = 0;
	const running = launch('npm', [...args, '--loglevel=http'], {
		name: `npm ${args[0] ?? ''}`,
		cwd: folder,
		env: { ...process.env, ...env },
		onLine: (line) => {
			if (/^npm http (fetch|cache)/.test(line)) answers += 1;
			else words.push(line);
		},
	});
	const ticker = setInterval(() => {
		const seconds = Math.round((Date.now() - began) / 1000);
		log(`  ${running.name}: ${seconds} s, ${answers} answers from the registry or npm's cache`);
	}, TELL_EVERY_MS);
	const code = await running.ended;
	clearInterval(ticker);
	if (code !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${words.slice(-30).join('\n')}`);
}
