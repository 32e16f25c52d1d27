import { DEFAULT_BASE_URL, normalizeBaseUrl } from '../../gateway/endpoints.ts';
import { parseJson } from '../../gateway/response/json.ts';
import { BRIDGE_CLAIMS } from './claims/bridge.mts';
import { quote, type Claim, type Assessment, type Section } from './claims/claim.mts';
import { REFUSAL_CLAIMS } from './claims/refusals.mts';
import { ROW_CLAIMS } from './claims/rows.mts';
import { TOKEN_CLAIMS } from './claims/tokens.mts';
import { envelopeOf, exchangesOf, mapBodies, type Evidence } from './evidence.mts';
import type { Exchange } from './exchange.mts';
import { maskNumber, type Redactor } from './redactor.mts';

const CLAIMS: readonly Claim[] = [...TOKEN_CLAIMS, ...ROW_CLAIMS, ...REFUSAL_CLAIMS, ...BRIDGE_CLAIMS];

const SECTIONS: ReadonlyArray<readonly [section: Section, title: string]> = [
	['Assumed', 'What docs/gateway.md assumes'],
	['Observed', 'What it observed in the web client'],
	['Documented', "What it has from the vendor's document"],
	['Unsaid', 'What it leaves open'],
];

/** Headers that say how often one may ask; their values are the account's own business. */
const HEADERS_OF_INTEREST = /retry-after|rate-?limit|quota/;

/** What a report says of its making. */
export interface About {
	readonly version: string;
	readonly date: Date;
	readonly baseUrl: string;
}

/** The report in Markdown: claims with what was seen, then the requests. All words of the gateway are redacted. */
export function writeReport(evidence: Evidence, about: About, redactor: Redactor): string {
	// First of all, before anything is cut or respelled: a piece of a secret would no longer be found.
	const masked = mapBodies(evidence, (body) =>
		redactor.withoutSecrets(typeof body === 'string' ? (parseJson(body) ?? body) : body),
	);
	const cell = (words: string) => shortenCode(redactor.redact(words));
	const checked = CLAIMS.map((claim) => ({ ...claim, ...claim.check(masked) }));
	const sections = SECTIONS.map(([section, title]) => {
		const rows = checked
			.filter((one) => one.section === section)
			.map(({ id, claim, verdict, seen, by }) => [id, claim, `**${verdict}**`, cell(seen), by]);
		return `## ${title}\n\n${markdownTable(['id', 'claim', 'verdict', 'seen', 'by'], rows)}`;
	});
	const requests = exchangesOf(masked).map((exchange) => requestRow(exchange, cell));
	return [
		'# Probe of the MobiConnect gateway',
		introduction(evidence, about),
		countVerdicts(checked),
		...sections,
		`## The requests\n\n${markdownTable(['request', 'HTTP status', '`status`', 'ms'], requests)}`,
		`Headers on rates and retries (names only): ${headerNames(evidence).map(quote).map(cell).join(', ') || 'none'}.\n`,
	].join('\n\n');
}

function introduction({ sends, to }: Evidence, { version, date, baseUrl }: About): string {
	const host =
		normalizeBaseUrl(baseUrl) === DEFAULT_BASE_URL ? new URL(DEFAULT_BASE_URL).host : 'another address';
	const last = sends.at(-1);
	const message =
		last === undefined || to === undefined
			? 'No message was sent.'
			: `One message to ${maskNumber(to)}: ${last.outcome.status}, with the access token that is ${last.token}.`;
	return [
		`n8n-nodes-mobiconnect ${version}, ${date.toISOString().slice(0, 10)}, gateway at ${host}.`,
		message,
		'Numbers, secrets, addresses and texts are masked; please look it over all the same before you post it.',
	].join('\n');
}

function countVerdicts(assessments: readonly Assessment[]): string {
	const count = (verdict: Assessment['verdict']) =>
		assessments.filter((one) => one.verdict === verdict).length;
	return (
		(['confirmed', 'refuted', 'not tried'] as const)
			.map((verdict) => `${count(verdict)} ${verdict}`)
			.join(', ') + '.'
	);
}

function requestRow(exchange: Exchange, cell: (words: string) => string): readonly string[] {
	const tookMs = String(exchange.tookMs);
	if (exchange.kind === 'failed') return [exchange.name, 'no answer', exchange.outcome.reason, tookMs];
	const status = envelopeOf(exchange)?.['status'];
	return [
		exchange.name,
		String(exchange.response.statusCode),
		status === undefined ? 'none' : cell(quote(status)),
		tookMs,
	];
}

function headerNames(evidence: Evidence): readonly string[] {
	const names = exchangesOf(evidence).flatMap((exchange) =>
		exchange.kind === 'answered' ? Object.keys(exchange.response.headers) : [],
	);
	return [...new Set(names.filter((name) => HEADERS_OF_INTEREST.test(name)))].sort();
}

/** The most of a value that is shown, in characters. */
const MAX_SHOWN_CHARACTERS = 120;

function shortenCode(markdown: string): string {
	return markdown.replace(/`([^`]*)`/g, (code, text: string) =>
		text.length > MAX_SHOWN_CHARACTERS ? `\`${text.slice(0, MAX_SHOWN_CHARACTERS)}…\`` : code,
	);
}

function markdownTable(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) =>
		`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
