import type { Options } from '../settings/options';
import type { Safeguards } from '../settings/safeguards';
import { smsText, type SmsText } from './messageText';

/** A link that is put at the end of each message. */
export interface Link {
	readonly url: string;
	/** The parts that a message is cut to; undefined where it goes out as it is. */
	readonly cutTo?: number;
}

/** What stands where a text was cut. It costs no other encoding, as the one character for it would. */
const CUT = '...';

/** A text with a link on a line of its own at the end. */
export function withLink(text: string, url: string): string {
	return `${text.trimEnd()}\n${url}`;
}

/** The text without the link that {@link withLink} put there. */
export function withoutLink(text: string, url: string): string {
	return text.endsWith(`\n${url}`) ? text.slice(0, -url.length - 1) : text;
}

/** The message of a text with its link, and the whole text where it had to be cut. */
export interface LinkedText {
	readonly message: SmsText;
	readonly uncut?: string;
}

/** The message of a text with its link, of which no more is left than fits into the parts that it is cut to. */
export function linkedText(
	text: string,
	{ url, cutTo }: Link,
	{ options, safeguards }: { readonly options: Options; readonly safeguards: Safeguards },
): LinkedText {
	const message = smsText(withLink(text, url), options);
	const most = cutTo === undefined ? Infinity : Math.min(cutTo, safeguards.maxParts ?? cutTo);
	if (message.parts <= most) return { message };
	const characters = [...text];
	// What is left is a beginning only, so that it may as well be plain.
	const plain = { plainPunctuation: true, plainLetters: true };
	const cutAt = (length: number) =>
		smsText(withLink(characters.slice(0, length).join('').trimEnd() + CUT, url), plain);
	let [fits, isTooMuch] = [0, characters.length];
	while (isTooMuch - fits > 1) {
		const middle = Math.floor((fits + isTooMuch) / 2);
		if (cutAt(middle).parts <= most) fits = middle;
		else isTooMuch = middle;
	}
	return { message: cutAt(fits), uncut: text };
}
