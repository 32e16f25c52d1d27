import type { Summary } from './analyse.mts';

/** Totals over messages, as far as their texts were counted. */
export interface PartTotals {
	parts: number;
	/** messages by encoding */
	gsm7: number;
	ucs2: number;
	/** messages that are too long to be counted */
	tooLong: number;
	/** messages whose text has not been counted yet */
	uncounted: number;
}

interface Entry {
	messages: number;
	/** null while it has not been counted; undefined when it is too long to be counted */
	summary: Summary | undefined | null;
}

/** Each different text, how many messages have it, and what it becomes as an SMS. */
export class Texts {
	#entries = new Map<string, Entry>();
	#uncounted = new Set<string>();
	#totals: PartTotals = { parts: 0, gsm7: 0, ucs2: 0, tooLong: 0, uncounted: 0 };

	get totals(): Readonly<PartTotals> {
		return this.#totals;
	}

	/** What a text becomes: null when that is not known yet, undefined when it is too long to be counted. */
	summary(text: string): Summary | undefined | null {
		return this.#entries.get(text)?.summary ?? null;
	}

	add(text: string): void {
		const entry = this.#entries.get(text) ?? this.#found(text);
		entry.messages += 1;
		this.#count(entry.summary, 1);
	}

	drop(text: string): void {
		const entry = this.#entries.get(text);
		if (entry === undefined) return;
		entry.messages -= 1;
		this.#count(entry.summary, -1);
		if (entry.messages > 0) return;
		this.#entries.delete(text);
		this.#uncounted.delete(text);
	}

	/** Some of the texts that are still to be counted. */
	next(limit: number): string[] {
		const texts: string[] = [];
		for (const text of this.#uncounted) {
			if (texts.length === limit) break;
			texts.push(text);
		}
		return texts;
	}

	/** Notes what a text becomes. */
	counted(text: string, summary: Summary | undefined): void {
		const entry = this.#entries.get(text);
		this.#uncounted.delete(text);
		if (entry === undefined || entry.summary !== null) return;
		this.#count(null, -entry.messages);
		entry.summary = summary;
		this.#count(summary, entry.messages);
	}

	#found(text: string): Entry {
		const entry: Entry = { messages: 0, summary: null };
		this.#entries.set(text, entry);
		this.#uncounted.add(text);
		return entry;
	}

	#count(summary: Summary | undefined | null, messages: number): void {
		if (summary === null) this.#totals.uncounted += messages;
		else if (summary === undefined) this.#totals.tooLong += messages;
		else {
			this.#totals.parts += summary.parts * messages;
			this.#totals[summary.encoding === 'GSM-7' ? 'gsm7' : 'ucs2'] += messages;
		}
	}
}
