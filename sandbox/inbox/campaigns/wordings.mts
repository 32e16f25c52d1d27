import { measure, type TextMeasure } from '../../../sms/text.ts';
import type { ReceivedMessage } from '../../store/mailbox.mts';
import { countBy } from '../countBy.mts';
import type { Groupable } from './grouping.mts';
import { shapeOf } from './shape.mts';

/** One text from one source, and the messages that say it. */
export interface Wording {
	readonly text: string;
	/** what the text becomes as an SMS */
	readonly size: TextMeasure;
	/** what stands in the blanks of its shape */
	readonly values: readonly string[];
	/** oldest first */
	readonly messages: ReceivedMessage[];
}

/** The wordings that are the same but for what is personal. */
export interface SameShape extends Groupable {
	readonly id: number;
	readonly wordings: Set<Wording>;
}

/** The messages by what they say, word by word. */
export class Wordings {
	readonly #byText = new Map<string, { readonly wording: Wording; readonly shape: SameShape }>();
	readonly #shapes = new Map<string, SameShape>();
	#nextId = 1;
	#version = 0;

	/** The shapes, the one that was found first first. */
	get shapes(): readonly SameShape[] {
		return [...this.#shapes.values()];
	}

	/** Another number whenever a wording came or went. */
	get version(): number {
		return this.#version;
	}

	/** Takes a message in; gives what it becomes as an SMS. */
	add(message: ReceivedMessage): TextMeasure {
		const { wording } = this.#byText.get(keyOf(message)) ?? this.#found(message);
		wording.messages.push(message);
		return wording.size;
	}

	/** Forgets messages that are the oldest of all; gives what each of them is as an SMS, with how many there were. */
	drop(messages: readonly ReceivedMessage[]): Array<{ size: TextMeasure; count: number }> {
		return [...countBy(messages, keyOf)].flatMap(([key, count]) => {
			const found = this.#byText.get(key);
			if (found === undefined) return [];
			const { wording, shape } = found;
			wording.messages.splice(0, count);
			if (wording.messages.length === 0) this.#forget(key, wording, shape);
			return [{ size: wording.size, count }];
		});
	}

	#found(message: ReceivedMessage): { wording: Wording; shape: SameShape } {
		const { text, sourceId } = message;
		const { words, values } = shapeOf(text);
		const wording: Wording = { text, size: measure(text), values, messages: [] };
		const shape = this.#shapeOf(sourceId, words);
		shape.wordings.add(wording);
		this.#byText.set(keyOf(message), { wording, shape });
		this.#version += 1;
		return { wording, shape };
	}

	#shapeOf(sourceId: number, words: readonly string[]): SameShape {
		const forward = JSON.stringify(words);
		const key = `${sourceId} ${forward}`;
		const known = this.#shapes.get(key);
		if (known !== undefined) return known;
		const backward = JSON.stringify(words.toReversed());
		const shape = { id: this.#nextId++, sourceId, words, forward, backward, wordings: new Set<Wording>() };
		this.#shapes.set(key, shape);
		return shape;
	}

	#forget(key: string, wording: Wording, shape: SameShape): void {
		this.#byText.delete(key);
		this.#version += 1;
		shape.wordings.delete(wording);
		if (shape.wordings.size === 0) this.#shapes.delete(`${shape.sourceId} ${shape.forward}`);
	}
}

function keyOf({ text, sourceId }: ReceivedMessage): string {
	return `${sourceId} ${text}`;
}
