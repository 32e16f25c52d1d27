import { cpus } from 'node:os';
import { startGateway } from './measure/child.mts';
import {
	inEngine,
	inWhole,
	memoryOf,
	type Case,
	type Result,
	type MemoryResult,
} from './measure/measurements.mts';
import { HELP, readOptions, type Options } from './options.mts';
import { drawOnce } from './once.mts';
import { drawLevels } from './report/levels.mts';
import { drawSizes } from './sizes.mts';
import { drawPlot } from './report/plot.mts';
import { rows } from './scenarios/rows.mts';
import { table } from './report/table.mts';
import { describeTargets } from './report/targets.mts';
import { LOW_CONCURRENCY, engineVariants, wholeVariants } from './scenarios/variants.mts';
import { installed, WholeN8n } from './scenarios/wholeN8n.mts';

const options = readOptions(process.argv.slice(2));
const say = (line: string) => process.stderr.write(`${line}\n`);
if (options.help) process.stdout.write(HELP);
else if (options.plot) await drawPlot(options.quick, say);
else if (options.levels) await drawLevels(say);
else if (options.sizes) await drawSizes(options, say);
else if (options.once) await drawOnce(options, say);
else await drawTable(options);

async function drawTable({ quick, runs, parts }: Options): Promise<void> {
	const gateway = await startGateway();
	try {
		const processes = quick ? 1 : 3;
		const all = rows(quick);
		const results: Result[] = [];
		const memory: MemoryResult[] = [];
		for (const row of all) {
			say(`${row.items} ${row.messageKind} at ${row.latency} ms…`);
			const variants = engineVariants(row, quick);
			if (parts.includes('engine')) results.push(...(await inEngine(gateway.url, row, variants, runs)));
			if (row.latency > 0 || !parts.includes('memory')) continue;
			const weighed = variants.filter(({ concurrency }) => concurrency === LOW_CONCURRENCY);
			memory.push(...(await memoryOf(gateway.url, row, weighed, processes)));
		}
		const cases = all.flatMap((row): Case[] => wholeVariants(row).map((variant) => ({ row, variant })));
		const version = parts.includes('whole')
			? await measureWhole(gateway.url, cases, runs, results)
			: '(c) left out';
		const processors = cpus();
		const expressions = process.env['N8N_EXPRESSION_ENGINE'] ?? 'legacy';
		const facts = [
			`Node.js ${process.version}`,
			`expressions: ${expressions}`,
			`${processors.length} × ${processors[0]?.model ?? ''}`,
		];
		console.log(`${[...facts, `medians of ${runs} runs`, version].join(', ')}\n`);
		for (const row of all)
			console.log(
				table(
					row,
					results.filter((one) => one.row === row),
					memory,
				),
			);
		// The promises are about the full sizes.
		if (!quick) console.log(describeTargets(all, results, memory));
	} finally {
		gateway.stop();
	}
}

/** Says which n8n it was, or that there is none. */
async function measureWhole(
	gateway: string,
	cases: readonly Case[],
	runs: number,
	results: Result[],
): Promise<string> {
	const installation = await installed();
	if (!installation) return '(c) not installed';
	say('A whole n8n…');
	const n8n = await WholeN8n.start(installation, gateway, cases);
	try {
		results.push(...(await inWhole(n8n, cases, runs)));
	} finally {
		await n8n.stop();
	}
	return `n8n ${installation.release.version}`;
}
