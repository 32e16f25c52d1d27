import type { IExecuteFunctions } from 'n8n-workflow';
import {
	readRecipients,
	type InvalidRecipient,
	type Recipient,
	type ValidRecipient,
} from '../../../../../sms/recipients';
import { describeGap, refuseGap, type Reading } from '../../../shared/parameters/gaps';
import { asInputError, describe, InputError, readOnce, SettingError } from '../../../shared/inputError';
import { memoizeLast } from '../../../shared/memoizeLast';
import { isFixed, parameter, type Parameter } from '../../../shared/parameters/parameters';
import { uncapitalize } from '../../../shared/words';
import { refuseTooLong, smsText, type SmsText } from './messageText';
import { withOptOut } from './optOut';
import { linkedText, type Link } from './link';
import type { Options } from '../settings/options';
import type { SafeguardContext, Safeguards } from '../settings/safeguards';
import { withToolInput } from './toolInput';
import { writtenText } from './writtenText';
import { settingsReader, type SettingsReader } from '../settings/settings';

/** A recipient as an item names it, or why it gets nothing. */
export type ItemRecipient = ValidRecipient | (InvalidRecipient & { readonly code?: 'NOT_ALLOWED' });

/** What one input item asks for, checked. */
export interface ItemMessage extends SmsText {
	readonly kind: 'message';
	readonly item: number;
	readonly sourceId: number;
	/** As they are written, in order; invalid ones only where they are left out and the rest is sent. */
	readonly recipients: readonly ItemRecipient[];
	readonly options: Options;
	readonly safeguards: Safeguards;
	/** What it is about: a number gets a text for it once. */
	readonly onceKey?: string;
	/** The whole text, where it was cut to make room for a link. */
	readonly uncut?: string;
}

/** An input item that can't be sent, with as much as is known of it. */
export interface ItemProblem {
	readonly kind: 'problem';
	readonly item: number;
	readonly error: InputError;
	/** Whether it stops the run, or is left out of it. */
	readonly handling: Safeguards['unsendableRows'];
	readonly recipients: readonly ItemRecipient[];
	readonly sourceId: number | undefined;
	readonly text: SmsText | undefined;
}

/** Whether it keeps Send from sending anything. */
export function isStopping<T extends { readonly kind: 'message' }>(
	reading: T | ItemProblem,
): reading is ItemProblem {
	return reading.kind === 'problem' && reading.handling === 'stop';
}

/** What a run brings along that its items don't say. */
export interface RunContext extends Omit<SafeguardContext, 'country'> {
	/** Put at the end of each message. */
	readonly link?: Link;
}

/**
 * Reads and checks every input item before anything is sent. An expression that fails is the item's problem like any
 * other bad input.
 */
export function readMessages(context: IExecuteFunctions, run: RunContext): Array<ItemMessage | ItemProblem> {
	const items = context.getInputData();
	const sourceId = parameter(context, items, { path: 'sourceId', label: SOURCE_ID, fallback: '' });
	const sourceIdAt = (item: number) => sourceIdOf(sourceId.readAt(item));
	const reader: Reader = {
		fields: {
			recipients: parameter(context, items, { path: 'recipients', label: 'Recipients', fallback: '' }),
			message: parameter(context, items, { path: 'message', label: 'Message', fallback: '' }),
		},
		hasFixedRecipients: isFixed(context, 'recipients'),
		sourceIdAt: isFixed(context, 'sourceId') ? readOnce(sourceIdAt) : sourceIdAt,
		settings: settingsReader(context, items, run),
		toolInputIn: (reading, item) =>
			withToolInput(reading, (expression) => context.evaluateExpression(expression, item)),
		textOf: memoizeLast(smsText),
		link: run.link,
	};
	return items.map((_, item) => readMessage(reader, item));
}

interface Reader {
	readonly fields: Readonly<Record<'recipients' | 'message', Parameter>>;
	readonly sourceIdAt: (item: number) => number;
	/** Whether all rows have the same recipients, written in the node. */
	readonly hasFixedRecipients: boolean;
	readonly settings: SettingsReader;
	readonly toolInputIn: (reading: Reading, item: number) => Reading;
	readonly textOf: typeof smsText;
	readonly link: Link | undefined;
}

