import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readRecipients, type InvalidRecipient, type Recipient } from '../../../../sms/recipients';
import { asInputError, describe, InputError } from '../../shared/inputError';
import { readOptions, type Options } from './options';
import { describeGap, refuseGap, type Reading } from '../../shared/gaps';
import { parameter, type Parameter } from '../../shared/parameters';
import { messageOf, refuseTooLong, smsText, type SmsText } from './messageText';

/** What one input item asks for, checked. */
export interface ItemMessage extends SmsText {
	readonly kind: 'message';
	readonly item: number;
	readonly sourceId: number;
	/** As they are written, in order; invalid ones only where they are left out and the rest is sent. */
	readonly recipients: readonly Recipient[];
	readonly options: Options;
	/** What it is about: a number gets a text for it once. */
	readonly onceKey?: string;
}

/** An input item that can't be sent, with as much as is known of it. */
export interface ItemProblem {
	readonly kind: 'problem';
	readonly item: number;
	readonly error: InputError;
	readonly recipients: readonly Recipient[];
	readonly sourceId: number | undefined;
	readonly text: SmsText | undefined;
}

/**
 * Reads and checks every input item before anything is sent. An expression that fails is the item's problem like any
 * other bad input.
 */
export function readMessages(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Array<ItemMessage | ItemProblem> {
	const fields = {
		recipients: parameter(context, items, { path: 'recipients', label: 'Recipients', fallback: '' }),
		message: parameter(context, items, { path: 'message', label: 'Message', fallback: '' }),
		sourceId: parameter(context, items, { path: 'sourceId', label: 'Source ID', fallback: 0 }),
		options: parameter(context, items, { path: 'options', label: 'Options', fallback: {} }),
		onceKey: parameter(context, items, { path: 'safeguards.onceKey', label: 'Once Key', fallback: null }),
	};
	const textOf = memoizeLast(smsText);
	const optionsOf = memoizeLast((given: unknown) => readOptions(isObject(given) ? { ...given } : {}));
	return items.map((_, item) => readMessage(fields, item, textOf, optionsOf));
}

type Fields = Readonly<Record<'recipients' | 'message' | 'sourceId' | 'options' | 'onceKey', Parameter>>;

function readMessage(
	fields: Fields,
	item: number,
	textOf: typeof smsText,
	optionsOf: (given: unknown) => Options,
): ItemMessage | ItemProblem {
	let recipients: readonly Recipient[] = [];
	let sourceId: number | undefined;
	let text: SmsText | undefined;
	try {
		const options = optionsOf(fields.options.readAt(item).value);
		recipients = recipientsOf(fields.recipients.readAt(item), options);
		sourceId = sourceIdOf(fields.sourceId.readAt(item));
		text = messageOf(fields.message.readAt(item), options, textOf);
		const [invalid, ...others] = recipients.filter((recipient) => !recipient.valid);
		if (invalid && options.invalidRecipients === 'stop') throw invalidRecipient(invalid, others.length);
		refuseTooLong(text, options.maxParts);
		const onceKey = fields.onceKey.isGiven ? onceKeyOf(fields.onceKey.readAt(item)) : undefined;
		return {
			kind: 'message',
			item,
			sourceId,
			recipients,
			options,
			...text,
			...(onceKey !== undefined && { onceKey }),
		};
	} catch (error) {
		return { kind: 'problem', item, recipients, sourceId, text, error: asInputError(error) };
	}
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** The recipients that are written. A blank among numbers is nobody; what is no number may be so because of a gap. */
function recipientsOf({ value, gaps }: Reading, options: Options): readonly Recipient[] {
	const recipients = readRecipients(value, options.defaultCountry);
	const [gap] = gaps;
	if (recipients.length === 0) {
		return [{ valid: false, input: '', reason: gap ? describeGap(gap) : 'No number given' }];
	}
	if (!gap) return recipients;
	return recipients.map((recipient) =>
		recipient.valid ? recipient : { ...recipient, reason: `${recipient.reason} (${describeGap(gap)})` },
	);
}

function invalidRecipient({ input, reason }: InvalidRecipient, otherCount: number): InputError {
	const others = otherCount > 0 ? ` (and ${otherCount} more in this item)` : '';
	if (input === '') {
		return new InputError(
			`Recipients: ${reason}`,
			'Fill the field in, or set Invalid Recipients to Skip in Options to leave such items out.',
		);
	}
	return new InputError(
		`Recipients: "${input}" is not a number that can receive an SMS: ${reason}${others}`,
		'Correct the number, or set Invalid Recipients to Skip in Options to leave such numbers out and send the rest.',
	);
}

function sourceIdOf({ value, gaps }: Reading): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number;
	refuseGap('Source ID', gaps);
	throw new InputError(
		`Source ID "${describe(value)}" is not a positive whole number`,
		'Enter the number that MobiConnect gave to your sender name (not the name itself).',
	);
}

function onceKeyOf({ value, gaps }: Reading): string {
	refuseGap('Once Key', gaps);
	const key = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (key !== '') return key;
	throw new InputError(
		`Once Key "${describe(value)}" is not a text or a number`,
		'Name the field that tells one message from another, such as {{ $json.orderId }}, or remove Once Key from Safeguards.',
	);
}

/** Remembers the last call: most runs say the same thing to everybody. */
function memoizeLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
	let last: { readonly args: A; readonly result: R } | undefined;
	return (...args) => {
		if (!last || args.some((arg, index) => arg !== last?.args[index]))
			last = { args, result: compute(...args) };
		return last.result;
	};
}
