import { MAX_PARTS } from '../../../../../sms/text';
import { InputError } from '../../../shared/inputError';
import { choice, flag, wholeNumber, type Given } from '../../../shared/values';
import { allowedNumbers, readNumber, readNumbers } from './numberLists';
import type { Options } from './options';
import { readSendingHours, type SendingHoursChoice } from './sendingHours';

/** What keeps a mistake from going out, as the user set it, checked. */
export interface Safeguards {
	readonly allowEmptyFields: boolean;
	/** The only MSISDNs that the credential allows; undefined where it allows all. */
	readonly allowed: ReadonlySet<string> | undefined;
	/** MSISDNs. */
	readonly doNotText: ReadonlySet<string>;
	readonly maxParts: number | undefined;
	readonly maxRecipients: number | undefined;
	readonly maxTotalParts: number | undefined;
	readonly sendDuplicates: boolean;
	/** Whether nothing is to go out, since n8n only evaluates the workflow. */
	readonly sendNothing: boolean;
	/** MSISDN of who gets every message while somebody builds. */
	readonly sendEverythingTo: string | undefined;
	readonly sendingHours: SendingHoursChoice | undefined;
	readonly unsendableRows: 'stop' | 'skip';
}

/** What safeguards of a row are read with. */
export interface SafeguardContext {
	readonly country: Options['defaultCountry'];
	/** IANA name of the workflow's time zone. */
	readonly timeZone: string;
	/** The field of the credential; '' where there is no credential. */
	readonly onlyTheseNumbers: unknown;
	/** Whether n8n runs the workflow to evaluate it. */
	readonly isEvaluation: boolean;
}

/** More than any list, and still a number that people mean. */
const MAX_COUNT = 1_000_000_000;

/**
 * Reads the safeguards that hold for all rows alike; those that a row's own text is made of are read with the row.
 *
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readSafeguards(given: Given, context: SafeguardContext): Safeguards {
	// One that was added and whose expression finds nothing must not be as if it had not been added.
	const read = <T>(name: string, reader: (value: unknown) => T): T | undefined =>
		name in given ? reader(given[name]) : undefined;
	const limit = (name: string, label: string, most: number) =>
		read(name, (value) => wholeNumber(value, { label, within: 'Safeguards', least: 1, most }));
	const allowed = allowedNumbers(context.onlyTheseNumbers);
	const doNotText = read('doNotText', (value) => listIn(value, context)) ?? new Set();
	return {
		allowEmptyFields: flag(given['allowEmptyFields']),
		allowed,
		doNotText,
		maxParts: limit('maxParts', 'Longest Message in Parts', MAX_PARTS),
		maxRecipients: limit('maxRecipients', 'Most Recipients in a Run', MAX_COUNT),
		maxTotalParts: limit('maxTotalParts', 'Most Parts in a Run', MAX_COUNT),
		sendDuplicates: flag(given['sendDuplicates']),
		sendNothing: context.isEvaluation && !flag(given['sendInEvaluations']),
		sendEverythingTo: read('sendEverythingTo', (value) => testNumber(value, context, { allowed, doNotText })),
		sendingHours: read('sendingHours', (value) => readSendingHours(value, context.timeZone)),
		unsendableRows: choice(given['unsendableRows'] ?? 'stop', "If a Row Can't Be Sent", ['stop', 'skip']),
	};
}

/** A list may be empty. A text without a number says of nobody that they said stop. */
function listIn(value: unknown, { country }: SafeguardContext): ReadonlySet<string> {
	const numbers = readNumbers(value, DO_NOT_TEXT, country);
	if (numbers.size > 0 || Array.isArray(value)) return numbers;
	throw new InputError(
		`${DO_NOT_TEXT} holds no number`,
		`Enter numbers, or name a list, which may be empty; or remove "${DO_NOT_TEXT}" from "Safeguards".`,
	);
}

const DO_NOT_TEXT = 'Do Not Text';

function testNumber(
	value: unknown,
	{ country }: SafeguardContext,
	{ allowed, doNotText }: Pick<Safeguards, 'allowed' | 'doNotText'>,
): string {
	const number = readNumber(value, 'Send Everything To', country);
	if (doNotText.has(number)) {
		throw new InputError(
			`Send Everything To: "${number}" is on the list of "${DO_NOT_TEXT}"`,
			'Enter another number, or take this one off the list.',
		);
	}
	if (allowed === undefined || allowed.has(number)) return number;
	throw new InputError(
		`Send Everything To: "${number}" may not be texted: not one of "Only These Numbers", which the credential allows`,
		'Enter one of those numbers, or add this one to the credential.',
	);
}
