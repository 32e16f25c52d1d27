import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { formatMoment } from '../../../sms/localTime.ts';
import { parseTimeOfDay, sendableFrom, type SendingHours, type Weekday } from '../../../sms/sendingHours.ts';
import { anyMoment, anyTimeZone } from './generators/moments.mts';

const EVERY_DAY: SendingHours['days'] = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS: SendingHours['days'] = [1, 2, 3, 4, 5];

/** `08:00-18:00`, as hours. */
function hours(window: string, days: SendingHours['days'], timeZone: string): SendingHours {
	const [fromMinute = NaN, toMinute = NaN] = window.split('-').map(parseTimeOfDay);
	return { fromMinute, toMinute, days, timeZone };
}

type Row = [name: string, now: string, from: string];

/** Each moment with the offset of the zone, so that a row says what clocks show. */
function check(window: string, days: SendingHours['days'], timeZone: string, rows: readonly Row[]): void {
	test.each(rows)(`${window}, ${timeZone}: %s`, (_name, now, from) => {
		const found = sendableFrom(hours(window, days, timeZone), Date.parse(now));
		expect(formatMoment(found, timeZone)).toBe(from);
	});
}

describe('hours of a day', () => {
	check('08:00-18:00', EVERY_DAY, 'Africa/Nairobi', [
		['long before', '2026-11-26T00:00:00+03:00', '2026-11-26T08:00:00.000+03:00'],
		['a millisecond before', '2026-11-26T07:59:59.999+03:00', '2026-11-26T08:00:00.000+03:00'],
		['the first moment', '2026-11-26T08:00:00+03:00', '2026-11-26T08:00:00.000+03:00'],
		['in between', '2026-11-26T12:34:56.789+03:00', '2026-11-26T12:34:56.789+03:00'],
		['the last millisecond', '2026-11-26T17:59:59.999+03:00', '2026-11-26T17:59:59.999+03:00'],
		['the moment after', '2026-11-26T18:00:00+03:00', '2026-11-27T08:00:00.000+03:00'],
		['late', '2026-11-26T23:59:59.999+03:00', '2026-11-27T08:00:00.000+03:00'],
		['the end of the year', '2026-12-31T18:00:00+03:00', '2027-01-01T08:00:00.000+03:00'],
		['the end of a leap February', '2028-02-28T18:00:00+03:00', '2028-02-29T08:00:00.000+03:00'],
		['another day in UTC', '2026-11-27T01:00:00+03:00', '2026-11-27T08:00:00.000+03:00'],
	]);
	check('08:30-08:31', EVERY_DAY, 'Asia/Kathmandu', [
		['before', '2026-11-26T08:29:59.999+05:45', '2026-11-26T08:30:00.000+05:45'],
		['the last millisecond', '2026-11-26T08:30:59.999+05:45', '2026-11-26T08:30:59.999+05:45'],
		['after', '2026-11-26T08:31:00+05:45', '2026-11-27T08:30:00.000+05:45'],
	]);
	check('00:00-24:00', EVERY_DAY, 'Africa/Nairobi', [
		['midnight', '2026-11-26T00:00:00+03:00', '2026-11-26T00:00:00.000+03:00'],
		['the last millisecond', '2026-11-26T23:59:59.999+03:00', '2026-11-26T23:59:59.999+03:00'],
	]);
});

describe('days of the week', () => {
	check('08:00-18:00', WORKDAYS, 'Africa/Nairobi', [
		['Friday, the last millisecond', '2026-11-27T17:59:59.999+03:00', '2026-11-27T17:59:59.999+03:00'],
		['Friday evening', '2026-11-27T18:00:00+03:00', '2026-11-30T08:00:00.000+03:00'],
		['Saturday noon', '2026-11-28T12:00:00+03:00', '2026-11-30T08:00:00.000+03:00'],
		['Sunday, just before midnight', '2026-11-29T23:59:59.999+03:00', '2026-11-30T08:00:00.000+03:00'],
		['Monday, before', '2026-11-30T00:00:00+03:00', '2026-11-30T08:00:00.000+03:00'],
	]);
	check('08:00-18:00', [7], 'Africa/Nairobi', [
		['Sunday evening waits a week', '2026-11-29T18:00:00+03:00', '2026-12-06T08:00:00.000+03:00'],
		['Saturday', '2026-11-28T12:00:00+03:00', '2026-11-29T08:00:00.000+03:00'],
	]);
	check('00:00-24:00', [6], 'America/New_York', [
		['Friday, though Saturday in UTC', '2026-11-27T20:00:00-05:00', '2026-11-28T00:00:00.000-05:00'],
		['Saturday, though Sunday in UTC', '2026-11-28T20:00:00-05:00', '2026-11-28T20:00:00.000-05:00'],
		['Sunday', '2026-11-29T00:00:00-05:00', '2026-12-05T00:00:00.000-05:00'],
	]);
});

