import type { IDataObject } from 'n8n-workflow';
import type { LeftOut } from '../../../../../delivery/outcome';
import { capitalize } from '../../../shared/words';
import type { ItemProblem } from '../message/messages';
import type { Addressed, PlannedMessage, PlannedRecipient } from '../plan/planMessage';

/** What became of one recipient, as an item shows it: nothing of anybody else, and nothing empty. */
export interface Entry extends IDataObject {
	/** As it is written in the item. */
	input: string;
	status: 'ready' | 'accepted' | 'refused' | 'unknown' | 'skipped' | 'notAttempted';
	/** MSISDN of whoever gets the message, or may have got it. */
	to?: string;
	/** The gateway's, where it gave one. */
	id?: string | number;
	code?: LeftOut['code'] | 'INVALID_RECIPIENT' | 'NOT_ALLOWED' | 'DUPLICATE_RECIPIENT' | 'INVALID_INPUT';
	reason?: string;
}

/** What became of each recipient of a message, in the order in which they are written. */
export function sentEntries({ recipients }: PlannedMessage): Entry[] {
	return recipients.map((recipient) => (recipient.valid ? sentEntry(recipient) : invalidEntry(recipient)));
}

function sentEntry(recipient: Addressed): Entry {
	const { input, delivery, isDuplicate } = recipient;
	const { outcome } = delivery;
	if (outcome.status === 'skipped') return leftOutEntry(input, outcome);
	const code = isDuplicate ? { code: 'DUPLICATE_RECIPIENT' as const } : {};
	if (outcome.status === 'accepted') {
		const id = outcome.id === undefined ? {} : { id: outcome.id };
		const reason = isDuplicate ? `Sent once, ${withRow(delivery.item)}` : rerouted('Sent', recipient);
		return { input, status: 'accepted', to: delivery.msisdn, ...id, ...code, ...(reason && { reason }) };
	}
	const to = outcome.status === 'unknown' && { to: delivery.msisdn };
	const reason =
		capitalize(outcome.reason) + (isDuplicate ? ` (it goes once, ${withRow(delivery.item)})` : '');
	return { input, status: outcome.status, ...to, ...code, reason };
}

/**
 * What would become of each recipient of a message.
 *
 * @param isKeptBack whether nothing of the run would be sent
 */
export function previewEntries(message: PlannedMessage, isKeptBack: boolean): Entry[] {
	if (isKeptBack) return sentEntries(message);
	const { recipients } = message;
	return recipients.map((recipient): Entry => {
		if (!recipient.valid) return invalidEntry(recipient);
		const { input, delivery, isDuplicate } = recipient;
		if (delivery.outcome.status === 'skipped') return leftOutEntry(input, delivery.outcome);
		const ready: Entry = { input, status: 'ready', to: delivery.msisdn };
		if (isDuplicate) {
			return { ...ready, code: 'DUPLICATE_RECIPIENT', reason: `Goes out once, ${withRow(delivery.item)}` };
		}
		const reason = rerouted('Goes', recipient);
		return reason === undefined ? ready : { ...ready, reason };
	});
}

/** Says of a message that goes to somebody else for whom it is. */
function rerouted(verb: string, { msisdn, delivery }: Addressed): string | undefined {
	if (delivery.msisdn === msisdn) return undefined;
	return `${verb} to ${delivery.msisdn} in place of ${msisdn}, as Send Everything To asks`;
}

function leftOutEntry(input: string, { code, reason }: LeftOut): Entry {
	return { input, status: 'skipped', code, reason: capitalize(reason) };
}

/** Why nothing goes to any recipient of an item that can't be sent. */
export function problemEntries({ recipients, error }: ItemProblem): Entry[] {
	return recipients.map((recipient) =>
		recipient.valid
			? { input: recipient.input, status: 'skipped', code: 'INVALID_INPUT', reason: error.message }
			: invalidEntry(recipient),
	);
}

/** The MSISDNs of those who get a message or may have got it, each once; '' where nobody does. */
export function toWhom(entries: readonly Entry[]): string {
	return [...new Set(entries.flatMap(({ to }) => to ?? []))].join(', ');
}

function invalidEntry({ input, code, reason }: Extract<PlannedRecipient, { valid: false }>): Entry {
	return { input, status: 'skipped', code: code ?? 'INVALID_RECIPIENT', reason };
}

/** Rows are counted as people count them, from 1. */
function withRow(item: number): string {
	return `with row ${item + 1}`;
}
