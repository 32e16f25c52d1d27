import { type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { dispatch } from '../../../../../delivery/dispatch';
import { plan } from '../../../../../delivery/plan';
import { formatRecord, parseRecord, restore } from '../../../../../delivery/record';
import { clock } from '../../../shared/clock';
import { recordStore } from '../../../shared/recordStore';
import { Session } from '../../../shared/session';
import { prepare, type Prepared } from '../prepare';
import { problemItem, routeFailures, sentItem } from '../results';
import { deliveryError, inputError } from './errors';
import { submitWith } from './submit';

/** Sends every item's message to whom no earlier try has sent it, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const stopOnFailure = !context.continueOnFail();
	const prepared = begin(context, stopOnFailure);
	const { deliveries, requests, options } = prepared;
	const store = recordStore(context);
	const gone = restore(requests, parseRecord(store.read()));
	const record = () => formatRecord(requests, gone);
	store.follow(record);

	const signal = context.getExecutionCancelSignal();
	const open = deliveries.filter((delivery) => delivery.isOpen(options.resendUnknown));
	const submissions = plan(open, options.recipientsPerRequest);
	if (submissions.length > 0) {
		const session = await Session.open(context, options.timeout * 1000, signal);
		await dispatch(submissions, submitWith(session), { ...options, stopOnFailure, signal }, clock);
	}

	store.keep(record());
	const failure = stopOnFailure && !signal?.aborted ? deliveryError(context, deliveries) : undefined;
	if (failure) throw failure;
	const output = prepared.readings.map((reading) =>
		reading.kind === 'problem' ? problemItem(reading) : sentItem(reading),
	);
	if (!signal?.aborted && output.every(({ json }) => json['error'] === undefined)) store.clear();
	return routeFailures(context, output);
}

/** Reads and checks every item; where a failure ends the run, the first that can't be sent ends it here. */
function begin(context: IExecuteFunctions, stopOnFailure: boolean): Prepared {
	const prepared = prepare(context);
	const [problem, ...others] = prepared.readings.flatMap((reading) =>
		reading.kind === 'problem' ? [reading] : [],
	);
	if (problem && stopOnFailure) throw inputError(context, problem, others.length);
	return prepared;
}
