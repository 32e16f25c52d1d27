import type { INodeProperties } from 'n8n-workflow';

export const displayOptions = { show: { resource: ['sms'], operation: ['send', 'preview', 'sendAndWait'] } };

/** What every operation on a message takes, in the order of n8n's other SMS nodes. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Sender (Source ID)',
		name: 'sourceId',
		type: 'string',
		default: '',
		required: true,
		displayOptions,
		placeholder: 'e.g. 12',
		description:
			'The number of the sender name that recipients see. MobiConnect assigns it together with the name; it is the number, not the name itself.',
	},
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'string',
		default: '',
		required: true,
		displayOptions,
		placeholder: 'e.g. 0712 345 678, +254712345678',
		description:
			'One number, or many separated by commas, semicolons or new lines, or a list from an expression. Kenyan numbers may be written in any way; write those of other countries with + and the country code.',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		displayOptions,
		placeholder: 'e.g. Your order is ready. Collect it at our shop by 6 pm.',
		description:
			'The text to send. To put a name in, drag it here from the input on the left. Long texts go out in several parts, and each part is billed.',
	},
];
