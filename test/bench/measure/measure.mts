import { takeCounts } from '../scenarios/counts.mts';
import { BenchEngine } from '../scenarios/engine.mts';
import { jobSchema, type Sample } from './job.mts';
import { highWater, resetHighWater } from './memory.mts';
import { customers, type Row } from '../scenarios/rows.mts';
import { nodeFor, type Variant } from '../scenarios/variants.mts';

const WARM_UP_ITEMS = 200;

const job = jobSchema.parse(JSON.parse(process.argv[2] ?? ''));
const engine = await BenchEngine.start();
engine.setStoreLatency(job.storeLatencyMs);
const warmUp = { ...job.row, latency: 0 };
for (const variant of job.variants) {
	await measure({ ...variant, items: Math.min(variant.items, WARM_UP_ITEMS) }, warmUp);
}
for (let run = 0; run < job.runs; run++) {
	const turns = [...job.variants.entries()];
	// There and back again: what a variant leaves behind in memory must not always meet the same next one.
	for (const [index, variant] of run % 2 === 0 ? turns : turns.reverse()) {
		process.send?.({ variant: index, ...(await measure(variant, job.row)) } satisfies Sample);
	}
}
process.disconnect();

async function measure(variant: Variant, row: Row): Promise<Omit<Sample, 'variant'>> {
	const baseUrl = `${job.gateway}/${row.latency}/api`;
	engine.signOut(baseUrl);
	const node = nodeFor(variant, row, { baseUrl, token: 'a token', appKey: 'an app key' });
	const items = customers(variant.items);
	await takeCounts(job.gateway);
	globalThis.gc?.();
	const before = resetHighWater();
	const cpuBefore = process.cpuUsage();
	const { ms, output } = await engine.run(node, items);
	const { user, system } = process.cpuUsage(cpuBefore);
	const peak = highWater();
	const counts = await takeCounts(job.gateway);
	if (counts.messages !== variant.items || output !== variant.items) {
		throw new Error(`${variant.kind} sent ${counts.messages} and reported ${output} of ${variant.items}`);
	}
	return { ms, cpu: (user + system) / 1000, peak, before, ...counts };
}
