import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parse, stringify } from 'flatted';
import {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IVersionedNodeType,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { z } from 'zod';
import { CredentialStore } from './credentialStore.mts';
import { KeyTable } from './keyTable.mts';

export const NODE_TYPE = 'n8n-nodes-mobiconnect.mobiConnect';
/** npm runs every script from the package's own folder. */
const ROOT = process.cwd();
const BASE_NODES = join(ROOT, 'node_modules/n8n-nodes-base');

/** The nodes of n8n's own that the workflows here are made of; all of them would take seconds to load. */
const BASE_NODE_FILES = [
	'ManualTrigger/ManualTrigger',
	'Set/Set',
	'SplitInBatches/SplitInBatches',
	'Files/ReadWriteFile/ReadWriteFile',
	'Files/ExtractFromFile/ExtractFromFile',
	'Files/ConvertToFile/ConvertToFile',
	'StickyNote/StickyNote',
];

/** What is read of a saved execution; the rest of it n8n wrote for itself. */
const runDataSchema = z.object({ resultData: z.object({ runData: z.record(z.array(z.unknown())) }) });
const savedSchema = z.custom<IRunExecutionData>((saved) => runDataSchema.safeParse(saved).success);

export type PackageForm = 'built' | 'sources';

/** Loads packages as n8n does, and finds the node types in them. */
class Packages implements INodeTypes {
	private constructor(private readonly loaders: Readonly<Record<string, PackageDirectoryLoader>>) {}

	/** @param form the built package, or its sources where something compiles them as they are loaded */
	static async load(form: PackageForm): Promise<Packages> {
		const own = new PackageDirectoryLoader(ROOT);
		if (form === 'sources') own.packageJson.n8n = sourcesOf(own.packageJson.n8n ?? {});
		await own.loadAll();
		const base = new PackageDirectoryLoader(BASE_NODES);
		for (const file of BASE_NODE_FILES) base.loadNodeFromFile(`dist/nodes/${file}.node.js`);
		return new Packages({ 'n8n-nodes-mobiconnect': own, 'n8n-nodes-base': base });
	}

	getByName(type: string): INodeType | IVersionedNodeType {
		const [packageName = '', name = ''] = type.split('.');
		const loader = this.loaders[packageName];
		if (!loader) throw new Error(`No package ${packageName} is loaded`);
		return loader.getNode(name).type;
	}

	getByNameAndVersion(type: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
	}

	getKnownTypes() {
		return {};
	}

	credential(): ICredentialType {
		const loaded = this.loaders['n8n-nodes-mobiconnect']?.getCredential('mobiConnectApi');
		if (!loaded) throw new Error('The credential is not loaded');
		return loaded.type;
	}
}

export type Settings = Partial<
	Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'onError' | 'executeOnce'>
>;

export interface RunOptions {
	/** Of the MobiConnect node. */
	readonly parameters: INode['parameters'];
	/** What the node before it hands on, each an item's JSON. */
	readonly items: ReadonlyArray<INodeExecutionData['json']>;
	readonly settings?: Settings;
	/** Of the node in the place of MobiConnect's. */
	readonly type?: string;
	/** Called with what stops the execution, as soon as it runs. */
	readonly onStart?: (stop: () => void) => void;
	/** How n8n came to run the workflow; by hand where nothing is said. */
	readonly mode?: WorkflowExecuteMode;
	/** That of the evaluation that the execution is part of. */
	readonly evaluationRunId?: string;
}

/** n8n's engine with the package in it and one MobiConnect credential. */
export class Engine {
	/** Of the workflow that it runs, and of the MobiConnect node in it: the same in all its executions. */
	private readonly id = randomUUID();

	private constructor(
		readonly packages: Packages,
		readonly credentials: CredentialStore,
		/** What n8n's deduplication keeps. */
		readonly keys: KeyTable,
	) {}

	static async start(
		credential: ICredentialDataDecryptedObject,
		form: PackageForm = 'built',
	): Promise<Engine> {
		const packages = await Packages.load(form);
		return new Engine(packages, new CredentialStore(packages.credential(), credential), KeyTable.installed());
	}

	/** Runs a trigger with the items, then the MobiConnect node. */
	async run({ parameters, items, settings = {}, type = NODE_TYPE, ...how }: RunOptions): Promise<Result> {
		const trigger = node('Rows', 'n8n-nodes-base.manualTrigger', 1, {});
		const mobiConnect: INode = {
			...node('MobiConnect', type, 1, { resource: 'sms', operation: 'send', ...parameters }),
			id: this.id,
			credentials: { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } },
			...settings,
		};
		const pinData = { Rows: items.map((json) => ({ json })) };
		return await this.runWorkflow([trigger, mobiConnect], { Rows: ['MobiConnect'] }, { pinData, ...how });
	}

	/** Runs a whole workflow from its first node. */
	async runWorkflow(
		nodes: INode[],
		wires: Readonly<Record<string, readonly string[]>> | IConnections,
		{
			pinData = {},
			onStart,
			mode = 'manual',
			evaluationRunId,
		}: { pinData?: Record<string, INodeExecutionData[]> } & Pick<
			RunOptions,
			'onStart' | 'mode' | 'evaluationRunId'
		> = {},
	): Promise<Result> {
		const wired = connections(wires);
		const workflow = this.workflow(nodes, wired);
		const additionalData = { ...this.additionalData(workflow), ...(evaluationRunId && { evaluationRunId }) };
		const execute = new WorkflowExecute(additionalData, mode);
		const running = execute.run({ workflow, pinData });
		onStart?.(() => running.cancel());
		return new Result(await running, { nodes, connections: wired });
	}

	/**
	 * Retry in the list of executions, as n8n does it: what was saved of the execution is read again, and the node that
	 * failed runs anew.
	 *
	 * @param parameters those of the node now, where somebody has edited the workflow since
	 */
	async retry(failed: Result, parameters: INode['parameters'] = {}): Promise<Result> {
		const { nodes, connections: wired } = failed.workflow;
		const edited = nodes.map((each) =>
			each.name === 'MobiConnect' ? { ...each, parameters: { ...each.parameters, ...parameters } } : each,
		);
		const workflow = this.workflow(edited, wired);
		const data = savedSchema.parse(parse(stringify(failed.run.data)));
		const { resultData, executionData } = data;
		delete resultData.error;
		const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
		for (const stack of executionData?.nodeExecutionStack ?? []) {
			stack.node = workflow.getNode(stack.node.name) ?? stack.node;
		}
		const execute = new WorkflowExecute(this.additionalData(workflow), 'retry', data);
		return new Result(await execute.processRunExecutionData(workflow), { nodes: edited, connections: wired });
	}

	private workflow(nodes: INode[], wired: IConnections): Workflow {
		return new Workflow({
			id: this.id,
			name: 'Test',
			nodes,
			connections: wired,
			active: false,
			nodeTypes: this.packages,
			settings: { executionOrder: 'v1', timezone: 'Africa/Nairobi' },
		});
	}

	private additionalData(workflow: Workflow): IWorkflowExecuteAdditionalData {
		const executionId = randomUUID();
		const url = 'http://127.0.0.1:1';
		const never = async () => await Promise.reject(new Error('Not part of this engine'));
		return {
			credentialsHelper: this.credentials,
			executeWorkflow: never,
			getRunExecutionData: async () => undefined,
			getRuntimeCredential: async () => undefined,
			executionId,
			currentNodeExecutionIndex: 0,
			restApiUrl: url,
			instanceBaseUrl: url,
			formBaseUrl: url,
			formWaitingBaseUrl: url,
			formTestBaseUrl: url,
			webhookBaseUrl: url,
			webhookWaitingBaseUrl: url,
			webhookTestBaseUrl: url,
			mcpBaseUrl: url,
			mcpTestBaseUrl: url,
			variables: {},
			externalSecretsProxy: new ExternalSecretsProxy(),
			logAiEvent: () => {},
			startRunnerTask: never,
			hooks: new ExecutionLifecycleHooks('manual', executionId, {
				id: workflow.id,
				name: 'Test',
				active: false,
				isArchived: false,
				activeVersionId: null,
				createdAt: new Date(),
				updatedAt: new Date(),
				nodes: [],
				connections: {},
			}),
		};
	}
}

