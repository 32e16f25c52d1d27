import fc from 'fast-check';
import { maskSecrets } from '../../../gateway/secrets.ts';

describe('a secret', () => {
	test.each<[string, readonly string[], string]>([
		['the password s3cret is wrong', ['s3cret'], 'the password *** is wrong'],
		['s3crets3cret', ['s3cret'], '******'],
		['one1 and two2', ['one1', 'two2'], '*** and ***'],
		['abcd', ['abcd'], '***'],
		['a plain word of abc', ['abc', 'a', ''], 'a plain word of abc'],
		['cost $& and $1', ['$& and'], 'cost *** $1'],
		['a.b* stays, a.b*c goes', ['a.b*c'], 'a.b* stays, *** goes'],
		['nothing here', ['s3cret'], 'nothing here'],
		['nothing here', [], 'nothing here'],
		['', ['s3cret'], ''],
	])('in %j is masked', (text, secrets, masked) => {
		expect(maskSecrets(text, secrets)).toBe(masked);
	});

	test('that begins another leaves nothing of the other behind', () => {
		expect(maskSecrets('key safari2024', ['safari', 'safari2024'])).toBe('key ***');
		expect(maskSecrets('key safari2024', ['safari2024', 'safari'])).toBe('key ***');
		expect(maskSecrets('key safari2024', ['2024', 'safari2024'])).toBe('key ***');
	});

	test('is masked wherever a text stands in what JSON can say', () => {
		const value = { a: ['s3cret', { b: 'x s3cret', c: 5, d: null, e: true }], f: undefined };
		expect(maskSecrets(value, ['s3cret'])).toEqual({
			a: ['***', { b: 'x ***', c: 5, d: null, e: true }],
			f: undefined,
		});
		expect(value.a[0]).toBe('s3cret');
	});

	test.each([undefined, null, 5, true])('%j holds none and stays as it is', (value) => {
		expect(maskSecrets(value, ['s3cret'])).toBe(value);
	});

	test('is in no text any more, and the shape stays', () => {
		const secret = fc.string({ minLength: 4, maxLength: 8, unit: fc.constantFrom(...'abcd') });
		const text = fc.string({ maxLength: 30, unit: fc.constantFrom(...'abcd') });
		fc.assert(
			fc.property(fc.array(secret, { minLength: 1, maxLength: 3 }), fc.array(text), (secrets, texts) => {
				const masked = maskSecrets(texts, secrets);
				expect(masked).toHaveLength(texts.length);
				for (const one of masked) for (const each of secrets) expect(one).not.toContain(each);
			}),
		);
	});

	test('without secrets any JSON comes back equal', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(maskSecrets(value, [])).toEqual(value);
			}),
		);
	});
});
