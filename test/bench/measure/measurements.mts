import { runChild } from './child.mts';
import type { Counts } from '../scenarios/counts.mts';
import { sampleSchema, type Job, type Sample } from './job.mts';
import type { Row } from '../scenarios/rows.mts';
import { median } from './statistics.mts';
import type { Variant } from '../scenarios/variants.mts';
import type { WholeN8n, WholeSample } from '../scenarios/wholeN8n.mts';

/** What a variant of a row came to: the medians of its runs. */
export interface Result extends Counts {
	readonly row: Row;
	readonly variant: Variant;
	readonly where: 'engine' | 'whole';
	readonly runs: number;
	/** For all items of the row; scaled up where fewer were sent. */
	readonly ms: number;
	readonly cpu: number | undefined;
}

/** Peak of a run in a process of its own, in bytes. */
export interface MemoryResult {
	readonly row: Row;
	readonly variant: Variant;
	readonly peak: number;
	/** How far the peak was above what the process took before. */
	readonly rise: number;
}

export interface Case {
	readonly row: Row;
	readonly variant: Variant;
}

/** Runs the variants of a row in one process, in turns. */
export async function inEngine(
	gateway: string,
	row: Row,
	variants: readonly Variant[],
	runs: number,
	storeLatencyMs = 0,
): Promise<Result[]> {
	const samples = await measure({ gateway, row, variants, runs, storeLatencyMs });
	return variants.map((variant, index) => {
		const own = samples.filter((sample) => sample.variant === index);
		return { ...resultOf({ row, variant }, own), where: 'engine', cpu: scaled(own, row, variant, 'cpu') };
	});
}

/** Runs each variant once in a fresh process, again and again. */
export async function memoryOf(
	gateway: string,
	row: Row,
	variants: readonly Variant[],
	processes: number,
): Promise<MemoryResult[]> {
	const samples: Sample[][] = variants.map(() => []);
	for (let run = 0; run < processes; run++) {
		for (const [index, variant] of variants.entries()) {
			samples[index]?.push(await inFreshProcess(gateway, { row, variant }));
		}
	}
	return variants.map((variant, index) => {
		const own = samples[index] ?? [];
		const peak = median(own.map((sample) => sample.peak));
		return { row, variant, peak, rise: median(own.map((sample) => sample.peak - sample.before)) };
	});
}

/** Runs a variant once, in a process that has sent nothing but what warms it up. */
export async function inFreshProcess(gateway: string, { row, variant }: Case): Promise<Sample> {
	const [sample] = await measure({ gateway, row, variants: [variant], runs: 1 });
	if (!sample) throw new Error('The process measured nothing');
	return sample;
}

/** Runs the cases in a whole n8n that holds them all, in turns. */
export async function inWhole(n8n: WholeN8n, cases: readonly Case[], runs: number): Promise<Result[]> {
	const samples: WholeSample[][] = cases.map(() => []);
	// The first round warms up and signs in.
	for (let run = 0; run <= runs; run++) {
		for (const [index, { row, variant }] of cases.entries()) {
			const sample = await n8n.run(row, variant);
			if (run > 0) samples[index]?.push(sample);
		}
	}
	return cases.map((one, index) => ({
		...resultOf(one, samples[index] ?? []),
		where: 'whole',
		cpu: undefined,
	}));
}

async function measure(job: Job): Promise<Sample[]> {
	const samples: Sample[] = [];
	await runChild('measure.mts', job, ['--expose-gc'], (message) => samples.push(sampleSchema.parse(message)));
	return samples;
}

function resultOf({ row, variant }: Case, samples: readonly WholeSample[]): Omit<Result, 'where' | 'cpu'> {
	const middle = (key: keyof Counts) => median(samples.map((sample) => sample[key]));
	return {
		row,
		variant,
		runs: samples.length,
		ms: scaled(samples, row, variant, 'ms'),
		requests: middle('requests'),
		connections: middle('connections'),
		signIns: middle('signIns'),
		messages: middle('messages'),
		atOnce: middle('atOnce'),
	};
}

function scaled<K extends string>(
	samples: ReadonlyArray<Record<K, number>>,
	row: Row,
	variant: Variant,
	key: K,
): number {
	return (median(samples.map((sample) => sample[key])) * row.items) / variant.items;
}
