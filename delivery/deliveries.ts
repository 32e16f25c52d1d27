import { Delivery, type Content } from './delivery';
import type { LeftOut } from './outcome';
import type { Request } from './record';

/** Everything that a run is to deliver, in the order of the items. */
export class Deliveries {
	readonly all: Delivery[] = [];
	/** Everybody who is asked for, duplicates too. */
	readonly requests: Request[] = [];
	private readonly first = new Map<string, Map<string, Delivery>>();
	private readonly keyed = new Map<string, Delivery>();

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
		this.leaveOutKeyed(delivery);
		return { delivery, isDuplicate: false };
	}

	/** A number gets one text for a once key, whatever else the run would say to it under the same one. */
	private leaveOutKeyed(delivery: Delivery): void {
		const { onceKey } = delivery.content;
		if (onceKey === undefined) return;
		const key = `${delivery.msisdn} ${onceKey}`;
		const earlier = this.keyed.get(key);
		if (earlier?.isOpen(false)) delivery.leaveOut(alreadyInRun(onceKey, earlier.item));
		else this.keyed.set(key, delivery);
	}
}

/** Rows are counted as people count them, from 1. */
function alreadyInRun(onceKey: string, item: number): LeftOut {
	const reason = `row ${item + 1} has the once key "${onceKey}" and this number already`;
	return { status: 'skipped', code: 'ALREADY_SENT', reason };
}
