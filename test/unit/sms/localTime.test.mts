import fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';
import { describeMoment, formatMoment, isTimeZone, localTimeAt, offsetMsAt } from '../../../sms/localTime.ts';
import { anyMoment, anyTimeZone } from './generators/moments.mts';

const at = (iso: string) => Date.parse(iso);

test.each<[name: string, known: boolean]>([
	['Africa/Nairobi', true],
	['America/New_York', true],
	['UTC', true],
	['Etc/GMT+3', true],
	['Mars/Olympus', false],
	['DEFAULT', false],
	['', false],
	[' ', false],
])('whether %j is a time zone: %s', (name, known) => {
	expect(isTimeZone(name)).toBe(known);
});

test('the clocks of a zone show what Luxon, which n8n uses, says they do', () => {
	fc.assert(
		fc.property(anyMoment, anyTimeZone, (ms, timeZone) => {
			const luxon = tryToParseDateTime(new Date(ms), timeZone);
			expect(offsetMsAt(ms, timeZone)).toBe(luxon.offset * 60_000);
			expect(localTimeAt(ms, timeZone)).toEqual({
				day: Date.UTC(luxon.year, luxon.month - 1, luxon.day) / 86_400_000,
				msOfDay: ((luxon.hour * 60 + luxon.minute) * 60 + luxon.second) * 1000 + luxon.millisecond,
				weekday: luxon.weekday,
			});
		}),
		{ numRuns: 1000 },
	);
});

test('before 1970 there were days of the week, too', () => {
	expect(localTimeAt(at('1969-12-31T23:59:59.999Z'), 'UTC')).toEqual({
		day: -1,
		msOfDay: 86_399_999,
		weekday: 3,
	});
	expect(localTimeAt(at('1969-07-20T20:17:40Z'), 'UTC').weekday).toBe(7);
});

describe('a moment as a Wait node takes it', () => {
	test.each<[moment: string, timeZone: string, text: string]>([
		['2026-11-26T05:00:00Z', 'Africa/Nairobi', '2026-11-26T08:00:00.000+03:00'],
		['2026-11-26T05:00:00.001Z', 'Africa/Nairobi', '2026-11-26T08:00:00.001+03:00'],
		['2026-12-31T22:00:00Z', 'Africa/Nairobi', '2027-01-01T01:00:00.000+03:00'],
		['2026-11-26T13:00:00Z', 'America/New_York', '2026-11-26T08:00:00.000-05:00'],
		['2026-07-01T12:00:00Z', 'America/New_York', '2026-07-01T08:00:00.000-04:00'],
		['2026-07-01T12:00:00Z', 'Asia/Kathmandu', '2026-07-01T17:45:00.000+05:45'],
		['2026-07-01T12:00:00Z', 'America/St_Johns', '2026-07-01T09:30:00.000-02:30'],
		['2026-07-01T12:00:00Z', 'UTC', '2026-07-01T12:00:00.000+00:00'],
		['1970-01-01T00:00:00Z', 'Africa/Monrovia', '1969-12-31T23:16:00.000-00:44'],
	])('%s in %s', (moment, timeZone, text) => {
		expect(formatMoment(at(moment), timeZone)).toBe(text);
		expect(at(text)).toBe(at(moment));
	});

	test('is the very same moment when n8n reads it, whatever the time zone of the workflow', () => {
		fc.assert(
			fc.property(anyMoment, anyTimeZone, anyTimeZone, (ms, timeZone, another) => {
				expect(tryToParseDateTime(formatMoment(ms, timeZone), another).toMillis()).toBe(ms);
			}),
		);
	});
});

describe('a moment for people', () => {
	const NOW = at('2026-11-26T20:59:59.999Z');
	const ZONE = 'Africa/Nairobi';
	test.each<[name: string, moment: string, now: number, text: string]>([
		['of the same day', '2026-11-26T20:30:00Z', NOW, 'today 23:30'],
		['of the same day, after midnight in UTC', '2026-11-25T21:00:00Z', NOW, 'today 00:00'],
		['a millisecond later, on the next day', '2026-11-26T21:00:00Z', NOW, 'tomorrow 00:00'],
		['at the end of the next day', '2026-11-27T20:59:59.999Z', NOW, 'tomorrow 23:59'],
		['two days ahead', '2026-11-27T21:00:00Z', NOW, 'Sat 28 Nov 00:00'],
		['next week', '2026-11-30T05:00:00Z', NOW, 'Mon 30 Nov 08:00'],
		['on a date of one digit', '2026-12-06T05:05:00Z', NOW, 'Sun 6 Dec 08:05'],
		['of the day before', '2026-11-25T05:00:00Z', NOW, 'Wed 25 Nov 08:00'],
		['tomorrow, next year', '2027-01-01T05:00:00Z', at('2026-12-31T12:00:00Z'), 'tomorrow 08:00'],
		['soon, next year', '2027-01-04T05:00:00Z', at('2026-12-31T12:00:00Z'), 'Mon 4 Jan 08:00'],
	])('%s', (_name, moment, now, text) => {
		expect(describeMoment(at(moment), now, ZONE)).toBe(text);
	});
});
