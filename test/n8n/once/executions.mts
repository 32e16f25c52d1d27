import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'flatted';
import { isRecord } from '../../../harness/n8n/package.mts';
import { record, type Rest } from '../../../harness/n8n/rest.mts';

/** How long n8n may take to write down an execution that has ended. */
const PATIENCE_MS = 60_000;

/** An execution that has ended. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	/** What the node gave, item by item; nothing where it failed. */
	output(node: string): unknown[];
	/** What the execution's error says. */
	readonly error: string | undefined;
}

/** The newest execution of a workflow, once it has ended. */
export async function lastExecution(rest: Rest, workflowId: string): Promise<Execution> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const { results } = record(await rest.call('GET', `/rest/executions?filter=${filter}&limit=1`));
		const [found]: unknown[] = Array.isArray(results) ? results : [];
		const id = isRecord(found) && found['stoppedAt'] ? String(found['id']) : undefined;
		if (id !== undefined) return await readExecution(rest, id);
		if (Date.now() > deadline) throw new Error(`No run of ${workflowId} has ended in time`);
		await pause(100);
	}
}

/** Retry in the list of executions: the workflow as it was then, or as it is saved now. Resolves when it has ended. */
export async function retry(
	rest: Rest,
	{ id }: Execution,
	workflow: 'asItWas' | 'asItIs',
): Promise<Execution> {
	const body = { loadWorkflow: workflow === 'asItIs' };
	const retried = record(await rest.call('POST', `/rest/executions/${id}/retry`, body));
	return await readExecution(rest, String(retried['id']));
}

async function readExecution(rest: Rest, id: string): Promise<Execution> {
	const execution = record(await rest.call('GET', `/rest/executions/${id}`));
	const result = field(parse(String(execution['data'])), 'resultData');
	const error = field(field(result, 'error'), 'message');
	return {
		id,
		status: String(execution['status']),
		error: error === undefined ? undefined : String(error),
		output: (node) => {
			const runs = list(field(field(result, 'runData'), node));
			const [items] = list(field(field(runs.at(-1), 'data'), 'main'));
			return list(items).map((item) => field(item, 'json'));
		},
	};
}

/** A field of what n8n answered, or undefined. */
export function field(value: unknown, name: string): unknown {
	return isRecord(value) ? value[name] : undefined;
}

/** A list that n8n answered with, or an empty one. */
export function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
