import { measure, type TextMeasure } from '../../sms/text.ts';
import type { ReceivedMessage } from '../store/mailbox.mts';
import { countBy } from './countBy.mts';
import type { Match } from './search.mts';

/** The same text from the same source, and all who were sent it. */
export interface Campaign {
	id: number;
	text: string;
	sourceId: number;
	/** what the text becomes as an SMS */
	size: TextMeasure;
	/** oldest first */
	messages: ReceivedMessage[];
	/** how often each number was sent it */
	numbers: Map<string, number>;
}

/** What messages come to. */
export interface Totals {
	readonly parts: number;
	/** messages in UCS-2 */
	readonly ucs2: number;
}

/** The messages by what they say. */
export class Campaigns {
	readonly #byContent = new Map<string, Campaign>();
	readonly #byId = new Map<number, Campaign>();
	readonly #totals = { parts: 0, ucs2: 0 };
	#nextId = 1;

	get size(): number {
		return this.#byId.size;
	}

	/** What all the messages come to. */
	get totals(): Totals {
		return { ...this.#totals };
	}

	add(message: ReceivedMessage): void {
		const key = keyOf(message);
		const campaign = this.#byContent.get(key) ?? this.#found(message);
		campaign.messages.push(message);
		this.#count(campaign, 1);
		campaign.numbers.set(message.to, (campaign.numbers.get(message.to) ?? 0) + 1);
		this.#byContent.delete(key);
		this.#byContent.set(key, campaign);
	}

	/** Forgets messages that are the oldest of all. */
	drop(messages: readonly ReceivedMessage[]): void {
		for (const [key, count] of countBy(messages, keyOf)) {
			const campaign = this.#byContent.get(key);
			if (campaign === undefined) continue;
			for (const { to } of campaign.messages.splice(0, count)) forgetOne(campaign, to);
			this.#count(campaign, -count);
			if (campaign.messages.length > 0) continue;
			this.#byContent.delete(key);
			this.#byId.delete(campaign.id);
		}
	}

	get(id: number): Campaign | undefined {
		return this.#byId.get(id);
	}

	/** Those with a message that is looked for, the one sent last first. */
	matching(match: Match): Campaign[] {
		return [...this.#byContent.values()].filter(({ messages }) => messages.some(match)).reverse();
	}

	#found({ text, sourceId }: ReceivedMessage): Campaign {
		const campaign: Campaign = {
			id: this.#nextId++,
			text,
			sourceId,
			size: measure(text),
			messages: [],
			numbers: new Map(),
		};
		this.#byId.set(campaign.id, campaign);
		return campaign;
	}

	#count({ size }: Campaign, messages: number): void {
		this.#totals.parts += size.parts * messages;
		if (size.encoding === 'UCS-2') this.#totals.ucs2 += messages;
	}
}

function keyOf({ text, sourceId }: ReceivedMessage): string {
	return `${sourceId} ${text}`;
}

function forgetOne({ numbers }: Campaign, to: string): void {
	const left = (numbers.get(to) ?? 0) - 1;
	if (left > 0) numbers.set(to, left);
	else numbers.delete(to);
}
