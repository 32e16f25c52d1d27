import { parseArgs } from 'node:util';

export const HELP = `Measures how fast the node sends, beside what else there is to send with.

Usage: npm run bench [-- OPTIONS]

  --quick   few items and few runs: a minute, for seeing whether it works
  --plot    measures time against items instead, up to 50,000, and draws docs/images/performance-items.svg
  --help    prints this and ends

Compares with a whole n8n too where one is installed in the user's cache folder. Installs nothing.
Nothing leaves this machine: a stand-in gateway runs beside it.
`;

export interface Options {
	readonly help: boolean;
	readonly quick: boolean;
	readonly plot: boolean;
}

export function readOptions(args: readonly string[]): Options {
	const flag = { type: 'boolean', default: false } as const;
	return parseArgs({ args: [...args], options: { help: flag, quick: flag, plot: flag } }).values;
}
