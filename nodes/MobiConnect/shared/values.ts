import { describe, InputError } from './inputError';

/** The fields of a collection, as a user gave them. */
export type Given = Readonly<Record<string, unknown>>;

/** A field of a collection, and where the editor shows it. */
export interface Field {
	/** As the editor calls it. */
	readonly label: string;
	/** The collection that it is in. */
	readonly within: string;
}

interface Range extends Field {
	readonly least: number;
	readonly most: number;
}

/** Whether a switch is on. */
export function flag(value: unknown): boolean {
	return value === true || value === 'true';
}

/** @throws {InputError} for anything that is not one of the choices */
export function choice<T extends string>(value: unknown, label: string, choices: readonly T[]): T {
	const chosen = choices.find((one) => one === value);
	if (chosen !== undefined) return chosen;
	const named = choices.map((one) => `"${one}"`).join(' or ');
	throw new InputError(`${label} "${describe(value)}" is not a choice`, `Use ${named}.`);
}

/** @throws {InputError} for anything but a whole number in the range */
export function wholeNumber(value: unknown, range: Range): number {
	const number = quantity(value, range);
	if (Number.isInteger(number)) return number;
	throw outOfRange(value, range, 'a whole number');
}

/** @throws {InputError} for anything but a number in the range */
export function quantity(value: unknown, range: Range): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number >= range.least && number <= range.most) return number;
	throw outOfRange(value, range, 'a number');
}

function outOfRange(value: unknown, { label, within, least, most }: Range, kind: string): InputError {
	return new InputError(
		`${label} "${String(value)}" is not ${kind} from ${least} to ${most}`,
		`Open "${within}" and set "${label}" to ${kind} from ${least} to ${most}.`,
	);
}
