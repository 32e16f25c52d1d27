import type { INodeProperties } from 'n8n-workflow';
import { messageNotices } from './notices';

export const displayOptions = { show: { resource: ['sms'], operation: ['send', 'preview'] } };

const fields: INodeProperties[] = [
	{
		displayName: 'Sender (Source ID)',
		name: 'sourceId',
		type: 'string',
		default: '',
		required: true,
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
		placeholder: 'e.g. Your order is ready. Collect it at our shop by 6 pm.',
		description:
			'The text to send. To put a name in, drag it here from the input on the left. Long texts go out in several parts, and each part is billed.',
	},
	...messageNotices,
];

/** What every operation on a message takes, in the order of n8n's other SMS nodes. */
export const messageFields = fields.map(
	(field): INodeProperties => ({
		...field,
		displayOptions: { ...field.displayOptions, ...displayOptions },
	}),
);

/** Options that decide what is sent, and so mean the same to Send and to Preview. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'string',
		default: 'KE',
		placeholder: 'e.g. UG',
		description: 'Two-letter code of the country whose numbers are written without a country code',
	},
	{
		displayName: 'Plain Letters',
		name: 'plainLetters',
		type: 'boolean',
		default: false,
		description:
			'Whether letters that more than halve what fits in a part lose their marks, in every message: Wangarĩ goes out as Wangari, and Mũthoni as Muthoni. Letters that cost nothing extra, such as é and ñ, stay as they are, and so do other scripts.',
	},
	{
		displayName: 'Plain Punctuation',
		name: 'plainPunctuation',
		type: 'boolean',
		default: false,
		description:
			'Whether to replace curly quotes, long dashes, ellipses, odd spaces, fullwidth letters and the like by their plain twins, in every message. A single one of them more than halves what fits in a part. A longer twin, such as the three dots of an ellipsis, is used only where it costs no part more.',
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
