import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { dispatch } from '../../../../../delivery/dispatch';
import { Ledger, RunMemory } from '../../../../../delivery/ledger';
import { clock } from '../../../shared/clock';
import { deliveryError, inputErrorOf } from '../../../shared/errors';
import { isProblem } from '../messages';
import { prepare, type Prepared } from '../prepare';
import { problemItem, routeFailures, sentItem } from '../results';
import { Session } from '../../../shared/session';

/** What a run of the node has begun. n8n runs the node again when it failed, and then this goes on. */
interface Run extends Prepared {
	readonly ledger: Ledger;
}

const memory = new RunMemory<Run>();

/** Sends every item's message, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const execution = context.getContext('node');
	const runIndex = Number(context.getWorkflowDataProxy(0)['$runIndex']);
	const run = memory.recall(execution, runIndex) ?? begin(context);
	memory.remember(execution, runIndex, run);

	const { ledger, options } = run;
	const stopOnFailure = !context.continueOnFail();
	const signal = context.getExecutionCancelSignal();
	const session = await Session.open(context, options.timeout * 1000);
	await dispatch(
		ledger,
		async (submission) => await session.submit(submission),
		{ ...options, stopOnFailure, signal },
		clock,
	);

	const failure = stopOnFailure && !signal?.aborted ? deliveryError(context, ledger) : undefined;
	if (failure) throw failure;
	const output = run.readings.map((reading) =>
		isProblem(reading) ? problemItem(reading) : sentItem(reading, ledger),
	);
	if (output.every(({ json }) => json['error'] === undefined)) memory.forget(execution);
	return routeFailures(context, output);
}

/** Reads and checks every item; without Continue On Fail, the first that can't be sent ends it here. */
function begin(context: IExecuteFunctions): Run {
	const prepared = prepare(context);
	const [problem, ...others] = prepared.readings.filter(isProblem);
	if (problem && !context.continueOnFail()) {
		throw inputErrorOf(context, problem.error, problem.item, others.length);
	}
	return { ...prepared, ledger: new Ledger(prepared.submissions) };
}
