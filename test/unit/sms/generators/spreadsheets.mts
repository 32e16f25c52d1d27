/**
 * What spreadsheets and programs show of a number: small printers, each with the description it follows. A number is given
 * by its decimal digits, as a phone number would be; what is printed may have lost some of them.
 */
export type Printer = (digits: string) => string;

/**
 * Signs between groups of digits, and before decimals: Unicode CLDR, numbers/symbols (decimal, group), which Google
 * Sheets and LibreOffice go by; Excel takes Windows' own, which has a no-break space where CLDR has a narrow one.
 */
export const LOCALES: readonly (readonly [group: string, decimal: string])[] = [
	[',', '.'],
	['.', ','],
	['\u202f', ','],
	['\u00a0', ','],
	[' ', '.'],
	['’', '.'],
	["'", '.'],
	['', '.'],
	['', ','],
];

/** Groups of three from the right; CLDR, supplemental/numberingSystems and the pattern `#,##0.###`. */
export function inThrees(digits: string, group: string): string {
	return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, group);
}

/** Three digits, then groups of two: the pattern `#,##,##0.###` of CLDR for en-IN and hi. */
function inLakhs(digits: string): string {
	return `${digits.slice(0, -3).replaceAll(/\B(?=(?:\d\d)+$)/g, ',')},${digits.slice(-3)}`;
}

/** The formats `0.00`, `#,##0` and `#,##0.00` in each locale: ECMA-376 Part 1, 18.8.30 (numFmtId 1 to 4). */
const decimals: readonly Printer[] = [
	...LOCALES.flatMap(([group, decimal]) =>
		['', '0', '00', '000000'].map(
			(zeros): Printer =>
				(digits) =>
					inThrees(digits, group) + (zeros && decimal + zeros),
		),
	),
	inLakhs,
	(digits) => `${inLakhs(digits)}.00`,
	// A trailing point: Python's `%#.0f`, and Excel's format `0.`
	(digits) => `${digits}.`,
];

/** Digits of other scripts: the default numbering systems of CLDR for ar-EG, fa and hi, and full-width ones of ja. */
const scripts: readonly Printer[] = ['arab', 'arabext', 'deva', 'fullwide'].flatMap((numberingSystem) =>
	[{ useGrouping: false }, { useGrouping: true, minimumFractionDigits: 2 }].map(
		(options): Printer =>
			(digits) =>
				new Intl.NumberFormat('en', { ...options, numberingSystem }).format(Number(digits)),
	),
);

/** A mantissa of some decimals and the exponent: 18.8.30, numFmtId 11 (`0.00E+00`); Python's `%.3e`; R's `format`. */
const scientific: readonly Printer[] = Array.from({ length: 16 }, (_, places) => places).flatMap((places) =>
	[
		// Python, R, C
		(mantissa: string, power: string) => `${mantissa}e+${power.padStart(2, '0')}`,
		// Excel, LibreOffice, Google Sheets
		(mantissa: string, power: string) => `${mantissa}E+${power.padStart(2, '0')}`,
		(mantissa: string, power: string) => `${mantissa.replace('.', ',')}E+${power.padStart(2, '0')}`,
		// Java's Double.toString; JavaScript's toExponential; C on Windows before 2015
		(mantissa: string, power: string) => `${mantissa}E${power}`,
		(mantissa: string, power: string) => `${mantissa}e+${power}`,
		(mantissa: string, power: string) => `${mantissa}e+${power.padStart(3, '0')}`,
	].map(
		(write): Printer =>
			(digits) => {
				const [mantissa = '', power = ''] = Number(digits).toExponential(places).split('e+');
				return write(mantissa, power);
			},
	),
);

/** As few digits as say the number: Java's Double.toString and Go's `strconv.FormatFloat(x, 'e', -1, 64)`. */
const shortest: readonly Printer[] = [
	(digits) => Number(digits).toExponential().replace('e+', 'E'),
	(digits) => Number(digits).toExponential().replace('e+', 'e+0'),
	(digits) => Number(digits).toExponential().replace('e+', 'E+').replace('.', ','),
];

/** Powers of three, `##0.0E+0`: 18.8.30, numFmtId 48; CLDR's engineering notation. */
const engineering: readonly Printer[] = [0, 1, 3, 6, 9].map(
	(maximumFractionDigits): Printer =>
		(digits) =>
			new Intl.NumberFormat('en', { notation: 'engineering', maximumFractionDigits }).format(Number(digits)),
);

/** General: eleven digits at most, else six of them in scientific notation (ECMA-376 Part 1, 18.8.30, numFmtId 0). */
const general: readonly Printer[] = [
	(digits) => (digits.length > 11 ? significant(digits, 6).toUpperCase() : digits),
	(digits) => (digits.length > 11 ? significant(digits, 6).toUpperCase().replace('.', ',') : digits),
	// The column is too narrow.
	() => '########',
	(digits) => significant(digits, 3).toUpperCase(),
];

