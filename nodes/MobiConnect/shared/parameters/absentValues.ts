/** Spaces, what Unicode says is never shown, and the braille pattern without a dot. */
const BLANK = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** A list with an empty place, as a text: `Ann,,Bo`. */
const EMPTY_PLACE = /(?:^|,)\s*(?:,|$)/;

/** What Excel, Google Sheets and LibreOffice write into a cell whose formula fails. */
const SHEET_ERROR = String.raw`#(?:REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|N\/A|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|EXTERNAL!|GETTING_DATA)|Err:\d{3}`;
const IS_SHEET_ERROR = new RegExp(`^(?:${SHEET_ERROR}|N/A)$`);

/** What is written of what can't be: in any case, and as a web address spells it. */
const OBJECT = String.raw`(?:\[|%5B)object(?: |%20|\+)\w+(?:\]|%5D)`;
const IS_OBJECT = new RegExp(`^${OBJECT}$`, 'i');
const INVALID = String.raw`invalid(?: |%20|\+)(?:date(?:time)?|duration|interval)`;

/** A text that is nothing but such a word was left by an earlier step; in a longer one somebody may have written it. */
const ONLY_A_WORD = new RegExp(String.raw`^\s*(undefined|null|NaN|N\/A|${SHEET_ERROR})\s*$`);
const ONLY_INVALID = new RegExp(String.raw`^\s*(${INVALID})\s*$`, 'i');
const HAS_OBJECT = new RegExp(OBJECT, 'i');

/** What JavaScript and n8n write where there is nothing, or nothing that could be written. */
const WORDS = new RegExp(`null|NaN|Infinity|${SHEET_ERROR}`, 'g');
/** The same in other cases ("UNDEFINED"). Short ones must stand alone: "AnnaNjeri" has no NaN. */
const WORDS_IN_ANY_CASE = new RegExp(
	String.raw`undefined|(?<![\p{L}\p{N}])(?:null|nan|infinity)(?![\p{L}\p{N}])|${INVALID}|${OBJECT}`,
	'giu',
);

/** What every function's code has: `trim() {`, `() => 1`. */
const FUNCTION = /=>|\)\s*\{/g;
const IS_FUNCTION = /^(?:=>|\)\s*\{)$/;

/** Whether nobody would see anything of a text. */
export function isBlank(text: string): boolean {
	return BLANK.test(text);
}

/** Whether a text may be of a list in which an entry is blank; nothing at all is such a text, too. */
export function hasEmptyPlace(text: string): boolean {
	return EMPTY_PLACE.test(text);
}

/** Whether a word is one that a spreadsheet writes where a formula fails. */
export function isSheetError(word: string): boolean {
	return IS_SHEET_ERROR.test(word);
}

/** Whether a word stands for an object. */
export function isObject(word: string): boolean {
	return IS_OBJECT.test(word);
}

/** Whether it is of a function's code. */
export function isFunction(word: string): boolean {
	return IS_FUNCTION.test(word);
}

/** What a text that is only read has instead of something to say: '' where it is blank. */
export function leftInRead(text: string): string | undefined {
	if (isBlank(text)) return '';
	return (ONLY_A_WORD.exec(text) ?? ONLY_INVALID.exec(text))?.[1] ?? HAS_OBJECT.exec(text)?.[0];
}

/** What stands in a text that nobody may have written, each once; it is for the caller to find out. */
export function wordsIn(text: string): ReadonlySet<string> {
	return new Set([WORDS, WORDS_IN_ANY_CASE, FUNCTION].flatMap((words) => text.match(words) ?? []));
}

/** The same of a text that is only read: its words were in what was read, unless that is a function. */
export function functionsIn(text: string): ReadonlySet<string> {
	return new Set(text.match(FUNCTION));
}
