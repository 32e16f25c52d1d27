import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { resource: ['sms'], operation: ['send', 'preview'] } };

/** What every operation on a message takes. */
export const messageFields: INodeProperties[] = [
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. Your order is ready. Collect it at our shop by 6 pm.',
		description:
			'The text to send. To put a name in, drag it here from the input on the left. Long texts go out in several parts, and each part is billed.',
		displayOptions,
	},
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 0712 345 678, +254712345678',
		description:
			'One number, or many separated by commas, semicolons or new lines, or an array from an expression. Kenyan numbers may be written in any way; write those of other countries with + and the country code.',
		displayOptions,
	},
	{
		displayName: 'Source ID',
		name: 'sourceId',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1,
		required: true,
		description:
			'The number of the sender name that recipients see. MobiConnect assigns it together with the name; it is the number, not the name itself.',
		displayOptions,
	},
];

/** Options that decide what is sent, and so mean the same to Send and to Preview. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Allow Empty Fields',
		name: 'allowEmptyFields',
		type: 'boolean',
		default: false,
		description:
			'Whether to send a message although a field of the item that it names is empty. Off, such an item stops the node, so that no customer reads "Dear , your order is ready".',
	},
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'string',
		default: 'KE',
		placeholder: 'e.g. UG',
		description: 'Two-letter code of the country whose numbers are written without a country code',
	},
	{
		displayName: 'Invalid Recipients',
		name: 'invalidRecipients',
		type: 'options',
		options: [
			{
				name: 'Skip Them and Send the Rest',
				value: 'skip',
				description: 'What is no mobile number is left out, and reported in the output with the reason',
			},
			{
				name: 'Stop Before Anything Is Sent',
				value: 'stop',
				description: 'What is no mobile number stops the node, with the reason',
			},
		],
		default: 'stop',
		description: 'What to do with what is not a mobile number',
	},
	{
		displayName: 'Max Parts',
		name: 'maxParts',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description:
			'The most parts a message may have, since each is billed; 0 for no limit. A longer one stops the node before anything is sent.',
	},
	{
		displayName: 'Plain Punctuation',
		name: 'plainPunctuation',
		type: 'boolean',
		default: false,
		description:
			'Whether to replace curly quotes, long dashes, ellipses and odd spaces by their plain twins. A single one of them more than halves what fits in a part.',
	},
	{
		displayName: 'Recipients per Request',
		name: 'recipientsPerRequest',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 100,
		description:
			'How many recipients of the same message share one request. MobiConnect documents no limit; lower it if the gateway refuses long lists.',
	},
	{
		displayName: 'Send Duplicates',
		name: 'sendDuplicates',
		type: 'boolean',
		default: false,
		description:
			'Whether a number gets the same message from the same source as often as the items say. Off, it gets it once in a run.',
	},
];

/** A collection of options, in n8n's order: by name. */
export function optionsField(operation: string, options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { resource: ['sms'], operation: [operation] } },
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** What keeps a mistake from going out. */
export const safeguardsField: INodeProperties = {
	displayName: 'Safeguards',
	name: 'safeguards',
	type: 'collection',
	placeholder: 'Add safeguard',
	default: {},
	displayOptions,
	options: [
		{
			displayName: 'Once Key',
			name: 'onceKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. Order 1042',
			description:
				'What the message is about, such as an order number dragged here from the input on the left. A number gets a text for it once from this node, however many times the workflow is called, by whom, and after whatever crash.',
		},
	],
};
