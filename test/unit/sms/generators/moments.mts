import fc from 'fast-check';

/** Zones without changes of the clocks, with them, and with changes at midnight or by half an hour; odd offsets. */
const TIME_ZONES = [
	'Africa/Nairobi',
	'Africa/Cairo',
	'Africa/Casablanca',
	'America/Asuncion',
	'America/Havana',
	'America/New_York',
	'America/St_Johns',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Europe/Berlin',
	'Pacific/Chatham',
	'UTC',
];

export const anyTimeZone = fc.constantFrom(...TIME_ZONES);

/** Moments of the years in which messages may be sent, often within two hours of a change of the clocks in some zone. */
export const anyMoment = fc.oneof(
	fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
	fc
		.tuple(
			fc.constantFrom(
				'2026-03-08T07:00:00Z',
				'2026-11-01T06:00:00Z',
				'2026-03-29T01:00:00Z',
				'2026-10-25T01:00:00Z',
				'2026-04-04T15:00:00Z',
				'2026-10-03T15:30:00Z',
				'2026-03-08T05:00:00Z',
				'2026-11-01T05:00:00Z',
			),
			fc.integer({ min: -7_200_000, max: 7_200_000 }),
		)
		.map(([change, by]) => Date.parse(change) + by),
);
