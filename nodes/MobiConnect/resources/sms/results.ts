import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Ledger } from '../../../../delivery/ledger';
import type { Outcome } from '../../../../delivery/outcome';
import type { ItemProblem, SmsText } from './messages';
import type { PlannedMessage } from './prepare';
import { adviceOn, sentenceOf } from '../../shared/words';

/** A recipient that did not get the message, and why. */
interface NotSent extends IDataObject {
	input: string;
	code: 'INVALID_RECIPIENT' | 'DUPLICATE_RECIPIENT' | 'INVALID_INPUT' | 'REFUSED' | 'NOT_ATTEMPTED';
	reason: string;
}

/** The recipients of a message that it would not be sent to, whatever the gateway says. */
export function notSendable(message: PlannedMessage): NotSent[] {
	const invalid = message.invalid.map(
		({ input, reason }): NotSent => ({ input, code: 'INVALID_RECIPIENT', reason }),
	);
	const duplicates = message.recipients
		.filter((_, index) => message.places[index] === 'duplicate')
		.map(({ input }): NotSent => ({ input, code: 'DUPLICATE_RECIPIENT', reason: DUPLICATE }));
	return [...invalid, ...duplicates];
}

const DUPLICATE = 'The same message goes to this number once in this run already';
const STOPPED = 'The run ended before its turn came';

/** What a message is as an SMS, as an item shows it. */
export function textFacts({ encoding, characters, parts, replaced }: SmsText): IDataObject {
	return {
		encoding,
		characters,
		parts,
		...(replaced.length > 0 && { replaced: replaced.map((one) => ({ ...one })) }),
	};
}

/** The output item of a message: what became of each of its recipients, whichever submissions carried them. */
export function sentItem(message: PlannedMessage, ledger: Ledger): INodeExecutionData {
	const accepted: string[] = [];
	const unknown: string[] = [];
	const notSent = notSendable(message);
	const outcomes: Outcome[] = [];
	message.recipients.forEach(({ input, msisdn }, index) => {
		const place = message.places[index];
		if (typeof place !== 'number') return;
		const outcome = ledger.outcomeOf(place);
		if (!outcomes.includes(outcome)) outcomes.push(outcome);
		if (outcome.status === 'accepted') accepted.push(msisdn);
		else if (outcome.status === 'unknown') unknown.push(msisdn);
		else if (outcome.status === 'refused') notSent.push({ input, code: 'REFUSED', reason: outcome.reason });
		else notSent.push({ input, code: 'NOT_ATTEMPTED', reason: STOPPED });
	});
	const failures = outcomes.flatMap((outcome) =>
		'reason' in outcome ? [`${sentenceOf(outcome)} ${adviceOn(outcome)}`] : [],
	);
	const response = responseIn(outcomes);
	return {
		json: {
			status: statusOf(outcomes),
			accepted,
			notSent,
			unknown,
			sourceId: message.sourceId,
			text: textFacts(message),
			...(response !== undefined && { response }),
			...(failures.length > 0 && { error: failures.join(' ') }),
		},
		pairedItem: { item: message.item },
	};
}

/** The output item of an input item that could not be sent. */
export function problemItem(problem: ItemProblem): INodeExecutionData {
	return {
		json: { status: 'skipped', accepted: [], unknown: [], ...problemFacts(problem) },
		pairedItem: { item: problem.item },
	};
}

/** Why nothing of an input item can be sent, recipient by recipient. */
export function problemFacts({ error, sourceId, text, recipients }: ItemProblem): IDataObject {
	const notSent = recipients.map((recipient): NotSent => {
		const { input } = recipient;
		return 'reason' in recipient
			? { input, code: 'INVALID_RECIPIENT', reason: recipient.reason }
			: { input, code: 'INVALID_INPUT', reason: error.message };
	});
	return {
		notSent,
		sourceId,
		text: text && textFacts(text),
		error: `${error.message}. ${error.mend}`.trim(),
	};
}

/**
 * Sends failed items to the node's error output, where the user gave it one. n8n looks for an `error` beside `json` to
 * tell them by, and then replaces their JSON by its message; being not enumerable, it is seen once and not copied.
 */
export function routeFailures(context: IExecuteFunctions, items: INodeExecutionData[]): INodeExecutionData[] {
	const node = context.getNode();
	if (node.onError !== 'continueErrorOutput') return items;
	for (const item of items) {
		const { error } = item.json;
		if (typeof error !== 'string') continue;
		Object.defineProperty(item, 'error', { value: new NodeOperationError(node, error), enumerable: false });
	}
	return items;
}

function statusOf(outcomes: readonly Outcome[]): string {
	const statuses = new Set(outcomes.map(({ status }) => status));
	if (statuses.has('accepted')) return statuses.size === 1 ? 'accepted' : 'partial';
	if (statuses.has('unknown')) return 'unknown';
	return statuses.has('refused') ? 'refused' : 'skipped';
}

/** The gateway's answer: that of a failure where there was one, since those are the words that matter. */
function responseIn(outcomes: readonly Outcome[]): IDataObject | undefined {
	const responses = outcomes.flatMap((outcome) =>
		'response' in outcome && isObject(outcome.response)
			? [{ failed: outcome.status !== 'accepted', response: outcome.response }]
			: [],
	);
	return (responses.find(({ failed }) => failed) ?? responses[0])?.response;
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null;
}
