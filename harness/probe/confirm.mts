import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';

/** Whether there is somebody to ask. */
export function hasTerminal(): boolean {
	return process.stdin.isTTY && process.stderr.isTTY;
}

/** Asks on the terminal, beside the report on standard output. Only "yes" is a yes; the end of the input is none. */
export async function confirm(question: string): Promise<boolean> {
	const lines = createInterface({ input: process.stdin, output: process.stderr });
	try {
		const ended = once(lines, 'close').then(() => '');
		return (await Promise.race([lines.question(question), ended])).trim() === 'yes';
	} finally {
		lines.close();
	}
}
