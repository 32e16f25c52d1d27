import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { z } from 'zod';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import type { Result } from '../harness/engine/engine.mts';
import { table } from '../harness/table.mts';

/**
 * Runs the spreadsheet workflow through n8n's engine, with the built package in it and the sandbox as the gateway, and
 * shows what became of each customer, and what arrived.
 */
const WORKFLOWS = resolve(import.meta.dirname, '../workflows');
const SEND = 'Text each customer';

const nodeSchema = z.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) });
const workflowSchema = z.object({
	nodes: z.array(z.custom<INode>((node) => nodeSchema.safeParse(node).success)),
	connections: z.record(z.custom<IConnections[string]>((to) => typeof to === 'object')),
});
const customersSchema = z.array(z.object({ name: z.string(), phone: z.coerce.string() }));
const sentSchema = z.array(z.object({ to: z.string().default(''), result: z.string() }));

const folder = await mkdtemp(join(tmpdir(), 'mobiconnect-demo-'));
// Read when the engine is loaded: which folder n8n's file nodes may touch, and that it need not log.
process.env['N8N_RESTRICT_FILE_ACCESS_TO'] = `${WORKFLOWS};${folder}`;
process.env['N8N_LOG_LEVEL'] = 'silent';
const sandbox = await startSandbox();
try {
	const result = await runWorkflow(sandbox, join(folder, 'results.csv'));
	if (result.error) throw new Error(result.error.message);
	await show(result, sandbox);
} finally {
	await sandbox.close();
	await rm(folder, { recursive: true, force: true });
}

async function runWorkflow({ account, apiUrl }: Sandbox, results: string): Promise<Result> {
	const { Engine } = await import('../harness/engine/commonJs.mts');
	const engine = await Engine.start({ ...account, baseUrl: apiUrl });
	const file = await readFile(join(WORKFLOWS, 'spreadsheet-to-sms.json'), 'utf8');
	const workflow = workflowSchema.parse(JSON.parse(file));
	for (const { parameters } of workflow.nodes) {
		if ('fileSelector' in parameters) parameters['fileSelector'] = join(WORKFLOWS, 'customers.csv');
		if (parameters['operation'] === 'write') parameters['fileName'] = results;
	}
	return await engine.runWorkflow(workflow.nodes, workflow.connections);
}

async function show(result: Result, { messages, counts }: Sandbox): Promise<void> {
	const customers = customersSchema.parse(result.json('Customers'));
	const arrived = messages();
	const texts = new Map(arrived.map(({ to, text }) => [to, text]));
	const rows = sentSchema.parse(result.json(SEND)).map(({ to, result: fate }, index) => {
		const customer = customers[index];
		// The text stands beside the row that it went out with; a row that asks for it again has nothing of its own.
		const text = texts.get(to);
		texts.delete(to);
		const shown = text === undefined ? fate : `${fate}: ${text}`;
		return [customer?.name ?? '', customer?.phone ?? '', to, shown];
	});
	const { requests, signIns, sends } = counts();
	console.log(
		[
			'',
			'workflows/spreadsheet-to-sms.json, run by n8n against the sandbox:',
			'',
			table(['Customer', 'As written', 'Sent to', 'Result, and the message that arrived'], rows),
			'',
			`${arrived.length} messages in ${requests} requests: ${signIns} sign-in, ${sends} sends.`,
		].join('\n'),
	);
}
