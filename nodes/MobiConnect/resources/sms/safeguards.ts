import { choice, flag, wholeNumber, type Given } from '../../shared/values';
import { readNumber, readNumbers } from './numberLists';
import type { Options } from './options';
import { readSendingHours, type SendingHoursChoice } from './sendingHours';

/** What keeps a mistake from going out, as the user set it, checked. */
export interface Safeguards {
	readonly allowEmptyFields: boolean;
	/** MSISDNs. */
	readonly doNotText: ReadonlySet<string>;
	readonly maxParts: number | undefined;
	readonly maxRecipients: number | undefined;
	readonly maxTotalParts: number | undefined;
	readonly sendDuplicates: boolean;
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
}

/** The most parts of one text: their number takes an octet (3GPP TS 23.040, 9.2.3.24.1). */
export const MAX_PARTS = 255;

/** More than any list, and still a number that people mean. */
const MAX_COUNT = 1_000_000_000;

/**
 * Reads the safeguards that hold for all rows alike; those that a row's own text is made of are read with the row.
 *
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readSafeguards(given: Given, { country, timeZone }: SafeguardContext): Safeguards {
	const limit = (name: string, label: string, most: number) =>
		given[name] === undefined
			? undefined
			: wholeNumber(given[name], { label, within: 'Safeguards', least: 1, most });
	const { doNotText, sendEverythingTo, sendingHours } = given;
	return {
		allowEmptyFields: flag(given['allowEmptyFields']),
		doNotText: readNumbers(doNotText, 'Do Not Text', country),
		maxParts: limit('maxParts', 'Max Parts', MAX_PARTS),
		maxRecipients: limit('maxRecipients', 'Max Recipients', MAX_COUNT),
		maxTotalParts: limit('maxTotalParts', 'Max Parts in All', MAX_COUNT),
		sendDuplicates: flag(given['sendDuplicates']),
		sendEverythingTo:
			sendEverythingTo === undefined
				? undefined
				: readNumber(sendEverythingTo, 'Send Everything To', country),
		sendingHours: sendingHours === undefined ? undefined : readSendingHours(sendingHours, timeZone),
		unsendableRows: choice(given['unsendableRows'] ?? 'stop', "If a Row Can't Be Sent", ['stop', 'skip']),
	};
}
