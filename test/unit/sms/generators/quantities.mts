/** What spreadsheets and programs show of numbers that can be no phone numbers: with decimals, or below zero. */
import { inThrees, LOCALES, type Printer } from './spreadsheets.mts';

/** A sum of money or a coordinate: digits before and behind the decimal sign. */
export interface Quantity {
	readonly whole: string;
	readonly decimals: string;
}

/** What is printed of a number with decimals, none of them lost. */
export const QUANTITY_PRINTERS: readonly ((quantity: Quantity) => string)[] = [
	...LOCALES.map(
		([group, decimal]) =>
			({ whole, decimals }: Quantity) =>
				`${inThrees(whole, group)}${decimal}${decimals}`,
	),
	({ whole, decimals }) => `+${whole}.${decimals}`,
	({ whole, decimals }) => `0${whole}.${decimals}`,
	({ whole, decimals }) => `"${whole}.${decimals}"`,
	({ whole, decimals }) => `'${whole}.${decimals}`,
	({ whole, decimals }) => `~${whole}.${decimals}`,
	({ whole, decimals }) => `(${whole}.${decimals})`,
	({ whole, decimals }) => `${whole}.${decimals}.`,
	({ whole, decimals }) => `${whole}.${decimals}%`,
	({ whole, decimals }) => `KES ${inThrees(whole, ',')}.${decimals}`,
	({ whole, decimals }) => `${inThrees(whole, '.')},${decimals} €`,
	({ whole, decimals }) => `\u00a0${inThrees(whole, '\u00a0')},${decimals}`,
	({ whole, decimals }) => `${whole}\uff0e${decimals}`,
	({ whole, decimals }) => `${inFullWidth(whole)}\uff0e${inFullWidth(decimals)}`,
	({ whole, decimals }) => `${whole}.${decimals}e0`,
	({ whole, decimals }) => `${whole}.${decimals}E+00`,
	({ whole, decimals }) =>
		`${whole.slice(0, 1)}.${whole.slice(1)}${decimals}E+${String(whole.length - 1).padStart(2, '0')}`,
	({ whole, decimals }) => `${whole.slice(0, 1)},${whole.slice(1)}${decimals}E+0${whole.length - 1}`,
	({ whole, decimals }) => `[${whole}.${decimals}]`,
];

/** CLDR's numbering system `fullwide`. */
function inFullWidth(digits: string): string {
	return digits.replaceAll(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
}

/**
 * What is printed of a number below zero: with the minus sign of the keyboard, of CLDR for sv and fa (U+2212), a dash, in
 * brackets (18.8.30, numFmtId 37 to 40) or behind (SAP, COBOL).
 */
export const NEGATIVE_PRINTERS: readonly Printer[] = [
	...[
		'-',
		'\u2212',
		'\u2013',
		'\u2014',
		'\u2010',
		'\u2011',
		'\uff0d',
		'- ',
		'-   ',
		"'-",
		'"-',
		'\u200e-',
		'+-',
	].map(
		(sign): Printer =>
			(digits) =>
				sign + digits,
	),
	(digits) => `-${inThrees(digits, ',')}`,
	(digits) => `\u2212${inThrees(digits, '\u00a0')}`,
	(digits) => `-${inThrees(digits, '.')},00`,
	(digits) => `-${digits}.0`,
	(digits) => `-$${inThrees(digits, ',')}.00`,
	(digits) => Number(`-${digits}`).toExponential(),
	(digits) => `-0${digits}`,
	(digits) => `(${digits})`,
	(digits) => `(${inThrees(digits, ',')})`,
	(digits) => `(${inThrees(digits, ',')}.00)`,
	(digits) => ` (${inThrees(digits, ' ')})`,
	(digits) => `(-${digits})`,
	(digits) => `(${digits}.00)`,
	(digits) => `${digits}-`,
	(digits) => `${digits}.00-`,
	(digits) => `${inThrees(digits, '.')},00-`,
];
