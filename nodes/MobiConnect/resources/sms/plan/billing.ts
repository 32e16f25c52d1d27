import type { Delivery } from '../../../../../delivery/delivery';
import type { Options } from '../settings/options';
import type { PlannedMessage } from './planMessage';

/** What an item's message costs. */
export interface Bill {
	readonly message: PlannedMessage;
	/** How many get it from this item: its duplicates get it from another one, or from this one already. */
	readonly recipients: number;
	readonly parts: number;
}

/** Whether a delivery goes out, now or once the sending hours allow it. */
export function goesOut(delivery: Delivery): boolean {
	const { outcome } = delivery;
	return delivery.isOpen(false) || (outcome.status === 'skipped' && outcome.code === 'OUTSIDE_HOURS');
}

/** Whether a delivery goes out now. */
export function goesOutNow(delivery: Delivery): boolean {
	return delivery.isOpen(false);
}

/**
 * What an item's message costs.
 *
 * @param counts the deliveries that are paid for
 */
export function billOf(message: PlannedMessage, counts: (delivery: Delivery) => boolean): Bill {
	const deliveries = message.recipients.flatMap((recipient) =>
		recipient.valid && !recipient.isDuplicate && counts(recipient.delivery) ? [recipient.delivery] : [],
	);
	// Several recipients share one where another number gets their message.
	const recipients = new Set(deliveries).size;
	return { message, recipients, parts: recipients * message.parts };
}

/** The cost of parts, to the thousandth of the currency; nothing where no price was given. */
export function costOf(
	parts: number,
	{ pricePerPart, currency }: Options,
): { cost?: number; currency?: string } {
	if (pricePerPart === undefined) return {};
	return { cost: Math.round(parts * pricePerPart * 1000) / 1000, currency };
}

/** Bills added up. */
export function total(bills: readonly Bill[], count: (bill: Bill) => number): number {
	return bills.reduce((sum, bill) => sum + count(bill), 0);
}

/** A number of things, in words: `1 part`, `2 parts`. */
export function count(number: number, thing: string): string {
	return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** The bill for which something is greatest; the first of several. */
export function greatest(bills: readonly Bill[], size: (bill: Bill) => number): Bill | undefined {
	return bills.reduce<Bill | undefined>(
		(best, bill) => (best === undefined || size(bill) > size(best) ? bill : best),
		undefined,
	);
}
