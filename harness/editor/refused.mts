import { CREDENTIAL, type Workflow } from '../n8n/workflows.mts';

/** Customers to text, of whom one has a number that the sandbox lets misbehave. */
export interface Campaign {
	readonly id: string;
	readonly customers: ReadonlyArray<Readonly<Record<string, unknown>>>;
	readonly message: string;
}

/** The name of the node that sends, in every workflow made here. */
export const SENDER = 'Text each customer';

/** Three customers with a text each; the balance is used up after the first. */
export const refusedOfThree: Campaign = {
	id: 'refused-of-three',
	customers: [
		{ name: 'Amina', phone: '0700 000 071' },
		{ name: 'Brian', phone: '0700 000 920' },
		{ name: 'Cynthia', phone: '0700 000 073' },
	],
	message: '=Hi {{ $json.name }}, your order is ready.',
};

/** A workflow that texts one request after another and stops at the first failure. */
export function stopping({ id, customers, message }: Campaign): Workflow {
	return {
		id,
		name: `${customers.length} customers`,
		nodes: [
			{
				id: 'a',
				name: 'Customers',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'b',
				name: SENDER,
				type: 'n8n-nodes-mobiconnect.mobiConnect',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					resource: 'sms',
					operation: 'send',
					message,
					recipients: '={{ $json.phone }}',
					sourceId: 1,
					options: { concurrentRequests: 1 },
				},
				credentials: { mobiConnectApi: { id: CREDENTIAL.id, name: CREDENTIAL.name } },
			},
		],
		connections: { Customers: { main: [[{ node: SENDER, type: 'main', index: 0 }]] } },
		pinData: { Customers: customers.map((json) => ({ json })) },
		active: false,
		settings: { executionOrder: 'v1' },
	};
}
