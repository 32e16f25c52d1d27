import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder, install, type Installation } from '../../../harness/install/install.mts';
import { createInstance, removeInstance, start, type Instance } from '../../../harness/n8n/instance.mts';
import { placePackage } from '../../../harness/n8n/package.mts';
import { newest } from '../../../harness/install/releases.mts';
import { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, type Workflow } from '../../../harness/n8n/workflows.mts';
import { takeCounts, type Counts } from './counts.mts';
import { nodeTime } from './execution.mts';
import { customers, type Row } from './rows.mts';
import { nodeFor, type Variant } from './variants.mts';

export type WholeSample = Counts & { readonly ms: number };

const ACCOUNT = { userName: 'a user', password: 'a password', appKey: 'an app key' };
const PATIENCE_MS = 10 * 60 * 1000;
const POLL_EVERY_MS = 250;

/** The newest n8n, where it is installed already; a benchmark installs nothing. */
export async function installed(): Promise<Installation | undefined> {
	const folder = cacheFolder();
	const found = existsSync(folder) && readdirSync(folder).some((name) => isInstallation(folder, name));
	return found ? await install(newest, () => undefined) : undefined;
}

function isInstallation(folder: string, name: string): boolean {
	return name.startsWith(`n8n-${newest.version}-`) && existsSync(`${folder}/${name}/installed.json`);
}

/** A whole n8n with the package in it, and a workflow for each variant of each row: webhook, split, send. */
export class WholeN8n {
	private constructor(
		private readonly instance: Instance,
		private readonly rest: Rest,
		private readonly gateway: string,
		private readonly putAway: () => Promise<void>,
	) {}

	static async start(
		installation: Installation,
		gateway: string,
		cases: ReadonlyArray<{ row: Row; variant: Variant }>,
	): Promise<WholeN8n> {
		const instance = await createInstance(installation);
		await placePackage(instance);
		const latencies = [...new Set(cases.map(({ row }) => row.latency))];
		const [first = 0] = latencies;
		await importCredentials(
			instance,
			{ ...ACCOUNT, baseUrl: baseUrl(gateway, first) },
			latencies.map((latency) => ({
				...credential(latency),
				data: { ...ACCOUNT, baseUrl: baseUrl(gateway, latency) },
			})),
		);
		await importWorkflows(
			instance,
			cases.map(({ row, variant }) => workflow(row, variant, gateway)),
		);
		const main = await start(instance);
		const rest = await Rest.logIn(instance);
		for (const { row, variant } of cases) {
			await rest.activate(idOf(row, variant));
			await rest.webhookReady(idOf(row, variant));
		}
		return new WholeN8n(instance, rest, gateway, async () => {
			await main.stop();
			await removeInstance(instance);
		});
	}

	/** Runs a workflow once: the milliseconds that n8n says the sending node took. */
	async run(row: Row, variant: Variant): Promise<WholeSample> {
		const id = idOf(row, variant);
		const before = await this.lastExecution(id);
		await takeCounts(this.gateway);
		const response = await fetch(`${this.instance.url}/webhook/${id}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ rows: customers(variant.items) }),
		});
		if (!response.ok) throw new Error(`${id}: n8n answered ${response.status}`);
		const ms = await this.timeOfNext(id, before);
		const counts = await takeCounts(this.gateway);
		if (counts.messages !== variant.items) {
			throw new Error(`${variant.kind} sent ${counts.messages} of ${variant.items} in a whole n8n`);
		}
		return { ms, ...counts };
	}

	async stop(): Promise<void> {
		await this.putAway();
	}

	private async timeOfNext(workflowId: string, before: number): Promise<number> {
		const deadline = Date.now() + PATIENCE_MS;
		while (Date.now() < deadline) {
			const id = await this.lastExecution(workflowId, ['success', 'error']);
			if (id > before) {
				const { status, data } = await patiently(() => this.rest.execution(String(id)));
				if (status !== 'success')
					throw new Error(`${workflowId} ended with ${status}: ${data.slice(0, 500)}`);
				return nodeTime(data, 'Send');
			}
			await pause(POLL_EVERY_MS);
		}
		throw new Error(`${workflowId} did not end in time`);
	}

	private async lastExecution(workflowId: string, status?: readonly string[]): Promise<number> {
		const filter = { workflowId, ...(status && { status }) };
		return Number((await patiently(() => this.rest.newestExecution(filter)))?.id ?? 0);
	}
}

/** An n8n that has been busy for seconds breaks its connections as too old, and finds its database gone for a while. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		try {
			return await ask();
		} catch (error) {
			const isBusy =
				error instanceof TypeError || (error instanceof Error && / with 503: /.test(error.message));
			if (Date.now() > deadline || !isBusy) throw error;
			await pause(POLL_EVERY_MS);
		}
	}
}

function idOf(row: Row, { kind, concurrency }: Variant): string {
	return `${row.messageKind}-${row.items}-${row.latency}-${kind}-${concurrency}`;
}

function baseUrl(gateway: string, latency: number): string {
	return `${gateway}/${latency}/api`;
}

function credential(latency: number) {
	return { id: `account-${latency}`, name: `MobiConnect ${latency}`, type: 'mobiConnectApi' };
}

function workflow(row: Row, variant: Variant, gateway: string): Workflow {
	const id = idOf(row, variant);
	const target = { baseUrl: baseUrl(gateway, row.latency), token: 'a token', appKey: ACCOUNT.appKey };
	const ours = variant.kind === 'ours' && { credentials: { mobiConnectApi: credential(row.latency) } };
	const webhook = { httpMethod: 'POST', path: id, responseMode: 'onReceived', options: {} };
	const nodes = [
		{
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: webhook,
			webhookId: randomUUID(),
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		{ name: 'Send', ...nodeFor(variant, row, target), ...ours },
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: nodes.map((node, index) => ({ id: randomUUID(), position: [index * 200, 0], ...node })),
		connections: { Called: to('Rows'), Rows: to('Send') },
	};
}
