import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { INode, INodeType } from 'n8n-workflow';
import { Engine, Expression, node, PackageDirectoryLoader } from '../../../harness/engine/commonJs.mts';
import { PROJECT } from '../../../harness/n8n/package.mts';
import { baseline, sequential } from './nodes.mts';

const TRIGGER = 'n8n-nodes-base.manualTrigger';

export type Items = Array<Record<string, string | number>>;

/** n8n's engine with the built package, n8n's HTTP Request node, and the nodes that ours is measured against. */
export class BenchEngine {
	private constructor(private readonly engine: Engine) {}

	static async start(): Promise<BenchEngine> {
		await startExpressions();
		const engine = await Engine.start({}, 'built');
		const { packages } = engine;
		const base = new PackageDirectoryLoader(join(PROJECT, 'node_modules/n8n-nodes-base'));
		base.loadNodeFromFile('dist/nodes/HttpRequest/HttpRequest.node.js');
		const loaded = packages.getByName.bind(packages);
		const own: Readonly<Record<string, INodeType>> = {
			'bench.baseline': baseline,
			'bench.sequential': sequential,
		};
		packages.getByName = (type) => {
			if (type === 'n8n-nodes-base.httpRequest') return base.getNode('httpRequest').type;
			return own[type] ?? loaded(type);
		};
		return new BenchEngine(engine);
	}

	/** Sets how long n8n's store of once keys takes between reading and writing; its own is in a database. */
	setStoreLatency(latencyMs: number): void {
		this.engine.keys.latencyMs = latencyMs;
	}

	/** Forgets who is signed in; each account is another one, because a process signs an account in only once. */
	signOut(baseUrl: string): void {
		this.engine.credentials.data = {
			userName: randomUUID(),
			password: 'a password',
			appKey: 'an app key',
			baseUrl,
		};
	}

	/** Runs a trigger with the items and then the node; the milliseconds that n8n says the node took, and its items. */
	async run(
		measured: Pick<INode, 'type' | 'typeVersion' | 'parameters'>,
		items: Items,
	): Promise<{ ms: number; output: number }> {
		const credentials = { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } };
		const last: INode = {
			...node('Send', measured.type, measured.typeVersion, measured.parameters),
			credentials,
		};
		const pinData = { Rows: items.map((json) => ({ json })) };
		const result = await this.engine.runWorkflow(
			[node('Rows', TRIGGER, 1, {}), last],
			{ Rows: ['Send'] },
			{ pinData },
		);
		if (result.error) throw result.error;
		const ms = result.run.data.resultData.runData['Send']?.[0]?.executionTime ?? NaN;
		return { ms, output: result.items('Send').length };
	}
}

/** n8n 2 evaluates expressions in an isolate, n8n 1 doesn't: `N8N_EXPRESSION_ENGINE` says which, as it does to n8n. */
async function startExpressions(): Promise<void> {
	if (process.env['N8N_EXPRESSION_ENGINE'] !== 'vm') return;
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
}
