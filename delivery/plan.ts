import type { Submission } from './outcome';

/** One input item's message. */
export interface Message {
	readonly item: number;
	readonly text: string;
	readonly sourceId: number;
	readonly recipients: readonly { readonly msisdn: string }[];
}

export interface PlanOptions {
	/** The most recipients of one request. */
	readonly recipientsPerRequest: number;
	/** Whether a number gets the same message from the same source as often as the items say. */
	readonly sendDuplicates: boolean;
}

/** Where a recipient of a message is carried: the index of a submission, or nowhere, being a duplicate. */
export type Place = number | 'duplicate';

export interface Plan {
	readonly submissions: readonly Submission[];
	/** For each message, a place for each of its recipients. */
	readonly places: readonly (readonly Place[])[];
}

interface Batch {
	readonly index: number;
	readonly recipients: string[];
}

/**
 * The fewest submissions for the messages. Messages with the same text and source share submissions, in the order of
 * the items. Repetitions of a number are duplicates; where they are wanted, the second one goes with the other
 * second ones, so that no submission holds a number twice.
 */
export function plan(messages: readonly Message[], options: PlanOptions): Plan {
	const submissions: Submission[] = [];
	const batches = new Map<string, Batch>();
	const timesSeen = new Map<string, Map<string, number>>();

	const place = (message: Message, msisdn: string): Place => {
		const group = `${message.sourceId}\n${message.text}`;
		const seen = getOrAdd(timesSeen, group, () => new Map<string, number>());
		const round = seen.get(msisdn) ?? 0;
		if (round > 0 && !options.sendDuplicates) return 'duplicate';
		seen.set(msisdn, round + 1);

		const key = `${round}\n${group}`;
		const open = batches.get(key);
		if (open && open.recipients.length < options.recipientsPerRequest) {
			open.recipients.push(msisdn);
			return open.index;
		}
		const batch = { index: submissions.length, recipients: [msisdn] };
		const { sourceId, text, item } = message;
		submissions.push({ sourceId, text, item, recipients: batch.recipients });
		batches.set(key, batch);
		return batch.index;
	};

	const places = messages.map((message) => message.recipients.map(({ msisdn }) => place(message, msisdn)));
	return { submissions, places };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, create: () => V): V {
	const found = map.get(key);
	if (found !== undefined) return found;
	const created = create();
	map.set(key, created);
	return created;
}
