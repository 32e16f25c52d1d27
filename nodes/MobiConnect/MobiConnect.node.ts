import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { messageFields } from './resources/sms/fields/fields';
import { messageHints } from './resources/sms/fields/messageHints';
import { previewFields } from './resources/sms/preview/description';
import { preview } from './resources/sms/preview/execute';
import { toolDescriptions } from './resources/sms/fields/toolDescriptions';
import { safeguardsField } from './resources/sms/fields/safeguardFields';
import { sendOptions } from './resources/sms/send/description';
import { send } from './resources/sms/send/execute';
import { sendAndWaitFields } from './resources/sms/sendAndWait/description';
import { sendAndWait } from './resources/sms/sendAndWait/execute';
import { answerLink, questionWebhooks } from './resources/sms/sendAndWait/webhook';
import { answering } from './shared/toolCall';

/** Under the node in the editor while it waits. */
const WAITING =
	'={{ $parameter["operation"] === "sendAndWait" ? "Waiting for somebody to press a button of the page that the text links to" : "" }}';

export class MobiConnect implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MobiConnect',
		name: 'mobiConnect',
		icon: { light: 'file:../../icons/mobiconnect.svg', dark: 'file:../../icons/mobiconnect.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS through MobiConnect, the Kenyan messaging gateway',
		defaults: { name: 'MobiConnect' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		webhooks: questionWebhooks,
		waitingNodeTooltip: WAITING,
		builderHint: {
			searchHint:
				'Use this to send SMS text messages to phones in Kenya and elsewhere: notifications, reminders, codes and campaigns. Preview first, which sends nothing and shows parts, cost and what is wrong.',
		},
		// Not required, because Preview does without; Send says plainly where there is none.
		credentials: [{ name: 'mobiConnectApi', required: false }],
		hints: messageHints,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'SMS', value: 'sms' }],
				default: 'sms',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['sms'] } },
				options: [
					{
						name: 'Preview',
						value: 'preview',
						action: 'Preview SMS',
						description:
							'Show what Send would do, what it would cost and what is wrong, without sending anything',
					},
					{
						name: 'Send',
						value: 'send',
						action: 'Send SMS',
						description: 'Send a text message to one or many phone numbers',
					},
					{
						name: 'Send and Wait for Response',
						value: 'sendAndWait',
						action: 'Send SMS and wait for response',
						description:
							'Text a question with a link to a page of buttons, and wait until somebody presses one',
					},
				],
				default: 'send',
			},
			...toolDescriptions,
			...messageFields,
			safeguardsField,
			...previewFields,
			sendOptions,
			...sendAndWaitFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await answering(this, async () => [await run(this)]);
	}

	/** Where the link of a question leads. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerLink(this);
	}
}

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const operation = context.getNodeParameter('operation', 0);
	if (operation === 'preview') return await preview(context);
	if (operation === 'send') return await send(context);
	if (operation === 'sendAndWait') return await sendAndWait(context);
	throw new NodeOperationError(context.getNode(), `Operation "${String(operation)}" is not known`, {
		description: 'Nothing was sent. Choose Send, Send and Wait for Response, or Preview as the operation.',
	});
}