describe('hours that go on after midnight', () => {
	check('20:00-06:00', [5], 'Africa/Nairobi', [
		['Friday morning belongs to Thursday', '2026-11-27T05:00:00+03:00', '2026-11-27T20:00:00.000+03:00'],
		['Friday, a millisecond before', '2026-11-27T19:59:59.999+03:00', '2026-11-27T20:00:00.000+03:00'],
		['Friday night', '2026-11-27T20:00:00+03:00', '2026-11-27T20:00:00.000+03:00'],
		['midnight', '2026-11-28T00:00:00+03:00', '2026-11-28T00:00:00.000+03:00'],
		['the last millisecond, on Saturday', '2026-11-28T05:59:59.999+03:00', '2026-11-28T05:59:59.999+03:00'],
		['the moment after', '2026-11-28T06:00:00+03:00', '2026-12-04T20:00:00.000+03:00'],
		['Saturday night', '2026-11-28T21:00:00+03:00', '2026-12-04T20:00:00.000+03:00'],
	]);
	check('20:00-06:00', [7], 'Africa/Nairobi', [
		['Monday morning belongs to Sunday', '2026-11-30T03:00:00+03:00', '2026-11-30T03:00:00.000+03:00'],
		['Sunday morning belongs to Saturday', '2026-11-29T03:00:00+03:00', '2026-11-29T20:00:00.000+03:00'],
	]);
	check('20:00-00:00', [5], 'Africa/Nairobi', [
		['the last millisecond', '2026-11-27T23:59:59.999+03:00', '2026-11-27T23:59:59.999+03:00'],
		['midnight', '2026-11-28T00:00:00+03:00', '2026-12-04T20:00:00.000+03:00'],
	]);
});

describe('clocks that are put forward', () => {
	check('02:30-18:00', EVERY_DAY, 'Europe/Berlin', [
		['over the beginning, the day before', '2026-03-28T20:00:00+01:00', '2026-03-29T03:00:00.000+02:00'],
		['a millisecond before', '2026-03-29T01:59:59.999+01:00', '2026-03-29T03:00:00.000+02:00'],
		['and on the day after', '2026-03-29T20:00:00+02:00', '2026-03-30T02:30:00.000+02:00'],
	]);
	check('08:00-18:00', EVERY_DAY, 'Europe/Berlin', [
		['during the night', '2026-03-28T18:00:00+01:00', '2026-03-29T08:00:00.000+02:00'],
	]);
	check('02:10-02:40', [7], 'Europe/Berlin', [
		['over all of the hours', '2026-03-28T20:00:00+01:00', '2026-04-05T02:10:00.000+02:00'],
	]);
	check('02:15-04:00', EVERY_DAY, 'Australia/Lord_Howe', [
		['by half an hour', '2026-10-04T01:00:00+10:30', '2026-10-04T02:30:00.000+11:00'],
	]);
	check('00:00-06:00', EVERY_DAY, 'America/Havana', [
		['at midnight', '2026-03-07T12:00:00-05:00', '2026-03-08T01:00:00.000-04:00'],
	]);
	check('08:00-18:00', [5], 'Pacific/Apia', [
		['by a whole day, a Friday', '2011-12-29T12:00:00-10:00', '2012-01-06T08:00:00.000+14:00'],
	]);
});

describe('clocks that are put back', () => {
	check('02:30-18:00', EVERY_DAY, 'Europe/Berlin', [
		['over the beginning: half past two', '2026-10-25T01:00:00+02:00', '2026-10-25T02:30:00.000+02:00'],
		['the last millisecond of before', '2026-10-25T02:59:59.999+02:00', '2026-10-25T02:59:59.999+02:00'],
		['two again', '2026-10-25T02:00:00+01:00', '2026-10-25T02:30:00.000+01:00'],
	]);
	check('22:00-02:30', EVERY_DAY, 'Europe/Berlin', [
		['over the end, before it', '2026-10-25T02:29:59.999+02:00', '2026-10-25T02:29:59.999+02:00'],
		['over the end, after it', '2026-10-25T02:30:00+02:00', '2026-10-25T02:00:00.000+01:00'],
		['after the second end', '2026-10-25T02:30:00+01:00', '2026-10-25T22:00:00.000+01:00'],
	]);
	check('08:00-18:00', EVERY_DAY, 'America/New_York', [
		['during the night', '2026-10-31T18:00:00-04:00', '2026-11-01T08:00:00.000-05:00'],
	]);
	check('01:45-04:00', EVERY_DAY, 'Australia/Lord_Howe', [
		['by half an hour, after it', '2026-04-05T01:30:00+10:30', '2026-04-05T01:45:00.000+10:30'],
		['by half an hour, before it', '2026-04-05T01:30:00+11:00', '2026-04-05T01:45:00.000+11:00'],
	]);
});

