import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	validatePhoneNumberLength,
	type CountryCode,
} from 'libphonenumber-js/mobile';
import { DATE_REASON, isDate, isRounded, readNumeral, ROUNDED_NUMBER } from './numerals';
import { isWholeNumber, splitList } from './separators';

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
	if (typeof value === 'number' || typeof value === 'bigint') return [readNumber(value, country)];
	return [noNumber(value)];
}

function readNumber(value: number | bigint, country: CountryCode): Recipient {
	const number = readOne(String(value), country);
	if (!number.valid || !isRounded(value)) return number;
	return { valid: false, input: number.input, reason: ROUNDED_NUMBER };
}

function noNumber(value: unknown): InvalidRecipient {
	if (typeof value === 'object' && value !== null && isDate(value)) {
		return { valid: false, input: '[date]', reason: DATE_REASON };
	}
	const input = typeof value === 'boolean' ? String(value) : `[${typeof value}]`;
	return { valid: false, input, reason: `Not a phone number but a value of type ${typeof value}` };
}

function readText(text: string, country: CountryCode, depth: number): Recipient[] {
	const list = jsonList(text);
	if (list) return readValue(list, country, depth - 1);
	const pieces = splitList(text, getCountryCallingCode(country));
	return pieces.flatMap((piece) => readPiece(piece, country));
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

/** The longest spelling of one number, in characters: a text much longer than that isn't searched for numbers. */
const MAX_NUMBER_LENGTH = 40;

function readPiece(piece: string, country: CountryCode): Recipient[] {
	const whole = readOne(piece, country);
	const words = piece.split(/\s+/);
	if (whole.valid) return [whole];
	const slashed = slashedNumbers(piece, country);
	if (slashed || words.length === 1) return slashed ?? [whole];
	if (words.every(isWholeNumber)) return words.flatMap((word) => readPiece(word, country));
	return spacedNumbers(words, country) ?? [whole];
}

/** `0712345678/0722345678`: each valid with its zero or plus ahead, or nothing at all: others are fractions. */
function slashedNumbers(piece: string, country: CountryCode): Recipient[] | undefined {
	const words = piece.split('/').map((word) => word.trim());
	if (words.length === 1 || !words.every((word) => /^[+0]/.test(word))) return undefined;
	const numbers = words.map((word) => readOne(word, country));
	return numbers.every((number) => number.valid) ? numbers : undefined;
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
	const numeral = readNumeral(input, getCountryCallingCode(country));
	if (!numeral.isPhoneNumber) return { valid: false, input, reason: numeral.reason };
	const { text } = numeral;
	const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
	if (number?.ext) return { valid: false, input, reason: 'An extension cannot receive an SMS' };
	if (number?.isValid()) return { valid: true, input, msisdn: number.number.slice(1) };
	const home = !text.startsWith('+') || text.startsWith(`+${getCountryCallingCode(country)}`);
	const ofCountry = number?.country ?? (home ? country : undefined);
	const reason = ofCountry === HOME_COUNTRY ? wrongMobileLength(text, number?.nationalNumber) : undefined;
	return { valid: false, input, reason: reason ?? whyNot(text, ofCountry, country) };
}

/** Landlines have fewer digits and more, so that their numbering plan finds no fault with `0712345`. */
function wrongMobileLength(text: string, national = ''): string | undefined {
	const [digits] = /^[17]\d+$/.exec(national.replace(/^0/, '')) ?? [];
	if (digits === undefined || digits.length === MOBILE_DIGITS) return undefined;
	return digits.length < MOBILE_DIGITS ? tooShort(HOME_COUNTRY) : tooLong(text, HOME_COUNTRY);
}

/** The digits of a Kenyan mobile number, which begins with a 1 or a 7, behind its zero or country code. */
const MOBILE_DIGITS = 9;

function whyNot(text: string, ofCountry: CountryCode | undefined, country: CountryCode): string {
	switch (validatePhoneNumberLength(text, country)) {
		case 'NOT_A_NUMBER':
			return 'Not a phone number';
		case 'INVALID_COUNTRY':
			return 'No country has this country code';
		case 'TOO_SHORT':
			return tooShort(ofCountry);
		case 'TOO_LONG':
			return tooLong(text, ofCountry);
		default:
			return `Not ${mobileNumberOf(ofCountry)}`;
	}
}

const ABROAD = '; write a number of another country with + and its country code';

function tooShort(country: CountryCode | undefined): string {
	return `Too short for ${numberOf(country)}`;
}

function tooLong(text: string, country: CountryCode | undefined): string {
	return `Too long for ${numberOf(country)}${text.startsWith('+') ? '' : ABROAD}`;
}

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
