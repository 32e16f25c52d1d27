import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { previewEntries } from '../entries';
import { describeUcs2Causes } from '../messageText';
import { prepare, type PlannedMessage } from '../prepare';
import { headOf, problemFacts, textFacts } from '../results';
import { billOf, costOf } from './billing';
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
		json: reading.kind === 'problem' ? { status: 'blocked', ...problemFacts(reading) } : previewOf(reading),
		pairedItem: { item: reading.item },
	}));
}

function previewOf(message: PlannedMessage): IDataObject {
	const entries = previewEntries(message);
	const ready = entries.filter(({ status }) => status === 'ready').length;
	const { to, result } = headOf(entries);
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
		...size,
		...(message.encoding === 'UCS-2' && { ucs2Because: describeUcs2Causes(message.text) }),
		sourceId: message.sourceId,
		recipients: entries,
	};
}
