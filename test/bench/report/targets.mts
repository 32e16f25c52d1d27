import type { Finding, MemoryFinding } from '../measure/campaign.mts';
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
export function verdicts(
	rows: readonly Row[],
	findings: readonly Finding[],
	memory: readonly MemoryFinding[],
): string {
	const targets = rows.flatMap((row) => targetsOf(row, findings, memory));
	return targets.map(verdict).join('\n');
}

function verdict({ what, figure, bound, sense }: Target): string {
	const limit = `${sense === 'atMost' ? 'at most' : 'at least'} ${bound}`;
	if (figure === undefined || Number.isNaN(figure)) return `- not measured: ${what}: ${limit}`;
	const met = sense === 'atMost' ? figure <= bound : figure >= bound;
	const shown = Number.isInteger(figure) ? String(figure) : figure.toFixed(figure < 10 ? 2 : 1);
	return `- ${met ? 'met' : 'MISSED'}: ${what}: ${shown} (${limit})`;
}

function targetsOf(row: Row, findings: readonly Finding[], memory: readonly MemoryFinding[]): Target[] {
	const find = (where: Finding['where'], kind: Kind, concurrency?: number) =>
		findings.find(
			(one) =>
				one.row === row &&
				one.where === where &&
				one.variant.kind === kind &&
				(concurrency === undefined || one.variant.concurrency === concurrency),
		);
	const ratio = (slow: Finding | undefined, fast: Finding | undefined) => slow && fast && slow.ms / fast.ms;
	const title = titleOf(row);
	const floors = fixedLevels(row).map(
		(level): Target => ({
			what: `${title}: time over that of the floor, ${level} at once`,
			figure: ratio(find('engine', 'ours', level), find('engine', 'floor', level)),
			bound: 1,
			sense: 'atMost',
		}),
	);
	const ours = find('engine', 'ours');
	const [mine, floor] = (['ours', 'floor'] as const).map((kind) =>
		memory.find((one) => one.row === row && one.variant.kind === kind),
	);
	const memoryTarget: Target[] =
		mine && floor
			? [
					{
						what: `${title}: peak memory over the floor's, ${megabytes(mine.peak)} to ${megabytes(floor.peak)}`,
						figure: mine.peak / floor.peak,
						bound: 1.3,
						sense: 'atMost',
					},
				]
			: [];
	if (row.latency === 0) return [...floors, ...memoryTarget];
	const fasterThan = (what: string, figure: number | undefined, bound: number): Target => ({
		what: `${title}: times faster than ${what}`,
		figure,
		bound,
		sense: 'atLeast',
	});
	const sequential = ratio(find('engine', 'sequential'), ours);
	const flood = find('whole', 'httpRequest');
	if (row.say === 'same') {
		return [
			...floors,
			{ what: `${title}: requests, sign-in included`, figure: ours?.requests, bound: 101, sense: 'atMost' },
			fasterThan('(b)', sequential, 500),
			fasterThan('(c)', ratio(flood, find('whole', 'ours', DEFAULT_CONCURRENCY)), 12),
		];
	}
	const fifty = find('whole', 'ours', HIGHER_CONCURRENCY);
	return [
		...floors,
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
