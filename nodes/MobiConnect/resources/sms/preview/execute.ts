import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readCredential } from '../../../shared/session/credential';
import { billOf, costOf } from '../plan/billing';
import { previewEntries } from '../results/entries';
import { describeUcs2Causes } from '../message/messageText';
import type { Obstacle } from '../plan/obstacle';
import type { PlannedMessage } from '../plan/planMessage';
import { prepare } from '../plan/prepare';
import { headOf, outcomesOf, problemFacts, sendableFromOf, textFacts } from '../results/results';
import { describeToSend } from '../results/runHint';
import { summarize } from './summary';

/**
 * Shows what Send would do with the same input, without a network. An item that would stop Send carries the reason as
 * its `error`, so that all of them can be seen at once.
 */
export async function preview(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	// Preview does without a credential, but holds to what one allows.
	const prepared = prepare(context, await readCredential(context));
	const { readings, obstacle } = prepared;
	const told = describeToSend(prepared);
	if (told !== undefined) context.addExecutionHints({ message: told, location: 'outputPane' });
	if (readings.length > 0 && context.getNodeParameter('summary', 0, false) === true) {
		return [{ json: summarize(prepared), pairedItem: readings.map(({ item }) => ({ item })) }];
	}
	return readings.map((reading) => ({
		json:
			reading.kind === 'problem'
				? { status: 'blocked', ...problemFacts(reading) }
				: previewOf(reading, obstacle),
		pairedItem: { item: reading.item },
	}));
}

function previewOf(message: PlannedMessage, obstacle: Obstacle | undefined): IDataObject {
	const entries = previewEntries(message, obstacle !== undefined);
	const isKeptBack = entries.some(({ status }) => status === 'notAttempted');
	const ready = entries.filter(({ status }) => status === 'ready').length;
	const { to, result } = headOf(entries);
	const sendableFrom = sendableFromOf(outcomesOf(message));
	const { parts, ...size } = textFacts(message);
	const billableParts = billOf(message).parts;
	return {
		status: ready === entries.length ? 'ready' : ready > 0 ? 'partial' : 'blocked',
		...(to !== undefined && { to }),
		message: message.text,
		parts,
		billableParts,
		...costOf(billableParts, message.options),
		result,
		...(sendableFrom !== undefined && { sendableFrom }),
		...size,
		...(message.encoding === 'UCS-2' && { ucs2Because: describeUcs2Causes(message.text) }),
		sourceId: message.sourceId,
		recipients: entries,
		...(isKeptBack && { error: result }),
	};
}
