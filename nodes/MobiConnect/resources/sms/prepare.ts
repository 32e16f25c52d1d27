import type { IExecuteFunctions } from 'n8n-workflow';
import { Deliveries } from '../../../../delivery/deliveries';
import type { Delivery } from '../../../../delivery/delivery';
import type { Request } from '../../../../delivery/record';
import type { InvalidRecipient, ValidRecipient } from '../../../../sms/recipients';
import { readMessages, type ItemMessage, type ItemProblem } from './messages';
import { DEFAULTS, readOptions, type Options } from './options';

/** Everything that a run would send, before anything is: what Preview shows, and what Send then does. */
export interface Prepared {
	/** One per input item, in order. */
	readonly readings: ReadonlyArray<PlannedMessage | ItemProblem>;
	readonly deliveries: readonly Delivery[];
	/** Everybody whom an item asks to text, duplicates too. */
	readonly requests: readonly Request[];
	/** Those of the first message that can be sent, for what concerns the run as a whole. */
	readonly options: Options;
}

/** A message whose recipients carry what becomes of them. */
export interface PlannedMessage extends Omit<ItemMessage, 'recipients'> {
	readonly recipients: readonly PlannedRecipient[];
}

/** `isDuplicate` where the same message goes to the number once, and something before asked for it already. */
export type PlannedRecipient =
	| (ValidRecipient & { readonly delivery: Delivery; readonly isDuplicate: boolean })
	| InvalidRecipient;

/** Reads every input item, and plans what is to be delivered. Sends nothing. */
export function prepare(context: IExecuteFunctions): Prepared {
	const readings = readMessages(context, context.getInputData());
	const options = readings.find((reading) => reading.kind === 'message')?.options ?? readOptions(DEFAULTS);
	const deliveries = new Deliveries(options.sendDuplicates);
	const planned = ({ recipients, ...message }: ItemMessage): PlannedMessage => ({
		...message,
		recipients: recipients.map((recipient) =>
			recipient.valid
				? { ...recipient, ...deliveries.add(message.item, recipient.msisdn, message) }
				: recipient,
		),
	});
	return {
		readings: readings.map((reading) => (reading.kind === 'problem' ? reading : planned(reading))),
		deliveries: deliveries.all,
		requests: deliveries.requests,
		options,
	};
}
