import type { IDataObject } from 'n8n-workflow';
import { plan } from '../../../../../delivery/plan';
import { plainPunctuation } from '../../../../../sms/punctuation';
import { measure } from '../../../../../sms/text';
import type { Prepared } from '../prepare';
import { billOf, costOf, count, greatest, total } from './billing';

/** The whole run in one item, a sentence and the cost first. Items are counted from 0, as n8n does. */
export function summarize({ readings, deliveries, options }: Prepared): IDataObject {
	const messages = readings.flatMap((reading) => (reading.kind === 'message' ? [reading] : []));
	const problems = readings.flatMap((reading) => (reading.kind === 'problem' ? [reading] : []));
	const bills = messages.map(billOf);
	const parts = total(bills, (bill) => bill.parts);
	const recipients = total(bills, (bill) => bill.recipients);
	const saved = total(bills, (bill) => bill.recipients * savedParts(bill.message.text, bill.message.parts));
	const wanted = total(bills, ({ message }) => message.recipients.filter(({ valid }) => valid).length);
	const longest = greatest(bills, ({ message }) => message.characters);
	const dearest = greatest(bills, (bill) => bill.parts);
	const cost = costOf(parts, options);
	return {
		result: [
			`${count(deliveries.length, 'message')} in ${count(parts, 'part')}`,
			...(cost.cost === undefined ? [] : [`for ${cost.currency} ${cost.cost}`]),
			...(problems.length === 0 ? [] : [`and ${count(problems.length, 'item')} that can't be sent`]),
		].join(' '),
		...cost,
		parts,
		recipients,
		items: readings.length,
		requests: plan(deliveries, options.recipientsPerRequest).length,
		duplicates: wanted - recipients,
		invalidRecipients: invalidByReason(readings),
		...(problems.length > 0 && {
			problems: problems.map(({ item, error }) => ({ item, error: error.message })),
		}),
		...(longest && {
			longest: {
				item: longest.message.item,
				encoding: longest.message.encoding,
				characters: longest.message.characters,
				parts: longest.message.parts,
			},
		}),
		...(dearest && {
			mostExpensive: {
				item: dearest.message.item,
				recipients: dearest.recipients,
				parts: dearest.parts,
				...costOf(dearest.parts, options),
			},
		}),
		plainPunctuationWouldSave: { parts: saved, ...costOf(saved, options) },
	};
}

function savedParts(text: string, parts: number): number {
	const plain = plainPunctuation(text);
	return plain.replaced.length > 0 ? Math.max(0, parts - measure(plain.text).parts) : 0;
}

function invalidByReason(readings: Prepared['readings']): IDataObject {
	const counts = new Map<string, number>();
	for (const { recipients } of readings) {
		for (const recipient of recipients) {
			if (!recipient.valid) counts.set(recipient.reason, (counts.get(recipient.reason) ?? 0) + 1);
		}
	}
	return Object.fromEntries(counts);
}
