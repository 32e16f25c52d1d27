import { z } from 'zod';

const messageKindSchema = z.enum(['same', 'personal']);

/** What everybody is told, or what each customer is told by name. */
export type MessageKind = z.output<typeof messageKindSchema>;

/** One line of the table: so many items, with so many milliseconds between a request and its answer. */
export const rowSchema = z
	.object({ messageKind: messageKindSchema, items: z.number(), latency: z.number() })
	.readonly();

export type Row = z.output<typeof rowSchema>;

export function rows(quick: boolean): Row[] {
	const [same, personal] = quick ? [500, 100] : [10_000, 2_000];
	return [0, 150].flatMap((latency): Row[] => [
		{ messageKind: 'same', items: same, latency },
		{ messageKind: 'personal', items: personal, latency },
	]);
}

/** The node's parameters, which all variants share. */
export const PARAMETERS = {
	same: {
		message: 'Our shop opens at 8 tomorrow. Come early!',
		recipients: '={{ $json.phone }}',
		sourceId: 1,
	},
	personal: {
		message: '=Hi {{ $json.name }}, your order is ready.',
		recipients: '={{ $json.phone }}',
		sourceId: 1,
	},
} as const;

const NAMES = ['Amina', 'Brian', 'Cherono', 'Daudi', 'Esther', 'Faraji', 'Grace', 'Hassan'];

const FIRST_NUMBER = 254_700_100_000;

/** Customers, each with a number of their own, written as the gateway wants it so that all variants send the same. */
export function customers(
	count: number,
): Array<{ name: string; phone: string; city: string; balance: number; order: string }> {
	return Array.from({ length: count }, (_, index) => ({
		name: `${NAMES[index % NAMES.length] ?? ''} ${index}`,
		phone: String(FIRST_NUMBER + index),
		city: 'Nairobi',
		balance: index % 997,
		order: `A-${index}`,
	}));
}
