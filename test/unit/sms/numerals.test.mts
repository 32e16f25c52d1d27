import fc from 'fast-check';
import { readRecipients } from '../../../sms/recipients.ts';
import { kenyan, mobileNumber } from './generators/numbers.mts';
import { NEGATIVE_PRINTERS, QUANTITY_PRINTERS } from './generators/quantities.mts';
import { PRINTERS, type Printer } from './generators/spreadsheets.mts';

const A = '254712345678';
const B = '254722345678';

const FIX = 'format the column as text and enter it again';
const ROUNDED = `A spreadsheet has rounded this number; ${FIX}`;
const WITH_DECIMALS = `This is a number with decimals, not a phone number; ${FIX}`;
const WITH_FRACTION = `This is a number with a fraction, not a phone number; ${FIX}`;
const DATE = `This is a date, not a phone number; ${FIX}`;
const MINUS = `A minus sign makes this a negative number, not a phone number; ${FIX}`;
const BRACKETS = `Brackets make this a negative number, not a phone number; ${FIX}`;

/** MSISDNs, or why not, in the order of the input. */
function read(value: unknown, country?: Parameters<typeof readRecipients>[1]): string[] {
	return readRecipients(value, country).map((recipient) =>
		recipient.valid ? recipient.msisdn : recipient.reason,
	);
}

/** Who would get the message. */
function reached(value: unknown, country?: Parameters<typeof readRecipients>[1]): string[] {
	return readRecipients(value, country).flatMap((recipient) => (recipient.valid ? [recipient.msisdn] : []));
}

describe('what is whole as it is written is read', () => {
	test.each([
		['2.54712345678E+11', A],
		['2,54712345678E+11', A],
		['+2.54712345678E+11', A],
		['+1.2025550123E+10', '12025550123'],
		['7.12345678E8', A],
		['7,12345678E+08', A],
		['7.12345678e+008', A],
		['7.123456780E+08', A],
		['7.123456780000000E+08', A],
		['0.712345678E9', A],
		['.712345678E9', A],
		['712.345678E+6', A],
		['712345678.00e0', A],
		['7.00000015E8', '254700000015'],
		['712345678.0', A],
		['712345678,0', A],
		['712345678.000000', A],
		['0712 345 678.0', A],
		['712.345.678,00', A],
		['712 345 678,00', A],
		['712\u202f345\u202f678,00', A],
		['712,345,678', A],
		['712,345,678.00', A],
		['71,23,45,678', A],
		['254,712,345,678', A],
		["712'345'678", A],
		['712’345’678.00', A],
		['７１２３４５６７８．００', A],
		['(0712345678)', A],
		['0712345678.', A],
		['254-700-000-013', '254700000013'],
		['(0712) 345 678', A],
		['+254 (0) 712 345678', A],
		['0712/345678', A],
		['0712-345.678', A],
		['tel:0712345678;phone-context=+254', A],
		['07.12.34.56.78', A],
		['0712.345.678', A],
		['712.345.678', A],
		['(0712) 345.678', A],
		['+254.712.345.678', A],
		['+254 712.345.678', A],
		['+254-712-345.678', A],
		['0712/345/678', A],
		['0712/34.56.78', A],
		['+254/712345678', A],
		['+254 712/345678', A],
		['+254 (0)712/345 678', A],
		['+254-712345678', A],
		['254-712345678', A],
		['0-712345678', A],
		['+254-712-345-678', A],
		['+254 - 712 345 678', A],
		['(+254) 712-345-678', A],
		['+254 (712) 345 678', A],
		['0(712) 345678', A],
		['(0)712345678', A],
		['+254 712,345,678', A],
		['0 712,345,678', A],
		['tel:712-345-678;phone-context=+256', '256712345678'],
		['tel:712345678;phone-context=+2-54;isub=1', A],
		['TEL:712345678;Phone-Context=+254', A],
	])('%s', (text, msisdn) => {
		expect(read(text)).toEqual([msisdn]);
	});

	test('the second time as it was the first', () => {
		const address = 'tel:0712345678;phone-context=+254';
		expect(read([address, address, address])).toEqual([A, A, A]);
	});

	test.each<[string, string[]]>([
		['712,345,678;722,345,678', [A, B]],
		['712345678,00;722345678,00', [A, B]],
		['712345678,00, 722345678,00', [A, B]],
		['712345678,00 722345678,00', [A, B]],
		['712345678,00  722345678,00', [A, B]],
		['712345678,00 722345678', [A, B]],
		['7,12345678E+08\n7,22345678E+08', [A, B]],
		['712345678.0,722345678.0', [A, B]],
		['712345678,722345678', [A, B]],
		['254712345678,722 345 678', [A, B]],
		['[7.12345678E8, "0722345678"]', [A, B]],
	])('in a list: %j', (text, expected) => {
		expect(read(text)).toEqual(expected);
	});
});

