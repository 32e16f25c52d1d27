import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inEngine, inWhole, type Case, type Result } from '../measure/measurements.mts';
import { startGateway } from '../measure/child.mts';
import type { Row, MessageKind } from '../scenarios/rows.mts';
import { plotSvg, type Panel, type Series } from './svg.mts';
import { time } from './table.mts';
import { DEFAULT_CONCURRENCY, sequentialItems, variant, type Variant } from '../scenarios/variants.mts';
import { installed, WholeN8n } from '../scenarios/wholeN8n.mts';

const FILE = join(import.meta.dirname, '../../../docs/images/performance-items.svg');
const LATENCY_MS = 150;
const SIZES = [1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
const QUICK_SIZES = [1_000, 2_000];

/** It opens a connection for every item at once, and systems allow a process so many: 20,000 failed where this was written. */
const MAX_AT_ONCE = 10_000;

/** A whole n8n gives times that vary more, and soon. */
const RUNS_IN_WHOLE = 3;

/** Measures each size and draws time against items. */
export async function drawPlot(quick: boolean, say: (line: string) => void): Promise<void> {
	const sizes = quick ? QUICK_SIZES : SIZES;
	const gateway = await startGateway();
	try {
		const results: Result[] = [];
		const rows = (['same', 'personal'] as const).flatMap((words) =>
			sizes.map((items): Row => ({ messageKind: words, items, latency: LATENCY_MS })),
		);
		results.push(
			...(await wholeOf(
				gateway.url,
				rows.filter(({ items }) => items <= MAX_AT_ONCE),
				say,
			)),
		);
		for (const row of rows) {
			say(`${row.items} ${row.messageKind}…`);
			results.push(...(await inEngine(gateway.url, row, variantsOf(row, quick), 1)));
		}
		for (const {
			row,
			variant: { kind },
			ms,
		} of results)
			console.log(`${row.messageKind} ${row.items} ${kind}: ${time(ms)}`);
		const panels = [panel('same', 'The same message', results), panel('personal', 'A message each', results)];
		await mkdir(dirname(FILE), { recursive: true });
		await writeFile(FILE, plotSvg('Time against items, with a gateway that takes 150 ms', panels));
		say(`Drawn: ${FILE}`);
	} finally {
		gateway.stop();
	}
}

function variantsOf(row: Row, quick: boolean): Variant[] {
	const sequential: Variant = { kind: 'sequential', concurrency: 1, items: sequentialItems(row, quick) };
	return [variant('ours', row, DEFAULT_CONCURRENCY), sequential];
}

async function wholeOf(
	gateway: string,
	rows: readonly Row[],
	say: (line: string) => void,
): Promise<Result[]> {
	const installation = await installed();
	if (!installation) return [];
	say('A whole n8n…');
	const cases = rows.map((row): Case => ({ row, variant: variant('httpRequest', row, Infinity) }));
	const n8n = await WholeN8n.start(installation, gateway, cases);
	try {
		return await inWhole(n8n, cases, RUNS_IN_WHOLE);
	} finally {
		await n8n.stop();
	}
}

function panel(messageKind: MessageKind, title: string, results: readonly Result[]): Panel {
	const line = (
		kind: Result['variant']['kind'],
		name: string,
		look: Series['look'],
		measured = true,
	): Series[] => {
		const points = results
			.filter(({ row, variant: { kind: of } }) => row.messageKind === messageKind && of === kind)
			.map(({ row, ms }) => [row.items, ms] as const);
		return points.length > 0 ? [{ name, look, points, measured }] : [];
	};
	return {
		title,
		series: [
			...line('sequential', 'one by one', 'b', false),
			...line('httpRequest', 'HTTP Request', 'c'),
			...line('ours', 'this node', 'ours'),
		],
	};
}
