import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../sandbox/index.mts';
import type { Result } from '../harness/engine/engine.mts';
import { table } from '../harness/table.mts';

/**
 * Runs the spreadsheet workflow through n8n's engine, with the built package in it and the sandbox as the gateway, and
 * shows what became of each customer, and what arrived.
 */
const WORKFLOWS = path.resolve(import.meta.dirname, '../workflows');
const SEND = 'Text each customer';

const folder = await mkdtemp(path.join(os.tmpdir(), 'mobiconnect-demo-'));
// Read when the engine is loaded: which folder n8n's file nodes may touch, and that it need not log.
process.env['N8N_RESTRICT_FILE_ACCESS_TO'] = `${WORKFLOWS};${folder}`;
process.env['N8N_LOG_LEVEL'] = 'silent';
const sandbox = await startSandbox();
try {
	const result = await runWorkflow(sandbox, path.join(folder, 'results.csv'));
	if (result.error) throw new Error(result.error.message);
	await show(result, sandbox);
} finally {
	await sandbox.close();
	await rm(folder, { recursive: true, force: true });
}

async function runWorkflow({ account, apiUrl }: Sandbox, results: string): Promise<Result> {
	// Not imported, because n8n is CommonJS: its libraries would be there twice.
	const { Engine }: typeof import('../harness/engine/engine.mts') = createRequire(import.meta.url)(
		'../harness/engine/engine.mts',
	);
	const engine = await Engine.start({ ...account, baseUrl: apiUrl });
	const file = await readFile(path.join(WORKFLOWS, 'spreadsheet-to-sms.json'), 'utf8');
	const workflow: { nodes: INode[]; connections: IConnections } = JSON.parse(file);
	for (const { parameters } of workflow.nodes) {
		if ('fileSelector' in parameters) parameters['fileSelector'] = path.join(WORKFLOWS, 'customers.csv');
		if (parameters['operation'] === 'write') parameters['fileName'] = results;
	}
	return await engine.runWorkflow(workflow.nodes, workflow.connections);
}

async function show(result: Result, { messages, counts }: Sandbox): Promise<void> {
	const customers = result.json('Customers');
	const arrived = messages();
	const texts = new Map(arrived.map(({ to, text }) => [to, text]));
	const rows = result.json(SEND).map(({ to = '', result: fate }, index) => {
		const { name, phone } = customers[index] ?? {};
		// The text stands beside the row that it went out with; a row that asks for it again has nothing of its own.
		const text = texts.get(String(to));
		texts.delete(String(to));
		return [name, phone, to, text === undefined ? fate : `${String(fate)}: ${text}`].map(String);
	});
	const { requests, signIns, sends } = counts();
	process.stdout.write(
		[
			'',
			'workflows/spreadsheet-to-sms.json, run by n8n against the sandbox:',
			'',
			table(['Customer', 'As written', 'Sent to', 'Result, and the message that arrived'], rows),
			'',
			`${arrived.length} messages in ${requests} requests: ${signIns} sign-in, ${sends} sends.`,
			'',
		].join('\n'),
	);
}
