import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';

/** A program that was started here, with all it started itself. */
export interface Running {
	readonly name: string;
	readonly pid: number;
	/** What it printed so far, the beginning left off when it was a lot. */
	readonly output: () => string;
	/** Resolves when a line matches; rejects when the program ends first, or takes too long. */
	readonly says: (pattern: RegExp, patienceMs?: number) => Promise<RegExpMatchArray>;
	readonly ended: Promise<number | null>;
	readonly stop: () => Promise<void>;
}

interface LaunchOptions {
	readonly name: string;
	readonly env: NodeJS.ProcessEnv;
	readonly cwd: string;
	readonly onLine?: (line: string) => void;
}

const GUARD = join(import.meta.dirname, 'guard.mjs');
const KEPT_LINES = 4_000;
/** A ceiling: n8n's first start makes its database, which a busy machine may take minutes for. */
const DEFAULT_PATIENCE_MS = 300_000;

/** Starts a program in a process group of its own; it ends, with the group, when this process does. */
export function launch(command: string, args: readonly string[], options: LaunchOptions): Running {
	const child = spawn(process.execPath, [GUARD, command, ...args], {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		// What is detached would open a console there.
		windowsHide: true,
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const { pid } = child;
	if (pid === undefined) throw new Error(`${options.name} can't be started: ${command}`);

	const lines: string[] = [];
	const events = new EventEmitter().setMaxListeners(100);
	const hear = (line: string) => {
		lines.push(line);
		lines.splice(0, lines.length - KEPT_LINES);
		options.onLine?.(line);
		events.emit('line', line);
	};
	child.stdout.on('data', byLine(hear));
	child.stderr.on('data', byLine(hear));
	child.stdin.on('error', () => undefined);
	const ended = once(child, 'close').then(([code]: Array<number | null>) => {
		events.emit('ended');
		return code ?? null;
	});

	return {
		name: options.name,
		pid,
		ended,
		output: () => lines.join('\n'),
		says: async (pattern, patienceMs = DEFAULT_PATIENCE_MS) =>
			await heard(options.name, lines, events, pattern, patienceMs),
		stop: async () => {
			child.stdin.end();
			await ended;
		},
	};
}

async function heard(
	name: string,
	lines: readonly string[],
	events: EventEmitter,
	pattern: RegExp,
	patienceMs: number,
): Promise<RegExpMatchArray> {
	for (const line of lines) {
		const match = line.match(pattern);
		if (match) return match;
	}
	return await new Promise((resolve, reject) => {
		const fail = (what: string) =>
			finish(() => reject(new Error(`${name} ${what}:\n${lines.slice(-30).join('\n')}`)));
		const onEnded = () => fail(`ended before it said ${String(pattern)}`);
		const onLine = (line: string) => {
			const match = line.match(pattern);
			if (match) finish(() => resolve(match));
		};
		const tooLong = () => fail(`did not say ${String(pattern)} in ${patienceMs / 1000} s`);
		const timer = setTimeout(tooLong, patienceMs);
		const finish = (settle: () => void) => {
			clearTimeout(timer);
			events.off('line', onLine).off('ended', onEnded);
			settle();
		};
		events.on('line', onLine).on('ended', onEnded);
	});
}

function byLine(hear: (line: string) => void): (chunk: Buffer) => void {
	let rest = '';
	return (chunk) => {
		const lines = (rest + chunk.toString()).split('\n');
		rest = lines.pop() ?? '';
		for (const line of lines) hear(line);
	};
}
