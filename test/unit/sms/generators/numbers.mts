import fc from 'fast-check';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/mobile';
import examples from 'libphonenumber-js/mobile/examples';

/** Valid Kenyan mobile numbers as their nine digits, from every range that is theirs. */
export const kenyan = fc
	.tuple(
		fc.constantFrom(
			...['70', '71', '72', '79', '74', '10', '11'],
			...['757', '758', '759', '768', '769', '110', '111', '112', '113', '114', '115', '100', '101', '102'],
		),
		fc.integer({ min: 0, max: 9_999_999 }),
	)
	.map(
		([prefix, rest]) =>
			prefix +
			String(rest)
				.padStart(7, '0')
				.slice(0, 9 - prefix.length),
	)
	.filter((digits) => parsePhoneNumberFromString(`+254${digits}`)?.isValid() ?? false);

/** A mobile number: its country, its MSISDN, and the digits that a spreadsheet makes of it at home, without a zero ahead. */
export interface MobileNumber {
	readonly country: CountryCode;
	readonly msisdn: string;
	readonly national: string;
}

/** Numbers like the example that the numbering plan of each of these countries gives, with other digits at their end. */
const foreign = fc
	.tuple(
		fc.constantFrom<CountryCode>(
			...(['UG', 'TZ', 'RW', 'NG', 'ZA', 'IN', 'GB', 'DE', 'FR', 'US', 'DK', 'SG', 'ID', 'BR'] as const),
		),
		fc.integer({ min: 0, max: 9999 }),
	)
	.map(([country, rest]) => {
		const national = examples[country].slice(0, -4) + String(rest).padStart(4, '0');
		const number = parsePhoneNumberFromString(national, country);
		return { country, national: number?.nationalNumber ?? '', number };
	})
	.filter(({ number }) => number?.isValid() ?? false)
	.map(
		({ country, national, number }): MobileNumber => ({
			country,
			national,
			msisdn: number?.number.slice(1) ?? '',
		}),
	);

export const mobileNumber: fc.Arbitrary<MobileNumber> = fc.oneof(
	kenyan.map((national): MobileNumber => ({ country: 'KE', national, msisdn: `254${national}` })),
	foreign,
);
