import { randomUUID } from 'node:crypto';
import { parse, stringify } from 'flatted';
import { ExecutionLifecycleHooks, ExternalSecretsProxy, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IRunExecutionData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { z } from 'zod';
import { CredentialStore } from './credentialStore.mts';
import { KeyTable } from './keyTable.mts';
import { Packages, type PackageForm } from './packages.mts';
import { Result } from './result.mts';

export const NODE_TYPE = 'n8n-nodes-mobiconnect.mobiConnect';
/** What is read of a saved execution; the rest of it n8n wrote for itself. */
const runDataSchema = z.object({ resultData: z.object({ runData: z.record(z.array(z.unknown())) }) });
const savedSchema = z.custom<IRunExecutionData>((saved) => runDataSchema.safeParse(saved).success);

/** What a webhook gives the execution to go on with. */
const answerSchema = z.object({ workflowData: z.array(z.array(z.custom<INodeExecutionData>())).optional() });

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

/** A request to the link of a question. */
export interface LinkRequest {
	readonly method: 'GET' | 'POST';
	readonly url: string;
	readonly form?: Readonly<Record<string, string>>;
}

/** What the link answered, and the execution that went on because of it. */
export interface LinkAnswer {
	readonly status: number;
	readonly html: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly result: Result | undefined;
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

	/** Runs a whole workflow from its first node, or from the one that is named. */
	async runWorkflow(
		nodes: INode[],
		wires: Readonly<Record<string, readonly string[]>> | IConnections,
		{
			pinData = {},
			onStart,
			mode = 'manual',
			evaluationRunId,
			from = '',
		}: { pinData?: Record<string, INodeExecutionData[]>; from?: string } & Pick<
			RunOptions,
			'onStart' | 'mode' | 'evaluationRunId'
		> = {},
	): Promise<Result> {
		const wired = connections(wires);
		const workflow = this.workflow(nodes, wired);
		const additionalData = { ...this.additionalData(workflow), ...(evaluationRunId && { evaluationRunId }) };
		const execute = new WorkflowExecute(additionalData, mode);
		const startNode = workflow.getNode(from);
		const running = execute.run({ workflow, pinData, ...(startNode && { startNode }) });
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

	/** What n8n does when the time of a waiting execution is over: it reads what was saved, and goes on with it. */
	async timeOut(waiting: Result): Promise<Result> {
		return await this.resume(waiting, savedSchema.parse(parse(stringify(waiting.run.data))));
	}

	/**
	 * What n8n does when a request comes to the link of a waiting execution, once it has checked the signature: it asks
	 * the node's webhook, and goes on where that says so.
	 */
	async openLink(waiting: Result, request: LinkRequest): Promise<LinkAnswer> {
		const data = savedSchema.parse(parse(stringify(waiting.run.data)));
		const { nodes, connections: wired } = waiting.workflow;
		const workflow = this.workflow(nodes, wired);
		const asked = workflow.getNode(data.resultData.lastNodeExecuted ?? '');
		if (!asked) throw new Error('No node waits');
		const headers: Record<string, string> = {};
		const sent = { status: 0, html: '' };
		const response = {
			setHeader: (name: string, value: string) => void (headers[name] = value),
			status(code: number) {
				sent.status = code;
				return response;
			},
			send: (html: string) => void (sent.html = html),
		};
		const { method, url, form = {} } = request;
		const httpRequest = {
			method,
			query: Object.fromEntries(new URL(url).searchParams),
			body: form,
			headers: {},
		};
		const additionalData = Object.assign(this.additionalData(workflow), {
			httpRequest,
			httpResponse: response,
		});
		const description = { name: 'default', httpMethod: 'GET', path: '', restartWebhook: true } as const;
		const context = new WebhookContext(
			workflow,
			asked,
			additionalData,
			'manual',
			{
				webhookDescription: description,
				httpMethod: 'GET',
				node: asked.name,
				path: '',
				workflowId: workflow.id,
				workflowExecuteAdditionalData: additionalData,
			},
			[],
			data,
		);
		const webhook: unknown = Reflect.get(this.packages.getByNameAndVersion(asked.type), 'webhook');
		if (typeof webhook !== 'function') throw new Error('The node has no webhook');
		const answered = answerSchema.parse(await Reflect.apply(webhook, context, []));
		const [stacked] = data.executionData?.nodeExecutionStack ?? [];
		const items = answered.workflowData;
		if (!items || !stacked) return { ...sent, headers, result: undefined };
		stacked.data['main'] = items;
		return { ...sent, headers, result: await this.resume(waiting, data) };
	}

	private async resume({ workflow: { nodes, connections: wired } }: Result, data: IRunExecutionData) {
		const workflow = this.workflow(nodes, wired);
		data.resultData.runData[data.resultData.lastNodeExecuted ?? '']?.pop();
		const execute = new WorkflowExecute(this.additionalData(workflow), 'manual', data);
		return new Result(await execute.processRunExecutionData(workflow), { nodes, connections: wired });
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
