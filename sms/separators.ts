/**
 * Splits a text into what may be a number each. Between numbers stand new lines, semicolons, and commas unless they belong
 * to one (`712345678,00`); spaces are left in, as a number may have them inside.
 *
 * @param callingCode of the country of numbers without one, such as `254`
 */
export function splitList(text: string, callingCode: string): string[] {
	return text.split(SEPARATORS).flatMap((line) => splitAtCommas(line.trim(), callingCode));
}

/**
 * What stands between numbers, whatever they are. A comma does where no digit follows it at once. A semicolon doesn't
 * where a parameter of a `tel:` address follows (RFC 3966, 3), which may say of which country the number is. A plus sign
 * after a space begins a new number; any other space may stand inside one. Only the first of several spaces is tried, or
 * a long run of them would take time by its square.
 */
const SEPARATORS = /(?:[\n\r\u2028\u2029]|;(?!(?:ext|isub|phone-context)=)|,(?=[\s,;]|$))+|(?<!\s)\s+(?=\+)/i;

/** The rest of the commas stand between numbers, or inside one: `712345678,00 722345678,00`. */
function splitAtCommas(line: string, callingCode: string): string[] {
	if (!line.includes(',')) return line === '' ? [] : [line];
	if (isNumberWithCommas(line, callingCode)) return [line];
	const words = line.split(/\s+/);
	const eachNumber = words.every((word) =>
		word.includes(',') ? isNumberWithCommas(word, callingCode) : isWholeNumber(word),
	);
	if (eachNumber) return words;
	return line
		.split(',')
		.map((piece) => piece.trim())
		.filter((piece) => piece !== '');
}

/** The fewest digits of what counts as a whole number by itself. */
const WHOLE_NUMBER_DIGITS = 7;

/** Whether a word has the digits of a phone number, and so needs none of its neighbours. */
export function isWholeNumber(word: string): boolean {
	return word.replaceAll(/\D/g, '').length >= WHOLE_NUMBER_DIGITS;
}

/**
 * Whether a text with commas is one number: `712345678,00`, `712,345,678.00`, `2,54712345678E+11`, with a country code
 * ahead or without. A comma between two texts that are each long enough for a phone number stands between two of them.
 */
function isNumberWithCommas(text: string, callingCode: string): boolean {
	const core = coreOf(clean(text));
	const { prefix, national } = splitPrefix(core, callingCode);
	const isJoined = /\D$/.test(prefix);
	return COMMA_FORMS.some((form) => form.test(core) || (isJoined && form.test(national)));
}

const COMMA_FORMS = [
	/^\+?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/,
	/^\+?(?:\d{1,3}|[1-9]\d{3,5})(?:[.\s'’]\d{3})+,\d{1,6}$/,
	/^\+?\d{1,3},\d+e\+?\d{1,3}$/i,
	// Six digits are too few for a phone number, so they stand before or behind a decimal comma.
	/^(?:0|[1-9]\d*),\d{1,6}$/,
	/^(?:0|[1-9]\d{0,5}),\d+$/,
	/^[+0]\d{1,5},[1-9]\d*$/,
	// A number of many digits with a zero or a plus ahead was written by a person, who may have cut the next one short.
	/^[+0][\d\s'’.]*,\d{1,2}$/,
];

/** Marks of writing direction and spaces of no width, which come along when a number is copied. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The digits, in ASCII, that a reader of phone numbers takes for such: full-width, Arabic-Indic, Persian. */
const OTHER_DIGITS = /[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g;

/** Full-width brackets, plus, minus, full stop, slash and tilde. */
const OTHER_PUNCTUATION = /[\uff08\uff09\uff0b\uff0d-\uff0f\uff3b\uff3d\uff5e]/g;

/** A text with its digits and punctuation in ASCII, and nothing in it that can't be seen. */
export function clean(text: string): string {
	if (!/[^ -~]/.test(text)) return text;
	return text
		.replace(INVISIBLE, '')
		.replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) % 16))
		.replace(OTHER_PUNCTUATION, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0));
}

/** What stands between a text's first digit and its last, where no letter is ahead of them. */
export function coreOf(text: string): string {
	return text.replace(/^[^\d+.,\p{L}]+|(?<=\d)\D+$/gu, '');
}

/**
 * Parts a country code, or a zero by itself, and the marks behind it from the rest. A person writes the rest of a number
 * there; a workflow that joins the code with a value of a spreadsheet puts whatever that is.
 */
export function splitPrefix(core: string, callingCode: string): { prefix: string; national: string } {
	const [sign = ''] = /^(?:\+|00)\s*/.exec(core) ?? [];
	const digits = core.slice(sign.length);
	const home = digits.startsWith(callingCode) ? callingCode : '';
	const code = home || (sign && (/^\d{1,3}(?!\d)/.exec(digits)?.[0] ?? ''));
	const national = digits.slice(code.length).replace(/^\D*(?:0(?!\d))?\D*/, '');
	return { prefix: core.slice(0, core.length - national.length), national };
}
