import type { INodeProperties } from 'n8n-workflow';

const FORM =
	'Recipients are phone numbers such as 0712345678 or +254712345678; several are separated by commas. Message is plain text: 160 characters are one part, and each part is billed for each recipient. A curly quote, a letter with a rare mark or an emoji leaves 70 characters for a part.';

/** What an AI model reads of the node as a tool, for each operation. */
export const toolDescriptions: INodeProperties[] = [
	describe(
		'send',
		`Sends an SMS to phones, at once. It costs money and can't be taken back, so send only what you were asked for, to whom you were asked to, once. ${FORM} In the answer, "result" says in words who was texted; "accepted" means that the gateway took the message, not that it was read. Where "status" is "unknown", it may have gone out: do not send it again.`,
	),
	describe(
		'preview',
		`Shows what sending an SMS would do, and sends nothing: to whom it would go, in how many parts, at what cost, and what is wrong with a number or the text. ${FORM}`,
	),
];

function describe(operation: string, text: string): INodeProperties {
	return {
		displayName: 'Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 4 },
		default: text,
		required: true,
		description: 'What the AI model is told of this tool',
		displayOptions: { show: { '@tool': [true], resource: ['sms'], operation: [operation] } },
	};
}
