import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { countryCode, HOME_COUNTRY, readRecipients, type Recipient } from '../../../sms/recipients.ts';
import { kenyan } from './generators/numbers.mts';
import { anyCodePoints } from './generators/texts.mts';

const A = '254712345678';
const B = '254722345678';

/** MSISDNs, or why not, in the order of the input. */
function read(value: unknown, country: 'KE' | 'UG' | 'TZ' | 'NG' | 'GB' | 'US' = HOME_COUNTRY): string[] {
	return readRecipients(value, country).map(shown);
}

const shown = (recipient: Recipient) => (recipient.valid ? recipient.msisdn : recipient.reason);

describe('a Kenyan mobile number', () => {
	test.each<[unknown]>([
		['0712345678'],
		['0712 345 678'],
		['0712-345-678'],
		['0712.345.678'],
		['0712/345678'],
		['(0712) 345678'],
		['07 12 34 56 78'],
		['0 7 1 2 3 4 5 6 7 8'],
		['712345678'],
		['712 345 678'],
		['254712345678'],
		['254-712-345678'],
		['254 712 345 678'],
		['(254) 712 345 678'],
		['[254] 712345678'],
		['254 0712345678'],
		['+254712345678'],
		['+254 712 345 678'],
		['+ 254 712 345 678'],
		['+254(0)712345678'],
		['+254 (0) 712 345 678'],
		['+2540712345678'],
		['＋254712345678'],
		['00254712345678'],
		['000254712345678'],
		['tel:+254-712-345-678'],
		['TEL:0712345678'],
		["'0712345678"],
		['"0712345678"'],
		['`0712345678`'],
		['  0712345678\t'],
		['\u00a00712\u00a0345\u00a0678\u00a0'],
		['0712\u2011345\u2011678'],
		['\u200b0712345678'],
		['٠٧١٢٣٤٥٦٧٨'],
		['712345678.0'],
		['0712345678.00'],
		['254712345678.0'],
		['+254712345678.0'],
		['7.12345678E8'],
		['7.12345678e+8'],
		['7.12345678E+08'],
		['712345678E0'],
		['2.54712345678E11'],
		['2.54712345678e+11'],
		['+2.54712345678E+11'],
		[712345678],
		[712345678.0],
		[7.12345678e8],
		[254712345678],
		[2.54712345678e11],
		[712345678n],
		[254712345678n],
		[['0712345678']],
		['["0712345678"]'],
		['[712345678]'],
	])('written as %p', (value) => {
		expect(read(value)).toEqual([A]);
	});

	test.each([
		['0110123456', '254110123456'],
		['0100123456', '254100123456'],
		['0115123456', '254115123456'],
		['0700123456', '254700123456'],
		['0729123456', '254729123456'],
		['0740123456', '254740123456'],
		['0757123456', '254757123456'],
		['0768123456', '254768123456'],
		['0799123456', '254799123456'],
		['1.10123456E8', '254110123456'],
	])('of the range of %s', (value, msisdn) => {
		expect(read(value)).toEqual([msisdn]);
	});

	test('keeps what was written beside what it means', () => {
		expect(readRecipients(' 0712 345 678 ,7.22345678E8')).toEqual([
			{ valid: true, input: '0712 345 678', msisdn: A },
			{ valid: true, input: '7.22345678E8', msisdn: B },
		]);
	});
});

