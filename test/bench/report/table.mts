import type { Result, MemoryResult } from '../measure/measurements.mts';
import type { Row } from '../scenarios/rows.mts';
import { DEFAULT_CONCURRENCY, type Variant } from '../scenarios/variants.mts';

const HEADINGS = [
	'sent with',
	'time',
	'÷ ours',
	'processor',
	'requests',
	'at once',
	'connections',
	'sign-ins',
	'peak memory',
	'above start',
];

/** The results as a Markdown table for each row, with how many times ours each took. */
export function table(row: Row, results: readonly Result[], memory: readonly MemoryResult[]): string {
	const lines = results.map((result) => line(result, results, memoryFor(result, memory)));
	return [
		`### ${titleOf(row)}`,
		'',
		cells(HEADINGS),
		cells(HEADINGS.map((_, i) => (i === 0 ? '---' : '--:'))),
		...lines,
		'',
	].join('\n');
}

export function titleOf({ messageKind, items, latency }: Row): string {
	const count = items.toLocaleString('en');
	return `${count} items, ${messageKind === 'same' ? 'the same message' : 'a message each'}, gateway takes ${latency} ms`;
}

function line(result: Result, results: readonly Result[], memory: MemoryResult | undefined): string {
	const { ms, cpu, requests, atOnce, connections, signIns } = result;
	const ours = results.find(({ where, variant }) => where === result.where && variant.kind === 'ours');
	return cells([
		nameOf(result),
		time(ms),
		ours ? (ms / ours.ms).toFixed(2) : '',
		cpu === undefined ? '' : time(cpu),
		requests.toLocaleString('en'),
		atOnce.toLocaleString('en'),
		connections.toLocaleString('en'),
		String(signIns),
		memory ? megabytes(memory.peak) : '',
		memory ? megabytes(memory.rise) : '',
	]);
}

function memoryFor(
	{ row, variant, where }: Result,
	memory: readonly MemoryResult[],
): MemoryResult | undefined {
	if (where !== 'engine') return undefined;
	return memory.find(
		(one) =>
			one.row === row && one.variant.kind === variant.kind && one.variant.concurrency === variant.concurrency,
	);
}

function nameOf({ row, variant, where }: Result): string {
	const scaled = variant.items < row.items ? `, ${variant.items.toLocaleString('en')} items, scaled` : '';
	return `${KINDS[variant.kind](variant)}${scaled}${where === 'whole' ? ', whole n8n' : ''}`;
}

const KINDS: Readonly<Record<Variant['kind'], (variant: Variant) => string>> = {
	ours: ({ concurrency }) =>
		concurrency === DEFAULT_CONCURRENCY ? '**ours**, defaults' : `**ours**, ${concurrency} at once`,
	oursOnce: ({ concurrency }) => `**ours**, ${concurrency} at once, with once keys`,
	baseline: ({ concurrency }) => `(a) baseline, ${concurrency} at once`,
	sequential: () => '(b) one after another',
	httpRequest: () => '(c) HTTP Request, defaults',
	httpRequestPaced: ({ concurrency }) => `HTTP Request, batches of ${concurrency}`,
};

function cells(texts: readonly string[]): string {
	return `| ${texts.join(' | ')} |`;
}

export function time(ms: number): string {
	if (ms < 1_000) return `${Math.round(ms)} ms`;
	if (ms < 600_000) return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;
	return `${Math.round(ms / 60_000)} min`;
}

export function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1024 / 1024)} MB`;
}
