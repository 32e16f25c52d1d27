/** Milliseconds of a minute, and of a day of 24 hours. */
export const MINUTE_MS = 60_000;
export const DAY_MS = 1440 * MINUTE_MS;

/** The days of the week in the order of ISO 8601, where Monday is 1. */
export const WEEKDAYS = [
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
	'Sunday',
] as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** One for each time zone: a formatter takes far longer to make than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
	const known = formatters.get(timeZone);
	if (known) return known;
	const formatter = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	formatters.set(timeZone, formatter);
	return formatter;
}

/** Whether it is the name of a time zone of the IANA database, such as Africa/Nairobi. */
export function isTimeZone(name: string): boolean {
	try {
		formatterOf(name);
		return true;
	} catch {
		return false;
	}
}

/** How far the clocks of a time zone are ahead of UTC at a moment. */
export function offsetMsAt(ms: number, timeZone: string): number {
	const parts = formatterOf(timeZone).formatToParts(ms);
	const part = (wanted: Intl.DateTimeFormatPartTypes) =>
		Number(parts.find(({ type }) => type === wanted)?.value);
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(ms / 1000) * 1000;
}

/** What the clocks of a time zone show: days since 1 January 1970, milliseconds of the day, and the ISO weekday. */
export interface LocalTime {
	readonly day: number;
	readonly msOfDay: number;
	/** 1 is Monday. */
	readonly weekday: number;
}

/** What the clocks of a time zone show at a moment. */
export function localTimeAt(ms: number, timeZone: string): LocalTime {
	const shown = ms + offsetMsAt(ms, timeZone);
	const day = Math.floor(shown / DAY_MS);
	return { day, msOfDay: shown - day * DAY_MS, weekday: weekdayOf(day) };
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
	return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** A moment in ISO 8601 with the offset of the time zone, as a Wait node of n8n takes it: 2026-11-26T08:00:00.000+03:00. */
export function formatMoment(ms: number, timeZone: string): string {
	// ISO 8601 has no seconds in an offset, which some zones had until 1972; the moment is the same with them left out.
	const offset = Math.round(offsetMsAt(ms, timeZone) / MINUTE_MS);
	const shown = new Date(ms + offset * MINUTE_MS).toISOString().slice(0, -1);
	const minutes = Math.abs(offset);
	return `${shown}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** A moment for people, as seen from now: "today 08:00", "tomorrow 08:00", "Mon 30 Nov 08:00". */
export function describeMoment(ms: number, nowMs: number, timeZone: string): string {
	const { day, msOfDay, weekday } = localTimeAt(ms, timeZone);
	const minute = Math.floor(msOfDay / MINUTE_MS);
	const time = `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
	const daysAhead = day - localTimeAt(nowMs, timeZone).day;
	if (daysAhead === 0) return `today ${time}`;
	if (daysAhead === 1) return `tomorrow ${time}`;
	const date = new Date(day * DAY_MS);
	const name = WEEKDAYS[weekday - 1]?.slice(0, 3);
	return `${name} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${time}`;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}
