import { CREDENTIAL, type Workflow } from '../../../harness/n8n/workflows.mts';

/** A node of a workflow that a test writes itself. */
export interface Step {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Settings beside the parameters, such as Retry On Fail. */
	readonly settings?: Readonly<Record<string, unknown>>;
}

/** A workflow whose nodes follow one another. */
export function chain(id: string, ...steps: readonly Step[]): Workflow {
	const connections = steps.slice(1).map((step, index) => {
		const before = steps[index];
		return [before?.name ?? '', { main: [[{ node: step.name, type: 'main', index: 0 }]] }];
	});
	return {
		id,
		name: id,
		nodes: steps.map((step, index) => node(id, step, index)),
		connections: Object.fromEntries(connections),
		active: false,
		settings: { executionOrder: 'v1' },
	};
}

/** The workflow with nodes that serve one of its nodes, each by a connection of this type. */
export function withServants(workflow: Workflow, served: string, servants: Record<string, Step>): Workflow {
	const { connections } = workflow;
	const added = Object.entries(servants).map(([type, { name }]) => [
		name,
		{ [type]: [[{ node: served, type, index: 0 }]] },
	]);
	const nodes = Object.values(servants).map((step, index) =>
		node(workflow.id, step, workflow.nodes.length + index),
	);
	return {
		...workflow,
		nodes: [...workflow.nodes, ...nodes],
		connections: Object.assign({}, connections, Object.fromEntries(added)),
	};
}

function node(id: string, { name, type, typeVersion, parameters, settings }: Step, index: number) {
	return {
		id: `${id}-${index}`,
		name,
		type,
		typeVersion,
		position: [200 * index, 0],
		parameters,
		...(/webhook$/i.test(type) && { webhookId: id }),
		...settings,
	};
}

/** A webhook that is answered when the workflow has ended, with all that its last node gives. */
export function webhook(path: string): Step {
	return {
		name: 'When called',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: {
			httpMethod: 'POST',
			path,
			responseMode: 'lastNode',
			responseData: 'allEntries',
			options: {},
		},
	};
}

/** An item for each of the rows that the webhook was called with. */
export const rows: Step = {
	name: 'Rows',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: 'body.rows', options: {} },
};

/** Our node, which sends each row its text. */
export function sendSms(
	parameters: Readonly<Record<string, unknown>> = {},
	settings: Readonly<Record<string, unknown>> = {},
): Step {
	const { id, name } = CREDENTIAL;
	return {
		name: 'Send SMS',
		type: 'n8n-nodes-mobiconnect.mobiConnect',
		typeVersion: 1,
		parameters: {
			resource: 'sms',
			operation: 'send',
			message: '={{ $json.text }}',
			recipients: '={{ $json.to }}',
			sourceId: 1,
			options: {},
			...parameters,
		},
		settings: { credentials: { mobiConnectApi: { id, name } }, ...settings },
	};
}
