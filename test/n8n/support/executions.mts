import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import { z } from 'zod';
import type { Rest } from '../../../harness/n8n/rest.mts';

/** How long n8n may take to write down an execution that has ended. */
const PATIENCE_MS = 180_000;

/** How long n8n may take to answer Retry, which it does at the end; on a busy machine it loses an answer now and then. */
const ANSWER_MS = 60_000;

const itemsSchema = z.array(z.object({ json: z.record(z.unknown()) })).nullable();
/** What serves an agent has outputs of other kinds. */
const runSchema = z.object({ data: z.object({ main: z.array(itemsSchema).optional() }).optional() });
const dataSchema = z.object({
	resultData: z.object({
		error: z.object({ message: z.string() }).optional(),
		runData: z.record(z.array(runSchema)),
	}),
});
const retriedSchema = z.object({ id: z.coerce.string() });

/** An item's JSON. */
export type Item = Readonly<Record<string, unknown>>;

/** An execution that has ended. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	/** What the node gave, item by item; nothing where it failed. */
	readonly output: (node: string) => Item[];
	/** What the execution's error says. */
	readonly error: string | undefined;
}

/** The newest execution of a workflow, once it has ended. */
export async function lastExecution(rest: Rest, workflowId: string): Promise<Execution> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await rest.newestExecution({ workflowId });
		if (found?.stoppedAt) return await readExecution(rest, found.id);
		if (Date.now() > deadline) throw new Error(`No run of ${workflowId} has ended in time`);
		await pause(100);
	}
}

/** The execution that follows another one of the workflow, once it has ended. */
export async function executionAfter(rest: Rest, id: string, workflowId: string): Promise<Execution> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await rest.newestExecution({ workflowId });
		if (found && found.id !== id) return await executionWith(rest, found.id, 'ended');
		if (Date.now() > deadline) throw new Error(`No run of ${workflowId} followed ${id} in time`);
		await pause(100);
	}
}

/** Retry in the list of executions: the workflow as it was then, or as it is saved now. Resolves when it has ended. */
export async function retry(
	rest: Rest,
	{ id, workflowId }: Execution,
	workflow: 'asItWas' | 'asItIs',
): Promise<Execution> {
	const newest = await lastExecution(rest, workflowId);
	const body = { loadWorkflow: workflow === 'asItIs' };
	const posted = rest.call('POST', `/rest/executions/${id}/retry`, body);
	posted.catch(() => undefined);
	const answer = await Promise.race([posted, pause(ANSWER_MS, undefined, { ref: false })]);
	if (answer !== undefined) return await readExecution(rest, retriedSchema.parse(answer).id);
	return await executionAfter(rest, newest.id, workflowId);
}

/** An execution, once it is what somebody waits for. */
export async function executionWith(
	rest: Rest,
	id: string,
	state: 'waiting' | 'ended',
	patienceMs = PATIENCE_MS,
): Promise<Execution> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const { status } = await rest.execution(id);
		// An execution that waits has stopped once, too.
		const isEnded = !['new', 'running', 'waiting'].includes(status);
		if (state === 'waiting' ? status === 'waiting' : isEnded) return await readExecution(rest, id);
		if (Date.now() > deadline) throw new Error(`Execution ${id} is ${status}, not ${state}`);
		await pause(100);
	}
}

async function readExecution(rest: Rest, id: string): Promise<Execution> {
	const { workflowId, status, data } = await rest.execution(id);
	const { error, runData } = dataSchema.parse(parse(data)).resultData;
	return {
		id,
		workflowId,
		status,
		error: error?.message,
		output: (node) => (runData[node]?.at(-1)?.data?.main?.[0] ?? []).map(({ json }) => json),
	};
}
