/** Whether a value is an object with fields: no list, not null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value in a JSON text; undefined where it is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A text, or '' for anything else. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}

/** Texts that say that there is nothing. */
const NOTHING = /^(0+|false|no|none|no[\s_-]?errors?|null|undefined|n\/a|ok|success|-)?$/i;

/** Whether a value says that there is nothing: null, false, 0, a blank text, "none", an empty list or object. */
export function isEmpty(value: unknown): boolean {
	if (typeof value === 'string') return NOTHING.test(value.trim());
	if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
	return value === undefined || value === null || value === false || value === 0;
}

/** The most of somebody else's words that is repeated, in characters. */
const MAX_QUOTED_CHARACTERS = 200;

/** The number that a cut would end in the middle of: half of somebody's number can't be recognized as one any more. */
const CUT_NUMBER = /\d[\d\s().-]*$/;

/** A text on one line, cut where it is longer than anybody would read. */
export function shorten(text: string, maxCharacters = MAX_QUOTED_CHARACTERS): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	if (line.length <= maxCharacters) return line;
	return `${line.slice(0, maxCharacters).replace(CUT_NUMBER, '')}…`;
}
