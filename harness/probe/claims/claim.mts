import { isRecord, textOf } from '../../../gateway/response/json.ts';
import { envelopeOf, type Evidence } from '../evidence.mts';
import type { Exchange } from '../exchange.mts';

/** Where in docs/gateway.md a claim stands; `Unsaid` is what it leaves open. */
export type Section = 'Documented' | 'Observed' | 'Assumed' | 'Unsaid';

/** What was found out about a claim. `seen` may hold the gateway's words, so it is redacted before anybody sees it. */
export interface Assessment {
	readonly verdict: 'confirmed' | 'refuted' | 'not tried';
	readonly seen: string;
}

/** A sentence that a probe can hold against a real gateway. */
export interface Claim {
	readonly id: string;
	readonly section: Section;
	readonly claim: string;
	/** The request that shows it. */
	readonly by: string;
	readonly check: (evidence: Evidence) => Assessment;
}

/** An assessment by whether the claim holds. */
export function found(holds: boolean, seen: string): Assessment {
	return { verdict: holds ? 'confirmed' : 'refuted', seen };
}

/** An assessment for a claim that this probe could not hold against anything. */
export function notTried(seen: string): Assessment {
	return { verdict: 'not tried', seen };
}

/** What an exchange came to, in a few words: its HTTP status, and the envelope's status and words. */
export function describe(exchange: Exchange | undefined): string {
	if (exchange === undefined) return 'it was not asked for';
	if (exchange.kind === 'failed') return exchange.outcome.reason;
	const envelope = envelopeOf(exchange);
	const http = `HTTP ${exchange.response.statusCode}`;
	if (!envelope) return `${http} without the envelope`;
	return `${http}, status ${quote(envelope['status'])}, ${quote(wordsIn(envelope['data'], envelope['message']))}`;
}

/** `data.message`, or else `message`: what the vendor's web client shows of a failure (docs/gateway.md, Observed). */
export function wordsIn(data: unknown, message: unknown): string {
	return (isRecord(data) ? textOf(data['message']) : '') || textOf(message);
}

/** A value of the gateway's as inline code, in which nothing is Markdown. */
export function quote(value: unknown): string {
	const written = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
	const text = written.replaceAll(/\s+/g, ' ').replaceAll('`', "'");
	return text.trim() === '' ? 'no words' : `\`${text}\``;
}

/** How the fields that there are differ from those that are documented: names only. */
export function compareFields(
	holder: Readonly<Record<string, unknown>>,
	documented: readonly string[],
): { readonly same: boolean; readonly seen: string } {
	const missing = documented.filter((name) => !Object.hasOwn(holder, name));
	const unknown = Object.keys(holder).filter((name) => !documented.includes(name));
	const list = (names: readonly string[]) => names.map(quote).join(', ');
	const seen = [
		...(missing.length > 0 ? [`missing: ${list(missing)}`] : []),
		...(unknown.length > 0 ? [`unknown: ${list(unknown)}`] : []),
	].join('; ');
	return { same: seen === '', seen: seen || 'these, and no others' };
}