describe('what is no phone number as it is written is refused, and the reason says why', () => {
	test.each<[unknown, string]>([
		['2.547123e+11', ROUNDED],
		['2,547123E+11', ROUNDED],
		['7.1234568E8', ROUNDED],
		['+2.547E+11', ROUNDED],
		['712345678E1', ROUNDED],
		['[2.547123e+11]', ROUNDED],
		['7123456.78', WITH_DECIMALS],
		['712 3456789.000', WITH_DECIMALS],
		['7123456 78.000', WITH_DECIMALS],
		['7,123,456.78', WITH_DECIMALS],
		['7.123.456,78', WITH_DECIMALS],
		['7123456,78', WITH_DECIMALS],
		['712345678,5', WITH_DECIMALS],
		['0712345678,5', WITH_DECIMALS],
		['0,712345678', WITH_DECIMALS],
		['712345678,00 KES', WITH_DECIMALS],
		['7 123 456.78', WITH_DECIMALS],
		['7\u00a0123\u00a0456,78', WITH_DECIMALS],
		["7'123'456.78", WITH_DECIMALS],
		['7123456．78', WITH_DECIMALS],
		['~7123456.78', WITH_DECIMALS],
		['7123456.78.', WITH_DECIMALS],
		['0.712345678', WITH_DECIMALS],
		['.712345678', WITH_DECIMALS],
		['1.10123456', WITH_DECIMALS],
		['0712345678.5', WITH_DECIMALS],
		['+254712345678.50', WITH_DECIMALS],
		['0712 345 678.9', WITH_DECIMALS],
		['7.123456785E8', WITH_DECIMALS],
		['7.12345678E-8', WITH_DECIMALS],
		['[7123456.78]', WITH_DECIMALS],
		[7123456.78, WITH_DECIMALS],
		['7123456 7/9', WITH_FRACTION],
		['7 123 456 7/9', WITH_FRACTION],
		['7123456/78', WITH_FRACTION],
		['0712345678/9', WITH_FRACTION],
		['71233/5678', WITH_FRACTION],
		['71234/5678', WITH_FRACTION],
		['7123/45678', WITH_FRACTION],
		['712/345678', WITH_FRACTION],
		['7/12345678', WITH_FRACTION],
		['1/10123456', WITH_FRACTION],
		['7 1/2345678', WITH_FRACTION],
		['2547 1/2345678', WITH_FRACTION],
		['07 1/2345678', WITH_FRACTION],
		['07/12345678', WITH_FRACTION],
		['071/2345678', WITH_FRACTION],
		['07123/45678', WITH_FRACTION],
		['0 71233/5678', WITH_FRACTION],
		['0/712345678', WITH_FRACTION],
		['25471233/5678', WITH_FRACTION],
		['+25471233/5678', WITH_FRACTION],
		['+2547 1/2345678', WITH_FRACTION],
		['+254 7 1/2345678', WITH_FRACTION],
		['+254-7123/45678', WITH_FRACTION],
		['0712345678/722345678', WITH_FRACTION],
		['0.1/10123456', WITH_FRACTION],
		['+254-1.10123456', WITH_DECIMALS],
		['254-1.10123456', WITH_DECIMALS],
		['+254 -1.10123456', MINUS],
		['+254--1.10123456', MINUS],
		['+254(-1.10123456)', MINUS],
		['0-1.10123456', WITH_DECIMALS],
		['00254-1.10123456', WITH_DECIMALS],
		['+254 (0)-1.10123456', WITH_DECIMALS],
		['+254.1.10123456', WITH_DECIMALS],
		['+2541.10123456', WITH_DECIMALS],
		['0.110 593.803', WITH_DECIMALS],
		['(254)1.10123456', WITH_DECIMALS],
		['(+254)1.10123456', WITH_DECIMALS],
		['(0)1.10123456', WITH_DECIMALS],
		['+254-71234567.8', WITH_DECIMALS],
		['+254/71234567.8', WITH_DECIMALS],
		['+254-712345.678', WITH_DECIMALS],
		['+254-7123.45678', WITH_DECIMALS],
		['2547-1234.5678', WITH_DECIMALS],
		['07-1234.5678', WITH_DECIMALS],
		['+254-712 345.678', WITH_DECIMALS],
		['+254-712345678.5', WITH_DECIMALS],
		['+254-712345678,5', WITH_DECIMALS],
		['+254-712.345.678,5', WITH_DECIMALS],
		['0712 345 678,5', WITH_DECIMALS],
		['+254 712 345 678,25', WITH_DECIMALS],
		['254712 345 678,25', WITH_DECIMALS],
		['+254-1,10123456', WITH_DECIMALS],
		['+254-7,712345678', WITH_DECIMALS],
		['+2547,712345678', WITH_DECIMALS],
		['07,712345678', WITH_DECIMALS],
		['0-7,712345678', WITH_DECIMALS],
		["7'12345678.00", WITH_DECIMALS],
		['tel:1.10123456;phone-context=+254', WITH_DECIMALS],
		['7123456..78', WITH_DECIMALS],
		['1..10123456', WITH_DECIMALS],
		['071..234..5678', WITH_DECIMALS],
		['0712-.345.-678', WITH_DECIMALS],
		['1.1012.3456', WITH_DECIMALS],
		['01.1012.3456', WITH_DECIMALS],
		['(7123456).78', WITH_DECIMALS],
		['(7123456)7.8', WITH_DECIMALS],
		['1/10/123456', DATE],
		['01-10-123456', DATE],
		['01.10.123456', DATE],
		['+254 1/10/123456', DATE],
		['71234-10-11', DATE],
		['12/07/2025', DATE],
		['2025-07-12', DATE],
		['7/1/23456', DATE],
		['-1.10123456', MINUS],
		['-712345678', MINUS],
		['\u2212712345678', MINUS],
		['–712345678', MINUS],
		['- 712 345 678', MINUS],
		['-0712345678', MINUS],
		['-254712345678', MINUS],
		['-7.12345678E8', MINUS],
		['712345678-', MINUS],
		['[-712345678]', MINUS],
		[-712345678, MINUS],
		['+254 -712345678', MINUS],
		['+254--712345678', MINUS],
		['0 -712345678', MINUS],
		['+254(-712345678)', MINUS],
		['(712345678)', BRACKETS],
		['0(712345678)', BRACKETS],
		['254(712345678)', BRACKETS],
		['+254(712345678)', BRACKETS],
		['+254 (712 345 678)', BRACKETS],
		['0(1.10123456)', BRACKETS],
		['(712,345,678.00)', BRACKETS],
	])('%p', (value, reason) => {
		expect(read(value)).toEqual([reason]);
	});

	test('points between the groups of another country are read, and a decimal point is none of them', () => {
		expect(read('06.12.34.56.78', 'FR')).toEqual(['33612345678']);
		expect(read('+33.6.12.34.56.78')).toEqual(['33612345678']);
		expect(read('1.202.555.0123', 'US')).toEqual(['12025550123']);
		expect(read('+1-202-555.0123')).toEqual(['12025550123']);
		expect(read('+1-1.2025550123')).toEqual([WITH_DECIMALS]);
		expect(read('+45-2012.3456')).toEqual([WITH_DECIMALS]);
		expect(read('45-2012.3456', 'DK')).toEqual([WITH_DECIMALS]);
	});

	test('a number of a company of its own, each time it is read', () => {
		const address = 'tel:712345678;phone-context=example.com';
		expect(read([address, address])).toEqual(['Not a phone number', 'Not a phone number']);
	});

	test('a date is not a number of a country where eight digits are one', () => {
		expect(read('31122025', 'DK')).toEqual(['4531122025']);
		expect(read('31/12/2025', 'DK')).toEqual([DATE]);
		expect(read('2025-07-12', 'DK')).toEqual([DATE]);
		expect(read('31.12.2025', 'DK')).toEqual([DATE]);
	});

	test.each<[string, string[]]>([
		['7123456.78 7223456.78', [WITH_DECIMALS, WITH_DECIMALS]],
		['0712345678 7223456.78', [A, WITH_DECIMALS]],
		['7123456.78,0722345678', [WITH_DECIMALS, B]],
		['7123456,78; 0722345678', [WITH_DECIMALS, B]],
		['7123456,78 7223456,78', [WITH_DECIMALS, WITH_DECIMALS]],
		['712345678 -722345678', [A, MINUS]],
		['0712345678\n-722345678', [A, MINUS]],
		['7.1234568E8 7.22345678E8', [ROUNDED, B]],
		['-1.10123456, 36.81722312', [MINUS, WITH_DECIMALS]],
	])('in a list: %j', (text, expected) => {
		expect(read(text)).toEqual(expected);
	});

	test.each([
		'712345678/722345678',
		'0712345678-9',
		'0712345678x1',
		'0712345678#1',
		'0712345678 or 0722345678',
		'0712345678 - 0722345678',
		'0712-FLOWERS',
		'0712 345 67O',
		'0x2A7412CE',
		'7.12345678 x 10^8',
		'7.12345678D8',
		'712345.678k',
		'7²12345678',
		'#ERROR!',
		'########',
		'~',
		'2025-07-12 345678',
		'1992-07-28 21:21:18',
		'712345678 7/9',
		'1) 0712345678',
		'GB82WEST12345698765432',
		'tel:712345678;phone-context=example.com',
		'tel:712345678;phone-context=',
		'tel:712345678;ext=5;phone-context=+254',
		'0712345678;ext=5',
		'7123456٫78',
		'712345678%',
		'KSh 712345678.00',
		'1.10123456,00',
		'254712345678/254722345678',
		'+254712345678/9',
	])('nobody is reached by %j', (text) => {
		expect(reached(text)).toEqual([]);
	});
});

