import { nameOf, plainPunctuation, type Replacement } from '../../../../sms/punctuation';
import { measure, ucs2Causes, type TextMeasure } from '../../../../sms/text';
import { describe, InputError } from '../../shared/inputError';
import type { Reading } from '../../shared/evaluation';
import { describeGap } from '../../shared/gaps';
import type { Options } from './options';

/** The text of a message as it is sent, measured. */
export interface SmsText extends TextMeasure {
	readonly text: string;
	readonly replaced: readonly Replacement[];
}

/**
 * The text of an item's message.
 *
 * @throws {InputError} naming what would be a gap in it, or no text at all
 */
export function messageOf(
	{ value, gaps }: Reading,
	{ allowEmptyFields, plainPunctuation: plain }: Options,
	textOf: typeof smsText,
): SmsText {
	const [gap] = allowEmptyFields ? [] : gaps;
	if (gap) {
		throw new InputError(
			`Message: ${describeGap(gap)}, so the customer would read ${gap.left === '' ? 'a gap' : 'that'}`,
			'Fill the field in, give it a fallback such as {{ $json.name || "customer" }}, or turn on Allow Empty Fields in Safeguards.',
		);
	}
	return textOf(textIn(value), plain);
}

/** Nothing that anybody would see: spaces, and characters of no width. */
const BLANK = /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*$/;

function textIn(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : (value ?? '');
	if (typeof text !== 'string' || /\[object \w+\]/.test(text)) {
		throw new InputError(
			`Message "${describe(value)}" is not a text`,
			'Name the field that holds the text, such as {{ $json.customer.name }}.',
		);
	}
	if (BLANK.test(text)) {
		throw new InputError('Message is empty', 'Write the text that the recipients should get.');
	}
	return text;
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

/** Why a text that needs more parts than a message may have is not sent. */
export function tooLong({ text, encoding, characters, parts }: SmsText, maxParts: number): InputError {
	const causes = describeUcs2Causes(text);
	const because = causes.length > 0 ? `, because of ${causes.join(', ')}` : '';
	return new InputError(
		`Message needs ${parts} parts, more than Max Parts allows (${maxParts}): ${characters} characters in ${encoding}${because}`,
		causes.length > 0
			? 'Replace those characters, turn on Plain Punctuation in Options, or shorten the text.'
			: 'Shorten the text, or raise Max Parts in Options.',
	);
}
