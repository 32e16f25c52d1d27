import type { Delivery } from '../../../../../delivery/delivery';
import type { Submission } from '../../../../../delivery/plan';
import type { OnceKeys } from '../../../shared/onceKeys';

/** Claims deliveries by their once keys before they are sent, and gives back what did not go out. */
export class OnceClaims {
	private readonly claimed: Delivery[] = [];

	constructor(private readonly keys: OnceKeys) {}

	/** Claims what a submission carries; what somebody has claimed before is left out of it. */
	async claim({ deliveries }: Submission): Promise<void> {
		const keyed = deliveries.flatMap((delivery) => {
			const key = keyOf(delivery);
			return key === undefined ? [] : [{ delivery, key }];
		});
		if (keyed.length === 0) return;
		const won = await this.keys.claim(keyed.map(({ key }) => key));
		for (const { delivery, key } of keyed) {
			if (won.has(key)) this.claimed.push(delivery);
			// What may have gone out lost to a claim of its own, which an earlier try of this run made.
			else if (delivery.outcome.status !== 'unknown')
				delivery.leaveOut({ status: 'skipped', code: 'ALREADY_SENT', reason: alreadySent(delivery) });
		}
	}

	/** Gives back the keys of what surely did not go out. */
	async releaseUnsent(): Promise<void> {
		const unsent = this.claimed.filter(
			({ outcome: { status } }) => status !== 'accepted' && status !== 'unknown',
		);
		await this.keys.release(unsent.flatMap((delivery) => keyOf(delivery) ?? []));
	}
}

/** A number gets a text once for a key. */
function keyOf({ msisdn, content }: Delivery): string | undefined {
	return content.onceKey === undefined ? undefined : `${msisdn} ${content.onceKey}`;
}

function alreadySent({ content }: Delivery): string {
	return `a text about "${content.onceKey ?? ''}" has gone to this number before, or may have`;
}
