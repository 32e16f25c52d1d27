import { parseArgs } from 'node:util';

export const HELP = `Measures how fast the node sends, beside what else there is to send with.

Usage: npm run bench [-- OPTIONS]

  --quick   few items and few runs: a minute, for seeing whether it works
  --plot    measures time against items instead, up to 50,000, and draws docs/images/performance-items.svg
  --once    measures what once keys cost instead, with stores of 5 and of 10 ms
  --sizes   measures what a row costs in runs of 1, 10,000 and 300,000 instead
  --levels  draws how many requests are under way at simulated gateways instead: docs/images/concurrency.svg
  --only X  measures a part: engine, memory or whole (a whole n8n)
  --runs N  how often each is measured, 5 unless you say
  --help    prints this and ends

Compares with a whole n8n too where one is installed in the user's cache folder. Installs nothing.
Nothing leaves this machine: a stand-in gateway runs beside it.
`;

export const PARTS = ['engine', 'memory', 'whole'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
	readonly help: boolean;
	readonly quick: boolean;
	readonly plot: boolean;
	readonly once: boolean;
	readonly levels: boolean;
	readonly sizes: boolean;
	readonly runs: number;
	readonly parts: readonly Part[];
}

export function readOptions(args: readonly string[]): Options {
	const flag = { type: 'boolean', default: false } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			help: flag,
			quick: flag,
			plot: flag,
			once: flag,
			levels: flag,
			sizes: flag,
			only: { type: 'string' },
			runs: { type: 'string' },
		},
	});
	const { runs = values.quick ? '2' : '5', only, ...flags } = values;
	if (!/^[1-9]\d?$/.test(runs)) throw new Error(`--runs "${runs}" is not a number from 1 to 99`);
	const parts = PARTS.filter((part) => only === undefined || part === only);
	if (parts.length === 0) throw new Error(`--only "${only ?? ''}" is none of ${PARTS.join(', ')}`);
	return { ...flags, runs: Number(runs), parts };
}
