import { nameOf } from '../../../../../sms/plainText/characterNames';
import { plainText, type Replacement } from '../../../../../sms/plainText/plainText';
import { savingsOf } from '../../../../../sms/plainText/savings';
import { MAX_PARTS, measure, ucs2Causes, type TextMeasure } from '../../../../../sms/text';
import { InputError } from '../../../shared/inputError';
import type { Options } from '../settings/options';

/** The text of a message as it is sent, measured. */
export interface SmsText extends TextMeasure {
	readonly text: string;
	readonly replaced: readonly Replacement[];
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

/**
 * Refuses a text of too many parts.
 *
 * @param maxParts what the user allows, where there is a limit
 * @throws {InputError} saying what makes it long
 */
export function refuseTooLong(message: SmsText, maxParts: number = MAX_PARTS): void {
	const { text, encoding, characters, parts } = message;
	if (parts <= maxParts) return;
	const most =
		parts > MAX_PARTS
			? `a message can have (${MAX_PARTS})`
			: `"Longest Message in Parts" allows (${maxParts})`;
	const causes = describeUcs2Causes(text);
	const because = causes.length > 0 ? `, because of ${causes.join(', ')}` : '';
	const size = `${characters} characters in ${encoding}${because}`;
	throw new InputError(
		`Message needs ${parts} parts, more than ${most}: ${size}`,
		hintFor(message, causes.length > 0),
		[size, `${parts} parts`],
	);
}

function hintFor(message: SmsText, isUcs2: boolean): string {
	if (isUcs2) {
		return ['Replace those characters', ...optionsThatSave(message), 'or shorten the text.'].join(', ');
	}
	return message.parts > MAX_PARTS
		? 'Shorten the text.'
		: 'Shorten the text, or raise "Longest Message in Parts" in "Safeguards".';
}

/** What to turn on for fewer parts: one option where it saves as much as both. */
function optionsThatSave(message: SmsText): string[] {
	const { plainPunctuation, plainLetters, both } = savingsOf(message);
	if (both === 0) return [];
	if (plainPunctuation === both) return ['turn on "Replace Curly Quotes and Dashes" in "Options"'];
	if (plainLetters === both) return ['turn on "Replace Accented Letters" in "Options"'];
	return ['turn on "Replace Curly Quotes and Dashes" and "Replace Accented Letters" in "Options"'];
}