/** What an execution left behind. */
export class Result {
	constructor(
		readonly run: IRun,
		readonly workflow: { readonly nodes: INode[]; readonly connections: IConnections },
	) {}

	/** The error that ended it. */
	get error() {
		return this.run.data.resultData.error;
	}

	/** The items of an output of a node's run. */
	items(name = 'MobiConnect', output = 0, runIndex = 0): INodeExecutionData[] {
		return this.run.data.resultData.runData[name]?.[runIndex]?.data?.['main']?.[output] ?? [];
	}

	json(name = 'MobiConnect', output = 0, runIndex = 0) {
		return this.items(name, output, runIndex).map(({ json }) => json);
	}

	/** Everything that n8n would keep and show of the execution, as one text. */
	everything(): string {
		const seen = new WeakSet<object>();
		return JSON.stringify(this.run, (_key, value: unknown) => {
			if (typeof value !== 'object' || value === null) return value;
			if (seen.has(value)) return undefined;
			seen.add(value);
			return value instanceof Error
				? { ...value, message: value.message, stack: value.stack, cause: value.cause }
				: value;
		});
	}
}

/** What the loader reads of a package.json. */
type Listed = NonNullable<PackageDirectoryLoader['packageJson']['n8n']>;

function sourcesOf({ nodes = [], credentials = [] }: Listed): Listed {
	const source = (file: string) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	return { nodes: nodes.map(source), credentials: credentials.map(source) };
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INode['parameters'],
): INode {
	return { id: randomUUID(), name, type, typeVersion, position: [0, 0], parameters };
}

function connections(wires: Readonly<Record<string, readonly string[]>> | IConnections): IConnections {
	return Object.fromEntries(
		Object.entries(wires).map(([from, to]) => [
			from,
			Array.isArray(to)
				? { main: [to.map((name: string) => ({ node: name, type: 'main' as const, index: 0 }))] }
				: (to as IConnections[string]),
		]),
	);
}
