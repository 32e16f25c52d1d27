import { DAY_MS, localTimeAt, MINUTE_MS, offsetMsAt } from './localTime';

/** A day of the week as ISO 8601 numbers it: 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * When messages may go out, by the clocks of a time zone: from the one time of day up to, but not including, the other.
 * Where `toMinute` is the earlier one, the hours go on after midnight, and `days` are those on which they begin.
 */
export interface SendingHours {
	/** Minute of the day, 0 to 1439. */
	readonly fromMinute: number;
	/** Minute of the day, 0 to 1440; not the same as `fromMinute`. */
	readonly toMinute: number;
	readonly days: readonly [Weekday, ...Weekday[]];
	readonly timeZone: string;
}

/**
 * The moment from which a message may go, in Unix milliseconds: now within the hours, and otherwise when they begin next.
 * What counts is what clocks show. So where they are put forward over the beginning, the hours begin with the change; and
 * where they are put back over the end or the beginning, a message waits until they show a time within the hours.
 */
export function sendableFrom(hours: SendingHours, nowMs: number): number {
	let moment = nowMs;
	while (!isWithin(hours, moment)) moment = nextCandidate(hours, moment);
	return moment;
}

function isWithin({ fromMinute, toMinute, days, timeZone }: SendingHours, ms: number): boolean {
	const { msOfDay, weekday } = localTimeAt(ms, timeZone);
	const begins = (on: number) => days.some((day) => day === on);
	const isAfterFrom = msOfDay >= fromMinute * MINUTE_MS;
	const isBeforeTo = msOfDay < toMinute * MINUTE_MS;
	if (fromMinute < toMinute) return isAfterFrom && isBeforeTo && begins(weekday);
	return (isAfterFrom && begins(weekday)) || (isBeforeTo && begins(weekday === 1 ? 7 : weekday - 1));
}

/** The next moment at which hours may begin: clocks show the time from which, or they are changed before they do. */
function nextCandidate({ fromMinute, timeZone }: SendingHours, ms: number): number {
	const aheadMs = fromMinute * MINUTE_MS - localTimeAt(ms, timeZone).msOfDay;
	const unchanged = ms + (aheadMs > 0 ? aheadMs : aheadMs + DAY_MS);
	return clockChange(timeZone, ms, unchanged) ?? unchanged;
}

/** The first moment after a change of the clocks; no zone changes them twice in a day. */
function clockChange(timeZone: string, afterMs: number, untilMs: number): number | undefined {
	const offset = offsetMsAt(afterMs, timeZone);
	if (offsetMsAt(untilMs, timeZone) === offset) return undefined;
	let before = afterMs;
	let after = untilMs;
	while (after - before > 1) {
		const middle = Math.floor((before + after) / 2);
		if (offsetMsAt(middle, timeZone) === offset) before = middle;
		else after = middle;
	}
	return after;
}

/** Hours, minutes and perhaps seconds that are zero; or hours alone, or four digits; and perhaps a half of the day. */
const TIME_OF_DAY = /^(\d{1,2})(?:[:.](\d{2})(?:[:.]00)?)?\s*(?:([ap])\.?m\.?)?$/i;
const FOUR_DIGITS = /^(\d{2})(\d{2})$/;

/** The minute of the day that a time says: 08:00, 8.00, 8, 0800, 8:30 am, 6 pm, 24:00. Undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
	const [, hours = '', minutes = '0', half] =
		FOUR_DIGITS.exec(text.trim()) ?? TIME_OF_DAY.exec(text.trim()) ?? [];
	const hour = half === undefined ? hourOf24(hours) : hourOf12(hours, half);
	const minute = Number(minutes);
	if (hour === undefined || minute > 59 || (hour === 24 && minute > 0)) return undefined;
	return hour * 60 + minute;
}

function hourOf24(digits: string): number | undefined {
	return digits !== '' && Number(digits) <= 24 ? Number(digits) : undefined;
}

/** 12 am is midnight and 12 pm is noon. */
function hourOf12(digits: string, half: string): number | undefined {
	const hour = Number(digits);
	if (hour < 1 || hour > 12) return undefined;
	return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}