describe('many numbers', () => {
	test.each<[unknown, string[]]>([
		['0712345678,0722345678', [A, B]],
		['0712345678, 0722345678', [A, B]],
		['0712345678;0722345678', [A, B]],
		['0712345678\n0722345678', [A, B]],
		['0712345678\r\n0722345678\r\n', [A, B]],
		['0712345678\u2028722345678', [A, B]],
		['0712345678 0722345678', [A, B]],
		['0712345678   0722345678', [A, B]],
		['0712345678\t0722345678', [A, B]],
		['0712345678\u00a00722345678', [A, B]],
		['712345678 722345678', [A, B]],
		['254712345678 0722345678', [A, B]],
		['+254712345678 +254722345678', [A, B]],
		['+254 712 345 678 +254 722 345 678', [A, B]],
		['0712345678 +254722345678', [A, B]],
		['0712 345 678 +254 722 345 678', [A, B]],
		['0712 345 678, 0722 345 678', [A, B]],
		['0712 345 678 0722 345 678', [A, B]],
		['0712 345 678 0722345678', [A, B]],
		['0712345678 0722 345 678', [A, B]],
		[',;\n0712345678,;,\n;0722345678;;', [A, B]],
		['0712345678,0712345678', [A, A]],
		['0712345678/0722345678', [A, B]],
		['0712345678/0722345678 0733345678', [A, B, '254733345678']],
		['0712 345 678 / +254722345678/0733345678', [A, B, '254733345678']],
		[
			['0712345678', '0722345678'],
			[A, B],
		],
		[
			[712345678, 722345678],
			[A, B],
		],
		[
			['0712345678', 722345678, 733345678n],
			[A, B, '254733345678'],
		],
		[
			['0712345678,0722345678', '0733345678'],
			[A, B, '254733345678'],
		],
		[
			[['0712345678'], [['0722345678']]],
			[A, B],
		],
		[['0712345678', null, undefined, '', '  '], [A]],
		['["0712345678","0722345678"]', [A, B]],
		[' [712345678,\n722345678 ] ', [A, B]],
		['[["0712345678"],"0722345678"]', [A, B]],
		[['["0712345678","0722345678"]'], [A, B]],
	])('in %p', (value, expected) => {
		expect(read(value)).toEqual(expected);
	});

	test.each<[unknown]>([[null], [undefined], [''], ['   '], [' ,;\n'], [[]], [[[]]], ['[]'], [[null, '']]])(
		'none are in %p',
		(value) => {
			expect(readRecipients(value)).toEqual([]);
		},
	);

	test('a bad one among good ones is reported in its place', () => {
		expect(readRecipients('0712345678,0712,0722345678')).toEqual([
			{ valid: true, input: '0712345678', msisdn: A },
			{ valid: false, input: '0712', reason: 'Too short for a Kenyan number' },
			{ valid: true, input: '0722345678', msisdn: B },
		]);
		expect(readRecipients('0712345678 0202222222')).toEqual([
			{ valid: true, input: '0712345678', msisdn: A },
			{ valid: false, input: '0202222222', reason: 'Not a Kenyan mobile number' },
		]);
	});

	test('spaces before a plus sign, and between whole numbers, part a good one from a bad one', () => {
		const TOO_SHORT = 'Too short for a Kenyan number';
		expect(read('0712 345  +254722345678')).toEqual([TOO_SHORT, B]);
		expect(read('0712345 0722345678')).toEqual([TOO_SHORT, B]);
		expect(readRecipients('0712 345 678 0722 345 678').map(({ input }) => input)).toEqual([
			'0712 345 678',
			'0722 345 678',
		]);
	});

	test('words that make no numbers from the first to the last are one bad number, as it was written', () => {
		for (const text of [
			'0712 345 678 0722 345',
			'0712345678 and 0722345678',
			'Jane 0712345678',
			'0712 345 678 work',
		]) {
			expect(readRecipients(text)).toEqual([{ valid: false, input: text, reason: expect.any(String) }]);
		}
	});

	test('a list in a list in a list is read, and nothing deeper', () => {
		expect(read([[['0712345678']]])).toEqual([A]);
		expect(read([[[['0712345678']]]])).toEqual(['Not a phone number but a value of type object']);
		expect(read('[["0712345678"]]')).toEqual([A]);
		expect(read('[[["0712345678"]]]')).toEqual(['Not a phone number but a value of type object']);
		expect(read(`${'['.repeat(5000)}1${']'.repeat(5000)}`)).toHaveLength(1);
	});

	test('what only looks like a list is read as text', () => {
		expect(read('[0712345678]')).toEqual([A]);
		expect(read('[0712345678,0722345678]')).toEqual([A, B]);
		expect(read('[0712')).toEqual(['Too short for a Kenyan number']);
	});
});

