import { Delivery, type Content } from './delivery';
import type { Request } from './record';

/** Everything that a run is to deliver, in the order of the items. */
export class Deliveries {
	readonly all: Delivery[] = [];
	/** Everybody who is asked for, duplicates too. */
	readonly requests: Request[] = [];
	private readonly first = new Map<string, Map<string, Delivery>>();

	/** @param sendDuplicates whether a number gets the same message from the same source as often as it is asked for */
	constructor(private readonly sendDuplicates: boolean) {}

	/** The delivery of a message to a recipient: that of an earlier item where it is the same and goes out once. */
	add(item: number, msisdn: string, content: Content): { delivery: Delivery; isDuplicate: boolean } {
		// Messages about different things are different messages, though they read the same.
		const group = `${content.sourceId}\n${content.onceKey ?? ''}\n${content.text}`;
		const seen = this.first.get(group) ?? new Map<string, Delivery>();
		this.first.set(group, seen);
		const earlier = this.sendDuplicates ? undefined : seen.get(msisdn);
		const delivery = earlier ?? new Delivery(item, msisdn, content);
		this.requests.push({ item, msisdn, delivery });
		if (earlier) return { delivery, isDuplicate: true };
		seen.set(msisdn, delivery);
		this.all.push(delivery);
		return { delivery, isDuplicate: false };
	}
}
