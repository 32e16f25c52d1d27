import { Campaigns } from './campaigns.mts';
import { Conversations } from './conversations.mts';
import type { Mailbox, ReceivedMessage } from '../store/mailbox.mts';
import { matching } from './search.mts';

/**
 * The messages as people look at them: by number and by what they say, with totals. It catches up with the mailbox
 * when it is asked, so that nobody pays for it who only sends.
 */
export class Inbox {
	#mailbox: Mailbox;
	#seen: readonly ReceivedMessage[] = [];
	#conversations = new Conversations();
	#campaigns = new Campaigns();
	#version = -1;

	constructor(mailbox: Mailbox) {
		this.#mailbox = mailbox;
	}

	get conversations(): Conversations {
		this.#catchUp();
		return this.#conversations;
	}

	get campaigns(): Campaigns {
		this.#catchUp();
		return this.#campaigns;
	}

	/** Those messages that are looked for, oldest first. */
	find(query: string): readonly ReceivedMessage[] {
		return this.#mailbox.messages.filter(matching(query));
	}

	#catchUp(): void {
		if (this.#version === this.#mailbox.version) return;
		this.#version = this.#mailbox.version;
		const now = this.#mailbox.messages;
		const [firstKept] = now;
		const lastSeen = this.#seen.at(-1)?.id ?? 0;
		const gone = firstKept === undefined ? this.#seen : takeWhileBefore(this.#seen, firstKept.id);
		if (gone.length === this.#seen.length) this.#startOver();
		else for (const message of gone) this.#drop(message);
		const fresh = this.#conversations.size === 0 ? now : now.slice(firstAfter(now, lastSeen));
		for (const message of fresh) this.#add(message);
		this.#seen = now.slice();
	}

	#startOver(): void {
		this.#conversations = new Conversations();
		this.#campaigns = new Campaigns();
	}

	#add(message: ReceivedMessage): void {
		this.#conversations.add(message);
		this.#campaigns.add(message);
	}

	#drop(message: ReceivedMessage): void {
		this.#conversations.dropOldest(message.to);
		this.#campaigns.drop(message);
	}
}

function takeWhileBefore(messages: readonly ReceivedMessage[], id: number): readonly ReceivedMessage[] {
	return messages.slice(0, firstAfter(messages, id - 1));
}

/** The index of the first message with a higher id; ids grow along the list. */
function firstAfter(messages: readonly ReceivedMessage[], id: number): number {
	let [low, high] = [0, messages.length];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((messages[middle]?.id ?? Infinity) > id) high = middle;
		else low = middle + 1;
	}
	return low;
}
