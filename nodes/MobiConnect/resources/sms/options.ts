import { countryCode, HOME_COUNTRY } from '../../../../sms/recipients';
import { InputError } from '../../shared/inputError';

/** The node's options, checked. */
export interface Options {
	readonly defaultCountry: NonNullable<ReturnType<typeof countryCode>>;
	readonly invalidRecipients: 'stop' | 'skip';
	/** 0 for no limit. */
	readonly maxParts: number;
	readonly plainLetters: boolean;
	readonly plainPunctuation: boolean;
	readonly allowEmptyFields: boolean;
	readonly recipientsPerRequest: number;
	readonly sendDuplicates: boolean;
	readonly concurrentRequests: number;
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

/** Values of fields nobody touched; the descriptions of the fields show the same ones. */
export const DEFAULTS = {
	defaultCountry: HOME_COUNTRY,
	invalidRecipients: 'stop',
	maxParts: 0,
	plainLetters: false,
	plainPunctuation: false,
	allowEmptyFields: false,
	recipientsPerRequest: 100,
	sendDuplicates: false,
	concurrentRequests: 10,
	requestsPerSecond: 0,
	timeout: 30,
	resendUnknown: false,
	onceKeysKept: 5000,
	currency: 'KES',
} as const;

/** The most seconds a request may wait for its answer. */
const LONGEST_TIMEOUT = 600;

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads the collection of options.
 *
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readOptions(given: Given): Options {
	return {
		defaultCountry: country(given['defaultCountry'] ?? DEFAULTS.defaultCountry),
		invalidRecipients: choice(given['invalidRecipients'] ?? DEFAULTS.invalidRecipients),
		maxParts: wholeNumber(given, 'maxParts', 'Max Parts', 0, 255),
		plainLetters: flag(given, 'plainLetters'),
		plainPunctuation: flag(given, 'plainPunctuation'),
		allowEmptyFields: flag(given, 'allowEmptyFields'),
		recipientsPerRequest: wholeNumber(given, 'recipientsPerRequest', 'Recipients per Request', 1, 10_000),
		sendDuplicates: flag(given, 'sendDuplicates'),
		concurrentRequests: wholeNumber(given, 'concurrentRequests', 'Concurrent Requests', 1, 100),
		requestsPerSecond: quantity(given, 'requestsPerSecond', 'Requests per Second', 0, 10_000),
		timeout: quantity(given, 'timeout', 'Timeout', 0.001, LONGEST_TIMEOUT),
		resendUnknown: flag(given, 'resendUnknown'),
		onceKeysKept: wholeNumber(given, 'onceKeysKept', 'Once Keys Kept', 100, 100_000),
		pricePerPart: price(given['pricePerPart']),
		currency: String(given['currency'] ?? DEFAULTS.currency).trim(),
	};
}

function price(value: unknown): number | undefined {
	return value === undefined || value === '' ? undefined : numberIn(value, 'Price per Part', 0, 1_000_000);
}

function country(value: unknown): Options['defaultCountry'] {
	const code = countryCode(value);
	if (code) return code;
	throw new InputError(
		`Default Country "${String(value)}" is not a country code`,
		'Use two letters, such as KE for Kenya, UG for Uganda or TZ for Tanzania.',
	);
}

function choice(value: unknown): Options['invalidRecipients'] {
	if (value === 'stop' || value === 'skip') return value;
	throw new InputError(`Invalid Recipients "${String(value)}" is not a choice`, 'Use "stop" or "skip".');
}

function flag(given: Given, name: keyof typeof DEFAULTS): boolean {
	const value = given[name] ?? DEFAULTS[name];
	return value === true || value === 'true';
}

type NumberName = {
	[K in keyof typeof DEFAULTS]: (typeof DEFAULTS)[K] extends number ? K : never;
}[keyof typeof DEFAULTS];

function wholeNumber(given: Given, name: NumberName, label: string, least: number, most: number): number {
	const value = quantity(given, name, label, least, most);
	if (Number.isInteger(value)) return value;
	throw outOfRange(value, label, 'a whole number', least, most);
}

function quantity(given: Given, name: NumberName, label: string, least: number, most: number): number {
	return numberIn(given[name] ?? DEFAULTS[name], label, least, most);
}

function numberIn(value: unknown, label: string, least: number, most: number): number {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && number >= least && number <= most) return number;
	throw outOfRange(value, label, 'a number', least, most);
}

function outOfRange(value: unknown, label: string, kind: string, least: number, most: number): InputError {
	return new InputError(
		`${label} "${String(value)}" is not ${kind} from ${least} to ${most}`,
		`Open Options and set ${label} to ${kind} from ${least} to ${most}.`,
	);
}
