import {
	WAIT_INDEFINITELY,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Known } from '../../../../../delivery/record';
import { asInputError, InputError } from '../../../shared/inputError';
import { isTool } from '../../../shared/toolCall';
import { withoutLink } from '../message/link';
import type { ItemProblem } from '../message/messages';
import type { PlannedMessage } from '../plan/planMessage';
import { problemItem, routeFailures, sentItem } from '../results/results';
import { hint } from '../results/hint';
import { describeSent } from '../results/runHint';
import { obstacleError, recordError } from '../send/errors/inputErrors';
import { refuseFailed, sendMessages } from '../send/sendMessages';
import { readButtons, type Buttons } from './approval';
import { describeLink, questionLink } from './questionLink';
import {
	answeredItem,
	formatQuestion,
	markOf,
	parseQuestion,
	QUESTION_FIELD,
	type Question,
} from './question';
import { readWaitLimit } from './waitLimit';

/**
 * Texts one question with a link to a page of buttons, and lets the execution wait for an answer. Where nobody was
 * asked, it does not wait.
 */
export async function sendAndWait(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { buttons, waitTillMs } = settingsOf(context);
	requireSignature(context);
	const mark = markOf(Date.now());
	const link = questionLink(context, mark);
	const sent = await sendMessages(context, { link, check: (known) => refuseOtherExecution(context, known) });
	const { prepared, store, isStopped } = sent;
	const [reading] = prepared.readings;
	const asked = reading?.kind === 'message' && !isStopped ? askedBy(reading) : 0;
	if (reading?.kind !== 'message' || asked === 0) {
		refuseFailed(context, sent);
		hint(context, describeSent(prepared));
		const items = reading ? [unasked(context, reading)] : [];
		if (!isStopped && items.every(({ json }) => json['error'] === undefined)) store.clear();
		return routeFailures(context, items);
	}
	const facts = factsOf(reading);
	const question: Question = {
		mark,
		executionId: context.getExecutionId(),
		text: reading.uncut ?? withoutLink(reading.text, link.url),
		...buttons,
		isShared: asked > 1,
		...(waitTillMs !== undefined && { waitTillMs }),
		facts,
	};
	hint(context, describeSent(prepared));
	hint(context, describeLink(reading, link.url));
	await wait(context, question, waitTillMs);
	return [item(facts)];
}

interface WaitSettings {
	readonly buttons: Buttons;
	/** Unix time; undefined where there is no limit. */
	readonly waitTillMs: number | undefined;
}

/** @throws {NodeOperationError} before anything is sent */
function settingsOf(context: IExecuteFunctions): WaitSettings {
	try {
		refuseTool(context);
		refuseSeveralItems(context);
		const now = { nowMs: Date.now(), timeZone: context.getTimezone() };
		return {
			buttons: readButtons(context.getNodeParameter('approvalOptions.values', 0, {})),
			waitTillMs: readWaitLimit(context.getNodeParameter('options.limitWaitTime.values', 0, null), now),
		};
	} catch (error) {
		throw obstacleError(context, { error: asInputError(error) }, []);
	}
}

/** An agent's tool has to answer at once. */
function refuseTool(context: IExecuteFunctions): void {
	if (!isTool(context)) return;
	throw new InputError(
		"a tool of an AI agent can't wait for an answer",
		'Use Send as the tool. To let a person approve what the agent does, add this node as a human review step of the tool.',
	);
}

/** An execution waits for one answer at a time. */
function refuseSeveralItems(context: IExecuteFunctions): void {
	const { length } = context.getInputData();
	if (length <= 1) return;
	throw new InputError(
		`${length} items came in, and a question is asked for one at a time`,
		'Put a Loop Over Items node before this one, or turn on Execute Once in the settings of the node to ask for the first item alone.',
	);
}

/** n8n 1 checks the signature of a link only where it is told to; n8n 2 always does. */
function requireSignature(context: object): void {
	if (hasSignatureSwitch(context)) context.setSignatureValidationRequired();
}

interface SignatureSwitch {
	setSignatureValidationRequired(): void;
}

function hasSignatureSwitch(context: object): context is SignatureSwitch {
	return typeof Reflect.get(context, 'setSignatureValidationRequired') === 'function';
}

/** The link of an earlier execution leads nowhere any more; who got it is not to be asked twice by itself. */
function refuseOtherExecution(context: IExecuteFunctions, known: readonly Known[]): void {
	if (known.length === 0) return;
	const earlier = parseQuestion(context.getContext('node')[QUESTION_FIELD]);
	if (earlier?.executionId === context.getExecutionId()) return;
	throw recordError(
		context,
		new Error('the question was texted by an earlier execution, whose link can no longer be answered'),
	);
}

/** What the item says of the text. Somebody was asked, so it is no error; the result says who was not. */
function factsOf(message: PlannedMessage): IDataObject {
	const { json } = sentItem(message);
	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'error'));
}

/** The item of a question that nobody got. */
function unasked(context: IExecuteFunctions, reading: PlannedMessage | ItemProblem): INodeExecutionData {
	const { json, ...rest } = reading.kind === 'message' ? sentItem(reading) : problemItem(reading);
	const keepsInput = context.getNode().onError === 'continueErrorOutput' && json['error'] !== undefined;
	// What n8n adds there of what came in may hold the answer to another question.
	return keepsInput
		? { ...rest, json: { ...json, data: undefined, timedOut: undefined } }
		: { ...rest, json };
}

/** How many numbers got a message or may have. */
function askedBy(message: PlannedMessage): number {
	const numbers = message.recipients.flatMap((recipient) =>
		recipient.valid && ['accepted', 'unknown'].includes(recipient.delivery.outcome.status)
			? [recipient.delivery.msisdn]
			: [],
	);
	return new Set(numbers).size;
}

/**
 * Lets the execution wait. Where nobody answers in time, n8n passes on what came in, without running the node again: so
 * what came in is replaced by what the node then has to say.
 */
async function wait(
	context: IExecuteFunctions,
	question: Question,
	waitTillMs: number | undefined,
): Promise<void> {
	context.getContext('node')[QUESTION_FIELD] = formatQuestion(question);
	const waiting = context.getExecuteData();
	waiting.data = { main: [[item(answeredItem(question, { timedOut: true }, 'Nobody answered in time'))]] };
	// When it goes on, n8n switches off the node that waited: this one must not be that of other turns that are to come.
	waiting.node = { ...waiting.node };
	await context.putExecutionToWait(waitTillMs === undefined ? WAIT_INDEFINITELY : new Date(waitTillMs));
}

function item(json: IDataObject): INodeExecutionData {
	return { json, pairedItem: { item: 0 } };
}
