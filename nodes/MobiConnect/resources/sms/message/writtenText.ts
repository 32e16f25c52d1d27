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
