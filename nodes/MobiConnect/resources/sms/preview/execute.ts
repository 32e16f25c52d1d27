import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readCredential } from '../../../shared/session/credential';
import { billOf, costOf, goesOutNow } from '../plan/billing';
import { previewEntries } from '../results/entries';
import type { ItemProblem } from '../message/messages';
import { describeUcs2Causes } from '../message/messageText';
import type { Obstacle } from '../plan/obstacle';
import type { PlannedMessage } from '../plan/planMessage';
import { prepare, type Prepared } from '../plan/prepare';
import { headOf, outcomesOf, problemFacts, sendableFromOf, textFacts } from '../results/results';
import { hint } from '../results/hint';
import { describeToSend } from '../results/runHint';
import { markOf } from '../sendAndWait/question';
import { describeLink, questionLink } from '../sendAndWait/questionLink';
import { summarize } from './summary';

/**
 * Shows what Send would do with the same input, without a network. An item that would stop Send carries the reason as
 * its `error`, so that all of them can be seen at once.
 */
export async function preview(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	// Preview does without a credential, but holds to what one allows.
	const asQuestion = context.getNodeParameter('asQuestion', 0, false) === true;
	const link = asQuestion ? questionLink(context, markOf(Date.now())) : undefined;
	const prepared = prepare(context, await readCredential(context), link);
	const { readings, obstacle } = prepared;
	hint(context, describeToSend(prepared));
	const [longest] = greatestFirst(readings);
	if (link && longest) hint(context, describeLink(longest, link.url));
	if (readings.length > 0 && context.getNodeParameter('summary', 0, false) === true) {
		return [{ json: summarize(prepared), pairedItem: readings.map(({ item }) => ({ item })) }];
	}
	return readings.map((reading) => ({
		json: reading.kind === 'problem' ? previewOfProblem(reading) : previewOf(reading, obstacle, link?.url),
		pairedItem: { item: reading.item },
	}));
}

/** The messages that can be sent, the one of most parts first. */
function greatestFirst(readings: Prepared['readings']): PlannedMessage[] {
	return readings
		.flatMap((reading) => (reading.kind === 'message' ? [reading] : []))
		.sort((a, b) => b.parts - a.parts);
}

/** Whoever has a link can answer, so an output shows no whole one. */
function hideSignature(text: string, link: string): string {
	return text.replace(link, () => `${new URL(link).origin}/…`);
}

function previewOf(
	message: PlannedMessage,
	obstacle: Obstacle | undefined,
	link: string | undefined,
): IDataObject {
	const entries = previewEntries(message, obstacle !== undefined);
	const isKeptBack = entries.some(({ status }) => status === 'notAttempted');
	const ready = entries.filter(({ status }) => status === 'ready').length;
	const { parts, ...size } = textFacts(message);
	// A row that the hours or a limit hold back costs nothing now.
	const billableParts = obstacle ? 0 : billOf(message, goesOutNow).parts;
	const head = headOf(entries, 'before');
	const sendableFrom = sendableFromOf(outcomesOf(message));
	return {
		status: ready === entries.length ? 'ready' : ready > 0 ? 'partial' : 'blocked',
		...head,
		message: link === undefined ? message.text : hideSignature(message.text, link),
		parts,
		billableParts,
		...costOf(billableParts, message.options),
		...(sendableFrom !== undefined && { sendableFrom }),
		...size,
		...(message.encoding === 'UCS-2' && { ucs2Because: describeUcs2Causes(message.text) }),
		sourceId: message.sourceId,
		recipients: entries,
		...(isKeptBack && { error: head.result }),
	};
}

function previewOfProblem(problem: ItemProblem): IDataObject {
	return {
		status: 'blocked',
		result: `Would not be sent: ${problem.error.message}`,
		...(problem.text && { message: problem.text.text }),
		...problemFacts(problem),
	};
}
