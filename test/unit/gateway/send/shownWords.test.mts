import fc from 'fast-check';
import { recipientFinder } from '../../../../gateway/send/recipientFinder.ts';
import { wordShower } from '../../../../gateway/send/shownWords.ts';

const A = '254700000001';
const B = '254700000002';

describe('words without the numbers of others', () => {
	test.each([
		[`${A} is blacklisted`, `${A} is blacklisted`],
		[`${B} is blacklisted`, 'another number is blacklisted'],
		[`${A}, +${B}.`, `${A}, +another number.`],
		[`${B} ${A} ${B}`, `another number ${A} another number`],
		['0700 000 002 and 0700 000 001', 'another number and 0700 000 001'],
		['254700000009 failed', 'another number failed'],
		['Blocked: 254,700,000,002!', 'Blocked: another number!'],
		['Blocked: 254/700/000002!', 'Blocked: another number!'],
		['Blocked: 254_700_000_002!', 'Blocked: another number!'],
		['Blocked: ２５４７０００００００２!', 'Blocked: another number!'],
		['Blocked: 254 700‑000‑002!', 'Blocked: another number!'],
		['254.700.000.001', '254.700.000.001'],
		['from 192.0.2.17 and 192.168.100.200.', 'from an address and an address.'],
		['from 2001:db8::17 or ::1 at 12:00:30', 'from an address or an address at 12:00:30'],
		['Blocked: 0700\u2212000\u200b009!', 'Blocked: another number!'],
		['Blocked: \u0660\u0667\u0660\u0660 \u0660\u0660\u0660 \u0660\u0660\u0669!', 'Blocked: another number!'],
		['code 070x000x009', 'code 070x000x009'],
		['code 0a7b0c0d0e0f0g0h9', 'code 0a7b0c0d0e0f0g0h9'],
		[`${B} from 192.0.2.17 for ${A}`, `another number from an address for ${A}`],
		['12345678 failed', '12345678 failed'],
		['no number', 'no number'],
		['', ''],
	])('%j are %j', (words, own) => {
		expect(wordShower(recipientFinder([A, B]))(words, A)).toBe(own);
	});

	test.each([
		'2001:db8:0:0:0:0:0:1',
		'2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff',
		'2001:DB8::1',
		'2001:db8:1::2:3:4',
		'2001:db8:1:2:3:4:5::',
		'::1:2:3:4:5:6:7',
		'::1',
		'fe80::',
		'1::a:b',
		'::ffff:192.0.2.17',
		'::abcd:ffff:192.0.2.17',
		'64:ff9b::192.0.2.17',
		'0:0:0:0:0:ffff:192.0.2.17',
		'2001:db8:aaaa:bbbb:cccc:dddd:192.0.2.17',
	])('hold no address (%s)', (address) => {
		expect(wordShower(recipientFinder([A]))(`from ${address} now`, A)).toBe('from an address now');
	});

	test.each([
		'at 12:00',
		'at 12:00:30',
		'a:b',
		'std::string',
		'this :: that',
		'1.2.3',
		'1.2.3.4.5',
		'256.1.1.1',
		'1:2:3:4:5:6',
	])('hold what only looks like an address (%s)', (words) => {
		expect(wordShower(recipientFinder([A]))(words, A)).toBe(words);
	});

	test('hold no number at all where they are for nobody in particular', () => {
		const show = wordShower(recipientFinder([A, B]));
		expect(show(`${A} and ${B}`, undefined)).toBe('another number and another number');
		expect(show('254700000009 or 192.0.2.17', undefined)).toBe('another number or an address');
	});

	test('hold none of them, however many stand side by side in whatever spelling', () => {
		const msisdn = fc
			.integer({ min: 1, max: 40 })
			.map((last) => `2547000000${String(last).padStart(2, '0')}`);
		const spelling = fc.constantFrom(
			(number: string) => number,
			(number: string) => `+${number}`,
			(number: string) => `0${number.slice(3)}`,
			(number: string) => `0${number.slice(3, 6)} ${number.slice(6, 9)} ${number.slice(9)}`,
		);
		const piece = fc.oneof(
			fc.tuple(msisdn, spelling).map(([number, spell]) => spell(number)),
			fc.constantFrom('failed', '2026-01-01', '12', 'and'),
		);
		const separator = fc.constantFrom(' ', ', ', ' - ', ': ');
		fc.assert(
			fc.property(
				fc.uniqueArray(msisdn, { minLength: 1 }),
				fc.array(piece),
				separator,
				(all, pieces, between) => {
					const [own = '', ...others] = all;
					const digits = wordShower(recipientFinder(all))(pieces.join(between), own).replaceAll(/\D/g, '');
					for (const other of others) expect(digits).not.toContain(other);
				},
			),
			{ numRuns: 300 },
		);
	});
});
