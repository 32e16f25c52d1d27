import type { TextMeasure } from '../../../sms/text.ts';
import type { ReceivedMessage } from '../../store/mailbox.mts';
import { everything, type Match } from '../search.mts';
import { grouped } from './grouping.mts';
import { type SameShape, type Wording, Wordings } from './wordings.mts';

/** The messages from one source that say the same, but for what is personal: shapeOf and grouped say when they do. */
export interface Campaign {
	readonly id: number;
	readonly sourceId: number;
	readonly shapes: readonly SameShape[];
}

/** A wording, and those of its messages that are looked for: at least one. */
export interface FoundWording {
	readonly wording: Wording;
	readonly shape: SameShape;
	readonly messages: readonly ReceivedMessage[];
}

/** What of a campaign is looked for. */
export interface FoundCampaign {
	readonly id: number;
	readonly sourceId: number;
	readonly wordings: readonly FoundWording[];
	readonly messages: number;
	/** how many numbers they went to */
	readonly recipients: number;
	/** the id of the newest message */
	readonly newest: number;
}

/** What messages come to. */
export interface Totals {
	readonly messages: number;
	/** how many numbers they went to */
	readonly numbers: number;
	readonly campaigns: number;
	readonly parts: number;
	/** messages in UCS-2 */
	readonly ucs2: number;
}

/** The messages by what they say. */
export class Campaigns {
	readonly #wordings = new Wordings();
	readonly #sums = { messages: 0, parts: 0, ucs2: 0 };
	#grouped: { readonly version: number; readonly campaigns: readonly Campaign[] } | undefined;

	/** What all messages come to, but for the numbers they went to. */
	get totals(): Omit<Totals, 'numbers'> {
		return { ...this.#sums, campaigns: this.#all().length };
	}

	add(message: ReceivedMessage): void {
		this.#count(this.#wordings.add(message), 1);
	}

	/** Forgets messages that are the oldest of all. */
	drop(messages: readonly ReceivedMessage[]): void {
		for (const { size, count } of this.#wordings.drop(messages)) this.#count(size, -count);
	}

	/** What of a campaign is looked for. A campaign that another one has become part of is found by either id. */
	get(id: number, match: Match): FoundCampaign | undefined {
		const campaign = this.#all().find(({ shapes }) => shapes.some((shape) => shape.id === id));
		return campaign && foundIn(campaign, match);
	}

	/** Those with a message that is looked for: the one with the most recipients first, and of several the newest. */
	matching(match: Match): FoundCampaign[] {
		return this.#all()
			.map((campaign) => foundIn(campaign, match))
			.filter(({ messages }) => messages > 0)
			.sort((one, other) => other.recipients - one.recipients || other.newest - one.newest);
	}

	/** What the messages come to that are looked for. */
	totalsOf(match: Match): Totals {
		const numbers = new Set<string>();
		const sums = { messages: 0, campaigns: 0, parts: 0, ucs2: 0 };
		for (const { wordings, messages } of this.matching(match)) {
			sums.messages += messages;
			sums.campaigns += 1;
			for (const found of wordings) {
				for (const { to } of found.messages) numbers.add(to);
				sums.parts += found.wording.size.parts * found.messages.length;
				if (found.wording.size.encoding === 'UCS-2') sums.ucs2 += found.messages.length;
			}
		}
		return { ...sums, numbers: numbers.size };
	}

	#all(): readonly Campaign[] {
		const { version, shapes } = this.#wordings;
		if (this.#grouped?.version !== version)
			this.#grouped = { version, campaigns: grouped(shapes).map(campaignOf) };
		return this.#grouped.campaigns;
	}

	#count({ parts, encoding }: TextMeasure, messages: number): void {
		this.#sums.messages += messages;
		this.#sums.parts += parts * messages;
		if (encoding === 'UCS-2') this.#sums.ucs2 += messages;
	}
}

function campaignOf(shapes: readonly SameShape[]): Campaign {
	return {
		id: shapes.reduce((least, { id }) => Math.min(least, id), Infinity),
		sourceId: shapes[0]?.sourceId ?? 0,
		shapes,
	};
}

function foundIn({ id, sourceId, shapes }: Campaign, match: Match): FoundCampaign {
	const wordings: FoundWording[] = [];
	const numbers = new Set<string>();
	let [messages, newest] = [0, 0];
	for (const shape of shapes) {
		for (const wording of shape.wordings) {
			const found = match === everything ? wording.messages : wording.messages.filter(match);
			const last = found.at(-1);
			if (last === undefined) continue;
			wordings.push({ wording, shape, messages: found });
			messages += found.length;
			newest = Math.max(newest, last.id);
			for (const { to } of found) numbers.add(to);
		}
	}
	return { id, sourceId, wordings, messages, recipients: numbers.size, newest };
}
