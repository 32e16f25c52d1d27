import type { INodeProperties } from 'n8n-workflow';
import { displayOptions } from './fields';
import { sendingHoursField } from './sendingHoursField';

/** What keeps a mistake from going out. */
export const safeguardOptions: INodeProperties[] = [
	{
		displayName: 'Allow Empty Fields',
		name: 'allowEmptyFields',
		type: 'boolean',
		default: true,
		description:
			'Whether to send a message although something that it names is empty. Off, such a row can\'t be sent, so that no customer reads "Dear , your order is ready".',
	},
	{
		displayName: 'Do Not Text',
		name: 'doNotText',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0712 345 678, +254722345678',
		description:
			'Numbers that get nothing, such as of those who said stop: typed in, or as a list from an earlier node. Each may be written in any way. They are left out and reported.',
	},
	{
		displayName: "If a Row Can't Be Sent",
		name: 'unsendableRows',
		type: 'options',
		options: [
			{
				name: 'Leave It Out and Send the Rest',
				value: 'skip',
				description: 'It is reported in the output with the reason, and everything else goes out',
			},
			{
				name: 'Stop Before Anything Is Sent',
				value: 'stop',
				description: 'The node stops and names the rows, and nothing goes out',
			},
		],
		default: 'stop',
		description:
			"What to do with a row that can't be sent: a number that is none, an empty field, a message that is too long",
	},
	{
		displayName: 'Longest Message in Parts',
		name: 'maxParts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 255, numberPrecision: 0 },
		default: 2,
		description:
			"The most parts that one message may have, since each is billed. A longer one can't be sent.",
	},
	{
		displayName: 'Most Parts in a Run',
		name: 'maxTotalParts',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 1000,
		description:
			'The most parts that all messages of a run may need together. More, and the node stops before anything is sent.',
	},
	{
		displayName: 'Most Recipients in a Run',
		name: 'maxRecipients',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 100,
		description: 'The most people that a run may text. More, and the node stops before anything is sent.',
	},
	{
		displayName: 'Text Only Once About',
		name: 'onceKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. Order 1042',
		description:
			'What the message is about, such as an order number dragged here from the input on the left. A number gets a text for it once from this node, however many times the workflow is called, by whom, and after whatever crash.',
	},
	{
		displayName: 'Opt-Out Text',
		name: 'optOutText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Stop: STOP*456*9*5#',
		description:
			'Put at the end of each message, and counted in its parts, unless it stands in the message already',
	},
	{
		displayName: 'Send Duplicates',
		name: 'sendDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether a number gets the same message from the same sender as often as the rows say. Off, it gets it once in a run.',
	},
	{
		displayName: 'Send in Evaluations',
		name: 'sendInEvaluations',
		type: 'boolean',
		default: true,
		description:
			"Whether to text people although n8n only runs an evaluation of the workflow. Where this safeguard isn't added, nothing is sent then.",
	},
	{
		displayName: 'Send Everything To',
		name: 'sendEverythingTo',
		type: 'string',
		noDataExpression: true,
		default: '',
		placeholder: 'e.g. 0712 345 678',
		description:
			'While you build: your own number. Every message goes to it, beginning with whom it was for, and no customer is texted.',
	},
	sendingHoursField,
];

export const safeguardsField: INodeProperties = {
	displayName: 'Safeguards',
	name: 'safeguards',
	type: 'collection',
	placeholder: 'Add safeguard',
	default: {},
	displayOptions,
	options: safeguardOptions,
};
