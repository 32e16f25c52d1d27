import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { command, writeJson, type Instance } from './instance.mts';
import { PROJECT } from './package.mts';

const nodeSchema = z
	.object({ name: z.string(), type: z.string(), parameters: z.record(z.unknown()) })
	.passthrough()
	.readonly();
const workflowSchema = z.object({ name: z.string(), nodes: z.array(nodeSchema).readonly() }).passthrough();

/** A workflow as a file holds it, and the id it goes by. */
export type Workflow = Readonly<z.output<typeof workflowSchema>> & { readonly id: string };

const exportedSchema = z.array(z.object({ data: z.record(z.unknown()) })).nonempty();

/** What the credential form asks for. */
export interface Account {
	readonly userName: string;
	readonly password: string;
	readonly appKey: string;
	readonly baseUrl: string;
}

/** The id by which the workflows of this project ask for their credential. */
export const CREDENTIAL = { id: 'mobiconnect-account', name: 'MobiConnect account', type: 'mobiConnectApi' };

/** Where the workflows look for files: where n8n's Docker image lets them. */
const DEFAULT_FILES = '/home/node/.n8n-files';

export const WORKFLOWS = join(PROJECT, 'workflows');

/** The workflows of this project by their file's name, which becomes their id. */
export async function ourWorkflows(): Promise<Workflow[]> {
	const files = (await readdir(WORKFLOWS)).filter((file) => file.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) =>
			workflow(basename(file, '.json'), await readFile(join(WORKFLOWS, file), 'utf8')),
		),
	);
}

function workflow(id: string, text: string): Workflow {
	return { ...workflowSchema.parse(JSON.parse(text)), id };
}

/** The same workflow, reading and writing files where this n8n may. */
export function withFilesOf(instance: Instance, original: Workflow): Workflow {
	const nodes = original.nodes.map((node) => {
		if (node.type !== 'n8n-nodes-base.readWriteFile') return node;
		const moved = Object.entries(node.parameters).map(([name, value]): [string, unknown] => [
			name,
			typeof value === 'string' ? value.replace(DEFAULT_FILES, instance.files) : value,
		]);
		return { ...node, parameters: Object.fromEntries(moved) };
	});
	return { ...original, nodes };
}

/** The same workflow with other parameters in one of its nodes. */
export function withParameters(
	original: Workflow,
	node: string,
	parameters: Record<string, unknown>,
): Workflow {
	if (!original.nodes.some((one) => one.name === node))
		throw new Error(`${original.id} has no node "${node}"`);
	const nodes = original.nodes.map((one) =>
		one.name === node ? { ...one, parameters: { ...one.parameters, ...parameters } } : one,
	);
	return { ...original, nodes };
}

/** Creates or replaces workflows, by n8n's own command line: it is the same in every version. */
export async function importWorkflows(instance: Instance, workflows: readonly Workflow[]): Promise<void> {
	const file = await writeJson(instance, 'import-workflows.json', workflows);
	await command(instance, 'import:workflow', [`--input=${file}`]);
}

/** Creates or replaces credentials, the one that our workflows ask for first. */
export async function importCredentials(
	instance: Instance,
	account: Account,
	others: ReadonlyArray<Record<string, unknown>> = [],
): Promise<void> {
	const file = await writeJson(instance, 'import-credentials.json', [
		{ ...CREDENTIAL, data: account },
		...others,
	]);
	await command(instance, 'import:credentials', [`--input=${file}`]);
}

/** Our credential as n8n keeps it, secrets and all, by n8n's own command line. */
export async function storedCredential(instance: Instance): Promise<Record<string, unknown>> {
	const file = join(instance.home, 'export-credentials.json');
	await command(instance, 'export:credentials', [`--id=${CREDENTIAL.id}`, '--decrypted', `--output=${file}`]);
	const [credential] = exportedSchema.parse(JSON.parse(await readFile(file, 'utf8')));
	await rm(file);
	return credential.data;
}

/** Runs a workflow that begins with a manual trigger, by n8n's own command line, to its end. */
export async function executeWorkflow(instance: Instance, id: string): Promise<string> {
	return await command(instance, 'execute', [`--id=${id}`]);
}
