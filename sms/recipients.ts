import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
} from 'libphonenumber-js/mobile';
import { isNumberWithCommas, readNumeral } from './numerals';

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
const MAX_LIST_DEPTH = 3;

/**
 * Reads recipients in whatever form people keep them: one number; many separated by commas, semicolons, new lines or
 * spaces between whole numbers; a number that a spreadsheet made of them; or a list of any of these. Never throws.
 *
 * @param country whose numbers are written without a country code
 */
export function readRecipients(value: unknown, country: CountryCode = HOME_COUNTRY): Recipient[] {
	return readValue(value, country, MAX_LIST_DEPTH);
}

/** @param depth how deep a list is still read */
function readValue(value: unknown, country: CountryCode, depth: number): Recipient[] {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value) && depth > 0) {
		return value.flatMap((entry: unknown) => readValue(entry, country, depth - 1));
	}
	if (typeof value === 'string') return readText(value, country, depth);
	if (typeof value === 'number' || typeof value === 'bigint') return [readOne(String(value), country)];
	const input = typeof value === 'boolean' ? String(value) : `[${typeof value}]`;
	return [{ valid: false, input, reason: `Not a phone number but a value of type ${typeof value}` }];
}

function readText(text: string, country: CountryCode, depth: number): Recipient[] {
	const list = jsonList(text);
	if (list) return readValue(list, country, depth - 1);
	return text
		.split(SEPARATORS)
		.flatMap((line) => splitAtCommas(line.trim()))
		.flatMap((piece) => readPiece(piece, country));
}

/**
 * A list written as JSON: what an AI agent makes of an array where a text is asked for. Its numbers come out as they are
 * written there: `2.547e+11` would look like a number of twelve digits.
 */
function jsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[.*\]\s*$/s.test(text)) return undefined;
	try {
		JSON.parse(text);
		const parsed: unknown = JSON.parse(
			text.replaceAll(/"(?:[^"\\]|\\.)*"|[-\d][-+.\dEe]*/g, (token) =>
				token.startsWith('"') ? token : `"${token}"`,
			),
		);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/**
 * What stands between numbers, whatever they are. A comma does where no digit follows it at once. A semicolon doesn't
 * where a parameter of a `tel:` address follows (RFC 3966, 3), which may say of which country the number is. A plus sign
 * after a space begins a new number; any other space may stand inside one. Only the first of several spaces is tried, or
 * a long run of them would take time by its square.
 */
const SEPARATORS = /(?:[\n\r\u2028\u2029]|;(?!(?:ext|isub|phone-context)=)|,(?=[\s,;]|$))+|(?<!\s)\s+(?=\+)/i;

/** The rest of the commas stand between numbers, or inside one: `712345678,00 722345678,00`. */
function splitAtCommas(line: string): string[] {
	if (!line.includes(',')) return line === '' ? [] : [line];
	if (isNumberWithCommas(line)) return [line];
	const words = line.split(/\s+/);
	const eachNumber = words.every((word) =>
		word.includes(',') ? isNumberWithCommas(word) : isWholeNumber(word),
	);
	if (eachNumber) return words;
	return line
		.split(',')
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '');
}

/** The fewest digits of what counts as a whole number by itself. */
const WHOLE_NUMBER_DIGITS = 7;

function isWholeNumber(word: string): boolean {
	return word.replaceAll(/\D/g, '').length >= WHOLE_NUMBER_DIGITS;
}

/** The longest spelling of one number, in characters: a text much longer than that isn't searched for numbers. */
const MAX_NUMBER_LENGTH = 40;

function readPiece(piece: string, country: CountryCode): Recipient[] {
	const whole = readOne(piece, country);
	const words = piece.split(/\s+/);
	if (whole.valid || words.length === 1) return [whole];
	if (words.every(isWholeNumber)) return words.map((word) => readOne(word, country));
	return spacedNumbers(words, country) ?? [whole];
}

/** `0712 345 678 0722 345 678`: words that make valid numbers from the first to the last, or nothing at all. */
function spacedNumbers(words: readonly string[], country: CountryCode): Recipient[] | undefined {
	const numbers: Recipient[] = [];
	let from = 0;
	for (let to = 1; to <= words.length; to++) {
		const piece = words.slice(from, to).join(' ');
		if (piece.length > MAX_NUMBER_LENGTH) return undefined;
		const number = readOne(piece, country);
		if (!number.valid) continue;
		numbers.push(number);
		from = to;
	}
	return from === words.length ? numbers : undefined;
}

function readOne(input: string, country: CountryCode): Recipient {
	const numeral = readNumeral(input);
	if (!numeral.isPhoneNumber) return { valid: false, input, reason: numeral.reason };
	const { text } = numeral;
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
