import { InputError } from '../inputError';
import { functionsIn, isBlank, isFunction, isSheetError, leftInRead, wordsIn } from './absentValues';
import { isPlainRead, onlyReads, readsIn, textsIn } from './reads';

/** An expression in a parameter that left a gap where something was to stand. */
export interface Gap {
	/** What stands between the braces. */
	readonly source: string;
	/** What it left instead, such as "undefined" or, of a list, "Ann,,Bo"; '' for nothing at all. */
	readonly left: string;
}

/** A parameter's value for an item, and the expressions in it that left a gap, in order. */
export interface Reading {
	readonly value: unknown;
	readonly gaps: readonly Gap[];
}

/** Evaluates what an expression reads, to tell what the expression left from what somebody wrote. */
type Read = (source: string) => unknown;

/** What a gap is called in an error. */
export function describeGap({ source, left }: Gap): string {
	const expression = `{{ ${source} }}`;
	if (left === '') return `${expression} found nothing in this item`;
	if (isFunction(left)) return `${expression} left the code of a function`;
	return isSheetError(left)
		? `${expression} has no value: the spreadsheet has an error there ("${left}")`
		: `${expression} left "${left}"`;
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

/** What an expression that is all of a parameter left instead of a value. */
export function leftInValue(source: string, value: unknown, read: Read): string | undefined {
	if (isNothing(value)) return '';
	if (Array.isArray(value)) return leftInList(source, value);
	return typeof value === 'string' ? leftInText(source, value, read) : undefined;
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'number' && !Number.isFinite(value));
}

/** Of a list, the first empty place, with what stands beside it. */
function leftInList(source: string, list: readonly unknown[]): string | undefined {
	const isRead = onlyReads(source);
	const isEmpty = (entry: unknown) =>
		isNothing(entry) || (isRead && typeof entry === 'string' && isBlank(entry));
	if (list.every(isEmpty)) return isRead || list.length > 0 ? '' : undefined;
	const place = list.findIndex(isEmpty);
	return place === -1 ? undefined : list.slice(Math.max(0, place - 1), place + 2).join();
}

/** What an expression left in its text. A blank is left by a read only; `{{ $json.vip ? "VIP" : "" }}` is meant. */
export function leftInText(source: string, text: string, read: Read): string | undefined {
	const left = leftInRead(text);
	if (left !== undefined && onlyReads(source)) return left;
	const words = isPlainRead(source) ? functionsIn(text) : wordsIn(text);
	if (words.size === 0) return undefined;
	const written = writtenIn(source, read).map((each) => each.toLowerCase());
	return [...words].find((word) => {
		const writtenCount = count(word.toLowerCase(), written);
		// An arrow may be written once and be put between many: `join(" => ")`.
		return isFunction(word) ? writtenCount === 0 : count(word, [text]) > writtenCount;
	});
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
