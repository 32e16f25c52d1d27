import type { IDataObject } from 'n8n-workflow';
import type { Delivery } from '../../../../../delivery/delivery';
import { plan } from '../../../../../delivery/plan';
import { savingsOf, type Savings } from '../../../../../sms/plainText/savings';
import { isStopping } from '../message/messages';
import { billOf, costOf, count, goesOut, greatest, total, type Bill } from '../plan/billing';
import type { PlannedMessage } from '../plan/planMessage';
import type { Prepared } from '../plan/prepare';
import { describeHeld, describeNothingSent } from '../results/outlook';
import { sendableFromOf } from '../results/results';
import type { Options } from '../settings/options';
import { byReason, numbersLeftOut, rowsLeftOut } from './leftOut';

/**
 * The whole run in one item: a sentence that says whether it goes out, and the cost, first. The figures are of what would
 * go out once nothing stops it and the sending hours allow it. Rows are counted as people count them, from 1.
 */
export function summarize(prepared: Prepared): IDataObject {
	const { readings, deliveries, options, safeguards } = prepared;
	const messages = readings.flatMap((reading) => (reading.kind === 'message' ? [reading] : []));
	const bills = messages
		.map((message) => billOf(message, goesOut))
		.filter(({ recipients }) => recipients > 0);
	const toSend = deliveries.filter(goesOut);
	const parts = total(bills, (bill) => bill.parts);
	const numbers = numbersLeftOut(readings);
	const rows = rowsLeftOut(readings);
	// What has to be put right first is not waited for.
	const sendableFrom = readings.some(isStopping)
		? undefined
		: sendableFromOf(deliveries.map(({ outcome }) => outcome));
	return {
		result: describeRun(prepared, { toSend, parts, leftOut: numbers.length + rows.length }),
		...costOf(parts, options),
		...(sendableFrom !== undefined && { sendableFrom }),
		parts,
		messages: toSend.length,
		recipients: new Set(toSend.map(({ msisdn }) => msisdn)).size,
		items: readings.length,
		requests: plan(toSend, options.recipientsPerRequest).length,
		duplicates: messages.flatMap(duplicatesIn).length,
		...(safeguards.sendEverythingTo !== undefined && { everythingGoesTo: safeguards.sendEverythingTo }),
		...(numbers.length > 0 && { leftOut: byReason(numbers) }),
		...(rows.length > 0 && { problems: byReason(rows) }),
		...extremesOf(bills, options),
		...wouldSave(bills, options),
	};
}

interface Figures {
	readonly toSend: readonly Delivery[];
	readonly parts: number;
	/** Rows and numbers that get nothing. */
	readonly leftOut: number;
}

/** Whether it goes out, what and when; where nothing does, why not, and what would otherwise. */
function describeRun(prepared: Prepared, { toSend, parts, leftOut }: Figures): string {
	const { options, safeguards, heldUntil } = prepared;
	const { cost, currency } = costOf(parts, options);
	const out = [
		`${count(toSend.length, 'message')} in ${count(parts, 'part')}${cost === undefined ? '' : ` for ${currency} ${cost}`}`,
		...(safeguards.sendEverythingTo === undefined ? [] : [`all of it to ${safeguards.sendEverythingTo}`]),
		...(heldUntil === undefined ? [] : [describeHeld(toSend, heldUntil)]),
	].join(', ');
	const nothing = describeNothingSent(prepared);
	if (nothing !== undefined) return toSend.length === 0 ? nothing : `${nothing}. Otherwise ${out}`;
	const sentence = toSend.length === 0 ? 'Nothing would be sent' : out;
	if (leftOut === 0) return sentence;
	return `${sentence}. ${leftOut === 1 ? '1 row or number gets' : `${leftOut} rows or numbers get`} nothing`;
}

/** The recipients of a message to whom an earlier one brings the same. */
function duplicatesIn({ recipients }: PlannedMessage): PlannedMessage['recipients'] {
	return recipients.filter(
		(recipient) => recipient.valid && recipient.isDuplicate && goesOut(recipient.delivery),
	);
}

/** The longest message that goes out, and the row that costs most. */
function extremesOf(bills: readonly Bill[], options: Options): IDataObject {
	const longest = greatest(bills, ({ message }) => message.characters);
	const dearest = greatest(bills, (bill) => bill.parts);
	return {
		...(longest && {
			longest: {
				row: longest.message.item + 1,
				encoding: longest.message.encoding,
				characters: longest.message.characters,
				parts: longest.message.parts,
			},
		}),
		...(dearest && {
			mostExpensive: {
				row: dearest.message.item + 1,
				recipients: dearest.recipients,
				parts: dearest.parts,
				...costOf(dearest.parts, options),
			},
		}),
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
