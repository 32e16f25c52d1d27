import type { IDataObject } from 'n8n-workflow';
import { plan } from '../../../../../delivery/plan';
import type { Options } from '../settings/options';
import type { Prepared } from '../plan/prepare';
import { billOf, costOf, count, greatest, total, type Bill } from '../plan/billing';
import { previewEntries, problemEntries, type Entry } from '../results/entries';
import { sendableFromOf } from '../results/results';
import { savingsOf, type Savings } from '../message/savings';

/** The whole run in one item, a sentence and the cost first. Items are counted from 0, as n8n does. */
export function summarize({ readings, deliveries, options, safeguards, obstacle }: Prepared): IDataObject {
	const messages = readings.flatMap((reading) => (reading.kind === 'message' ? [reading] : []));
	const problems = readings.flatMap((reading) => (reading.kind === 'problem' ? [reading] : []));
	const bills = messages.map(billOf);
	const parts = total(bills, (bill) => bill.parts);
	const recipients = total(bills, (bill) => bill.recipients);
	const toSend = deliveries.filter((delivery) => delivery.isOpen(false));
	const entries = readings.flatMap((reading) =>
		reading.kind === 'message' ? previewEntries(reading, false) : problemEntries(reading),
	);
	const sendableFrom = sendableFromOf(deliveries.map(({ outcome }) => outcome));
	const longest = greatest(bills, ({ message }) => message.characters);
	const dearest = greatest(bills, (bill) => bill.parts);
	const cost = costOf(parts, options);
	return {
		result:
			[
				`${count(toSend.length, 'message')} in ${count(parts, 'part')}`,
				...(cost.cost === undefined ? [] : [`for ${cost.currency} ${cost.cost}`]),
				...(problems.length === 0 ? [] : [`and ${count(problems.length, 'item')} that can't be sent`]),
			].join(' ') + (obstacle ? `. Nothing of it would be sent: ${obstacle.error.message}` : ''),
		...cost,
		...(sendableFrom !== undefined && { sendableFrom }),
		parts,
		recipients,
		items: readings.length,
		requests: plan(toSend, options.recipientsPerRequest).length,
		duplicates: entries.filter(({ code }) => code === 'DUPLICATE_RECIPIENT').length,
		leftOut: leftOutByReason(entries),
		...(safeguards.sendEverythingTo !== undefined && { everythingGoesTo: safeguards.sendEverythingTo }),
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
		...wouldSave(bills, options),
	};
}

/** What the options that make a text plain would save, each beside those that are on, and both of them. */
function wouldSave(bills: readonly Bill[], options: Options): IDataObject {
	const saved: Record<keyof Savings, number> = { plainPunctuation: 0, plainLetters: 0, both: 0 };
	for (const { message, recipients } of bills) {
		const savings = savingsOf(message);
		saved.plainPunctuation += recipients * savings.plainPunctuation;
		saved.plainLetters += recipients * savings.plainLetters;
		saved.both += recipients * savings.both;
	}
	const told = (parts: number): IDataObject => ({ parts, ...costOf(parts, options) });
	return {
		plainPunctuationWouldSave: told(saved.plainPunctuation),
		plainLettersWouldSave: told(saved.plainLetters),
		bothWouldSave: told(saved.both),
	};
}

/** How many get nothing for which reason, other than that their whole row can't be sent. */
function leftOutByReason(entries: readonly Entry[]): IDataObject {
	const counts = new Map<string, number>();
	for (const { status, code, reason = '' } of entries) {
		if (status === 'skipped' && code !== 'INVALID_INPUT') counts.set(reason, (counts.get(reason) ?? 0) + 1);
	}
	return Object.fromEntries(counts);
}
