import { faultName } from './faultName.ts';

const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const TIME_SECONDS = new Intl.DateTimeFormat(undefined, {
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
});
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const NUMBER = new Intl.NumberFormat();

/** A count with its thousands apart. */
export const number = (value: number): string => NUMBER.format(value);

/** "1 message", "2 messages". */
export const plural = (count: number, one: string, many = `${one}s`): string =>
	`${number(count)} ${count === 1 ? one : many}`;

/** What is to happen, and how often where that is more than once: "Busy", "Busy ×3". */
export const timesName = ({ name, times }: { name: string; times: number }): string =>
	times === 1 ? faultName(name) : `${faultName(name)} ×${number(times)}`;

/** The time of day. */
export const time = (iso: string): string => TIME.format(new Date(iso));

/** The time of day with seconds. */
export const exactTime = (iso: string): string => TIME_SECONDS.format(new Date(iso));

/** The day, as people say it. */
export function day(iso: string): string {
	const date = new Date(iso);
	const days = Math.round((startOfDay(new Date()) - startOfDay(date)) / 86_400_000);
	return days === 0 ? 'Today' : days === 1 ? 'Yesterday' : DAY.format(date);
}

/** The time if it is of today, else the day. */
export const when = (iso: string): string => (day(iso) === 'Today' ? time(iso) : day(iso));

/** Whether two times are of different days. */
export const otherDay = (iso: string, other: string): boolean =>
	startOfDay(new Date(iso)) !== startOfDay(new Date(other));

/** A number as people read it: +254 712 345 678. */
export function phone(msisdn: string): string {
	const [, country, one, two, three] = /^(254)(\d{3})(\d{3})(\d{3})$/.exec(msisdn) ?? [];
	return country === undefined ? `+${msisdn}` : `+${country} ${one} ${two} ${three}`;
}

/** An amount of money; a currency the browser does not know is written as it is. */
export function money(amount: number, currency: string): string {
	try {
		return new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(amount);
	} catch {
		const digits = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
		return `${currency} ${digits.format(amount)}`.trim();
	}
}

/** A hue for a number, the same each time. */
export function hue(msisdn: string): number {
	let sum = 0;
	for (const digit of msisdn) sum = (sum * 31 + digit.charCodeAt(0)) % 360;
	// The golden angle, so that neighbours look different.
	return (sum * 137) % 360;
}

function startOfDay(date: Date): number {
	return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
