import type { ReceivedMessage } from '../store/mailbox.mts';
import { countBy } from './countBy.mts';
import { everything, type Match } from './search.mts';

/** A number and what was sent to it, oldest first. */
export interface Conversation {
	to: string;
	messages: ReceivedMessage[];
}

/** A conversation as the list shows it: how many of its messages are looked for, and the newest of those. */
export interface ConversationRow {
	to: string;
	count: number;
	newest: ReceivedMessage;
}

/** The messages by number. A Map keeps its keys in order, so the conversation that was added to last is at its end. */
export class Conversations {
	readonly #byNumber = new Map<string, Conversation>();

	get size(): number {
		return this.#byNumber.size;
	}

	add(message: ReceivedMessage): void {
		const { to } = message;
		const conversation = this.#byNumber.get(to) ?? { to, messages: [] };
		conversation.messages.push(message);
		this.#byNumber.delete(to);
		this.#byNumber.set(to, conversation);
	}

	/** Forgets messages that are the oldest of all. */
	drop(messages: readonly ReceivedMessage[]): void {
		for (const [to, count] of countBy(messages, (message) => message.to)) {
			const conversation = this.#byNumber.get(to);
			conversation?.messages.splice(0, count);
			if (conversation?.messages.length === 0) this.#byNumber.delete(to);
		}
	}

	get(to: string): Conversation | undefined {
		return this.#byNumber.get(to);
	}

	/** Those with a message that is looked for, the newest first. */
	rows(match: Match): ConversationRow[] {
		const rows: ConversationRow[] = [];
		for (const { to, messages } of this.#byNumber.values()) {
			const found = match === everything ? messages : messages.filter(match);
			const newest = found.at(-1);
			if (newest !== undefined) rows.push({ to, count: found.length, newest });
		}
		return match === everything ? rows.reverse() : rows.sort((one, other) => other.newest.id - one.newest.id);
	}
}
