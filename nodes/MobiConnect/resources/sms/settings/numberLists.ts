import { HOME_COUNTRY, readRecipients } from '../../../../../sms/recipients';
import { describe, InputError } from '../../../shared/inputError';
import type { Options } from './options';
import { uncapitalize } from '../../../shared/words';

type Country = Options['defaultCountry'];

/**
 * The MSISDNs of a list of numbers that a rule is made of. Entries that are blank are nothing; one that can't be read
 * stops everything, since nobody knows for whom it stands.
 *
 * @param label the list, as the editor calls it
 * @throws {InputError} naming an entry that is no number, or a list in which there is none
 */
export function readNumbers(value: unknown, label: string, country: Country): ReadonlySet<string> {
	const recipients = readRecipients(value, country);
	for (const recipient of recipients) {
		if (!recipient.valid) {
			throw new InputError(
				`${label}: "${recipient.input}" can't be read as a number: ${uncapitalize(recipient.reason)}`,
				recipient.input === '[object]'
					? "Name the column that holds the numbers, such as $('Opt-outs').all().map(row => row.json.phone)."
					: `Correct it, or take it out of "${label}".`,
			);
		}
	}
	// An empty sheet gives one empty row; several can only be rows of another column.
	if (recipients.length === 0 && Array.isArray(value) && value.length > 1) {
		throw new InputError(
			`${label}: there is no number in its ${value.length} entries`,
			'Check the name of the column that holds the numbers.',
		);
	}
	return new Set(recipients.flatMap((recipient) => (recipient.valid ? [recipient.msisdn] : [])));
}

/**
 * The MSISDN of a field that holds one number.
 *
 * @throws {InputError} for no number, and for several
 */
export function readNumber(value: unknown, label: string, country: Country): string {
	const [number, ...others] = readNumbers(value, label, country);
	if (number !== undefined && others.length === 0) return number;
	throw new InputError(
		number === undefined ? `${label} holds no number` : `${label} holds ${others.length + 1} numbers`,
		`Enter one number in "${label}", or remove it from "Safeguards".`,
	);
}

/**
 * The only MSISDNs that a credential allows; undefined where it allows all.
 *
 * @throws {InputError} for a field that is filled in and holds no number, or anything that is none
 */
export function allowedNumbers(value: unknown): ReadonlySet<string> | undefined {
	// An expression that finds nothing gives undefined; a field that nobody filled in is ''.
	if (value === '') return undefined;
	const numbers = readNumbers(value, ONLY_THESE_NUMBERS, HOME_COUNTRY);
	if (numbers.size > 0) return numbers;
	throw new InputError(
		`${ONLY_THESE_NUMBERS} "${describe(value)}" holds no number`,
		'Enter numbers there, or empty it to text anybody.',
	);
}

const ONLY_THESE_NUMBERS = 'Only These Numbers in the credential';
