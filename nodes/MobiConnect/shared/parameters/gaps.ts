import { InputError } from '../inputError';
import { isPlainRead, readsIn, textsIn } from './reads';

/** An expression in a parameter that left a gap where something was to stand. */
export interface Gap {
	/** What stands between the braces. */
	readonly source: string;
	/** What it left instead, such as "undefined"; '' for nothing at all. */
	readonly left: string;
}

/** A parameter's value for an item, and the expressions in it that left a gap, in order. */
export interface Reading {
	readonly value: unknown;
	readonly gaps: readonly Gap[];
}

/** Evaluates what an expression reads, to tell what the expression left from what somebody wrote. */
type Read = (source: string) => unknown;

/** What JavaScript and n8n write where there is nothing, or nothing that could be written. */
const WORDS = /undefined|null|NaN|Infinity|Invalid Date(?:Time)?|\[object \w+\]/g;

/** A text that is nothing but such a word was left by an earlier step; in a longer one somebody may have written it. */
const ONLY_A_WORD = /^\s*(undefined|null|NaN|Invalid Date(?:Time)?)\s*$/;
/** Nobody writes this. */
const OBJECT = /\[object \w+\]/;

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
	return ONLY_A_WORD.exec(text)?.[1] ?? OBJECT.exec(text)?.[0];
}

/** What an expression that is all of a parameter left instead of a value. */
export function leftInValue(source: string, value: unknown, read: Read): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number') return Number.isFinite(value) ? undefined : '';
	if (Array.isArray(value)) return value.length === 0 && isPlainRead(source) ? '' : undefined;
	return typeof value === 'string' ? leftInText(source, value, read) : undefined;
}

/** What an expression left in its text. A blank is left by a read only; `{{ $json.vip ? "VIP" : "" }}` is meant. */
export function leftInText(source: string, text: string, read: Read): string | undefined {
	if (isPlainRead(source)) return leftInRead(text);
	const words = new Set(text.match(WORDS));
	if (words.size === 0) return undefined;
	const written = writtenIn(source, read).map((each) => each.toLowerCase());
	return [...words].find((word) => count(word, [text]) > count(word.toLowerCase(), written));
}

/** The texts that an expression has from somebody: those in its own code, and those that it reads. */
function writtenIn(source: string, read: Read): string[] {
	return [...textsIn(source), ...readsIn(source).flatMap((each) => textsRead(() => read(each)))];
}

/**
 * All texts and names in a value, but for those that an earlier step left. Of what can't be read on its own, nothing
 * is known.
 */
function textsRead(read: () => unknown): string[] {
	const texts: string[] = [];
	try {
		JSON.stringify(read(), (name, each: unknown) => {
			texts.push(name);
			if (typeof each === 'string' && leftInRead(each) === undefined) texts.push(each);
			return each;
		});
	} catch {
		return [];
	}
	return texts;
}

/** How often a word stands in texts. */
function count(word: string, texts: readonly string[]): number {
	return texts.reduce((sum, text) => sum + text.split(word).length - 1, 0);
}
