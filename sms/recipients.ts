import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
} from 'libphonenumber-js/mobile';

/** A recipient as an MSISDN (ITU-T E.164 digits, no plus sign), beside what was written; or why it is none. */
export type Recipient = ValidRecipient | InvalidRecipient;

export interface ValidRecipient {
	readonly valid: true;
	readonly input: string;
	readonly msisdn: string;
}

export interface InvalidRecipient {
	readonly valid: false;
	readonly input: string;
	readonly reason: string;
}

/** The country of numbers written without a country code. */
export const HOME_COUNTRY = 'KE';

/** The two-letter code (ISO 3166-1) of a country that has numbers, whatever its case; undefined for anything else. */
export function countryCode(value: unknown): CountryCode | undefined {
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	return isSupportedCountry(code) ? code : undefined;
}

/** How deep a list of lists is read. */
const DEEPEST_LIST = 3;

/**
 * Reads recipients in whatever form people keep them: one number; many separated by commas, semicolons, new lines or
 * spaces between whole numbers; a number that a spreadsheet made of them; or a list of any of these. Never throws.
 *
 * @param country whose numbers are written without a country code
 */
export function readRecipients(value: unknown, country: CountryCode = HOME_COUNTRY, depth = 0): Recipient[] {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value) && depth < DEEPEST_LIST) {
		return value.flatMap((entry: unknown) => readRecipients(entry, country, depth + 1));
	}
	if (typeof value === 'string') return readText(value, country, depth);
	if (
		(typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
		(typeof value === 'bigint' && value >= 0)
	) {
		return readText(String(value), country, depth);
	}
	const input = typeof value === 'number' || typeof value === 'boolean' ? String(value) : `[${typeof value}]`;
	return [
		{
			valid: false,
			input,
			reason: `Not a phone number but ${typeof value === 'number' ? 'a quantity' : `a value of type ${typeof value}`}`,
		},
	];
}

function readText(text: string, country: CountryCode, depth: number): Recipient[] {
	const list = jsonList(text);
	if (list) return readRecipients(list, country, depth + 1);
	return text
		.split(SEPARATORS)
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '')
		.flatMap((piece) => readPiece(piece, country));
}

/** A list written as JSON: what an AI agent makes of an array where a text is asked for. */
function jsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined;
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/**
 * A plus sign after a space begins a new number; any other space may stand inside one. Only the first of several spaces
 * is tried, or a long run of them would take time by its square.
 */
const SEPARATORS = /[,;\n\r\u2028\u2029]+|(?<!\s)\s+(?=\+)/;

/** The fewest digits of what counts as a whole number by itself. */
const WHOLE_NUMBER_DIGITS = 7;

/** The longest spelling of one number, in characters: a text much longer than that isn't searched for numbers. */
const LONGEST_NUMBER = 40;

function readPiece(piece: string, country: CountryCode): Recipient[] {
	const whole = readOne(piece, country);
	const words = piece.split(/\s+/);
	if (whole.valid || words.length === 1) return [whole];
	const eachWhole = words.every((word) => word.replaceAll(/\D/g, '').length >= WHOLE_NUMBER_DIGITS);
	if (eachWhole) return words.map((word) => readOne(word, country));
	return spacedNumbers(words, country) ?? [whole];
}

/** `0712 345 678 0722 345 678`: words that make valid numbers from the first to the last, or nothing at all. */
function spacedNumbers(words: readonly string[], country: CountryCode): Recipient[] | undefined {
	const numbers: Recipient[] = [];
	let from = 0;
	for (let to = 1; to <= words.length; to++) {
		const piece = words.slice(from, to).join(' ');
		if (piece.length > LONGEST_NUMBER) return undefined;
		const number = readOne(piece, country);
		if (!number.valid) continue;
		numbers.push(number);
		from = to;
	}
	return from === words.length ? numbers : undefined;
}

function readOne(input: string, country: CountryCode): Recipient {
	const text = asWritten(input);
	if (text === undefined) {
		return {
			valid: false,
			input,
			reason: 'A spreadsheet has rounded this number; format the column as text',
		};
	}
	const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
	if (number?.ext) return { valid: false, input, reason: 'An extension cannot receive an SMS' };
	if (number?.isValid()) return { valid: true, input, msisdn: number.number.slice(1) };
	const home = !text.startsWith('+') || text.startsWith(`+${getCountryCallingCode(country)}`);
	return {
		valid: false,
		input,
		reason: whyNot(text, number?.country ?? (home ? country : undefined), country),
	};
}

function whyNot(text: string, ofCountry: CountryCode | undefined, country: CountryCode): string {
	switch (validatePhoneNumberLength(text, country)) {
		case 'NOT_A_NUMBER':
			return 'Not a phone number';
		case 'INVALID_COUNTRY':
			return 'No country has this country code';
		case 'TOO_SHORT':
			return `Too short for ${numberOf(ofCountry)}`;
		case 'TOO_LONG':
			return `Too long for ${numberOf(ofCountry)}${text.startsWith('+') ? '' : ABROAD}`;
		default:
			return `Not ${mobileNumberOf(ofCountry)}`;
	}
}

const ABROAD = '; write a number of another country with + and its country code';

function numberOf(country: CountryCode | undefined): string {
	return country === HOME_COUNTRY ? 'a Kenyan number' : `a number of ${nameOf(country)}`;
}

function mobileNumberOf(country: CountryCode | undefined): string {
	return country === HOME_COUNTRY ? 'a Kenyan mobile number' : `a mobile number of ${nameOf(country)}`;
}

function nameOf(country: CountryCode | undefined): string {
	if (country === undefined) return 'that country';
	return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country;
}

/** Fewer significant digits than this and a spreadsheet may have rounded: it shows six of `2.54712E+11`. */
const UNROUNDED_DIGITS = 7;

/** Marks of writing direction and spaces of no width, which come along when a number is copied. */
const INVISIBLE = /[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * The number that was meant by what a spreadsheet or a person wrote: `7.12345678E8`, `712345678.0`, `'0712345678`,
 * `00254712345678`. Undefined where digits were lost on the way and any guess would text a stranger.
 */
function asWritten(input: string): string | undefined {
	const text = input
		.replace(INVISIBLE, '')
		.replace(/^['"`]+|(?<!['"`])['"`]+$/g, '')
		.replace(/^tel:/i, '');
	const scientific = /^\+?(\d+)(?:\.(\d*))?e\+?(\d{1,2})$/i.exec(text);
	if (scientific) {
		const [, whole = '', fraction = '', exponent = ''] = scientific;
		const zeros = Number(exponent) - fraction.length;
		if (whole.length + fraction.length < UNROUNDED_DIGITS || zeros < 0) return undefined;
		return whole + fraction + '0'.repeat(zeros);
	}
	return text.replace(/^(\+?\d{7,15})\.0+$/, '$1').replace(/^00[\s-]*(?=[1-9]\d)/, '+');
}
