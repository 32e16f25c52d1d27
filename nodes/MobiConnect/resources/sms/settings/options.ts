import { countryCode, HOME_COUNTRY } from '../../../../../sms/recipients';
import { InputError } from '../../../shared/inputError';
import { flag, quantity, wholeNumber, type Given } from '../../../shared/values';

/** How messages go out, as the user set it, checked. */
export interface Options {
	readonly defaultCountry: NonNullable<ReturnType<typeof countryCode>>;
	readonly plainLetters: boolean;
	readonly plainPunctuation: boolean;
	readonly recipientsPerRequest: number;
	/** The most requests under way at a time. */
	readonly concurrentRequests: number;
	/** Whether so many are under way all the time, whatever the gateway makes of it. */
	readonly fixedConcurrency: boolean;
	/** 0 for no limit. */
	readonly requestsPerSecond: number;
	/** Seconds. */
	readonly timeout: number;
	readonly resendUnknown: boolean;
	readonly onceKeysKept: number;
	/** Undefined where no price was given. */
	readonly pricePerPart: number | undefined;
	readonly currency: string;
}

/** Values of options that nobody added. */
export const DEFAULTS = {
	defaultCountry: HOME_COUNTRY,
	plainLetters: false,
	plainPunctuation: false,
	recipientsPerRequest: 100,
	concurrentRequests: 100,
	fixedConcurrency: false,
	requestsPerSecond: 0,
	timeout: 30,
	resendUnknown: false,
	onceKeysKept: 5000,
	currency: 'KES',
};

/** The most seconds a request may wait for its answer. */
const MAX_TIMEOUT = 600;

/**
 * Reads the collection of options.
 *
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readOptions(given: Given): Options {
	const value = (name: keyof typeof DEFAULTS): unknown => (name in given ? given[name] : DEFAULTS[name]);
	const range = (label: string, least: number, most: number) => ({ label, within: 'Options', least, most });
	return {
		defaultCountry: country(value('defaultCountry')),
		plainLetters: flag(value('plainLetters')),
		plainPunctuation: flag(value('plainPunctuation')),
		recipientsPerRequest: wholeNumber(
			value('recipientsPerRequest'),
			range('Recipients per Request', 1, 10_000),
		),
		concurrentRequests: wholeNumber(value('concurrentRequests'), range('Concurrent Requests', 1, 100)),
		fixedConcurrency: flag(value('fixedConcurrency')),
		requestsPerSecond: quantity(value('requestsPerSecond'), range('Requests per Second', 0, 10_000)),
		timeout: quantity(value('timeout'), range('Timeout', 0.001, MAX_TIMEOUT)),
		resendUnknown: flag(value('resendUnknown')),
		onceKeysKept: wholeNumber(value('onceKeysKept'), range('Once Keys Kept', 100, 100_000)),
		pricePerPart: price(given['pricePerPart'], range('Price per Part', 0, 1_000_000)),
		currency: String(value('currency')).trim(),
	};
}

function price(value: unknown, range: Parameters<typeof quantity>[1]): number | undefined {
	if (value === undefined || value === '') return undefined;
	// What the field begins with.
	const perPart = quantity(value, range);
	return perPart === 0 ? undefined : perPart;
}

function country(value: unknown): Options['defaultCountry'] {
	const code = countryCode(value);
	if (code) return code;
	throw new InputError(
		`Default Country "${String(value)}" is not a country code`,
		'Use two letters, such as KE for Kenya, UG for Uganda or TZ for Tanzania.',
	);
}
