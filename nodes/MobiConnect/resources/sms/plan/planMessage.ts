import type { Deliveries } from '../../../../../delivery/deliveries';
import type { Delivery } from '../../../../../delivery/delivery';
import type { LeftOut } from '../../../../../delivery/outcome';
import type { ValidRecipient } from '../../../../../sms/recipients';
import { measure } from '../../../../../sms/text';
import { nameFirst } from '../../../shared/words';
import type { ItemMessage, ItemRecipient } from '../message/messages';

/** A message whose recipients carry what becomes of them. */
export interface PlannedMessage extends Omit<ItemMessage, 'recipients'> {
	readonly recipients: readonly PlannedRecipient[];
}

/** A recipient and its delivery, which goes to another number where everything does. */
export interface Addressed extends ValidRecipient {
	readonly delivery: Delivery;
	/** Whether the same message goes to the number once, and something before asked for it already. */
	readonly isDuplicate: boolean;
}

export type PlannedRecipient = Addressed | Extract<ItemRecipient, { valid: false }>;

/**
 * Plans to whom a message goes within the sending hours: each recipient gets a delivery, which is left out where a
 * safeguard says so.
 */
export function planMessage(message: ItemMessage, deliveries: Deliveries): PlannedMessage {
	const { item, recipients, safeguards } = message;
	const leftOut = ({ msisdn }: ValidRecipient): LeftOut | undefined => {
		if (safeguards.doNotText.has(msisdn)) return DO_NOT_TEXT;
		return safeguards.sendNothing ? EVALUATION : undefined;
	};
	const { content, to } = addressed(message, (recipient) => leftOut(recipient) === undefined);
	let rerouted: ReturnType<Deliveries['add']> | undefined;
	const add = (recipient: ValidRecipient): Addressed => {
		const why = leftOut(recipient);
		if (why || to === undefined) {
			const added = deliveries.add(item, recipient.msisdn, content);
			if (why) added.delivery.leaveOut(why);
			return { ...recipient, ...added };
		}
		rerouted ??= deliveries.add(item, to, content);
		return { ...recipient, ...rerouted };
	};
	return {
		...content,
		recipients: recipients.map((recipient) => (recipient.valid ? add(recipient) : recipient)),
	};
}

const DO_NOT_TEXT: LeftOut = {
	status: 'skipped',
	code: 'DO_NOT_TEXT',
	reason: 'on the list of Do Not Text',
};

const EVALUATION: LeftOut = {
	status: 'skipped',
	code: 'EVALUATION',
	reason: 'an evaluation texts nobody, unless "Send in Evaluations" in "Safeguards" says so',
};

/** Recipients whom a rerouted message names before it counts the rest. */
const MAX_NAMED = 2;

/**
 * A message as it goes out, and the number that gets it in place of its recipients: then it says for whom it was, and
 * uses up nobody's once key.
 */
function addressed(
	message: ItemMessage,
	isWanted: (recipient: ValidRecipient) => boolean,
): { readonly content: ItemMessage; readonly to: string | undefined } {
	const { sendEverythingTo: to } = message.safeguards;
	if (to === undefined) return { content: message, to };
	const wanted = message.recipients.flatMap((recipient) =>
		recipient.valid && isWanted(recipient) ? [recipient.msisdn] : [],
	);
	const names = nameFirst(wanted, MAX_NAMED);
	const { kind, item, sourceId, recipients, options, safeguards, replaced, uncut } = message;
	const text = names === '' ? message.text : `For ${names}: ${message.text}`;
	return {
		content: {
			...{ kind, item, sourceId, recipients, options, safeguards, text, ...measure(text), replaced },
			...(uncut !== undefined && { uncut }),
		},
		to,
	};
}
