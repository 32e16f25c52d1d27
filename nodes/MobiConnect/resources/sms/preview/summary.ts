import type { IDataObject } from 'n8n-workflow';
import { plainPunctuation } from '../../../../../sms/punctuation';
import { measure } from '../../../../../sms/text';
import { isProblem } from '../messages';
import type { PlannedMessage, Prepared } from '../prepare';
import { costOf } from './cost';

/** The whole run in one item. Items are counted from 0, as n8n does. */
export function summarize({ readings, submissions, options }: Prepared): IDataObject {
	const messages = readings.filter((reading): reading is PlannedMessage => !isProblem(reading));
	const problems = readings.filter(isProblem);
	const billed = messages.map((message) => {
		const recipients = message.places.filter((place) => place !== 'duplicate').length;
		return { message, recipients, parts: recipients * message.parts };
	});
	const total = (count: (one: (typeof billed)[number]) => number) =>
		billed.reduce((sum, one) => sum + count(one), 0);

	const parts = total((one) => one.parts);
	const saved = total(({ message, recipients }) => recipients * savedParts(message.text, message.parts));
	const longest = greatest(billed, ({ message }) => message.characters);
	const dearest = greatest(billed, (one) => one.parts);
	return {
		items: readings.length,
		recipients: total(({ recipients }) => recipients),
		duplicates: total(({ message, recipients }) => message.places.length - recipients),
		invalidRecipients: invalidByReason(readings),
		problems: problems.map(({ item, error }) => ({ item, error: error.message })),
		requests: submissions.length,
		parts,
		...costOf(parts, options),
		longest: longest && {
			item: longest.message.item,
			encoding: longest.message.encoding,
			characters: longest.message.characters,
			parts: longest.message.parts,
		},
		mostExpensive: dearest && {
			item: dearest.message.item,
			recipients: dearest.recipients,
			parts: dearest.parts,
			...costOf(dearest.parts, options),
		},
		plainPunctuationWouldSave: { parts: saved, ...costOf(saved, options) },
	};
}

function savedParts(text: string, parts: number): number {
	const plain = plainPunctuation(text);
	return plain.replaced.length > 0 ? Math.max(0, parts - measure(plain.text).parts) : 0;
}

function invalidByReason(readings: Prepared['readings']): IDataObject {
	const counts = new Map<string, number>();
	for (const reading of readings) {
		for (const recipient of isProblem(reading) ? reading.recipients : reading.invalid) {
			if ('reason' in recipient) counts.set(recipient.reason, (counts.get(recipient.reason) ?? 0) + 1);
		}
	}
	return Object.fromEntries(counts);
}

function greatest<T>(values: readonly T[], size: (value: T) => number): T | null {
	return values.reduce<T | null>(
		(best, value) => (best === null || size(value) > size(best) ? value : best),
		null,
	);
}
