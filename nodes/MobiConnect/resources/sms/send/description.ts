import type { INodeProperties } from 'n8n-workflow';
import { messageOptions, optionsField } from '../settings/fields';

const deliveryOptions: INodeProperties[] = [
	{
		displayName: 'Concurrent Requests',
		name: 'concurrentRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 100,
		description:
			'The most requests under way at a time, from 1 to 100. The node begins with a few and finds out by itself what the gateway takes.',
	},
	{
		displayName: 'Fixed Concurrency',
		name: 'fixedConcurrency',
		type: 'boolean',
		default: false,
		description:
			'Whether to keep as many requests under way as Concurrent Requests says, from the start and all the time, even where the gateway takes fewer',
	},
	{
		displayName: 'Once Keys Kept',
		name: 'onceKeysKept',
		type: 'number',
		typeOptions: { minValue: 100, maxValue: 100000, numberPrecision: 0 },
		default: 5000,
		description:
			'How many once keys n8n keeps for this node; after that the oldest are forgotten, and their texts could go out again. Each call reads and writes all of them, so more makes it slower.',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'The most requests to begin in a second; 0 for no limit',
	},
	{
		displayName: 'Resend Unknown',
		name: 'resendUnknown',
		type: 'boolean',
		default: false,
		description:
			'Whether to send once more what may already have gone out, when the answer of the gateway got lost. Recipients may then get the message twice, and you may pay twice.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description:
			'Seconds to wait for the answer to a request. After that nobody knows whether its messages went out, so do not set it low.',
	},
];

export const sendOptions = optionsField('send', [...messageOptions, ...deliveryOptions]);
