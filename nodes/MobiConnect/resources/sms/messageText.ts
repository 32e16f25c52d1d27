import { nameOf } from '../../../../sms/characterNames';
import { plainText, type Replacement } from '../../../../sms/plainText';
import { measure, ucs2Causes, type TextMeasure } from '../../../../sms/text';
import { describe, InputError } from '../../shared/inputError';
import type { Parameter } from '../../shared/parameters';
import type { Options } from './options';
import type { Safeguards } from './safeguards';
import { savingsOf } from './savings';

/** The text of a message as it is sent, measured. */
export interface SmsText extends TextMeasure {
	readonly text: string;
	readonly replaced: readonly Replacement[];
}

/**
 * The text of an item's message, as it is written.
 *
 * @throws {InputError} naming what would be a gap in it, or no text at all
 */
export function writtenText(field: Parameter, item: number, { allowEmptyFields }: Safeguards): string {
	const value = field.at(item);
	const [empty] = allowEmptyFields ? [] : field.emptyReadsAt(item);
	if (empty !== undefined) {
		throw new InputError(
			`Message: {{ ${empty} }} found nothing in this item, so the customer would read a gap`,
			'Fill the field in, give it a fallback such as {{ $json.name || "customer" }}, or turn on Allow Empty Fields in Safeguards.',
		);
	}
	return textIn(value);
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
export function smsText(
	written: string,
	{ plainPunctuation, plainLetters }: Pick<Options, 'plainPunctuation' | 'plainLetters'>,
): SmsText {
	const { text, replaced } = plainText(written, { punctuation: plainPunctuation, letters: plainLetters });
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
export function tooLong(message: SmsText, maxParts: number): InputError {
	const { text, encoding, characters, parts } = message;
	const causes = describeUcs2Causes(text);
	const because = causes.length > 0 ? `, because of ${causes.join(', ')}` : '';
	return new InputError(
		`Message needs ${parts} parts, more than Max Parts allows (${maxParts}): ${characters} characters in ${encoding}${because}`,
		causes.length > 0
			? ['Replace those characters', ...optionsThatSave(message), 'or shorten the text.'].join(', ')
			: 'Shorten the text, or raise Max Parts in Safeguards.',
	);
}

/** What to turn on for fewer parts: one option where it saves as much as both. */
function optionsThatSave(message: SmsText): string[] {
	const { plainPunctuation, plainLetters, both } = savingsOf(message);
	if (both === 0) return [];
	if (plainPunctuation === both) return ['turn on Plain Punctuation in Options'];
	if (plainLetters === both) return ['turn on Plain Letters in Options'];
	return ['turn on Plain Punctuation and Plain Letters in Options'];
}
