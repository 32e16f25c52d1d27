import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { dispatch } from '../../../../../delivery/dispatch';
import { plan } from '../../../../../delivery/plan';
import { clock } from '../../../shared/clock';
import { RunMemory } from '../../../shared/runMemory';
import { Session } from '../../../shared/session';
import { prepare, type Prepared } from '../prepare';
import { problemItem, routeFailures, sentItem } from '../results';
import { deliveryError, inputError } from './errors';
import { submitWith } from './submit';

/** What runs of the node have begun. n8n runs the node again when it failed, and then this goes on. */
const memory = new RunMemory<Prepared>();

/** Sends every item's message, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const execution = context.getContext('node');
	const runIndex = Number(context.getWorkflowDataProxy(0)['$runIndex']);
	const run = memory.recall(execution, runIndex) ?? begin(context);
	memory.remember(execution, runIndex, run);

	const { deliveries, options } = run;
	const stopOnFailure = !context.continueOnFail();
	const signal = context.getExecutionCancelSignal();
	const session = await Session.open(context, options.timeout * 1000, signal);
	const open = deliveries.filter((delivery) => delivery.isOpen(options.resendUnknown));
	await dispatch(
		plan(open, options.recipientsPerRequest),
		submitWith(session),
		{ ...options, stopOnFailure, signal },
		clock,
	);

	const failure = stopOnFailure && !signal?.aborted ? deliveryError(context, deliveries) : undefined;
	if (failure) throw failure;
	const output = run.readings.map((reading) =>
		reading.kind === 'problem' ? problemItem(reading) : sentItem(reading),
	);
	if (output.every(({ json }) => json['error'] === undefined)) memory.forget(execution);
	return routeFailures(context, output);
}

/** Reads and checks every item; without Continue On Fail, the first that can't be sent ends it here. */
function begin(context: IExecuteFunctions): Prepared {
	const prepared = prepare(context);
	const [problem, ...others] = prepared.readings.flatMap((reading) =>
		reading.kind === 'problem' ? [reading] : [],
	);
	if (problem && !context.continueOnFail()) throw inputError(context, problem, others.length);
	return prepared;
}
