import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { dispatch, type Policy } from '../../../../delivery/dispatch';
import { Ledger, RunMemory } from '../../../../delivery/ledger';
import { plan, type Place } from '../../../../delivery/plan';
import { clock } from '../../clock';
import { deliveryError, inputErrorOf } from '../../errors';
import { isProblem, readMessages, type ItemMessage, type ItemProblem } from '../../messages';
import { DEFAULTS } from '../../options';
import { problemItem, sentItem } from '../../results';
import { Session } from '../../session';

/** What a run of the node has begun. n8n runs the node again when it failed, and then this goes on. */
interface Run {
	readonly policy: Omit<Policy, 'stopOnFailure' | 'signal'> & { readonly timeout: number };
	readonly readings: ReadonlyArray<ItemMessage | ItemProblem>;
	/** By item: where each recipient of its message is carried. */
	readonly places: ReadonlyMap<number, readonly Place[]>;
	readonly ledger: Ledger;
}

const memory = new RunMemory<Run>();

/** Sends every item's message, and gives an item for each with what became of it. */
export async function send(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const execution = context.getContext('node');
	const runIndex = Number(context.getWorkflowDataProxy(0)['$runIndex']);
	const run = memory.recall(execution, runIndex) ?? begin(context);
	memory.remember(execution, runIndex, run);
	const stopOnFailure = !context.continueOnFail();
	const signal = context.getExecutionCancelSignal();
	const session = await Session.open(context, run.policy.timeout * 1000);
	await dispatch(
		run.ledger,
		async (submission) => await session.submit(submission),
		{ ...run.policy, stopOnFailure, signal },
		clock,
	);
	const failure = stopOnFailure && !signal?.aborted ? deliveryError(context, run.ledger) : undefined;
	if (failure) throw failure;
	const output = report(run);
	if (output.every(({ json }) => json['error'] === undefined)) memory.forget(execution);
	return output;
}

/** Reads and checks every item; without Continue On Fail, the first that can't be sent ends it here. */
function begin(context: IExecuteFunctions): Run {
	const readings = readMessages(context, context.getInputData());
	const [problem, ...others] = readings.filter(isProblem);
	if (problem && !context.continueOnFail()) {
		throw inputErrorOf(context, problem.error, problem.item, others.length);
	}
	const messages = readings.filter((reading): reading is ItemMessage => !isProblem(reading));
	const options = messages[0]?.options ?? DEFAULTS;
	const { submissions, places } = plan(messages, options);
	return {
		policy: options,
		readings,
		places: new Map(messages.map(({ item }, index) => [item, places[index] ?? []])),
		ledger: new Ledger(submissions),
	};
}

function report({ readings, places, ledger }: Run): INodeExecutionData[] {
	return readings.map((reading) =>
		isProblem(reading) ? problemItem(reading) : sentItem(reading, places.get(reading.item) ?? [], ledger),
	);
}
