import { inEngine, inFreshProcess, type Case } from './measure/measurements.mts';
import { startGateway } from './measure/child.mts';
import type { Sample } from './measure/job.mts';
import type { Options } from './options.mts';
import { time, titleOf } from './report/table.mts';
import type { MessageKind, Row } from './scenarios/rows.mts';
import { DEFAULT_CONCURRENCY, LOW_CONCURRENCY, variant } from './scenarios/variants.mts';

const KINDS: readonly MessageKind[] = ['same', 'personal'];

/** The promise: what a row costs in the greatest run, times what it costs in the usual one. */
const MAX_RATIO = 1.5;

/** What a row costs in runs of two sizes, each in a process of its own, and what one message takes by itself. */
export async function drawSizes({ quick, runs }: Options, say: (line: string) => void): Promise<void> {
	const [usual, great] = quick ? [500, 2_000] : [10_000, 300_000];
	const gateway = await startGateway();
	try {
		console.log('| sent | time | time a row | processor a row | memory a row | |\n|---|--:|--:|--:|--:|---|');
		for (const messageKind of KINDS) {
			const least = await measured(gateway.url, { messageKind, items: usual, latency: 0 }, say);
			const most = await measured(gateway.url, { messageKind, items: great, latency: 0 }, say);
			console.log(line(least, 'compared with'));
			const ratios = [most.timeMs / least.timeMs, most.bytes / least.bytes];
			const verdict = Math.max(...ratios) <= MAX_RATIO ? 'met' : 'MISSED';
			const [ofTime = '', ofMemory = ''] = ratios.map((ratio) => ratio.toFixed(2));
			console.log(line(most, `time ${ofTime}, memory ${ofMemory} (at most ${MAX_RATIO}): ${verdict}`));
		}
		const row: Row = { messageKind: 'same', items: 1, latency: 150 };
		const levels = [DEFAULT_CONCURRENCY, LOW_CONCURRENCY];
		const one = await inEngine(
			gateway.url,
			row,
			levels.map((concurrency) => variant('ours', row, concurrency)),
			runs,
		);
		const [defaults = '', fixed = ''] = one.map(({ ms }) => time(ms));
		console.log(`\nOne message at 150 ms: ${defaults} with the defaults, ${fixed} with a fixed 10.`);
	} finally {
		gateway.stop();
	}
}

/** What a row of a run costs. */
interface Cost {
	readonly row: Row;
	readonly sample: Sample;
	readonly timeMs: number;
	readonly cpuMs: number;
	/** Above what the process took before, the items included that n8n held already. */
	readonly bytes: number;
}

async function measured(gateway: string, row: Row, say: (line: string) => void): Promise<Cost> {
	say(`${titleOf(row)}…`);
	const measuredCase: Case = { row, variant: variant('ours', row, DEFAULT_CONCURRENCY) };
	const sample = await inFreshProcess(gateway, measuredCase);
	return {
		row,
		sample,
		timeMs: sample.ms / row.items,
		cpuMs: sample.cpu / row.items,
		bytes: (sample.peak - sample.before) / row.items,
	};
}

function line({ row, sample, timeMs, cpuMs, bytes }: Cost, remark: string): string {
	const cells = [
		titleOf(row),
		time(sample.ms),
		`${timeMs.toFixed(3)} ms`,
		`${cpuMs.toFixed(3)} ms`,
		`${(bytes / 1024).toFixed(1)} KB`,
		remark,
	];
	return `| ${cells.join(' | ')} |`;
}
