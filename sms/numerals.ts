/** The text of a phone number as it was meant, for a reader of phone numbers; or why there is none in it. */
export type Numeral =
	| { readonly isPhoneNumber: true; readonly text: string }
	| { readonly isPhoneNumber: false; readonly reason: string };

/**
 * Undoes what a spreadsheet, a program or a person makes of a phone number: `7.12345678E8`, `712345678.0`,
 * `'0712345678`, `00254712345678`. It refuses what takes a guess (digits that were rounded away) and what is no phone
 * number but becomes one without its marks (`7123456.78`, `-712345678`, `7123456 7/9`): each would text a stranger.
 */
export function readNumeral(input: string): Numeral {
	if (PLAIN.test(input)) return phoneNumber(input);
	const text = clean(input)
		.replace(/^['"`]+|(?<!['"`])['"`]+$/g, '')
		.replace(/^tel:/i, '')
		.replace(CONTEXT, '$2$1')
		.trim();
	const core = coreOf(text);
	return (
		refuseContext(text) ??
		refuseNegative(text) ??
		readScientific(text) ??
		readDecimals(core, text) ??
		refuseQuantity(core) ??
		phoneNumber(withoutThousands(text))
	);
}

/**
 * Whether a text with commas is one number: `712345678,00`, `712,345,678.00`, `2,54712345678E+11`. A comma between two
 * texts that are each long enough for a phone number stands between two of them.
 */
export function isNumberWithCommas(text: string): boolean {
	const core = coreOf(clean(text));
	return COMMA_FORMS.some((form) => form.test(core));
}

/** Most numbers: nothing to undo, at no cost. */
const PLAIN = /^\+?\d[\d ]*$/;

const COMMA_FORMS = [
	/^\+?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/,
	/^\+?\d{1,3}(?:[.\s'’]\d{3})+,\d{1,6}$/,
	/^\+?\d{1,3},\d+e\+?\d{1,3}$/i,
	// Six digits are too few for a phone number, so they stand before or behind a decimal comma.
	/^(?:0|[1-9]\d*),\d{1,6}$/,
	/^(?:0|[1-9]\d{0,5}),\d+$/,
	// A number of many digits with a zero or a plus ahead was written by a person, who may have cut the next one short.
	/^[+0]\d*,\d{1,2}$/,
];

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

function refused(why: string): Numeral {
	return { isPhoneNumber: false, reason: `${why}; ${FIX}` };
}

function phoneNumber(text: string): Numeral {
	return { isPhoneNumber: true, text: text.replace(/^00[\s-]*(?=[1-9]\d)/, '+') };
}

/** Marks of writing direction and spaces of no width, which come along when a number is copied. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The digits, in ASCII, that a reader of phone numbers takes for such: full-width, Arabic-Indic, Persian. */
const OTHER_DIGITS = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g;

/** Full-width brackets, plus, minus, full stop, slash and tilde. */
const OTHER_PUNCTUATION = /[\uff08\uff09\uff0b\uff0d-\uff0f\uff3b\uff3d\uff5e]/g;

function clean(text: string): string {
	if (!/[^ -~]/.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) % 16))
		.replace(OTHER_PUNCTUATION, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
}

/** What stands between a text's first digit and its last, where no letter is ahead of them. */
function coreOf(text: string): string {
	return text.replace(/^[^\d+.,\p{L}]+|(?<=\d)\D+$/gu, '');
}

const MINUS = /[-\u2010-\u2015\u2212\u30fc\ufe63]/;

/** As accountants write what is below zero, and no person a phone number that has its zero or its plus ahead. */
const IN_BRACKETS = /^\(\s*[1-9][^()]*\)$/;
const MINUS_BEHIND = /^[1-9][^()]*[-\u2010-\u2015\u2212]$/;

function refuseNegative(text: string): Numeral | undefined {
	if (IN_BRACKETS.test(text)) return refused('Brackets make this a negative number, not a phone number');
	const start = text.search(/[\d\p{L}]/u);
	const hasMinus = start > 0 && /\d/.test(text.charAt(start)) && MINUS.test(text.slice(0, start));
	if (!hasMinus && !MINUS_BEHIND.test(text)) return undefined;
	return refused('A minus sign makes this a negative number, not a phone number');
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

/**
 * A single point or comma has decimals behind it, whatever groups the digits before it have. Zeros there mean nothing,
 * where they can't be a group of digits themselves.
 */
function readDecimals(core: string, text: string): Numeral | undefined {
	const at = Math.max(core.lastIndexOf('.'), core.lastIndexOf(','));
	if (at === -1 || core.indexOf(core.charAt(at)) !== at || !/^\+?[\d\s'’.,]+$/.test(core)) return undefined;
	const whole = core.slice(0, at);
	const decimals = core.slice(at + 1);
	const meanNothing = /^0{1,2}$/.test(decimals) || (/^0+$/.test(decimals) && /^\+?\d{7,15}$/.test(whole));
	if (!meanNothing || core !== text) return refused(WITH_DECIMALS);
	return phoneNumber(withoutThousands(whole));
}

const FRACTION = /^\+?[\d\s'’.]+\/\s*\d{1,3}$/;

const DAY = '(?:0?[1-9]|[12]\\d|3[01])';

/** Two of day and month, and a year of as many digits as spreadsheets know, before or behind them. */
const DATE = new RegExp(`^${DAY}([-/.])${DAY}\\1(?:\\d{2}|\\d{4,5})$|^\\d{4,5}([-/.])${DAY}\\2${DAY}$`);

function refuseQuantity(core: string): Numeral | undefined {
	if (DATE.test(core)) return refused('This is a date, not a phone number');
	if (FRACTION.test(core)) return refused('This is a number with a fraction, not a phone number');
	return undefined;
}

/** `712'345'678`, `712,345,678`, `71,23,45,678`; points and spaces are read by whoever reads phone numbers. */
function withoutThousands(text: string): string {
	return /^\+?\d{1,3}(?:['’,]\d{2,3})+$/.test(text) ? text.replaceAll(/['’,]/g, '') : text;
}
