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

/** What of a send request is accepted: its text, its source, and to whom it goes under which ids. */
export interface Submission {
	readonly text: string;
	readonly sourceId: number;
	readonly recipients: ReadonlyArray<{ readonly id: number; readonly to: string }>;
}

/** What a mailbox is made of when it is brought back. */
export interface Kept {
	readonly messages: readonly ReceivedMessage[];
	/** how many of the oldest had to go before */
	readonly dropped: number;
	/** what the next message is numbered; numbers are never used twice */
	readonly nextId: number;
}

/** What became of the messages: those that came, and of all, those that went. The oldest go first. */
export interface MailboxChange {
	readonly added: readonly ReceivedMessage[];
	readonly dropped: readonly ReceivedMessage[];
}

/** The most messages that can be asked for. */
export const MAX_CAPACITY = 10_000_000;
/** The most characters of text that are kept; recipients of one request share their text. */
export const MAX_CHARACTERS = 64 * 1024 * 1024;

/** The messages that were accepted, oldest first, within two bounds: their number, and the length of their texts. */
export class Mailbox {
	readonly capacity: number;
	#kept: ReceivedMessage[] = [];
	readonly #subscribers: Array<(change: MailboxChange) => void> = [];
	#characters = 0;
	#accepted = 0;
	#dropped = 0;
	#nextId = 1;
	#version = 0;

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

	/** How many of the oldest had to go since the last clearing. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Another number after every change. */
	get version(): number {
		return this.#version;
	}

	/** What the next message will be numbered. */
	get nextId(): number {
		return this.#nextId;
	}

	/** Numbers so many messages, accepted or not, and gives the first number: the others follow it. */
	takeIds(count: number): number {
		const first = this.#nextId;
		this.#nextId += count;
		return first;
	}

	/** Calls `subscriber` with every change from now on, as soon as it is made. */
	subscribe(subscriber: (change: MailboxChange) => void): void {
		this.#subscribers.push(subscriber);
	}

	/** Takes messages under ids that were just taken for them. */
	accept({ text, recipients, sourceId }: Submission, request: number, at: Date): MailboxChange {
		const iso = at.toISOString();
		const added = recipients.map(({ id, to }) => ({ id, to, text, sourceId, at: iso, request }));
		this.#accepted += added.length;
		return this.#append(added);
	}

	/** Takes back what was kept over a restart; the messages of one request share their text again. */
	restore({ messages, dropped, nextId }: Kept): MailboxChange {
		let last: ReceivedMessage | undefined;
		const shared = messages.map((message) => {
			last = last?.text === message.text ? { ...message, text: last.text } : message;
			return last;
		});
		this.#nextId = nextId;
		this.#dropped = dropped;
		return this.#append(shared);
	}

	clear(): void {
		const dropped = this.#kept;
		this.#kept = [];
		this.#characters = 0;
		this.#accepted = 0;
		this.#dropped = 0;
		this.#changed({ added: [], dropped });
	}

	#append(added: readonly ReceivedMessage[]): MailboxChange {
		let before = this.#kept.at(-1);
		for (const message of added) {
			this.#kept.push(message);
			if (!shareText(message, before)) this.#characters += message.text.length;
			before = message;
		}
		const dropped = this.#kept.splice(0, this.#tooMany());
		this.#dropped += dropped.length;
		return this.#changed({ added, dropped });
	}

	#changed(change: MailboxChange): MailboxChange {
		this.#version += 1;
		for (const subscriber of this.#subscribers) subscriber(change);
		return change;
	}

	/** How many of the oldest are beyond the bounds; takes the length of their texts off the sum. */
	#tooMany(): number {
		let count = 0;
		while (
			this.#kept.length - count > this.capacity ||
			(this.#characters > MAX_CHARACTERS && this.#kept.length - count > 1)
		) {
			const [oldest, next] = [this.#kept[count], this.#kept[count + 1]];
			if (oldest !== undefined && !shareText(oldest, next)) this.#characters -= oldest.text.length;
			count += 1;
		}
		return count;
	}
}

function shareText(message: ReceivedMessage, neighbour: ReceivedMessage | undefined): boolean {
	return neighbour?.request === message.request && neighbour.text === message.text;
}