describe('laws', () => {
	const printed = (printers: readonly Printer[]) =>
		fc.tuple(mobileNumber, fc.boolean(), fc.constantFrom(...printers));

	test.each(Object.entries(PRINTERS))(
		'a phone number printed as %s is read as that number, or refused',
		(_name, printers) => {
			fc.assert(
				fc.property(printed(printers), ([{ country, national, msisdn }, isAbroad, print]) => {
					const text = print(isAbroad ? msisdn : national);
					for (const spelling of [text, [text], `${text};`, `${text}\n${text}`])
						for (const who of reached(spelling, country)) expect(who).toBe(msisdn);
					if (isAbroad) {
						for (const who of reached(text)) expect(who).toBe(msisdn);
						for (const who of reached(`+${text}`, country)) expect(who).toBe(msisdn);
					}
				}),
				{ numRuns: 300 },
			);
		},
	);

	test('a number with decimals reaches nobody, however it is printed', () => {
		const quantity = fc
			.tuple(mobileNumber, fc.boolean(), fc.nat(), fc.constantFrom(...QUANTITY_PRINTERS))
			.map(([{ country, national, msisdn }, isAbroad, at, print]) => {
				const digits = isAbroad ? msisdn : national;
				const point = 1 + (at % (digits.length - 1));
				const decimals = digits.slice(point);
				return { country, decimals, text: print({ whole: digits.slice(0, point), decimals }) };
			})
			.filter(({ decimals }) => /[1-9]/.test(decimals));
		fc.assert(
			fc.property(quantity, ({ country, text }) => {
				// Groups with spaces between them are told from each other by nobody.
				const pair = /\s/.test(text) ? [] : [`${text} ${text}`];
				for (const spelling of [text, [text], `${text};${text}`, `${text}\n${text}`, ...pair])
					expect(reached(spelling, country)).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	/** What a workflow may put ahead of a value, where it means to make a number of it. */
	const prefix = ({ msisdn, national }: { msisdn: string; national: string }) => {
		const code = msisdn.slice(0, -national.length);
		return fc
			.tuple(
				fc.constantFrom('0', '(0)', code, `+${code}`, `00${code}`, `(${code})`, `(+${code})`, `+${code} (0)`),
				fc.constantFrom('', ' ', '-', ' -', '- ', '--', '/', '.', '(', ' (', '-(', '(-'),
			)
			.map(([ahead, mark]) => ahead + mark);
	};

	test('a number with decimals reaches nobody behind a country code or a zero', () => {
		const joined = fc
			.tuple(mobileNumber, fc.nat(), fc.constantFrom(...QUANTITY_PRINTERS))
			.chain(([number, at, print]) => prefix(number).map((ahead) => ({ ...number, at, print, ahead })))
			.map(({ country, national, at, print, ahead }) => {
				const point = 1 + (at % (national.length - 1));
				const decimals = national.slice(point);
				return { country, decimals, text: ahead + print({ whole: national.slice(0, point), decimals }) };
			})
			.filter(({ decimals }) => /[1-9]/.test(decimals));
		fc.assert(
			fc.property(joined, ({ country, text }) => {
				for (const spelling of [text, [text], `${text};${text}`, `${text})`])
					expect(reached(spelling, country)).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a number with a fraction reaches nobody, by itself or behind a country code or a zero', () => {
		const joined = fc
			.tuple(kenyan, fc.nat(7), fc.nat(), fc.constantFrom('', ' ', '  '))
			.chain(([national, from, to, space]) => {
				const slash = from + 1 + (to % (8 - from));
				const numerator = national.slice(from, slash);
				const whole = from > 0 ? national.slice(0, from) + (space || ' ') : '';
				const text = `${whole}${numerator}/${space}${national.slice(slash)}`;
				const isArea = whole === '' && /^\d{3,4}$/.test(numerator);
				const bare = fc.constant(text);
				return isArea
					? bare
					: fc.oneof(
							bare,
							prefix({ national, msisdn: `254${national}` }).map((ahead) => ahead + text),
						);
			});
		fc.assert(
			fc.property(joined, (text) => {
				for (const spelling of [text, [text], `${text};`]) expect(reached(spelling)).toEqual([]);
			}),
			{ numRuns: 1000 },
		);
	});

	test('a whole phone number with decimals behind it reaches nobody', () => {
		fc.assert(
			fc.property(
				kenyan,
				fc.constantFrom('', '254', '+254', '0'),
				fc.integer({ min: 1, max: 99 }),
				fc.constantFrom('.', ','),
				(digits, before, cents, mark) => {
					const decimals = String(cents).padStart(2, '0');
					expect(reached(`${before}${digits}${mark}${decimals}`)).toEqual([]);
				},
			),
		);
	});

	test('a number below zero reaches nobody, however it is printed', () => {
		fc.assert(
			fc.property(printed(NEGATIVE_PRINTERS), ([{ country, national, msisdn }, isAbroad, print]) => {
				const text = print(isAbroad ? msisdn : national);
				for (const spelling of [text, [text], JSON.stringify([text]), `${text};`])
					expect(reached(spelling, country)).toEqual([]);
				expect(reached(-Number(msisdn), country)).toEqual([]);
			}),
			{ numRuns: 500 },
		);
	});

	test('digits that are missing are never made up', () => {
		fc.assert(
			fc.property(
				mobileNumber,
				fc.integer({ min: 0, max: 15 }),
				fc.constantFrom('e+', 'E+', 'E'),
				({ country, msisdn }, places, sign) => {
					const text = Number(msisdn).toExponential(places).replace('e+', sign);
					expect(read(text, country)).toEqual(places < msisdn.length - 1 ? [ROUNDED] : read(msisdn, country));
				},
			),
			{ numRuns: 300 },
		);
	});

	test('who is reached has the digits that are written, in their order, and no others', () => {
		const mark = fc.constantFrom(
			...[
				' ',
				'.',
				',',
				'-',
				'/',
				'(',
				')',
				'~',
				'+',
				"'",
				'0',
				'7',
				'00',
				'.0',
				'.00',
				',00',
				'e',
				'E+8',
				'E+11',
			],
			...['\u00a0', '\u2212', '\u202f', '\uff0e', '\u0660', '[', ']', '"', ';', '\n', 'x', '#', '%'],
		);
		const scribbled = fc
			.tuple(
				fc.constantFrom('', '0', '254', '+254', '00254', '2540'),
				kenyan,
				fc.array(fc.tuple(fc.nat(), mark), { maxLength: 4 }),
			)
			.map(([before, digits, marks]) =>
				marks.reduce((text, [place, sign]) => {
					const at = place % (text.length + 1);
					return text.slice(0, at) + sign + text.slice(at);
				}, before + digits),
			);
		fc.assert(
			fc.property(scribbled, (text) => {
				for (const recipient of readRecipients(text)) {
					if (!recipient.valid || !recipient.msisdn.startsWith('254')) continue;
					const national = recipient.msisdn.slice(3);
					const meant = new RegExp(`^0{0,3}(?:254)?0?${national}$|^005${national}$`);
					expect(digitsOf(recipient.input).filter((digits) => meant.test(digits))).not.toEqual([]);
				}
			}),
			{ numRuns: 5000 },
		);
	});
});

/** The digits of a text, in ASCII: all of them, or those of the whole where decimals of zeros are behind it. */
function digitsOf(text: string): string[] {
	const ascii = text.normalize('NFKC').replaceAll('\u0660', '0');
	const scientific = /^\D*(\d*)\.?(\d*)e\+?(\d+)\D*$/i.exec(ascii.replace(',', '.'));
	if (!scientific)
		return [ascii, ascii.replace(/[.,]\s*0+\D*$/, '')].map((written) => written.replaceAll(/\D/g, ''));
	const [, whole = '', fraction = '', power = ''] = scientific;
	const places = whole.length + Number(power);
	const digits = whole + fraction;
	return digits.length < places || /[1-9]/.test(digits.slice(places)) ? [] : [digits.slice(0, places)];
}
