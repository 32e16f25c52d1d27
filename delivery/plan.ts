import type { Content, Delivery } from './delivery';

/** What one request carries: one text to recipients of whom each stands in it once. */
export interface Submission {
	readonly content: Content;
	readonly deliveries: readonly Delivery[];
}

/** The deliveries of one text and source: how often each number was seen, and the submission that each round fills. */
interface Group {
	readonly timesSeen: Map<string, number>;
	readonly filling: Delivery[][];
}

/**
 * Few submissions for the deliveries, in their order. Those of the same text and source share submissions; where a number
 * gets the same message several times, the second goes with the other second ones.
 *
 * @param recipientsPerRequest the most recipients of one submission
 */
export function plan(deliveries: readonly Delivery[], recipientsPerRequest: number): Submission[] {
	const submissions: Submission[] = [];
	const groups = new Map<string, Group>();
	for (const delivery of deliveries) {
		const { content, msisdn } = delivery;
		const key = `${content.sourceId}\n${content.text}`;
		const { timesSeen, filling } = groups.get(key) ?? { timesSeen: new Map(), filling: [] };
		groups.set(key, { timesSeen, filling });
		const round = timesSeen.get(msisdn) ?? 0;
		timesSeen.set(msisdn, round + 1);
		const open = filling[round];
		if (open && open.length < recipientsPerRequest) {
			open.push(delivery);
			continue;
		}
		const begun = [delivery];
		filling[round] = begun;
		submissions.push({ content, deliveries: begun });
	}
	return submissions;
}
