import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Known } from '../../../../../delivery/record';
import { nameFirst } from '../../../shared/words';
import { hint } from '../results/hint';
import { problemItem, routeFailures, sentItem } from '../results/results';
import { describeSent } from '../results/runHint';
import { refuseFailed, sendMessages } from './sendMessages';

/** People who are named before the rest is counted. */
const MAX_NAMED = 10;

/** Sends every item's message to whom no earlier try has sent it, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const sent = await sendMessages(context);
	refuseFailed(context, sent);
	const { prepared, gone, store, isStopped } = sent;
	const output = prepared.readings.map((reading) =>
		reading.kind === 'problem' ? problemItem(reading) : sentItem(reading),
	);
	if (!isStopped && output.every(({ json }) => json['error'] === undefined)) store.clear();
	tellGone(context, gone);
	hint(context, describeSent(prepared));
	return routeFailures(context, output);
}

/** Says above the output whom earlier tries have texted although no item asks for them any more. */
function tellGone(context: IExecuteFunctions, gone: readonly Known[]): void {
	if (gone.length === 0) return;
	const names = nameFirst(
		gone.map(({ msisdn }) => msisdn),
		MAX_NAMED,
	);
	hint(context, `Texted by an earlier try, or maybe, and no longer asked for: ${names}`);
}
