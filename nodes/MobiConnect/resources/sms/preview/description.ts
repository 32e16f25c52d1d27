import type { INodeProperties } from 'n8n-workflow';
import { messageOptions, optionsField, priceOptions, recipientsPerRequest } from '../fields/optionFields';

export const previewFields: INodeProperties[] = [
	{
		displayName: 'Summary',
		name: 'summary',
		type: 'boolean',
		default: false,
		description: 'Whether to give one item that sums up all messages instead of an item for each',
		displayOptions: { show: { resource: ['sms'], operation: ['preview'] } },
	},
	{
		displayName: 'As Question With Link',
		name: 'asQuestion',
		type: 'boolean',
		default: false,
		description:
			'Whether to count the link that Send and Wait for Response puts at the end of the message, so that parts and cost are those of the question',
		displayOptions: { show: { resource: ['sms'], operation: ['preview'] } },
	},
	optionsField('preview', [...messageOptions, ...priceOptions, recipientsPerRequest]),
];
