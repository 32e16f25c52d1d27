import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { textOf } from '../../../gateway/response/json.ts';

const CREDENTIAL = 'mobiConnectApi';

/** What any node that sends an SMS has to ask n8n for, item by item. */
interface Message {
	readonly message: string;
	readonly recipients: string;
	readonly sourceId: number;
}

/**
 * The baseline: it evaluates the parameters of every item, makes the requests through n8n's helper, several at once, and
 * gives an item for each. It reads no number, looks at no answer and knows no failure.
 */
export const baseline: INodeType = {
	description: description('baseline', [field('perRequest', 'number'), field('concurrency', 'number')]),
	async execute() {
		const { data, ...account } = await accountOf(this);
		const messages = this.getInputData().map((_, item) => messageAt(this, item));
		const perRequest = Number(this.getNodeParameter('perRequest', 0));
		const bodies: Message[][] = [];
		for (let from = 0; from < messages.length; from += perRequest)
			bodies.push(messages.slice(from, from + perRequest));
		const answers: unknown[] = [];
		const queue = bodies.entries();
		const work = async () => {
			for (const [index, body] of queue) {
				answers[index] = await this.helpers.httpRequestWithAuthentication.call(
					this,
					CREDENTIAL,
					requestOf(data, body),
					{ credentialsDecrypted: { ...account, type: CREDENTIAL, data } },
				);
			}
		};
		await Promise.all(Array.from({ length: Number(this.getNodeParameter('concurrency', 0)) }, work));
		return [messages.map((_, item) => outputOf(answers[Math.floor(item / perRequest)], item))];
	},
};

/** One request for each item, one after another, as n8n's own SMS nodes do; n8n reads the credential for each. */
export const sequential: INodeType = {
	description: description('sequential', []),
	async execute() {
		const output: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			const { data } = await accountOf(this);
			const options = requestOf(data, [messageAt(this, item)]);
			output.push(
				outputOf(await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, options), item),
			);
		}
		return [output];
	},
};

async function accountOf(context: IExecuteFunctions) {
	const data: ICredentialDataDecryptedObject = await context.getCredentials(CREDENTIAL);
	const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
	return { id: id ?? '', name, data };
}

function messageAt(context: IExecuteFunctions, item: number): Message {
	return {
		message: textOf(context.getNodeParameter('message', item)),
		recipients: textOf(context.getNodeParameter('recipients', item)),
		sourceId: Number(context.getNodeParameter('sourceId', item)),
	};
}

function requestOf(
	account: ICredentialDataDecryptedObject,
	messages: readonly Message[],
): IHttpRequestOptions {
	const recipients = messages.map((one) => one.recipients);
	return {
		method: 'POST',
		url: `${textOf(account['baseUrl'])}/communications/sms/sendMessage`,
		body: { message: messages[0]?.message, recipients, sourceId: messages[0]?.sourceId },
		json: true,
	};
}

function outputOf(answer: unknown, item: number): INodeExecutionData {
	return { json: typeof answer === 'object' ? { ...answer } : {}, pairedItem: { item } };
}

function description(name: string, more: INodeProperties[]): INodeTypeDescription {
	const properties = [
		field('message', 'string'),
		field('recipients', 'string'),
		field('sourceId', 'number'),
		...more,
	];
	return {
		displayName: name,
		name,
		group: ['output'],
		version: 1,
		description: 'Measured beside ours',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties,
	};
}

function field(name: string, type: 'string' | 'number'): INodeProperties {
	return { displayName: name, name, type, default: type === 'number' ? 1 : '' };
}
