import type { LeftOut } from '../../../../../delivery/outcome';
import { describeMoment, formatMoment } from '../../../../../sms/localTime';
import { sendableFrom } from '../../../../../sms/sendingHours';
import type { SendingHoursChoice } from '../settings/sendingHours';

type OutsideHours = Extract<LeftOut, { code: 'OUTSIDE_HOURS' }>;

/** Why a message may not go now, and from when it may; undefined within the sending hours, or where there are none. */
export function outsideHours(
	choice: SendingHoursChoice | undefined,
	nowMs: number,
): OutsideHours | undefined {
	if (!choice) return undefined;
	const { hours } = choice;
	const fromMs = sendableFrom(hours, nowMs);
	if (fromMs === nowMs) return undefined;
	return {
		status: 'skipped',
		code: 'OUTSIDE_HOURS',
		reason: `outside of the Sending Hours: may go ${describeOpening(choice, nowMs)}`,
		sendableFrom: formatMoment(fromMs, hours.timeZone),
	};
}

/** From when a message may go, in words: `from tomorrow 08:00, Nairobi time`. */
export function describeOpening({ hours }: SendingHoursChoice, nowMs: number): string {
	const { timeZone } = hours;
	return `from ${describeMoment(sendableFrom(hours, nowMs), nowMs, timeZone)}, ${cityOf(timeZone)} time`;
}

/** `Nairobi` of `Africa/Nairobi`. */
function cityOf(timeZone: string): string {
	return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
