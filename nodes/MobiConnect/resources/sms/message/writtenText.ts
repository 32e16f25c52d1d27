import {
	hasEmptyPlace,
	isBlank,
	isFunction,
	isObject,
	isSheetError,
} from '../../../shared/parameters/absentValues';
import { describeGap, type Gap, type Reading } from '../../../shared/parameters/gaps';
import { describe, InputError } from '../../../shared/inputError';
import type { Safeguards } from '../settings/safeguards';

/**
 * The text of an item's message, as it is written.
 *
 * @throws {InputError} naming what would be a gap in it, what no message can carry, or no text at all
 */
export function writtenText({ value, gaps }: Reading, { allowEmptyFields }: Safeguards): string {
	refuseGaps(gaps, allowEmptyFields);
	return textIn(value);
}

/** Only an empty field may be allowed: nobody means a word such as "undefined" to go out. */
function refuseGaps(gaps: readonly Gap[], allowEmptyFields: boolean): void {
	const gap = gaps.find(({ left }) => !allowEmptyFields || !hasEmptyPlace(left));
	if (!gap) return;
	throw new InputError(
		`Message: ${describeGap(gap)}, so the customer would read ${gap.left === '' ? 'a gap' : 'that'}`,
		hintFor(gap.left),
	);
}

const NAME_THE_TEXT = 'Name the field that holds the text, such as {{ $json.customer.name }}.';

function hintFor(left: string): string {
	if (isObject(left)) return NAME_THE_TEXT;
	if (isFunction(left))
		return 'Call it, such as {{ $json.name.trim() }}, or name the field that holds the text.';
	if (isSheetError(left)) return 'Correct the cell in the spreadsheet.';
	return hasEmptyPlace(left)
		? 'Fill the field in, give it a fallback such as {{ $json.name || "customer" }}, or turn on "Allow Empty Fields" in "Safeguards".'
		: 'Fill the field in, or give it a fallback such as {{ $json.name || "customer" }}.';
}

/** What no message can carry: the character NUL, and half of a character. */
const UNSENDABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function textIn(value: unknown): string {
	const text = typeof value === 'number' ? textOfNumber(value) : (value ?? '');
	if (typeof text !== 'string')
		throw new InputError(`Message "${describe(value)}" is not a text`, NAME_THE_TEXT, [
			`"${describe(value)}"`,
		]);
	if (isBlank(text)) {
		throw new InputError('Message is empty', 'Write the text that the recipients should get.');
	}
	const unsendable = UNSENDABLE.exec(text);
	if (unsendable) throw unsendableCharacter(text, unsendable);
	return text;
}

/** "NaN" is no message. */
function textOfNumber(value: number): string {
	return Number.isFinite(value) ? String(value) : '';
}

/** Positions are counted in characters, from 1. */
function unsendableCharacter(text: string, { 0: unit, index }: RegExpExecArray): InputError {
	const position = [...text.slice(0, index)].length + 1;
	return unit === '\0'
		? new InputError(
				`Message has the character NUL (U+0000) at ${position}, which no message can carry`,
				'Remove it where the text comes from, such as with {{ $json.text.replaceAll("\\u0000", "") }}.',
				[`at ${position}`],
			)
		: new InputError(
				`Message has half of a character (U+${unit.charCodeAt(0).toString(16).toUpperCase()}) at ${position}`,
				'Something cut an emoji in two, such as slice or substring. Cut by whole characters: {{ [...$json.text].slice(0, 100).join("") }}.',
				[`(U+${unit.charCodeAt(0).toString(16).toUpperCase()}) at ${position}`],
			);
}
