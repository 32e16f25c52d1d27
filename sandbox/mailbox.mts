/** One recipient's message, as accepted. */
export interface ReceivedMessage {
	id: number;
	to: string;
	text: string;
	sourceId: number;
	/** when, in ISO 8601 */
	at: string;
	/** id of the request that brought it */
	request: number;
}

/** What a send request carries. */
export interface Submission {
	text: string;
	recipients: readonly string[];
	sourceId: number;
}

/** The messages that were accepted, oldest first; the oldest go when there are more than `capacity`. */
export class Mailbox {
	readonly capacity: number;
	#kept: ReceivedMessage[] = [];
	#accepted = 0;
	#dropped = 0;
	#nextId = 1;

	constructor(capacity: number) {
		this.capacity = capacity;
	}

	get messages(): readonly ReceivedMessage[] {
		return this.#kept;
	}

	/** How many were accepted since the start or the last clearing, those dropped since included. */
	get accepted(): number {
		return this.#accepted;
	}

	/** How many of the oldest had to go. */
	get dropped(): number {
		return this.#dropped;
	}

	accept(submission: Submission, request: number, at: Date): void {
		const iso = at.toISOString();
		for (const to of submission.recipients) {
			this.#kept.push({
				id: this.#nextId++,
				to,
				text: submission.text,
				sourceId: submission.sourceId,
				at: iso,
				request,
			});
		}
		this.#accepted += submission.recipients.length;
		this.#dropOldest();
	}

	clear(): void {
		this.#kept = [];
		this.#accepted = 0;
		this.#dropped = 0;
	}

	#dropOldest(): void {
		const over = this.#kept.length - this.capacity;
		if (over <= 0) return;
		this.#kept.splice(0, over);
		this.#dropped += over;
	}
}
