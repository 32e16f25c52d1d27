import GSM_7 from 'sms-segments-calculator/dist/libs/UnicodeToGSM';

export type Encoding = 'GSM-7' | 'UCS-2';

/** What a text is as an SMS. `characters` is what counts against a part: septets in GSM-7, UTF-16 units in UCS-2. */
export interface TextMeasure {
	readonly encoding: Encoding;
	readonly characters: number;
	readonly parts: number;
}

/** A character that no GSM-7 table holds. `position` counts characters from 1, as people do. */
export interface Ucs2Cause {
	readonly character: string;
	readonly position: number;
}

/**
 * How much fits: 140 octets a part, of which a header takes 6 in each part of several (3GPP TS 23.040, 9.2.3.24.1).
 * 140 × 8 / 7 = 160 septets and 134 × 8 / 7 = 153; 140 / 2 = 70 units and 134 / 2 = 67.
 */
export const CAPACITY: Readonly<Record<Encoding, { readonly single: number; readonly several: number }>> = {
	'GSM-7': { single: 160, several: 153 },
	'UCS-2': { single: 70, several: 67 },
};

/** Classes of characters, as the source of a regular expression: what GSM-7 has not, and what takes two septets in it. */
export const GSM_7_PATTERNS = {
	beyond: `[^${codesWhere(() => true)}]`,
	twoSeptets: `[${codesWhere((septets) => septets.length > 1)}]`,
};

/** Characters that take two units, and so may leave one empty at the end of a part. Most texts have none. */
const TWO_UNITS: Readonly<Record<Encoding, RegExp>> = {
	'GSM-7': new RegExp(GSM_7_PATTERNS.twoSeptets),
	'UCS-2': /[\ud800-\udbff][\udc00-\udfff]/,
};

const BEYOND_GSM_7 = new RegExp(GSM_7_PATTERNS.beyond);

/** The characters of GSM-7 whose septets are as wanted, to stand in a class of a regular expression. */
function codesWhere(isWanted: (septets: readonly number[]) => boolean): string {
	return Object.entries(GSM_7)
		.filter(([, septets]) => isWanted(septets))
		.map(([code]) => `\\u${Number(code).toString(16).padStart(4, '0')}`)
		.join('');
}

/** The most parts of one text: their number takes an octet (3GPP TS 23.040, 9.2.3.24.1). */
export const MAX_PARTS = 255;

/** Encoding, characters and parts of a text. */
export function measure(text: string): TextMeasure {
	const encoding = encodingOf(text);
	const { single, several } = CAPACITY[encoding];
	if (!TWO_UNITS[encoding].test(text)) {
		const { length } = text;
		return { encoding, characters: length, parts: length <= single ? 1 : Math.ceil(length / several) };
	}
	let characters = 0;
	let parts = 1;
	let used = 0;
	for (const character of text) {
		const units = unitsOf(character, encoding);
		characters += units;
		used += units;
		if (used > several) {
			parts += 1;
			used = units;
		}
	}
	return { encoding, characters, parts: characters <= single ? 1 : parts };
}

/**
 * The text of each part, in order; put together they are the text. A part never ends inside an escape sequence of
 * GSM-7 (3GPP TS 23.038, 6.2.1.1) or inside a surrogate pair of UTF-16. Combining marks, flags and joined emoji may
 * stand on both sides of an end: the phone puts the parts together before it draws anything.
 */
export function splitParts(text: string): string[] {
	const { encoding, parts: count } = measure(text);
	if (count === 1) return [text];
	const { several } = CAPACITY[encoding];
	const parts: string[] = [];
	let part = '';
	let used = 0;
	for (const character of text) {
		const units = unitsOf(character, encoding);
		if (used + units > several) {
			parts.push(part);
			part = '';
			used = 0;
		}
		part += character;
		used += units;
	}
	return [...parts, part];
}

/** The characters that make a text UCS-2, in order; none for a text in GSM-7. */
export function ucs2Causes(text: string): Ucs2Cause[] {
	return [...text].flatMap((character, index) =>
		isGsm7(character) ? [] : [{ character, position: index + 1 }],
	);
}

function encodingOf(text: string): Encoding {
	return isGsm7(text) ? 'GSM-7' : 'UCS-2';
}

/** Whether all characters of a text are in the default table or the extension table of GSM-7. */
export function isGsm7(text: string): boolean {
	return !BEYOND_GSM_7.test(text);
}

/** Septets, of which a character of the extension table takes two (3GPP TS 23.038, 6.2.1.1), or UTF-16 units. */
function unitsOf(character: string, encoding: Encoding): number {
	return encoding === 'UCS-2' ? character.length : (GSM_7[character.charCodeAt(0)]?.length ?? 1);
}
