import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { blame, isProblem } from '../messages';
import { prepare, type PlannedMessage } from '../prepare';
import { notSendable, problemFacts, textFacts } from '../results';
import { costOf } from './cost';
import { summarize } from './summary';

/**
 * Shows what Send would do with the same input, without a network. An item that would stop Send carries the reason as
 * its `error`, so that all of them can be seen at once.
 */
export function preview(context: IExecuteFunctions): INodeExecutionData[] {
	const prepared = prepare(context);
	const { readings } = prepared;
	if (readings.length > 0 && context.getNodeParameter('summary', 0, false) === true) {
		return [{ json: summarize(prepared), pairedItem: readings.map(({ item }) => ({ item })) }];
	}
	return readings.map((reading) => ({
		json: isProblem(reading) ? { recipients: [], ...problemFacts(reading) } : previewOf(reading),
		pairedItem: { item: reading.item },
	}));
}

function previewOf(message: PlannedMessage): IDataObject {
	const recipients = recipientsOf(message);
	const billableParts = message.parts * recipients.length;
	return {
		recipients,
		notSent: notSendable(message),
		sourceId: message.sourceId,
		message: message.text,
		text: textFacts(message),
		...(message.encoding === 'UCS-2' && { ucs2Because: blame(message.text) }),
		billableParts,
		...costOf(billableParts, message.options),
	};
}

/** The MSISDNs that would get a message: its duplicates get it from another item. */
export function recipientsOf({ recipients, places }: PlannedMessage): string[] {
	return recipients.flatMap(({ msisdn }, index) => (places[index] === 'duplicate' ? [] : [msisdn]));
}
