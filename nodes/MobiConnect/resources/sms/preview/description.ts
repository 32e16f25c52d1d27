import type { INodeProperties } from 'n8n-workflow';
import { messageOptions, optionsField } from '../settings/fields';

const priceOptions: INodeProperties[] = [
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
		typeOptions: { minValue: 0, numberPrecision: 6 },
		default: 0,
		placeholder: 'e.g. 0.8',
		description: 'What one part to one recipient costs you, to reckon the cost with',
	},
];

export const previewFields: INodeProperties[] = [
	{
		displayName: 'Summary',
		name: 'summary',
		type: 'boolean',
		default: false,
		description: 'Whether to give one item that sums up all messages instead of an item for each',
		displayOptions: { show: { resource: ['sms'], operation: ['preview'] } },
	},
	optionsField('preview', [...messageOptions, ...priceOptions]),
];
