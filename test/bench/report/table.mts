import type { Finding, MemoryFinding } from '../measure/campaign.mts';
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

/** The findings as a Markdown table for each row, with how many times ours each took. */
export function table(row: Row, findings: readonly Finding[], memory: readonly MemoryFinding[]): string {
	const lines = findings.map((finding) => line(finding, findings, memoryFor(finding, memory)));
	return [
		`### ${titleOf(row)}`,
		'',
		cells(HEADINGS),
		cells(HEADINGS.map((_, i) => (i === 0 ? '---' : '--:'))),
		...lines,
		'',
	].join('\n');
}

export function titleOf({ say, items, latency }: Row): string {
	const count = items.toLocaleString('en');
	return `${count} items, ${say === 'same' ? 'the same message' : 'a message each'}, gateway takes ${latency} ms`;
}

function line(finding: Finding, findings: readonly Finding[], memory: MemoryFinding | undefined): string {
	const { ms, cpu, requests, atOnce, connections, signIns } = finding;
	const ours = findings.find(({ where, variant }) => where === finding.where && variant.kind === 'ours');
	return cells([
		nameOf(finding),
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
	{ row, variant, where }: Finding,
	memory: readonly MemoryFinding[],
): MemoryFinding | undefined {
	if (where !== 'engine') return undefined;
	return memory.find(
		(one) =>
			one.row === row && one.variant.kind === variant.kind && one.variant.concurrency === variant.concurrency,
	);
}

function nameOf({ row, variant, where }: Finding): string {
	const scaled = variant.items < row.items ? `, ${variant.items.toLocaleString('en')} items, scaled` : '';
	return `${KINDS[variant.kind](variant)}${scaled}${where === 'whole' ? ', whole n8n' : ''}`;
}

const KINDS: Readonly<Record<Variant['kind'], (variant: Variant) => string>> = {
	ours: ({ concurrency }) =>
		concurrency === DEFAULT_CONCURRENCY ? '**ours**, defaults' : `**ours**, ${concurrency} at once`,
	oursOnce: ({ concurrency }) => `**ours**, ${concurrency} at once, with once keys`,
	floor: ({ concurrency }) => `(a) floor, ${concurrency} at once`,
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