function readMessage(
	{ fields, sourceIdAt, hasFixedRecipients, settings, toolInputIn, textOf, link }: Reader,
	item: number,
): ItemMessage | ItemProblem {
	let handling: Safeguards['unsendableRows'] = 'stop';
	let recipients: readonly ItemRecipient[] = [];
	let sourceId: number | undefined;
	let text: SmsText | undefined;
	try {
		const { options, safeguards } = settings.at(item);
		handling = safeguards.unsendableRows;
		recipients = recipientsOf(fields.recipients.readAt(item), options, safeguards);
		sourceId = sourceIdAt(item);
		const written = writtenText(toolInputIn(fields.message.readAt(item), item), safeguards);
		const optOutText = settings.optOutTextAt(item);
		const whole = optOutText === undefined ? written : withOptOut(written, optOutText);
		const linked = link === undefined ? undefined : linkedText(whole, link, { options, safeguards });
		text = linked?.message ?? textOf(whole, options);
		const [invalid, ...others] = recipients.filter((recipient) => !recipient.valid);
		if (invalid && handling === 'stop') {
			const error = invalidRecipient(invalid, others.length);
			throw hasFixedRecipients ? new SettingError(error.message, error.hint) : error;
		}
		refuseTooLong(text, safeguards.maxParts);
		const onceKey = settings.onceKeyAt(item);
		return {
			kind: 'message',
			item,
			sourceId,
			recipients,
			options,
			safeguards,
			...text,
			...(onceKey !== undefined && { onceKey }),
			...(linked?.uncut !== undefined && { uncut: linked.uncut }),
		};
	} catch (thrown) {
		const error = asInputError(thrown);
		if (error instanceof SettingError) handling = 'stop';
		return { kind: 'problem', item, handling, recipients, sourceId, text, error };
	}
}

function recipientsOf(
	reading: Reading,
	options: Options,
	{ allowed, sendEverythingTo }: Safeguards,
): readonly ItemRecipient[] {
	const recipients = writtenRecipients(reading, options);
	if (allowed === undefined || sendEverythingTo !== undefined) return recipients;
	return recipients.map((recipient) =>
		recipient.valid && !allowed.has(recipient.msisdn)
			? { valid: false, input: recipient.input, code: 'NOT_ALLOWED', reason: NOT_ALLOWED }
			: recipient,
	);
}

/** The recipients that are written. A blank among numbers is nobody; what is no number may be so because of a gap. */
function writtenRecipients({ value, gaps }: Reading, { defaultCountry }: Options): readonly Recipient[] {
	const recipients = readRecipients(value, defaultCountry);
	const [gap] = gaps;
	if (recipients.length === 0) {
		return [{ valid: false, input: '', reason: gap ? describeGap(gap) : 'No number given' }];
	}
	if (!gap) return recipients;
	return recipients.map((recipient) =>
		recipient.valid ? recipient : { ...recipient, reason: `${recipient.reason} (${describeGap(gap)})` },
	);
}

const NOT_ALLOWED = 'Not one of "Only These Numbers", which the credential allows';

function invalidRecipient(
	{ input, code, reason }: Exclude<ItemRecipient, { valid: true }>,
	otherCount: number,
): InputError {
	const others = otherCount > 0 ? ` (and ${otherCount} more in this item)` : '';
	const rest =
		'set "If a Row Can\'t Be Sent" in "Safeguards" to "Leave It Out": such a row is no error then, and everything else goes out.';
	const own = [`"${input}"`, ...(others === '' ? [] : [others])];
	if (input === '') return new InputError(`Recipients: ${reason}`, `Fill the field in, or ${rest}`);
	return code === 'NOT_ALLOWED'
		? new InputError(
				`Recipients: "${input}" may not be texted: ${uncapitalize(reason)}${others}`,
				`Add the number to the credential, empty "Only These Numbers" there to text anybody, or ${rest}`,
				own,
			)
		: new InputError(
				`Recipients: "${input}" is not a number that can receive an SMS: ${uncapitalize(reason)}${others}`,
				`Correct the number, or ${rest}`,
				own,
			);
}

const SOURCE_ID = 'Sender (Source ID)';

function sourceIdOf({ value, gaps }: Reading): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number;
	refuseGap(SOURCE_ID, gaps);
	throw new InputError(
		`${SOURCE_ID} "${describe(value)}" is not a positive whole number`,
		'Enter the number that MobiConnect gave to your sender name (not the name itself).',
		[`"${describe(value)}"`],
	);
}