describe('a number of another country', () => {
	test.each([
		['+256772123456', '256772123456'],
		['+255 754 123 456', '255754123456'],
		['+44 7911 123456', '447911123456'],
		['+1 202 555 0123', '12025550123'],
		['00256772123456', '256772123456'],
		['+250788123456', '250788123456'],
	])('written as %s', (value, msisdn) => {
		expect(read(value)).toEqual([msisdn]);
	});

	test.each<[string, 'UG' | 'TZ' | 'KE', string]>([
		['0772123456', 'UG', '256772123456'],
		['772123456', 'UG', '256772123456'],
		['256772123456', 'UG', '256772123456'],
		['0754123456', 'TZ', '255754123456'],
		['+254712345678', 'UG', A],
		['+256772123456', 'TZ', '256772123456'],
	])('%s where the default country is %s', (value, country, msisdn) => {
		expect(read(value, country)).toEqual([msisdn]);
	});

	test('needs a plus sign where the default country is another', () => {
		expect(read('256772123456')).toEqual([
			'Too long for a Kenyan number; write a number of another country with + and its country code',
		]);
	});
});

const FIX = 'format the column as text and enter it again';
const ROUNDED = `A spreadsheet has rounded this number; ${FIX}`;
const WITH_DECIMALS = `This is a number with decimals, not a phone number; ${FIX}`;
const DATE = `This is a date, not a phone number; ${FIX}`;
const NEGATIVE = `A minus sign makes this a negative number, not a phone number; ${FIX}`;

describe('what can not receive an SMS is refused, and the reason says why', () => {
	test.each<[unknown, string]>([
		['abc', 'Not a phone number'],
		['+', 'Not a phone number'],
		['++254712345678', 'Not a phone number'],
		['+254712345678+254722345678', 'Not a phone number'],
		['{"phone":"0712345678"}', 'Not a phone number'],
		['undefined', 'Not a phone number'],
		['[object Object]', 'Not a phone number'],
		['0712345678 (work)', 'Not a phone number'],
		['#REF!', 'Not a phone number'],
		['0712', 'Too short for a Kenyan number'],
		['0', 'Too short for a Kenyan number'],
		['+2547', 'Too short for a Kenyan number'],
		[5, 'Too short for a Kenyan number'],
		[0, 'Too short for a Kenyan number'],
		[
			'0712345678901234',
			'Too long for a Kenyan number; write a number of another country with + and its country code',
		],
		['+2547123456789012', 'Too long for a Kenyan number'],
		[
			'07123456789',
			'Too long for a Kenyan number; write a number of another country with + and its country code',
		],
		['+2547123456789', 'Too long for a Kenyan number'],
		['0712345', 'Too short for a Kenyan number'],
		['071234567', 'Too short for a Kenyan number'],
		['+25471234567', 'Too short for a Kenyan number'],
		['25411012345', 'Too short for a Kenyan number'],
		['+254 0712345', 'Too short for a Kenyan number'],
		[71234567, 'Too short for a Kenyan number'],
		['0202222', 'Not a Kenyan mobile number'],
		['020 2222222', 'Not a Kenyan mobile number'],
		['+254 20 2222222', 'Not a Kenyan mobile number'],
		['0800123456', 'Not a Kenyan mobile number'],
		['0900123456', 'Not a Kenyan mobile number'],
		['+6834001', 'Not a mobile number of Niue'],
		['+1876555', 'Too short for a number of Jamaica'],
		['+999123456', 'No country has this country code'],
		['0712345678 ext 5', 'An extension cannot receive an SMS'],
		['0712345678x5', 'An extension cannot receive an SMS'],
		['+254712345678 extension 12', 'An extension cannot receive an SMS'],
		['2.54712E+11', ROUNDED],
		['2.54712E11', ROUNDED],
		['7.12346E+08', ROUNDED],
		['7.12E8', ROUNDED],
		['7E8', ROUNDED],
		['7.123456789E8', WITH_DECIMALS],
		[1e21, ROUNDED],
		['1e400', 'Not a phone number'],
		[712345678.5, WITH_DECIMALS],
		[-712345678, NEGATIVE],
		[-712345678n, NEGATIVE],
		[NaN, 'Not a phone number'],
		[Infinity, 'Not a phone number'],
		[true, 'Not a phone number but a value of type boolean'],
		[{}, 'Not a phone number but a value of type object'],
		[{ phone: '0712345678' }, 'Not a phone number but a value of type object'],
		[new Date(0), DATE],
		[new Date(NaN), DATE],
		[runInNewContext('new Date(0)'), DATE],
		[DateTime.utc(2026, 11, 25), DATE],
		['2026-11-25', DATE],
		['2026-11-25T10:30:00.000Z', DATE],
		['2026-11-25T10:30:00.000+03:00', DATE],
		['2026-11-25 10:30', DATE],
		['25/11/2026 10:30', DATE],
		[Symbol('x'), 'Not a phone number but a value of type symbol'],
		[() => A, 'Not a phone number but a value of type function'],
	])('%p', (value, reason) => {
		expect(read(value)).toEqual([reason]);
	});

	test.each([
		['+44 20 7946 0958', 'Not a mobile number of that country'],
		['+44 12', 'Too short for a number of that country'],
		['+254 12', 'Too short for a Kenyan number'],
	])('%s is told of the country that it names', (written, reason) => {
		expect(read(written)).toEqual([reason]);
	});

	test.each(['00 254 712 345 678', '00-254-712-345-678', '\u202a+254712345678\u202c', '\ufeff0712345678'])(
		'%j is read',
		(written) => {
			expect(readRecipients(written)).toMatchObject([{ valid: true, msisdn: '254712345678' }]);
		},
	);

	test.each<[string, 'UG' | 'TZ', string]>([
		['0772 12', 'UG', 'Too short for a number of Uganda'],
		['0414123456', 'UG', 'Not a mobile number of Uganda'],
		[
			'07721234567890',
			'UG',
			'Too long for a number of Uganda; write a number of another country with + and its country code',
		],
		['0222123456', 'TZ', 'Not a mobile number of Tanzania'],
	])('%s where the default country is %s', (value, country, reason) => {
		expect(read(value, country)).toEqual([reason]);
	});

	test('what is no text is named by its kind, and a number by its figures', () => {
		expect(readRecipients([{}, new Date(0), 1.5, true]).map(({ input }) => input)).toEqual([
			'[object]',
			'[date]',
			'1.5',
			'true',
		]);
	});
});

