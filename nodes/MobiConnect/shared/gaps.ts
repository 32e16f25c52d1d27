import { InputError } from './inputError';
import { isPlainRead, readsIn, stringsIn } from './reads';

/** An expression in a parameter that left a gap where something was to stand. */
export interface Gap {
	/** What stands between the braces. */
	readonly source: string;
	/** What it left instead, such as "undefined"; '' for nothing at all. */
	readonly left: string;
}

/** What JavaScript and n8n write where there is nothing, or nothing that could be written. */
const WORDS = /undefined|null|NaN|Infinity|Invalid Date(?:Time)?|\[object \w+\]/g;
/** A text that is nothing but such a word is what an earlier step left; in a longer one somebody may have written it. */
const ONLY_A_WORD = /^\s*(?:(undefined|null|NaN|Invalid Date(?:Time)?)\s*$|.*?(\[object \w+\]))/s;

/** What a gap is called in an error. */
export function describeGap({ source, left }: Gap): string {
	return left === '' ? `{{ ${source} }} found nothing in this item` : `{{ ${source} }} left "${left}"`;
}

/**
 * Where a field can't do with a gap.
 *
 * @throws {InputError} naming the first one
 */
export function refuseGap(label: string, [gap]: readonly Gap[]): void {
	if (gap)
		throw new InputError(`${label}: ${describeGap(gap)}`, 'Fill in what it reads, or name another field.');
}

/** What a text that is only read has instead of something to say: '' where it is blank. */
export function leftInRead(text: string): string | undefined {
	if (text.trim() === '') return '';
	const match = ONLY_A_WORD.exec(text);
	return match?.[1] ?? match?.[2];
}

/**
 * What an expression left instead of a value.
 *
 * @param read evaluates what the expression reads, to tell what it left from what somebody wrote
 */
export function leftInValue(
	source: string,
	value: unknown,
	read: (source: string) => unknown,
): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : '';
	return typeof value === 'string' ? leftInText(source, value, read) : undefined;
}

/** What an expression left in its text. A blank is left by a read only; `{{ $json.vip ? "VIP" : "" }}` is meant. */
export function leftInText(
	source: string,
	text: string,
	read: (source: string) => unknown,
): string | undefined {
	if (isPlainRead(source)) return leftInRead(text);
	const words = new Set(text.match(WORDS));
	if (words.size === 0) return undefined;
	const written = [
		...stringsIn(source).map((each) => each.toLowerCase()),
		...readsIn(source).flatMap((each) => textsIn(read(each))),
	];
	return [...words].find((word) => count(word, [text]) > count(word.toLowerCase(), written));
}

/** How often a word stands in texts. */
function count(word: string, texts: readonly string[]): number {
	return texts.reduce((sum, text) => sum + text.split(word).length - 1, 0);
}

/** All texts in a value, as somebody wrote them: one that is nothing but a word is left by an earlier step. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return leftInRead(value) === undefined ? [value.toLowerCase()] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, each]) => [key.toLowerCase(), ...textsIn(each)]);
}
