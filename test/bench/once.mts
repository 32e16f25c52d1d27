import { inEngine, type Finding } from './measure/campaign.mts';
import { startGateway } from './measure/child.mts';
import type { Options } from './options.mts';
import type { Row } from './scenarios/rows.mts';
import { time, titleOf } from './report/table.mts';
import { DEFAULT_CONCURRENCY, HIGHER_CONCURRENCY, variant } from './scenarios/variants.mts';

const LATENCY_MS = 150;

/** What an access to n8n's store takes: a database beside n8n with nothing else to do, and a busier one. */
const STORE_LATENCIES_MS = [5, 10];

/** The promises: times what the run takes without keys, and milliseconds that one call takes more. */
const MAX_RATIO = 1.5;
const MAX_ADDED_MS = 400;

interface Campaign {
	readonly row: Row;
	readonly concurrency: number;
}

/** Ten thousand keys in few requests and in as many as there are, and one call by itself. */
function campaigns(quick: boolean): Campaign[] {
	const [many, some] = quick ? [500, 100] : [10_000, 2_000];
	const row = (say: Row['say'], items: number): Row => ({ say, items, latency: LATENCY_MS });
	return [
		{ row: row('same', 1), concurrency: DEFAULT_CONCURRENCY },
		{ row: row('same', many), concurrency: DEFAULT_CONCURRENCY },
		{ row: row('personal', some), concurrency: DEFAULT_CONCURRENCY },
		{ row: row('personal', many), concurrency: HIGHER_CONCURRENCY },
	];
}

/** Measures each campaign with and without once keys, in turns in one process. */
export async function drawOnce({ quick, runs }: Options, say: (line: string) => void): Promise<void> {
	const gateway = await startGateway();
	try {
		console.log(
			'| sent | an access takes | without keys | with keys | more | ÷ without | |\n|---|--:|--:|--:|--:|--:|---|',
		);
		for (const storeMs of STORE_LATENCIES_MS) {
			for (const { row, concurrency } of campaigns(quick)) {
				say(`${row.items} ${row.say}, ${concurrency} at once, store of ${storeMs} ms…`);
				const variants = [variant('ours', row, concurrency), variant('oursOnce', row, concurrency)];
				const findings = await inEngine(gateway.url, row, variants, runs, storeMs);
				console.log(line({ row, concurrency }, storeMs, findings));
			}
		}
	} finally {
		gateway.stop();
	}
}

function line({ row, concurrency }: Campaign, storeMs: number, [without, keyed]: readonly Finding[]): string {
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
