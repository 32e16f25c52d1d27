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
	optionsField('preview', [...messageOptions, ...priceOptions, recipientsPerRequest]),
];
