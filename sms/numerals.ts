import { clean, coreOf, splitPrefix } from './separators';

/** The text of a phone number as it was meant, for a reader of phone numbers; or why there is none in it. */
export type Numeral =
	| { readonly isPhoneNumber: true; readonly text: string }
	| { readonly isPhoneNumber: false; readonly reason: string };

/**
 * Undoes what a spreadsheet, a program or a person makes of a phone number: `7.12345678E8`, `712345678.0`,
 * `'0712345678`, `00254712345678`. It refuses what takes a guess (digits that were rounded away) and what is no phone
 * number but becomes one without its marks (`7123456.78`, `-712345678`, `7123456 7/9`, also behind a country code): each
 * would text a stranger.
 *
 * @param callingCode of the country of numbers without one, such as `254`
 */
export function readNumeral(input: string, callingCode: string): Numeral {
	if (PLAIN.test(input)) return phoneNumber(input);
	const text = clean(input)
		.replace(/^['"`]+|(?<!['"`])['"`]+$/g, '')
		.replace(/^tel:/i, '')
		.replace(/^\s*[([]\s*(\+\s*\d+)\s*[)\]]/, '$1')
		.replace(CONTEXT, '$2$1')
		.trim();
	return (
		refuseContext(text) ??
		refuseNegative(text) ??
		readScientific(text) ??
		readZeroDecimals(text) ??
		readMarked(withoutThousands(text, callingCode), callingCode)
	);
}

/** Whether a number was rounded, near certainly: `2.54712E+11` has no more digits, and a phone number seldom ends so. */
export function isRounded(value: unknown): boolean {
	return typeof value === 'number' && value % 1e6 === 0;
}

export const ROUNDED_NUMBER =
	'It ends in six zeros, as a number does that was rounded; format the column as text and enter it again, or give the number as text if it is right';

/** Whether a value is one of the dates there are in n8n: JavaScript's, whatever made it, and Luxon's. */
export function isDate(value: object): boolean {
	return Object.prototype.toString.call(value) === '[object Date]' || 'isLuxonDateTime' in value;
}

/** Most numbers: nothing to undo, at no cost. */
const PLAIN = /^\+?\d[\d ]*$/;

/**
 * A number, and the country that a `tel:` address names for it (RFC 3966, 5.1.5). It is put ahead of the number here,
 * because libphonenumber-js would refuse every second number that has one.
 */
const CONTEXT = /^(.+);phone-context=(\+[\d().-]+)(?:;.*)?$/i;

/** A number of some company's own network (`;phone-context=example.com`) may be anybody's elsewhere. */
function refuseContext(text: string): Numeral | undefined {
	if (!/;phone-context=/i.test(text)) return undefined;
	return { isPhoneNumber: false, reason: 'Not a phone number' };
}

const FIX = 'format the column as text and enter it again';

export const DATE_REASON = `This is a date, not a phone number; ${FIX}`;

function refused(why: string): Numeral {
	return { isPhoneNumber: false, reason: `${why}; ${FIX}` };
}

function phoneNumber(text: string): Numeral {
	return { isPhoneNumber: true, text: text.replace(/^00[\s-]*(?=[1-9]\d)/, '+') };
}

const MINUS = /[-\u2010-\u2015\u2212\u30fc\ufe63]/;

/** As accountants write what is below zero, and no person a phone number: all of it, but for a zero or country code ahead. */
const IN_BRACKETS = /^[+\d\s()-]*\(\s*[1-9](?:[^()\d]*\d){6,}[^()\d]*\)$/;
const MINUS_BEHIND = /^[1-9][^()]*[-\u2010-\u2015\u2212]$/;

const NEGATIVE = 'A minus sign makes this a negative number, not a phone number';

function refuseNegative(text: string): Numeral | undefined {
	if (IN_BRACKETS.test(text)) return refused('Brackets make this a negative number, not a phone number');
	const start = text.search(/[\d\p{L}]/u);
	const hasMinus = start > 0 && /\d/.test(text.charAt(start)) && MINUS.test(text.slice(0, start));
	return hasMinus || MINUS_BEHIND.test(text) ? refused(NEGATIVE) : undefined;
}

const SCIENTIFIC = /^(\+?)(\d*)(?:[.,](\d*))?e([+-]?)0*(\d{1,2})$/i;

function readScientific(text: string): Numeral | undefined {
	const [found, plus = '', whole = '', fraction = '', sign, exponent] = SCIENTIFIC.exec(text) ?? [];
	const digits = whole + fraction;
	if (found === undefined || digits === '') return undefined;
	const places = sign === '-' ? 0 : whole.length + Number(exponent);
	if (places > digits.length) return refused('A spreadsheet has rounded this number');
	if (/[1-9]/.test(digits.slice(places))) return refused(WITH_DECIMALS);
	return phoneNumber(plus + digits.slice(0, places).replace(/^0+/, ''));
}

const WITH_DECIMALS = 'This is a number with decimals, not a phone number';

/** Zeros behind a single point or comma mean nothing, where they can't be a group of digits themselves. */
function readZeroDecimals(text: string): Numeral | undefined {
	const [found, whole = '', mark = '', zeros = ''] = /^(\+?[\d\s'’.,]+)([.,])(0+)$/.exec(text) ?? [];
	if (found === undefined || whole.includes(mark) || !WHOLE.test(whole)) return undefined;
	const meanNothing = zeros.length <= 2 || /^\+?\d{7,15}$/.test(whole);
	return meanNothing ? phoneNumber(whole.replaceAll(/['’.,]/g, '')) : undefined;
}

/** Digits with spaces, or with the same sign for thousands throughout. */
const WHOLE = /^\+?(?:[\d\s]+|\d{1,4}(['’.,])\d{2,3}(?:\1\d{2,3})*)$/;

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';

/** Two of day and month, and a year of as many digits as programs know, before or behind them. */
const DATE = new RegExp(`^${DAY}([-/.])${DAY}\\1(?:\\d{2}|\\d{4,6})$|^\\d{4,6}([-/.])${DAY}\\2${DAY}$`);

const TIME_OF_DAY = /[T\s]\d{1,2}:\d\d.*$/;

/**
 * A text with marks between its digits is a phone number where people put them so, and a quantity otherwise. What is
 * behind a country code has to be a phone number by itself.
 */
function readMarked(text: string, callingCode: string): Numeral {
	const core = coreOf(text.replace(/;.*$/s, ''));
	const { prefix, national } = splitPrefix(core, callingCode);
	if (DATE.test(core.replace(TIME_OF_DAY, '')) || DATE.test(national))
		return { isPhoneNumber: false, reason: DATE_REASON };
	if (/\p{L}/u.test(core)) return phoneNumber(text);
	if (JOINED_MINUS.test(prefix) && !MINUS.test(national)) return refused(NEGATIVE);
	if (core.includes('/') && !hasAreaCode(prefix, national)) return refused(WITH_FRACTION);
	if (/[.,]/.test(core) && !isGrouped(core, national)) return refused(WITH_DECIMALS);
	return phoneNumber(text);
}

/** One hyphen behind a country code is what people write; a minus sign sticks to the number, whatever is ahead of it. */
const JOINED_MINUS = new RegExp(`(?:[\\s(]|${MINUS.source})${MINUS.source}$`);

const WITH_FRACTION = 'This is a number with a fraction, not a phone number';

/** A slash stands behind an area code that shows itself to be one, as in `0712/345678`, or behind `+254`. */
function hasAreaCode(prefix: string, national: string): boolean {
	const isInternational = /^(?:\+|00)/.test(prefix);
	const [area = '', ...subscriber] = national.split('/');
	if (subscriber.length === 0) return isInternational;
	if (!/^0?[1-9]\d{2,3}\)?\s*$/.test(area) || !(isInternational || area.startsWith('0'))) return false;
	const groups = subscriber.map((group) => group.replaceAll(/\D/g, ''));
	return groups.every((group) => group.length >= 3) && groups.join('').length >= 6;
}

/**
 * Points stand between groups of the few digits that people say in one breath, and one point alone only where there are
 * hyphens, slashes or brackets for the rest: spaces and apostrophes may be those of thousands.
 */
function isGrouped(core: string, national: string): boolean {
	if (core.includes(',') || ADJACENT_MARKS.test(core)) return false;
	const isSinglePoint = national.indexOf('.') === national.lastIndexOf('.');
	const groups = national.split(isSinglePoint ? /[^\d\s'’]+/ : /\D+/);
	return GROUPS.test(groups.map((group) => group.trim()).join('.'));
}

/** `0712.345.678`, `712.34.56.78`, `6.12.34.56.78`; and not `1.1012.3456`, which nobody writes. */
const GROUPS = /^(?:0?\d{3,4}(?:\.\d{3,4}){2}|0?\d{2,4}(?:\.\d{2,4}){3,}|\d(?:\.\d\d){4})$/;

const ADJACENT_MARKS = new RegExp(`(?:[./]|${MINUS.source})\\s*\\.|\\.\\s*(?:[./]|${MINUS.source})`);

/** `712'345'678`, `712,345,678`, `71,23,45,678`; points and spaces are read by whoever reads phone numbers. */
const THOUSANDS = /^\+?\d{1,3}(?:['’,]\d{2,3})+$/;

function withoutThousands(text: string, callingCode: string): string {
	if (!/['’,]/.test(text)) return text;
	const { national } = splitPrefix(text, callingCode);
	return THOUSANDS.test(text) || THOUSANDS.test(national) ? text.replaceAll(/['’,]/g, '') : text;
}
