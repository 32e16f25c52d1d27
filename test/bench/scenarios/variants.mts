import type { INode } from 'n8n-workflow';
import { z } from 'zod';
import { PARAMETERS, type Row } from './rows.mts';

const kindSchema = z.enum(['ours', 'oursOnce', 'baseline', 'sequential', 'httpRequest', 'httpRequestPaced']);

export type Kind = z.output<typeof kindSchema>;

/** A way to send a row, and how many of its items are sent: where that is fewer, the time is scaled up. */
export const variantSchema = z
	.object({ kind: kindSchema, concurrency: z.number(), items: z.number() })
	.readonly();

export type Variant = z.output<typeof variantSchema>;

/** The most of ours with its defaults; how many it really is, it finds out. */
export const DEFAULT_CONCURRENCY = 100;
/** Fixed numbers, which ours and the baseline can both keep. */
export const LOW_CONCURRENCY = 10;
export const HIGHER_CONCURRENCY = 50;
/** n8n's HTTP Request node has no limit: with its defaults all requests are under way at once. */
const ALL_AT_ONCE = Infinity;
const RECIPIENTS_PER_REQUEST = 100;
/** The fewest that the node's option takes. */
const MIN_KEYS_KEPT = 100;

/** What runs in n8n's engine for a row, in turns. */
export function engineVariants(row: Row, quick: boolean): Variant[] {
	const levels = fixedLevels(row);
	return [
		variant('ours', row, DEFAULT_CONCURRENCY),
		...levels.flatMap((concurrency) => [
			variant('ours', row, concurrency),
			variant('baseline', row, concurrency),
		]),
		{ kind: 'sequential', concurrency: 1, items: Math.min(row.items, sequentialItems(row, quick)) },
	];
}

/** What runs in a whole n8n for a row, in turns. */
export function wholeVariants(row: Row): Variant[] {
	const ours = row.latency === 0 ? [DEFAULT_CONCURRENCY] : OURS_IN_WHOLE[row.messageKind];
	return [
		...ours.map((concurrency) => variant('ours', row, concurrency)),
		variant('httpRequest', row, ALL_AT_ONCE),
		...(row.latency > 0 && row.messageKind === 'personal'
			? [variant('httpRequestPaced', row, HIGHER_CONCURRENCY)]
			: []),
	];
}

const OURS_IN_WHOLE = {
	same: [DEFAULT_CONCURRENCY, LOW_CONCURRENCY],
	personal: [DEFAULT_CONCURRENCY, HIGHER_CONCURRENCY],
};

/** The fixed numbers at which ours is held against the baseline. */
export function fixedLevels({ messageKind }: Row): number[] {
	return messageKind === 'personal' ? [LOW_CONCURRENCY, HIGHER_CONCURRENCY] : [LOW_CONCURRENCY];
}

export function variant(kind: Kind, { items }: Row, concurrency: number): Variant {
	return { kind, concurrency, items };
}

/** One after another at 150 ms, 10,000 items take most of an hour: a few tell as much. */
export function sequentialItems({ latency }: Row, quick: boolean): number {
	if (latency > 0) return quick ? 10 : 40;
	return quick ? 50 : 1_000;
}

export interface Target {
	/** Of the gateway, with the latency in it. */
	readonly baseUrl: string;
	/** For nodes that don't sign in by themselves. */
	readonly token: string;
	readonly appKey: string;
}

/** The node of a variant: everything but its name and place. */
export function nodeFor(
	variant: Variant,
	row: Row,
	target: Target,
): Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	const parameters = PARAMETERS[row.messageKind];
	const { concurrency } = variant;
	switch (variant.kind) {
		case 'ours':
			return ours(parameters, concurrencyOptions(concurrency));
		case 'oursOnce': {
			const options = {
				...concurrencyOptions(concurrency),
				onceKeysKept: Math.max(variant.items, MIN_KEYS_KEPT),
			};
			return ours({ ...parameters, safeguards: { onceKey: '={{ $json.order }}' } }, options);
		}
		case 'baseline': {
			const perRequest = row.messageKind === 'same' ? RECIPIENTS_PER_REQUEST : 1;
			return {
				type: 'bench.baseline',
				typeVersion: 1,
				parameters: { ...parameters, perRequest, concurrency },
			};
		}
		case 'sequential':
			return { type: 'bench.sequential', typeVersion: 1, parameters };
		case 'httpRequest':
		case 'httpRequestPaced': {
			// Batches begin one latency apart, which keeps about one batch under way: the nearest it has to a limit.
			const batching = { batch: { batchSize: concurrency, batchInterval: row.latency } };
			const options = variant.kind === 'httpRequestPaced' ? { batching } : {};
			const parameters = { ...httpRequest(row, target), options };
			return { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, parameters };
		}
	}
}

function concurrencyOptions(concurrency: number): INode['parameters'] {
	return concurrency === DEFAULT_CONCURRENCY
		? {}
		: { concurrentRequests: concurrency, fixedConcurrency: true };
}

function ours(
	parameters: INode['parameters'],
	options: INode['parameters'],
): Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	const node = { resource: 'sms', operation: 'send', ...parameters, options };
	return { type: 'n8n-nodes-mobiconnect.mobiConnect', typeVersion: 1, parameters: node };
}

/** As cheap as that node can be had: no credential to read, and one expression for each item. */
function httpRequest({ messageKind }: Row, { baseUrl, token, appKey }: Target): INode['parameters'] {
	const message =
		messageKind === 'same'
			? JSON.stringify(PARAMETERS.same.message)
			: '`Hi ${$json.name}, your order is ready.`';
	return {
		method: 'POST',
		url: `${baseUrl}/communications/sms/sendMessage`,
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'Authorization', value: `Bearer ${token}` },
				{ name: 'App-Key', value: appKey },
			],
		},
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ { message: ${message}, recipients: [$json.phone], sourceId: 1 } }}`,
	};
}