/** Whether Luxon, which n8n uses, finds the moment within the hours. */
function isWithin({ fromMinute, toMinute, days, timeZone }: SendingHours, ms: number): boolean {
	const shown = tryToParseDateTime(new Date(ms), timeZone);
	const minute = shown.hour * 60 + shown.minute;
	const yesterday = shown.minus({ days: 1 }).weekday;
	const begins = (weekday: number) => days.some((day) => day === weekday);
	if (fromMinute < toMinute) return minute >= fromMinute && minute < toMinute && begins(shown.weekday);
	return minute >= fromMinute ? begins(shown.weekday) : minute < toMinute && begins(yesterday);
}

const anyHours: fc.Arbitrary<SendingHours> = fc
	.record({
		fromMinute: fc.integer({ min: 0, max: 1439 }),
		toMinute: fc.integer({ min: 0, max: 1440 }),
		first: fc.constantFrom<Weekday>(...EVERY_DAY),
		others: fc.uniqueArray(fc.constantFrom<Weekday>(...EVERY_DAY)),
		timeZone: anyTimeZone,
	})
	.filter(({ fromMinute, toMinute }) => fromMinute !== toMinute)
	.map(({ first, others, ...rest }) => ({ ...rest, days: [first, ...others] }));

describe('the moment from which a message may go', () => {
	test('is now or later, within the hours, and its own moment', () => {
		fc.assert(
			fc.property(anyHours, anyMoment, (window, now) => {
				const from = sendableFrom(window, now);
				expect(from).toBeGreaterThanOrEqual(now);
				expect(isWithin(window, from)).toBe(true);
				expect(sendableFrom(window, from)).toBe(from);
			}),
			{ numRuns: 1000 },
		);
	});

	test('has no moment within the hours before it', () => {
		const fractions = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 });
		fc.assert(
			fc.property(anyHours, anyMoment, fractions, (window, now, between) => {
				const from = sendableFrom(window, now);
				const earlier = [...between.map((part) => now + Math.floor((from - now) * part)), now, from - 1];
				expect(earlier.filter((ms) => ms >= now && ms < from && isWithin(window, ms))).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	test('comes within a week and an hour, where no change of the clocks can leave out all of the hours', () => {
		fc.assert(
			fc.property(
				anyHours.filter(({ fromMinute, toMinute }) => (toMinute - fromMinute + 1440) % 1440 > 60),
				anyMoment,
				(window, now) => {
					expect(sendableFrom(window, now) - now).toBeLessThanOrEqual((7 * 24 + 1) * 3_600_000);
				},
			),
			{ numRuns: 500 },
		);
	});
});

describe('a time of day', () => {
	test.each<[text: string, minute: number]>([
		['00:00', 0],
		['0:00', 0],
		['0', 0],
		['08:00', 480],
		['8:00', 480],
		['8', 480],
		['08', 480],
		['08.00', 480],
		['8.05', 485],
		['0800', 480],
		[' 0800 ', 480],
		['1830', 1110],
		['2400', 1440],
		['08:00:00', 480],
		[' 08:00\n', 480],
		['23:59', 1439],
		['24:00', 1440],
		['24', 1440],
		['8 am', 480],
		['8am', 480],
		['8:30 am', 510],
		['8:30\u202fAM', 510],
		['8.30 a.m.', 510],
		['6 pm', 1080],
		['6:45PM', 1125],
		['12 am', 0],
		['12:30 am', 30],
		['12 pm', 720],
		['12:59 p.m.', 779],
		['11:59 pm', 1439],
	])('%j is minute %i', (text, minute) => {
		expect(parseTimeOfDay(text)).toBe(minute);
	});

	test.each([
		...['', ' ', ':', '8:', ':30', '8:3', '8.5', '8,30', '800', '080', '12345', '-8', '+8', '8-18'],
		...['24:01', '25:00', '25', '2401', '2500', '8:60', '0860', '08:00:30', '08:00:00.000', '8:00 h'],
		...['0 am', '0:30 am', '13 pm', '24:00 pm', '0800 am', 'am', '8 xm', '8 a', 'eight', 'noon', '٨'],
		...['2026-11-26T08:00:00', '8e0', '0x8', '08:00 Z'],
	])('%j is none', (text) => {
		expect(parseTimeOfDay(text)).toBeUndefined();
	});

	test('that is written in the usual ways is read back', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
				const two = (number: number) => String(number).padStart(2, '0');
				const half = `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`;
				for (const text of [`${two(hour)}:${two(minute)}`, `${hour}.${two(minute)}`, half])
					expect(parseTimeOfDay(text)).toBe(hour * 60 + minute);
			}),
		);
	});

	test('is the only thing that is read, and nothing makes it throw', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const minute = parseTimeOfDay(text);
				if (minute !== undefined) expect(minute >= 0 && minute <= 1440).toBe(true);
			}),
		);
	});
});