describe('a number that ends in six zeros', () => {
	const ROUNDED_NUMBER =
		'It ends in six zeros, as a number does that was rounded; format the column as text and enter it again, or give the number as text if it is right';

	test.each([254700000000, 254712000000, 712000000, 2.547e11, [[254712000000]]])(
		'was rounded, where it is %p and no text',
		(value) => {
			expect(read(value)).toEqual([ROUNDED_NUMBER]);
		},
	);

	test.each<[unknown, string]>([
		['254712000000', '254712000000'],
		['0712000000', '254712000000'],
		['712000000', '254712000000'],
		['[254712000000]', '254712000000'],
		[254712000000n, '254712000000'],
		[254712100000, '254712100000'],
		[254712000001, '254712000001'],
	])('is read where it was written so, or has other digits: %p', (value, msisdn) => {
		expect(read(value)).toEqual([msisdn]);
	});

	test('is told what else is wrong with it first', () => {
		expect(read([-712000000, 1000000, 0])).toEqual([
			NEGATIVE,
			'Too short for a Kenyan number',
			'Too short for a Kenyan number',
		]);
	});
});

describe('the code of a country', () => {
	test.each<[unknown, string | undefined]>([
		['KE', 'KE'],
		['ke', 'KE'],
		[' ug\n', 'UG'],
		['Tz', 'TZ'],
		['', undefined],
		['K', undefined],
		['KEN', undefined],
		['XX', undefined],
		['Kenya', undefined],
		['254', undefined],
		['constructor', undefined],
		['__proto__', undefined],
		[254, undefined],
		[null, undefined],
		[undefined, undefined],
		[{}, undefined],
		[Object.create(null), undefined],
		[{ toString: 1 }, undefined],
		[Symbol('KE'), undefined],
	])('in %p', (value, code) => {
		expect(countryCode(value)).toBe(code);
	});
});

