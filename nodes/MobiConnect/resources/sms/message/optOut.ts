import { plainText } from '../../../../../sms/plainText/plainText';

/** A text with words at its end that say how to get no more of them, unless they stand in it already. */
export function withOptOut(text: string, optOutText: string): string {
	if (holds(text, optOutText)) return text;
	return /\s$/.test(text) ? text + optOutText : `${text} ${optOutText}`;
}

/** Whether words stand in a text by themselves, however they are spaced, capitalized and quoted. */
function holds(text: string, words: string): boolean {
	const [within, sought] = [comparable(text), comparable(words)];
	const letterOrDigit = /[\p{L}\p{N}]/u;
	for (let at = within.indexOf(sought); at >= 0; at = within.indexOf(sought, at + 1)) {
		const before = within.slice(0, at).at(-1) ?? '';
		const after = within.charAt(at + sought.length);
		if (!letterOrDigit.test(before) && !letterOrDigit.test(after)) return true;
	}
	return false;
}

function comparable(text: string): string {
	const { text: plain } = plainText(text, { punctuation: true, letters: true });
	return plain.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
