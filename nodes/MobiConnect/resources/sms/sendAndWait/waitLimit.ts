import { offsetMsAt } from '../../../../../sms/localTime';
import { describe, InputError } from '../../../shared/inputError';
import { choice, quantity } from '../../../shared/values';

const MINUTE_MS = 60_000;
const UNIT_MS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: 1440 * MINUTE_MS };
const UNITS = ['minutes', 'hours', 'days'] as const;

/** Ten years: nobody answers after that, and a date of n8n's ends some time. */
const MAX_AMOUNT = 3650;

const LABEL = 'Limit Wait Time';

/** What a moment is read with. */
interface Now {
	readonly nowMs: number;
	/** IANA name of the workflow's time zone, by whose clocks a time without one is read. */
	readonly timeZone: string;
}

/**
 * Until when an answer is waited for, as Unix time; undefined where there is no limit.
 *
 * @param given the values of the field, where it was added
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readWaitLimit(given: unknown, now: Now): number | undefined {
	if (given === undefined || given === null) return undefined;
	const { limitType, resumeAmount, resumeUnit, maxDateAndTime } = { ...DEFAULTS, ...Object(given) };
	if (choice(limitType, `${LABEL}, Limit Type`, LIMIT_TYPES) === 'atSpecifiedTime') {
		return momentIn(maxDateAndTime, now);
	}
	const amount = quantity(resumeAmount, {
		label: `${LABEL}, Amount`,
		within: 'Options',
		least: 0.01,
		most: MAX_AMOUNT,
	});
	return now.nowMs + amount * UNIT_MS[choice(resumeUnit, `${LABEL}, Unit`, UNITS)];
}

const LIMIT_TYPES = ['afterTimeInterval', 'atSpecifiedTime'] as const;
const DEFAULTS: Readonly<Record<string, unknown>> = {
	limitType: 'afterTimeInterval',
	resumeAmount: 1,
	resumeUnit: 'hours',
	maxDateAndTime: '',
};

/** A date and a time without a time zone, as n8n's date picker gives it. */
const LOCAL = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;

function momentIn(value: unknown, { nowMs, timeZone }: Now): number {
	const text = value instanceof Date ? value.toISOString() : describe(value).replace(/^"|"$/g, '').trim();
	const ms = LOCAL.test(text) ? localMoment(text, timeZone) : Date.parse(text);
	if (Number.isNaN(ms)) {
		throw new InputError(
			`${LABEL}, Max Date and Time "${text}" is not a date and time`,
			'Choose one, or write it as 2026-12-31T18:00.',
		);
	}
	if (ms <= nowMs) {
		throw new InputError(
			`${LABEL}, Max Date and Time "${text}" is over already`,
			'Choose a time that is still to come.',
		);
	}
	return ms;
}

function localMoment(text: string, timeZone: string): number {
	const shown = Date.parse(`${text.replace(' ', 'T')}${text.length === DATE_LENGTH ? 'T00:00' : ''}Z`);
	if (Number.isNaN(shown)) return shown;
	// The offset at the moment itself, which a change of the clocks may set apart from that of a few hours before.
	return shown - offsetMsAt(shown - offsetMsAt(shown, timeZone), timeZone);
}

const DATE_LENGTH = '2026-12-31'.length;
