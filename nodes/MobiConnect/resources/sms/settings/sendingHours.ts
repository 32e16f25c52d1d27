import { isTimeZone, WEEKDAYS } from '../../../../../sms/localTime';
import { parseTimeOfDay, type SendingHours, type Weekday } from '../../../../../sms/sendingHours';
import { describe, InputError } from '../../../shared/inputError';
import { choice } from '../../../shared/values';

/** When messages may go out, and what becomes of those that would go outside of these hours. */
export interface SendingHoursChoice {
	readonly hours: SendingHours;
	readonly outside: 'stop' | 'skip';
}

type Group = Readonly<Record<'from' | 'to' | 'days' | 'outside', unknown>>;

/**
 * Reads the safeguard as n8n hands it to a run, with each default filled in: what is missing here is an expression that
 * found nothing, or hours that were never entered, and neither may mean that messages go out at any time.
 *
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readSendingHours(given: unknown, timeZone: string): SendingHoursChoice {
	const { from, to, days, outside } = groupOf(given);
	const fromMinute = timeOfDay('From', from);
	const toMinute = timeOfDay('To', to);
	if (fromMinute === 1440) {
		throw new InputError(
			`Sending Hours, From "${describe(from)}" is the end of the day`,
			'Use 00:00 for its beginning.',
		);
	}
	if (fromMinute === toMinute) {
		throw new InputError(
			`Sending Hours, To "${describe(to)}" is the same time as From`,
			'For the whole day, use 00:00 and 24:00.',
		);
	}
	if (!isTimeZone(timeZone)) {
		throw new InputError(
			`Sending Hours: the workflow's time zone "${timeZone}" is not known`,
			'Open the settings of the workflow and choose a Timezone.',
		);
	}
	return {
		hours: { fromMinute, toMinute, days: weekdays(days), timeZone },
		outside: choice(outside, 'Sending Hours, Outside These Hours', ['stop', 'skip']),
	};
}

function groupOf(given: unknown): Group {
	const group = isObject(given) && 'hours' in given ? given.hours : undefined;
	if (isObject(group) && !Array.isArray(group)) {
		return { from: undefined, to: undefined, days: undefined, outside: undefined, ...group };
	}
	throw new InputError(
		`Sending Hours${shown(given)} does not say from when to when`,
		'Open "Safeguards" and add the hours, or remove "Sending Hours".',
	);
}

/** A value behind the name of its field: an empty one, such as the list of days when none is chosen, has nothing to show. */
function shown(value: unknown): string {
	const text = describe(value);
	return ['', '{}', '[]', 'null', 'undefined'].includes(text) ? '' : ` "${text}"`;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

function timeOfDay(label: string, value: unknown): number {
	const isText = typeof value === 'string' || typeof value === 'number';
	const minute = isText ? parseTimeOfDay(String(value)) : undefined;
	if (minute !== undefined) return minute;
	throw new InputError(
		`Sending Hours, ${label} "${describe(value)}" is not a time of day`,
		'Write hours and minutes, such as 08:00 or 8:00 am.',
	);
}

/** As the field gives them, or as an expression may: a list or a text of names or of ISO numbers. */
function weekdays(value: unknown): SendingHours['days'] {
	const written: readonly unknown[] = Array.isArray(value) ? value : wordsOf(value);
	const [first, ...others] = [...new Set(written.map(weekday))].sort();
	if (first !== undefined) return [first, ...others];
	throw new InputError(
		`Sending Hours, Days${shown(value)} names no day`,
		'Choose at least one day, or remove "Sending Hours" from "Safeguards".',
	);
}

function wordsOf(value: unknown): readonly unknown[] {
	if (typeof value === 'string') return value.split(/[\s,;]+/).filter((word) => word !== '');
	return value === undefined || value === null ? [] : [value];
}

const NUMBERS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** The fewest letters that tell one day from another. */
const MIN_NAME_LETTERS = 3;

function weekday(value: unknown): Weekday {
	const word = describe(value).trim().toLowerCase();
	const found = NUMBERS.find(
		(number) =>
			word === String(number) ||
			(word.length >= MIN_NAME_LETTERS && WEEKDAYS[number - 1]?.toLowerCase().startsWith(word)),
	);
	if (found !== undefined) return found;
	throw new InputError(
		`Sending Hours, Days "${describe(value)}" is not a day of the week`,
		'Use names such as monday, or numbers from 1 for Monday to 7 for Sunday.',
	);
}
