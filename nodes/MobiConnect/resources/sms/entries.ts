import type { IDataObject } from 'n8n-workflow';
import { capitalize } from '../../shared/words';
import type { ItemProblem } from './messages';
import type { PlannedMessage, PlannedRecipient } from './prepare';

/** What became of one recipient, as an item shows it: nothing of anybody else, and nothing empty. */
export interface Entry extends IDataObject {
	/** As it is written in the item. */
	input: string;
	status: 'ready' | 'accepted' | 'refused' | 'unknown' | 'skipped' | 'notAttempted';
	/** MSISDN of whoever gets the message, or may have got it. */
	to?: string;
	/** The gateway's, where it gave one. */
	id?: string | number;
	code?: 'INVALID_RECIPIENT' | 'DUPLICATE_RECIPIENT' | 'INVALID_INPUT' | 'ALREADY_SENT';
	reason?: string;
}

/** What became of each recipient of a message, in the order in which they are written. */
export function sentEntries({ recipients }: PlannedMessage): Entry[] {
	return recipients.map((recipient): Entry => {
		if (!recipient.valid) return invalidEntry(recipient);
		const { input, msisdn, delivery, isDuplicate } = recipient;
		const { outcome } = delivery;
		const code = codeOf(recipient);
		if (outcome.status === 'accepted') {
			const id = outcome.id === undefined ? {} : { id: outcome.id };
			const reason = isDuplicate && { reason: `Sent once, ${withRow(delivery.item)}` };
			return { input, status: 'accepted', to: msisdn, ...id, ...code, ...reason };
		}
		const to = outcome.status === 'unknown' && { to: msisdn };
		const reason =
			capitalize(outcome.reason) + (isDuplicate ? ` (it goes once, ${withRow(delivery.item)})` : '');
		return { input, status: outcome.status, ...to, ...code, reason };
	});
}

/** What would become of each recipient of a message. */
export function previewEntries({ recipients }: PlannedMessage): Entry[] {
	return recipients.map((recipient): Entry => {
		if (!recipient.valid) return invalidEntry(recipient);
		const { input, msisdn, delivery, isDuplicate } = recipient;
		const ready: Entry = { input, status: 'ready', to: msisdn };
		if (!isDuplicate) return ready;
		return { ...ready, code: 'DUPLICATE_RECIPIENT', reason: `Goes out once, ${withRow(delivery.item)}` };
	});
}

/** Why nothing goes to any recipient of an item that can't be sent. */
export function problemEntries({ recipients, error }: ItemProblem): Entry[] {
	return recipients.map((recipient) =>
		recipient.valid
			? { input: recipient.input, status: 'skipped', code: 'INVALID_INPUT', reason: error.message }
			: invalidEntry(recipient),
	);
}

function codeOf({ isDuplicate, delivery }: Extract<PlannedRecipient, { valid: true }>): Pick<Entry, 'code'> {
	if (isDuplicate) return { code: 'DUPLICATE_RECIPIENT' };
	return delivery.outcome.status === 'skipped' ? { code: delivery.outcome.code } : {};
}

/** The MSISDNs of those who get a message or may have got it, each once; '' where nobody does. */
export function toWhom(entries: readonly Entry[]): string {
	return [...new Set(entries.flatMap(({ to }) => to ?? []))].join(', ');
}

function invalidEntry({ input, reason }: Extract<PlannedRecipient, { valid: false }>): Entry {
	return { input, status: 'skipped', code: 'INVALID_RECIPIENT', reason };
}

/** Rows are counted as people count them, from 1. */
function withRow(item: number): string {
	return `with row ${item + 1}`;
}
