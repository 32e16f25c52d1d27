import { Deliveries } from '../../../delivery/deliveries.ts';
import type { Delivery } from '../../../delivery/delivery.ts';
import type { Outcome } from '../../../delivery/outcome.ts';

/** A message as an item asks for it. */
export interface Asked {
	readonly recipients: readonly string[];
	readonly text?: string;
	readonly sourceId?: number;
}

export const ACCEPTED: Outcome = { status: 'accepted', id: 8, response: { status: 'success' } };
export const REFUSED: Outcome = { status: 'refused', reason: 'no' };
export const BUSY: Outcome = { status: 'refused', reason: 'busy', retry: {} };
export const UNKNOWN: Outcome = { status: 'unknown', reason: 'who knows' };
export const NOT_ATTEMPTED: Outcome = { status: 'notAttempted', reason: 'stopped' };

export const busyFor = (afterMs: number): Outcome => ({
	status: 'refused',
	reason: 'busy',
	retry: { afterMs },
});

/** The MSISDN of a recipient, by its number. */
export const msisdn = (index: number) => `2547${String(index).padStart(8, '0')}`;

/** What a run with these items is to deliver. */
export function deliveriesOf(items: readonly Asked[], sendDuplicates = false): readonly Delivery[] {
	const deliveries = new Deliveries(sendDuplicates);
	items.forEach(({ recipients, text = 'Hi', sourceId = 1 }, item) => {
		for (const recipient of recipients) deliveries.add(item, recipient, { text, sourceId });
	});
	return deliveries.all;
}
