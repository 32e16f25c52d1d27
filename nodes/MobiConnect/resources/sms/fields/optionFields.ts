import type { INodeProperties } from 'n8n-workflow';
import { COUNTRIES } from '../../../../../sms/countries';
import { HOME_COUNTRY } from '../../../../../sms/recipients';

/** Options that decide what is sent, and so mean the same to Send and to Preview. */
export const messageOptions: INodeProperties[] = [
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'options',
		options: COUNTRIES.map(({ code, name }) => ({ name, value: code })),
		default: HOME_COUNTRY,
		description:
			'The country whose numbers are written without a country code. An expression gives its two-letter code, such as UG.',
	},
	{
		displayName: 'Replace Accented Letters',
		name: 'plainLetters',
		type: 'boolean',
		// Who adds it wants it.
		default: true,
		description:
			'Whether letters that more than halve what fits in a part lose their marks, in every message: Wangarĩ goes out as Wangari, and Mũthoni as Muthoni. Letters that cost nothing extra, such as é and ñ, stay as they are, and so do other scripts.',
	},
	{
		displayName: 'Replace Curly Quotes and Dashes',
		name: 'plainPunctuation',
		type: 'boolean',
		default: true,
		description:
			'Whether to replace curly quotes, long dashes, ellipses, odd spaces, fullwidth letters and the like by their plain twins, in every message. A single one of them more than halves what fits in a part. A longer twin, such as the three dots of an ellipsis, is used only where it costs no part more.',
	},
];

/** What Preview reckons the cost with. */
export const priceOptions: INodeProperties[] = [
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: 'KES',
		placeholder: 'e.g. KES',
		description: 'What the price per part is in, as it is shown beside the cost',
	},
	{
		displayName: 'Price per Part',
		name: 'pricePerPart',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 0.8',
		description: 'What one part to one recipient costs you, to reckon the cost with',
	},
];

export const recipientsPerRequest: INodeProperties = {
	displayName: 'Recipients per Request (Advanced)',
	name: 'recipientsPerRequest',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 100,
	description:
		'How many recipients of the same message share one request. MobiConnect documents no limit; lower it if the gateway refuses long lists.',
};

/** How requests are made: for whoever runs the server, and so after what a text is about. */
export const advancedOptions: INodeProperties[] = [
	{
		displayName: 'Concurrent Requests (Advanced)',
		name: 'concurrentRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 100,
		description:
			'The most requests under way at a time, from 1 to 100. The node begins with a few and finds out by itself what the gateway takes.',
	},
	{
		displayName: 'Fixed Concurrency (Advanced)',
		name: 'fixedConcurrency',
		type: 'boolean',
		default: false,
		description:
			'Whether to keep as many requests under way as "Concurrent Requests" says, from the start and all the time, even where the gateway takes fewer',
	},
	{
		displayName: 'Once Keys Kept (Advanced)',
		name: 'onceKeysKept',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: 100000, numberPrecision: 0 },
		default: 5000,
		description:
			'How many values of "Text Only Once About" n8n keeps for this node; after that the oldest are forgotten, and their texts could go out again. Each call reads and writes all of them, so more makes it slower.',
	},
	recipientsPerRequest,
	{
		displayName: 'Requests per Second (Advanced)',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The most requests to begin in a second; 0 for no limit',
	},
	{
		displayName: 'Resend Unknown (Advanced)',
		name: 'resendUnknown',
		type: 'boolean',
		default: false,
		description:
			'Whether to send once more what may already have gone out, when the answer of the gateway got lost. Recipients may then get the message twice, and you may pay twice.',
	},
	{
		displayName: 'Timeout (Advanced)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description:
			'Seconds to wait for the answer to a request. After that nobody knows whether its messages went out, so do not set it low.',
	},
];

/** The options of an operation. */
export function optionsField(operation: string, options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { resource: ['sms'], operation: [operation] } },
		options: [...options],
	};
}
