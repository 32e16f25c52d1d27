import { nameOf, plainPunctuation, type Replacement } from '../../../../sms/punctuation';
import { measure, ucs2Causes, type TextMeasure } from '../../../../sms/text';
import { describe, InputError } from '../../shared/inputError';
import { describeGap, type Gap, type Reading } from '../../shared/gaps';
import type { Options } from './options';

/** The text of a message as it is sent, measured. */
export interface SmsText extends TextMeasure {
	readonly text: string;
	readonly replaced: readonly Replacement[];
}

/** A message says in one byte how many parts it has (3GPP TS 23.040, 9.2.3.24.1). */
const MOST_PARTS = 255;

/**
 * The text of an item's message.
 *
 * @throws {InputError} naming what would be a gap in it, what no phone could show, or no text at all
 */
export function messageOf(
	{ value, gaps }: Reading,
	{ allowEmptyFields, plainPunctuation: plain }: Options,
	textOf: typeof smsText,
): SmsText {
	refuseGaps(gaps, allowEmptyFields);
	return textOf(textIn(value), plain);
}

/** An object left in a text is no empty field. */
function refuseGaps(gaps: readonly Gap[], allowEmptyFields: boolean): void {
	const gap = gaps.find(({ left }) => !allowEmptyFields || isObject(left));
	if (!gap) return;
	throw new InputError(
		`Message: ${describeGap(gap)}, so the customer would read ${gap.left === '' ? 'a gap' : 'that'}`,
		isObject(gap.left)
			? 'Name the field that holds the text, such as {{ $json.customer.name }}.'
			: 'Fill the field in, give it a fallback such as {{ $json.name || "customer" }}, or turn on Allow Empty Fields in Safeguards.',
	);
}

function isObject(left: string): boolean {
	return left.startsWith('[object ');
}

/** Nothing that anybody would see: spaces, and characters of no width. */
const BLANK = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*$/;
/** What no message can carry: the character NUL, and half of a character. */
const UNSENDABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function textIn(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : (value ?? '');
	if (typeof text !== 'string') {
		throw new InputError(
			`Message "${describe(value)}" is not a text`,
			'Name the field that holds the text, such as {{ $json.customer.name }}.',
		);
	}
	if (BLANK.test(text)) {
		throw new InputError('Message is empty', 'Write the text that the recipients should get.');
	}
	const unsendable = UNSENDABLE.exec(text);
	if (unsendable) throw unsendableCharacter(text, unsendable);
	return text;
}

/** Positions are counted in characters, from 1. */
function unsendableCharacter(text: string, { 0: unit, index }: RegExpExecArray): InputError {
	const position = [...text.slice(0, index)].length + 1;
	return unit === '\0'
		? new InputError(
				`Message has the character NUL (U+0000) at ${position}, which no message can carry`,
				'Remove it where the text comes from, such as with {{ $json.text.replaceAll("\\u0000", "") }}.',
			)
		: new InputError(
				`Message has half of a character (U+${unit.charCodeAt(0).toString(16).toUpperCase()}) at ${position}`,
				'Something cut an emoji in two, such as slice or substring. Cut by whole characters: {{ [...$json.text].slice(0, 100).join("") }}.',
			);
}

/** A text as it is sent. */
export function smsText(written: string, plain: boolean): SmsText {
	const { text, replaced } = plain ? plainPunctuation(written) : { text: written, replaced: [] };
	return { text, replaced, ...measure(text) };
}

/** Characters that are named; the rest is counted. */
const MAX_LISTED = 5;

/** The characters that make a text UCS-2, each with its name and its position, counted from 1. */
export function describeUcs2Causes(text: string): string[] {
	const causes = ucs2Causes(text);
	const named = causes
		.slice(0, MAX_LISTED)
		.map(({ character, position }) => `"${character}" (${nameOf(character)}) at ${position}`);
	return causes.length > MAX_LISTED ? [...named, `${causes.length - MAX_LISTED} more`] : named;
}

/**
 * Refuses a text of too many parts.
 *
 * @param maxParts what the user allows; 0 for no limit
 * @throws {InputError} saying what makes it long
 */
export function refuseTooLong({ text, encoding, characters, parts }: SmsText, maxParts: number): void {
	const isAllowed = maxParts === 0 || parts <= maxParts;
	if (isAllowed && parts <= MOST_PARTS) return;
	const most = parts > MOST_PARTS ? `a message can have (${MOST_PARTS})` : `Max Parts allows (${maxParts})`;
	const causes = describeUcs2Causes(text);
	const because = causes.length > 0 ? `, because of ${causes.join(', ')}` : '';
	throw new InputError(
		`Message needs ${parts} parts, more than ${most}: ${characters} characters in ${encoding}${because}`,
		hintFor(causes.length > 0, parts),
	);
}

function hintFor(isUcs2: boolean, parts: number): string {
	if (isUcs2) return 'Replace those characters, turn on Plain Punctuation in Options, or shorten the text.';
	return parts > MOST_PARTS ? 'Shorten the text.' : 'Shorten the text, or raise Max Parts in Options.';
}