const SPELLINGS: ReadonlyArray<(n: string) => unknown> = [
	(n) => `0${n}`,
	(n) => n,
	(n) => `254${n}`,
	(n) => `+254${n}`,
	(n) => `0${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
	(n) => `+254 ${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`,
	(n) => `254-${n.slice(0, 3)}-${n.slice(3)}`,
	(n) => `(0${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
	(n) => `0${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
	(n) => `00254${n}`,
	(n) => `+254 (0)${n}`,
	(n) => `tel:+254-${n.slice(0, 3)}-${n.slice(3)}`,
	(n) => `'0${n}`,
	(n) => `${n}.0`,
	(n) => `${n.slice(0, 1)}.${n.slice(1)}E8`,
	(n) => `2.54${n}E+11`,
	// Six zeros at its end are those of a rounded number.
	(n) => (n.endsWith('000000') ? n : Number(n)),
	(n) => (n.endsWith('000000') ? n : Number(`254${n}`)),
	(n) => BigInt(n),
	(n) => [`0${n}`],
	(n) => JSON.stringify([n]),
	(n) => `\u00a0+254\u00a0${n}\n`,
];

describe('laws', () => {
	test('a valid number spelt in any way is the same MSISDN', () => {
		fc.assert(
			fc.property(kenyan, (digits) => {
				for (const spelling of SPELLINGS) expect(read(spelling(digits))).toEqual([`254${digits}`]);
			}),
			{ numRuns: 300 },
		);
	});

	test('numbers in any spelling, between separators of any kind, come out in their order', () => {
		const spelt = fc
			.tuple(kenyan, fc.constantFrom(...SPELLINGS))
			.map(([digits, spelling]) => ({ digits, written: spelling(digits) }))
			.filter(({ written }) => typeof written === 'string' && !written.startsWith('['));
		const separator = fc.constantFrom(',', ';', '\n', '\r\n', ', ', ' ; ', ',\n', ';;');
		fc.assert(
			fc.property(fc.array(fc.tuple(spelt, separator), { maxLength: 20 }), (list) => {
				const text = list.map(([{ written }, between]) => `${String(written)}${between}`).join('');
				expect(read(text)).toEqual(list.map(([{ digits }]) => `254${digits}`));
				expect(read(list.map(([{ written }]) => written))).toEqual(
					list.map(([{ digits }]) => `254${digits}`),
				);
			}),
		);
	});

	test('whole numbers between spaces come out in their order', () => {
		const whole = fc
			.tuple(kenyan, fc.constantFrom('', '0', '254', '+254'))
			.map(([digits, before]) => ({ digits, written: before + digits }));
		fc.assert(
			fc.property(
				fc.array(whole, { minLength: 1, maxLength: 12 }),
				fc.constantFrom(' ', '  ', '\t'),
				(list, space) => {
					const text = list.map(({ written }) => written).join(space);
					expect(read(text)).toEqual(list.map(({ digits }) => `254${digits}`));
				},
			),
		);
	});

	test('an MSISDN is a fixed point', () => {
		fc.assert(
			fc.property(kenyan, (digits) => {
				const [msisdn = ''] = read(digits);
				expect(read(msisdn)).toEqual([msisdn]);
				expect(read(read(msisdn))).toEqual([msisdn]);
			}),
		);
	});

	test('no value of any kind makes it throw, and what comes out is an MSISDN or has a reason', () => {
		const anything = fc.anything({
			withBigInt: true,
			withBoxedValues: true,
			withDate: true,
			withMap: true,
			withNullPrototype: true,
			withObjectString: true,
			withSet: true,
			withSparseArray: true,
			withTypedArray: true,
		});
		fc.assert(
			fc.property(anything, (value) => {
				for (const recipient of readRecipients(value)) {
					expect(typeof recipient.input).toBe('string');
					expect(shown(recipient)).toMatch(/^([1-9]\d{6,14}|[A-Z].*)$/);
				}
				expect(countryCode(value)).toBe(countryCode(value));
			}),
			{ numRuns: 1000 },
		);
	});

	test('no text makes it throw, and what comes out is 7 to 15 digits of ITU-T E.164', () => {
		const digitish = fc.string({
			unit: fc.constantFrom(...'0123456789012345678901234567890123456789+ -.,;()/[]"\'eEx\n\t\u00a0'),
			maxLength: 40,
		});
		const country = fc.constantFrom<'KE' | 'UG' | 'US' | 'GB' | 'NG'>('KE', 'UG', 'US', 'GB', 'NG');
		fc.assert(
			fc.property(fc.oneof(digitish, anyCodePoints), country, (text, home) => {
				for (const line of read(text, home)) expect(line).toMatch(/^([1-9]\d{6,14}|[A-Z].*)$/);
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		['quotes', (n: number) => `x${"'".repeat(n)}y`],
		['spaces', (n: number) => `x${' '.repeat(n)}y`],
		['digits', (n: number) => '1'.repeat(n)],
		['words', (n: number) => '071 '.repeat(n / 4)],
	])(
		'a very long text of %s is read in one go, not by trying every place again from every other',
		(_name, text) => {
			expect(readRecipients(text(400_000))).toHaveLength(1);
		},
	);
});
