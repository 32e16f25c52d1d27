import { inEngine, type Result } from './measure/measurements.mts';
import { startGateway } from './measure/child.mts';
import type { Options } from './options.mts';
import type { Row } from './scenarios/rows.mts';
import { time, titleOf } from './report/table.mts';
import { LOW_CONCURRENCY, HIGHER_CONCURRENCY, variant } from './scenarios/variants.mts';

const LATENCY_MS = 150;

/** What an access to n8n's store takes: a database beside n8n with nothing else to do, and a busier one. */
const STORE_LATENCIES_MS = [5, 10];

/** The promises: times what the run takes without keys, and milliseconds that one call takes more. */
const MAX_RATIO = 1.5;
const MAX_ADDED_MS = 400;

interface Workload {
	readonly row: Row;
	readonly concurrency: number;
}

/** Ten thousand keys in few requests and in as many as there are, and one call by itself. */
function workloads(quick: boolean): Workload[] {
	const [many, some] = quick ? [500, 100] : [10_000, 2_000];
	const row = (messageKind: Row['messageKind'], items: number): Row => ({
		messageKind,
		items,
		latency: LATENCY_MS,
	});
	return [
		{ row: row('same', 1), concurrency: LOW_CONCURRENCY },
		{ row: row('same', many), concurrency: LOW_CONCURRENCY },
		{ row: row('personal', some), concurrency: LOW_CONCURRENCY },
		{ row: row('personal', many), concurrency: HIGHER_CONCURRENCY },
	];
}

/** Measures each workload with and without once keys, in turns in one process. */
export async function drawOnce({ quick, runs }: Options, say: (line: string) => void): Promise<void> {
	const gateway = await startGateway();
	try {
		console.log(
			'| sent | an access takes | without keys | with keys | more | ÷ without | |\n|---|--:|--:|--:|--:|--:|---|',
		);
		for (const storeMs of STORE_LATENCIES_MS) {
			for (const { row, concurrency } of workloads(quick)) {
				say(`${row.items} ${row.messageKind}, ${concurrency} at once, store of ${storeMs} ms…`);
				const variants = [variant('ours', row, concurrency), variant('oursOnce', row, concurrency)];
				const results = await inEngine(gateway.url, row, variants, runs, storeMs);
				console.log(line({ row, concurrency }, storeMs, results));
			}
		}
	} finally {
		gateway.stop();
	}
}

function line({ row, concurrency }: Workload, storeMs: number, [without, keyed]: readonly Result[]): string {
	const [base, ms] = [without?.ms ?? NaN, keyed?.ms ?? NaN];
	const met = row.items === 1 ? ms - base < MAX_ADDED_MS : ms / base < MAX_RATIO;
	const cells = [
		`${titleOf(row)}, ${concurrency} at once`,
		`${storeMs} ms`,
		time(base),
		time(ms),
		time(ms - base),
		(ms / base).toFixed(2),
		met ? 'met' : 'MISSED',
	];
	return `| ${cells.join(' | ')} |`;
}