/** C's `%.{n}g`, which pandas' float_format and R's print take: trailing zeros of the mantissa are left out. */
function significant(digits: string, count: number): string {
	const [mantissa = '', power = ''] = Number(digits)
		.toExponential(count - 1)
		.split('e+');
	if (Number(power) < count) return digits;
	return `${mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa}e+${power.padStart(2, '0')}`;
}

/** pandas: a column of integers with a gap becomes float64; float_format of to_csv, and what a DataFrame shows. */
const pandas: readonly Printer[] = [
	(digits) => `${digits}.0`,
	(digits) => `${digits}.000000`,
	(digits) => inThrees(digits, '_'),
	(digits) => `${inThrees(digits, ',')}.0`,
	...[3, 6, 7, 8, 9, 10, 12, 15, 17].map(
		(count): Printer =>
			(digits) =>
				significant(digits, count),
	),
	// to_datetime takes nanoseconds since 1970, or seconds where it is told so; Series.dt.total_seconds; None.
	(digits) => `1970-01-01 00:00:00.${digits.slice(-9)}`,
	(digits) => new Date(Number(digits.slice(0, 9)) * 1000).toISOString().replace('T', ' ').slice(0, 19),
	() => 'nan',
	() => '<NA>',
];

/** Currency and accounting, 18.8.30 (numFmtId 5 to 8 and 37 to 44), and CLDR's patterns in several locales. */
const money: readonly Printer[] = [
	...['en-KE', 'sw-KE', 'en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'ar-EG', 'pt-BR', 'sv-SE'].flatMap(
		(locale) =>
			['KES', 'USD', 'EUR'].map(
				(currency): Printer =>
					(digits) =>
						new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(digits)),
			),
	),
	// `_(* #,##0.00_)` leaves room where a bracket or a minus sign would stand.
	(digits) => ` ${inThrees(digits, ',')}.00 `,
	(digits) => `   ${inThrees(digits, ' ')},00   `,
	(digits) => `${digits}/-`,
	(digits) => `Ksh ${inThrees(digits, ',')}/=`,
];

/** Percent: 18.8.30, numFmtId 9 and 10; two zeros more. */
const percent: readonly Printer[] = [
	(digits) => `${digits}00%`,
	(digits) => `${digits}00.00%`,
	(digits) => `${digits}00,00 %`,
	(digits) => `${inThrees(`${digits}00`, ',')}%`,
];

/** Fractions: `# ?/?`, `# ??/??` and `?/1`: 18.8.30, numFmtId 12 and 13; a whole number is padded, or has a zero. */
const fractions: readonly Printer[] = [
	(digits) => `${digits}    `,
	(digits) => `${digits} 0/1`,
	(digits) => `${digits}/1`,
	(digits) => `${digits}00/100`,
];

/** Text: with the apostrophe that keeps Excel from reading a number, as a formula, in quotes, with no-break spaces. */
const texts: readonly Printer[] = [
	(digits) => digits,
	(digits) => `'${digits}`,
	(digits) => `"${digits}"`,
	(digits) => `="${digits}"`,
	(digits) => `\u00a0${inThrees(digits, '\u00a0')}\u00a0`,
	(digits) => `\u202d${digits}\u202c`,
];

/** Formats of one's own: zeros ahead, hyphens; Excel's special formats for postal codes, telephones and insurance numbers. */
const custom: readonly Printer[] = [
	(digits) => digits.padStart(10, '0'),
	(digits) => `${digits.padStart(10, '0')}.00`,
	(digits) => `${digits.padStart(10, '0')},00`,
	(digits) => `${digits.slice(0, -4)}-${digits.slice(-4)}`,
	(digits) => `(${digits.slice(0, -7)}) ${digits.slice(-7, -4)}-${digits.slice(-4)}`,
	(digits) => `${digits.slice(0, -6)}-${digits.slice(-6, -4)}-${digits.slice(-4)}`,
	(digits) => `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`,
	// The unit of a million: `0.0,,"M"`.
	(digits) => `${(Number(digits) / 1e6).toFixed(1)}M`,
];

/** Dates, times and durations of so many days: past the last day that Excel knows, and LibreOffice's and Sheets' years. */
const dates: readonly Printer[] = [
	(digits) => `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}`,
	(digits) => `${inThrees(`${digits}24`, ',')}:00:00`,
	(digits) => `${digits}:00:00`,
	(digits) => new Date(Number(digits)).toISOString(),
];

/** What is printed of a number in each kind of format; some lose digits of it. */
export const PRINTERS: Readonly<Record<string, readonly Printer[]>> = {
	general,
	'a number with decimals': decimals,
	'another script': scripts,
	'scientific notation': scientific,
	'the shortest scientific notation': shortest,
	'engineering notation': engineering,
	pandas,
	'currency or accounting': money,
	percent,
	fractions,
	text: texts,
	'a format of one’s own': custom,
	'a date or a time': dates,
};
