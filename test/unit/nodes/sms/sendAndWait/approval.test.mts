import { readButtons } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/approval';
import { readWaitLimit } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/waitLimit';

test.each([
	[undefined, { approveLabel: 'Approve', declineLabel: 'Decline' }],
	[{}, { approveLabel: 'Approve', declineLabel: 'Decline' }],
	[{ approvalType: 'single' }, { approveLabel: 'Approve' }],
	[{ approvalType: 'single', approveLabel: ' Pay ', disapproveLabel: '' }, { approveLabel: 'Pay' }],
	[
		{ approveLabel: 'Ndiyo', disapproveLabel: 'Hapana' },
		{ approveLabel: 'Ndiyo', declineLabel: 'Hapana' },
	],
])('the buttons of %j', (given, buttons) => expect(readButtons(given)).toEqual(buttons));

test.each([
	[{ approvalType: 'triple' }, 'Type of Approval "triple" is not a choice'],
	[{ approveLabel: ' ' }, 'Approve Button Label is empty'],
	[{ disapproveLabel: 'x'.repeat(61) }, 'Decline Button Label "xxx'],
	[{ approveLabel: 'Yes', disapproveLabel: 'Yes' }, 'Decline Button Label "Yes" says the same'],
])('buttons that make no sense are refused: %j', (given, words) => {
	expect(() => readButtons(given)).toThrow(words);
});

const NOW = Date.UTC(2026, 0, 1);
const limit = (given: unknown, timeZone = 'Africa/Nairobi') => readWaitLimit(given, { nowMs: NOW, timeZone });
const at = (maxDateAndTime: unknown, timeZone?: string) =>
	limit({ limitType: 'atSpecifiedTime', maxDateAndTime }, timeZone);

test.each([
	[undefined, undefined],
	[null, undefined],
	[{}, NOW + 3_600_000],
	[{ resumeAmount: 1.5, resumeUnit: 'minutes' }, NOW + 90_000],
	[{ resumeAmount: '2', resumeUnit: 'days' }, NOW + 172_800_000],
])('the limit %j', (given, moment) => expect(limit(given)).toBe(moment));

test.each([
	['2026-06-01T18:00:00', 'Africa/Nairobi', '2026-06-01T15:00:00.000Z'],
	['2026-06-01 18:00', 'Africa/Nairobi', '2026-06-01T15:00:00.000Z'],
	['2026-06-01', 'Africa/Nairobi', '2026-05-31T21:00:00.000Z'],
	['2026-06-01T18:00:00Z', 'Africa/Nairobi', '2026-06-01T18:00:00.000Z'],
	['2026-06-01T18:00:00.000+02:00', 'Africa/Nairobi', '2026-06-01T16:00:00.000Z'],
	// The clocks of Berlin go ahead at 02:00 that day.
	['2026-03-29T03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
	[new Date('2026-06-01T18:00:00Z'), 'Africa/Nairobi', '2026-06-01T18:00:00.000Z'],
])('the time %s in %s', (written, timeZone, moment) => {
	expect(at(written, timeZone)).toBe(Date.parse(moment));
});

test.each(['', 'tomorrow', '2026-13-01T00:00', 5, {}])('%j is no time to wait until', (written) => {
	expect(() => at(written)).toThrow(/is not a date and time|is over already/);
});
