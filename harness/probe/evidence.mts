import { readEnvelope, type Envelope } from '../../gateway/response/envelope.ts';
import { isRecord } from '../../gateway/response/json.ts';
import type { Outcome } from '../../gateway/response/outcome.ts';
import { readEnvelopeStatus } from '../../gateway/response/statusWords.ts';
import { readOutcomes } from '../../gateway/send/verdict.ts';
import type { AnsweredExchange, Exchange } from './exchange.mts';

/** Which access token a send went with. */
export type SendToken = 'made up' | 'from before the refresh' | 'newest';

/** A request to send, with what it means for its one recipient. */
export interface SendAttempt {
	readonly token: SendToken;
	readonly exchange: Exchange;
	readonly outcome: Outcome;
	readonly startedAtMs: number;
}

/** All that a probe saw; what is undefined was not tried. */
export interface Evidence {
	readonly signIn: Exchange;
	readonly refresh?: Exchange;
	readonly refreshWithoutUserName?: Exchange;
	readonly sources?: Exchange;
	readonly sourcesWithMadeUpToken?: Exchange;
	readonly balance?: Exchange;
	readonly wrongPassword?: Exchange;
	/** In order. None follows one that may have gone out. */
	readonly sends: readonly SendAttempt[];
	/** The recipient's MSISDN. */
	readonly to?: string;
}

/** Every exchange, in no particular order. */
export function exchangesOf({ sends, to: _to, ...single }: Evidence): readonly Exchange[] {
	return [...Object.values(single), ...sends.map((send) => send.exchange)];
}

/** The evidence with every body changed; what was concluded from the bodies stays. */
export function mapBodies({ sends, to, ...single }: Evidence, change: (body: unknown) => unknown): Evidence {
	const mapOne = (exchange: Exchange): Exchange =>
		exchange.kind === 'failed'
			? exchange
			: { ...exchange, response: { ...exchange.response, body: change(exchange.response.body) } };
	return {
		...single,
		...Object.fromEntries(Object.entries(single).map(([name, exchange]) => [name, mapOne(exchange)])),
		sends: sends.map((send) => ({ ...send, exchange: mapOne(send.exchange) })),
		...(to !== undefined && { to }),
	};
}

/** The envelope of an exchange, where it was answered with one. */
export function envelopeOf(exchange: Exchange | undefined): Envelope | undefined {
	return exchange?.kind === 'answered' ? readEnvelope(exchange.response.body) : undefined;
}

/** The fields of an envelope's `data`; none where it is a list or missing. */
export function dataOf(exchange: Exchange | undefined): Readonly<Record<string, unknown>> {
	const data = envelopeOf(exchange)?.['data'];
	return isRecord(data) ? data : {};
}

/** The rows in an envelope's `data`. */
export function rowsOf(exchange: Exchange | undefined): ReadonlyArray<Readonly<Record<string, unknown>>> {
	const data = envelopeOf(exchange)?.['data'];
	return Array.isArray(data) ? data.filter(isRecord) : [];
}

/** Whether the account was let in: reading follows every sign-in that brought a token. */
export function signedIn({ sources }: Evidence): boolean {
	return sources !== undefined;
}

/** Whether an exchange was answered with a success: a 2xx whose envelope says nothing else. */
export function succeeded(exchange: Exchange | undefined): exchange is AnsweredExchange {
	if (exchange?.kind !== 'answered') return false;
	const { statusCode } = exchange.response;
	return (
		statusCode >= 200 &&
		statusCode < 300 &&
		readEnvelopeStatus(envelopeOf(exchange)?.['status']) === 'success'
	);
}

/** Whether an exchange was answered with a refusal: no 2xx, or an envelope of a failing kind. */
export function saysNo(exchange: Exchange | undefined): exchange is AnsweredExchange {
	if (exchange?.kind !== 'answered') return false;
	const { statusCode } = exchange.response;
	return (
		statusCode < 200 ||
		statusCode >= 300 ||
		readEnvelopeStatus(envelopeOf(exchange)?.['status']) === 'failure'
	);
}

/** What an exchange that was to send says became of the message (docs/gateway.md, the last table). */
export function outcomeOf(exchange: Exchange, to: string): Outcome {
	if (exchange.kind === 'failed') return exchange.outcome;
	const [outcome] = readOutcomes(exchange.response, [to], Date.now());
	return outcome ?? { status: 'unknown', reason: 'nothing was read' };
}
