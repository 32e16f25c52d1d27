import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Outcome } from '../../../../../delivery/outcome';
import { isTool } from '../../../shared/toolCall';
import { problemEntries, sentEntries, toWhom, type Entry } from './entries';
import type { ItemProblem } from '../message/messages';
import type { SmsText } from '../message/messageText';
import type { PlannedMessage } from '../plan/planMessage';
import { describeEntries, type When } from './resultText';

/** The output item of a message: what became of each of its recipients. */
export function sentItem(message: PlannedMessage): INodeExecutionData {
	const entries = sentEntries(message);
	const outcomes = outcomesOf(message);
	const head = headOf(entries, 'after');
	const hasFailed = outcomes.some(({ status }) => status !== 'accepted' && status !== 'skipped');
	const response = responseOf(outcomes);
	const sendableFrom = sendableFromOf(outcomes);
	return {
		json: {
			status: statusOf(entries),
			...head,
			...(sendableFrom !== undefined && { sendableFrom }),
			...textFacts(message),
			sourceId: message.sourceId,
			recipients: entries,
			...(response && { response }),
			// Short, because n8n's table makes a row as high as its longest column.
			...(hasFailed && { error: head.result }),
		},
		pairedItem: { item: message.item },
	};
}

/** The output item of an input item that could not be sent. */
export function problemItem(problem: ItemProblem): INodeExecutionData {
	return {
		json: { status: 'skipped', result: `Not sent: ${problem.error.message}`, ...problemFacts(problem) },
		pairedItem: { item: problem.item },
	};
}

/** What is known of an input item of which nothing can be sent. That is no error where the user chose to leave it out. */
export function problemFacts(problem: ItemProblem): IDataObject {
	const { error, handling, sourceId, text } = problem;
	const entries = problemEntries(problem);
	return {
		...(text && textFacts(text)),
		...(sourceId !== undefined && { sourceId }),
		...(entries.length > 0 && { recipients: entries }),
		...(handling === 'stop' && { error: `${error.message}. ${error.hint}`.trim() }),
	};
}

/** What a message is as an SMS, as an item shows it. */
export function textFacts({ parts, encoding, characters, replaced }: SmsText): IDataObject {
	return {
		parts,
		encoding,
		characters,
		...(replaced.length > 0 && { replaced: replaced.map((one) => ({ ...one })) }),
	};
}

/** Who gets a message, and what becomes of it in words. */
export function headOf(entries: readonly Entry[], when: When): { to?: string; result: string } {
	const to = toWhom(entries);
	return { ...(to !== '' && { to }), result: describeEntries(entries, when) };
}

/**
 * Sends failed items to the node's error output, where the user gave it one. n8n looks for an `error` beside `json` to
 * tell them by, and then replaces their JSON by its message; being not enumerable, it is seen once and not copied.
 */
export function routeFailures(context: IExecuteFunctions, items: INodeExecutionData[]): INodeExecutionData[] {
	const node = context.getNode();
	// The model of an agent reads the first output of a tool alone.
	if (node.onError !== 'continueErrorOutput' || isTool(context)) return items;
	for (const item of items) {
		const { error } = item.json;
		if (typeof error !== 'string') continue;
		Object.defineProperty(item, 'error', { value: new NodeOperationError(node, error), enumerable: false });
	}
	return items;
}

type ItemStatus = 'accepted' | 'partial' | 'refused' | 'unknown' | 'skipped';

function statusOf(entries: readonly Entry[]): ItemStatus {
	const statuses = new Set(entries.map(({ status }) => status));
	if (statuses.has('accepted')) return statuses.size === 1 ? 'accepted' : 'partial';
	if (statuses.has('unknown')) return 'unknown';
	return statuses.has('refused') ? 'refused' : 'skipped';
}

/** What became of the valid recipients of a message. */
export function outcomesOf({ recipients }: PlannedMessage): Outcome[] {
	return recipients.flatMap((recipient) => (recipient.valid ? [recipient.delivery.outcome] : []));
}

/** The moment from which those may be texted who were left out because of the hour. */
export function sendableFromOf(outcomes: readonly Outcome[]): string | undefined {
	const moments = outcomes.map((outcome) => {
		if (outcome.status === 'notAttempted') return outcome.sendableFrom;
		const isLate = outcome.status === 'skipped' && outcome.code === 'OUTSIDE_HOURS';
		return isLate ? outcome.sendableFrom : undefined;
	});
	return moments.find((moment) => moment !== undefined);
}

/** The gateway's answer: that of a failure where there was one, since those are the words that matter. */
function responseOf(outcomes: readonly Outcome[]): IDataObject | undefined {
	const answered = outcomes.flatMap((outcome) => {
		if (outcome.status === 'skipped' || outcome.status === 'notAttempted') return [];
		return outcome.response ? [{ status: outcome.status, response: outcome.response }] : [];
	});
	const told = answered.find(({ status }) => status !== 'accepted') ?? answered[0];
	return told && { ...told.response };
}
