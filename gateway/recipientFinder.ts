/** The MSISDN that is meant by what an answer calls a recipient, or undefined where it is none of the request's. */
export type RecipientFinder = (named: unknown) => string | undefined;

/** A phone number in a text, with the spaces and signs that people put into one. */
const NUMBER = /\d[\d\s().-]{6,18}\d/g;

/** The fewest digits of a national number by which a recipient is known. */
const MIN_NATIONAL_DIGITS = 9;

/**
 * Finds the recipients of a request in its answer: as they were sent, with a plus sign and spaces, inside a sentence, or
 * as a national number where only one of them ends with it.
 */
export function recipientFinder(recipients: readonly string[]): RecipientFinder {
	const exact = new Set(recipients);
	return (named) => {
		if (typeof named !== 'string' && typeof named !== 'number') return undefined;
		const digits = String(named).match(NUMBER)?.[0].replaceAll(/\D/g, '') ?? '';
		if (exact.has(digits)) return digits;
		const national = digits.replace(/^0+/, '');
		if (national.length < MIN_NATIONAL_DIGITS) return undefined;
		const [found, ...others] = recipients.filter((msisdn) => msisdn.endsWith(national));
		return others.length === 0 ? found : undefined;
	};
}

/** Words of the gateway without the numbers of a request's other recipients: what one reads is about nobody else. */
export function withoutOthers(words: string, own: string, find: RecipientFinder): string {
	return words.replaceAll(NUMBER, (number) => {
		const recipient = find(number);
		return recipient === undefined || recipient === own ? number : 'another number';
	});
}
