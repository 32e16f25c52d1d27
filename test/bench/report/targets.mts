import type { Result, MemoryResult } from '../measure/measurements.mts';
import type { Row } from '../scenarios/rows.mts';
import { megabytes, titleOf } from './table.mts';
import { DEFAULT_CONCURRENCY, fixedLevels, HIGHER_CONCURRENCY, type Kind } from '../scenarios/variants.mts';

/** A promise: a figure and its bound. */
interface Target {
	readonly what: string;
	/** Undefined where it could not be measured. */
	readonly figure: number | undefined;
	readonly bound: number;
	readonly sense: 'atMost' | 'atLeast';
}

/** What was promised, and what came of it, one in a line. */
export function describeTargets(
	rows: readonly Row[],
	results: readonly Result[],
	memory: readonly MemoryResult[],
): string {
	const targets = rows.flatMap((row) => targetsOf(row, results, memory));
	return targets.map(describeTarget).join('\n');
}

function describeTarget({ what, figure, bound, sense }: Target): string {
	const limit = `${sense === 'atMost' ? 'at most' : 'at least'} ${bound}`;
	if (figure === undefined || Number.isNaN(figure)) return `- not measured: ${what}: ${limit}`;
	const met = sense === 'atMost' ? figure <= bound : figure >= bound;
	const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(figure < 10 ? 2 : 1);
	return `- ${met ? 'met' : 'MISSED'}: ${what}: ${shown} (${limit})`;
}

function targetsOf(row: Row, results: readonly Result[], memory: readonly MemoryResult[]): Target[] {
	const find = (where: Result['where'], kind: Kind, concurrency?: number) =>
		results.find(
			(one) =>
				one.row === row &&
				one.where === where &&
				one.variant.kind === kind &&
				(concurrency === undefined || one.variant.concurrency === concurrency),
		);
	const ratio = (slow: Result | undefined, fast: Result | undefined) => slow && fast && slow.ms / fast.ms;
	const title = titleOf(row);
	const baselines = fixedLevels(row).map(
		(level): Target => ({
			what: `${title}: time over that of the baseline, ${level} at once`,
			figure: ratio(find('engine', 'ours', level), find('engine', 'baseline', level)),
			bound: 1,
			sense: 'atMost',
		}),
	);
	const ours = find('engine', 'ours');
	const [mine, baseline] = (['ours', 'baseline'] as const).map((kind) =>
		memory.find((one) => one.row === row && one.variant.kind === kind),
	);
	const memoryTarget: Target[] =
		mine && baseline
			? [
					{
						what: `${title}: peak memory over the baseline's, ${megabytes(mine.peak)} to ${megabytes(baseline.peak)}`,
						figure: mine.peak / baseline.peak,
						bound: 1.3,
						sense: 'atMost',
					},
				]
			: [];
	if (row.latency === 0) return [...baselines, ...memoryTarget];
	const fasterThan = (what: string, figure: number | undefined, bound: number): Target => ({
		what: `${title}: times faster than ${what}`,
		figure,
		bound,
		sense: 'atLeast',
	});
	const sequential = ratio(find('engine', 'sequential'), ours);
	const flood = find('whole', 'httpRequest');
	if (row.messageKind === 'same') {
		return [
			...baselines,
			{ what: `${title}: requests, sign-in included`, figure: ours?.requests, bound: 101, sense: 'atMost' },
			fasterThan('(b)', sequential, 500),
			fasterThan('(c)', ratio(flood, find('whole', 'ours', DEFAULT_CONCURRENCY)), 12),
		];
	}
	const fifty = find('whole', 'ours', HIGHER_CONCURRENCY);
	return [
		...baselines,
		fasterThan('(b)', sequential, 8),
		{
			what: `${title}: time over that of (c)`,
			figure: ratio(find('whole', 'ours', DEFAULT_CONCURRENCY), flood),
			bound: 2.2,
			sense: 'atMost',
		},
		fasterThan(
			'the HTTP Request node with about as many at once, 50',
			ratio(find('whole', 'httpRequestPaced'), fifty),
			1,
		),
	];
}
