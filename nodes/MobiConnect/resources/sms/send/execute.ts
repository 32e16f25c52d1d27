import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Known } from '../../../../../delivery/record';
import { problemItem, routeFailures, sentItem } from '../results/results';
import { describeSent } from '../results/runHint';
import { deliveryError } from './errors/deliveryError';
import { sendMessages } from './sendMessages';

/** People who are named before the rest is counted. */
const MAX_NAMED = 10;

/** Sends every item's message to whom no earlier try has sent it, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const { prepared, gone, tried, store, isStopped } = await sendMessages(context);
	const { deliveries, options, readings } = prepared;
	const failure =
		context.continueOnFail() || isStopped
			? undefined
			: deliveryError(context, deliveries, { gone, tried, resendUnknown: options.resendUnknown });
	if (failure) throw failure;
	const output = readings.map((reading) =>
		reading.kind === 'problem' ? problemItem(reading) : sentItem(reading),
	);
	if (!isStopped && output.every(({ json }) => json['error'] === undefined)) store.clear();
	tellGone(context, gone);
	const told = describeSent(prepared);
	if (told !== undefined) hint(context, told);
	return routeFailures(context, output);
}

/** Says above the output whom earlier tries have texted although no item asks for them any more. */
function tellGone(context: IExecuteFunctions, gone: readonly Known[]): void {
	if (gone.length === 0) return;
	const named = gone.slice(0, MAX_NAMED).map(({ msisdn }) => msisdn);
	const others = gone.length > MAX_NAMED ? ` and ${gone.length - MAX_NAMED} more` : '';
	hint(context, `Texted by an earlier try, or maybe, and no longer asked for: ${named.join(', ')}${others}`);
}

function hint(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, location: 'outputPane' });
}
