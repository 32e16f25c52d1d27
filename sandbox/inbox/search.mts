import type { ReceivedMessage } from '../store/mailbox.mts';

/** Whether a message is looked for: its text contains the query, in any case, or its number contains it as digits. */
export type Match = (message: ReceivedMessage) => boolean;

/** Matches every message; a list that is asked for it need not look at each. */
export const everything: Match = () => true;

/** Reads a query as people type it: a number may have spaces, a + or, in Kenya, a leading 0. */
export function matching(query: string): Match {
	const wanted = query.trim().toLowerCase();
	if (wanted === '') return everything;
	const numbers = numbersIn(wanted);
	const texts = new Map<string, boolean>();
	return ({ to, text }) => {
		if (numbers.some((digits) => to.includes(digits))) return true;
		const known = texts.get(text);
		if (known !== undefined) return known;
		const found = text.toLowerCase().includes(wanted);
		texts.set(text, found);
		return found;
	};
}

function numbersIn(wanted: string): string[] {
	if (!/^\+?[\d\s()-]+$/.test(wanted)) return [];
	const digits = wanted.replace(/\D/g, '');
	if (digits === '') return [];
	return digits.startsWith('0') ? [digits, `254${digits.slice(1)}`] : [digits];
}
