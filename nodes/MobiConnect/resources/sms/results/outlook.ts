import type { Delivery } from '../../../../../delivery/delivery';
import { isStopping } from '../message/messages';
import { goesOutNow } from '../plan/billing';
import type { Prepared } from '../plan/prepare';

/** Says that Send would stop before anything is sent, and why; undefined where it would go on. */
export function describeNothingSent({ readings, obstacle }: Prepared): string | undefined {
	const [first, ...others] = readings.filter(isStopping);
	const also = obstacle?.error.message;
	if (!first) return also && `Nothing would be sent: ${also}`;
	const { error, item } = first;
	const because = [error.message, ...(also === undefined ? [] : [also])].join('; and ');
	// What is wrong with every row alike is no row's fault.
	const isOfAll = others.length + 1 === readings.length && others.every((other) => other.error === error);
	if (isOfAll) return `Nothing would be sent: ${because}`;
	return others.length === 0
		? `Nothing would be sent, because of row ${item + 1}: ${because}`
		: `Nothing would be sent, because of ${others.length + 1} rows. Row ${item + 1}: ${because}`;
}

/** From when deliveries may go of which the sending hours hold back some, or all. */
export function describeHeld(deliveries: readonly Delivery[], heldUntil: string): string {
	const held = deliveries.filter((delivery) => !goesOutNow(delivery)).length;
	return held === deliveries.length ? heldUntil : `${held} of them ${heldUntil}`;
}
