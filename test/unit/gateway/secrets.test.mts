import fc from 'fast-check';
import { Masker, maskSecrets } from '../../../gateway/secrets.ts';
import { AROUND, ENCODINGS, ESCAPES, type Dress } from './send/dresses.mts';

// Generated tests go through hundreds of secrets, on whatever machine.
jest.setTimeout(60_000);

/** One of each kind of trouble: a letter with two cases, UTF-8 of two and four bytes, and what needs escaping. */
const AWKWARD = 'Pä5 w0rd"/\\%2B&amp;<é>\'+😀$.*[^';

const DRESSES = { ...ESCAPES, ...ENCODINGS };
const dressed = Object.entries(DRESSES).map(([name, dress]) => ({ name, dress }));

describe('a secret in a text is masked', () => {
	test.each<[string, readonly string[], string]>([
		['the password s3cret is wrong', ['s3cret'], 'the password *** is wrong'],
		['one1 and two2', ['one1', 'two2'], '*** and ***'],
		['abcd', ['abcd'], '***'],
		['cost $& and $1', ['$& and'], 'cost *** $1'],
		['a.b* stays, a.b*c goes', ['a.b*c'], 'a.b* stays, *** goes'],
		['S3CRET, S3cret', ['s3cret'], '***, ***'],
		['STRASSE, Straße, strasse', ['Straße'], '***, ***, ***'],
		['İstanbul i̇stanbul ΣΟΦΟΣ σοφος', ['İSTANBUL', 'σοφός'.normalize('NFD'), 'Σοφος'], '*** *** *** ***'],
		['pa%5C%26quot%3Bss', ['pa"ss'], '***'],
		['pa\\\\\\&#x22;ss', ['pa"ss'], '***'],
		['Basic YW1pbmE6czNjcmV0', ['s3cret'], 'Basic YW1pbmE6***'],
		['key ab-12, YWItMTI=', ['ab-12\n'], 'key ***, ***'],
		['ends in \\\\\\\\ here', ['n \\\\'], 'ends i*** here'],
	])('%j with %j', (text, secrets, masked) => {
		expect(maskSecrets(text, secrets)).toBe(masked);
	});

	test.each(dressed)('when it stands there $name', ({ dress }) => {
		expect(maskSecrets(`It was ${dress(AWKWARD)}!`, [AWKWARD])).toBe('It was ***!');
	});

	test.each(dressed)('when it stands there $name, and that in JSON, HTML or a URL', ({ dress }) => {
		const once = dress(AWKWARD);
		for (const over of Object.values(ESCAPES)) {
			// Base64 has a case of its own: in another, nobody reads it.
			expect(maskSecrets(`It was ${over(once)}!`, [AWKWARD])).toBe('It was ***!');
			expect(maskSecrets(`It was ${JSON.stringify(over(once))}!`, [AWKWARD])).toBe('It was "***"!');
		}
	});

	test('when it is part of a longer base64, whatever stands before it', () => {
		for (const around of AROUND) {
			const text = around(AWKWARD);
			const masked = maskSecrets(text, [AWKWARD]);
			expect(masked).toContain('***');
			// What stays beside the mask are the neighbours' bits, and at most four of the secret's.
			expect(masked.length).toBeLessThan(text.length - Math.floor((AWKWARD.length * 4) / 3));
		}
	});
});

test('a secret that begins another, or ends one, leaves nothing of the other behind', () => {
	for (const secrets of [
		['safari', 'safari2024'],
		['safari2024', 'safari'],
		['2024', 'safari2024'],
		['safari20', 'ari2024'],
	]) {
		expect(maskSecrets('key safari2024', secrets)).toBe('key ***');
	}
});

test('secrets side by side are one mask', () => {
	expect(maskSecrets('s3crets3cret', ['s3cret'])).toBe('***');
	expect(maskSecrets('aaaaaaa b', ['aaaa'])).toBe('*** b');
});

test('a secret of asterisks does not come back with the mask', () => {
	expect(maskSecrets('s3cret* and a***b', ['s3cret', '****', 'a***b'])).toBe('*** and ***');
	expect(maskSecrets('as3cretb', ['s3cret', 'a***b'])).toBe('***');
});

describe('a text stays as it is', () => {
	test.each<[string, readonly string[]]>([
		['a plain word of abc', ['abc', 'a', '']],
		['ABC', ['abc']],
		[`abc in base64 is ${Buffer.from('abc').toString('base64')}`, ['abc']],
		['nothing here', ['s3cret']],
		['nothing here', []],
		['', ['s3cret']],
		['50% off & more: C:\\s3 &s3cre; %s3cre', ['s3cret']],
		['s3 cret', ['s3+cret']],
	])('%j with %j', (text, secrets) => {
		expect(maskSecrets(text, secrets)).toBe(text);
	});

	test('where a secret that no text has is looked for, and so does any JSON with it, the very same', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.uuid(), (value, secret) => {
				expect(maskSecrets(value, [secret])).toBe(value);
			}),
		);
	});
});

describe('in what JSON can say, a secret', () => {
	test('is masked in texts, however deep, and the value that was given stays', () => {
		const value = { a: ['s3cret', { b: 'x s3cret', c: 5, d: null, e: true }], f: undefined, g: ['x'] };
		const masked = maskSecrets(value, ['s3cret']);
		expect(masked).toEqual({ a: ['***', { b: 'x ***', c: 5, d: null, e: true }], f: undefined, g: ['x'] });
		expect(masked.g).toBe(value.g);
		expect(value.a[0]).toBe('s3cret');
	});

	test('is masked in keys, and keys that were two stay two', () => {
		const value = { s3cret: 1, 'a S3CRET': { s3cret: 's3cret' }, S3cret: 2, '***': 3, '***2': 4 };
		expect(maskSecrets(value, ['s3cret'])).toEqual({
			'***': 1,
			'a ***': { '***': '***' },
			'***2': 2,
			'***3': 3,
			'***22': 4,
		});
		expect(maskSecrets({ s3cret: 1, S3CRET: 2 }, ['s3cret', '***2'])).toEqual({ '***': 1, '***3': 2 });
	});

	test('is masked in a key that means something to JavaScript', () => {
		const value: unknown = JSON.parse('{"__proto__": "s3cret"}');
		expect(JSON.stringify(maskSecrets(value, ['s3cret']))).toBe('{"__proto__":"***"}');
	});

	test('of digits is masked in a number, and other numbers stay', () => {
		expect(maskSecrets({ id: 20242025, other: 2024, not: Number.NaN }, ['20242025'])).toEqual({
			id: '***',
			other: 2024,
			not: Number.NaN,
		});
		expect(maskSecrets([1_617_139_133_671], ['s3cret'])).toEqual([1_617_139_133_671]);
	});

	test.each([undefined, null, 5, true])('is not in %j', (value) => {
		expect(maskSecrets(value, ['s3cret'])).toBe(value);
	});
});

test('a secret that comes to be known later is masked from then on, beside the earlier ones', () => {
	const masker = new Masker(['first-one']);
	expect(masker.mask('first-one, second-öne')).toBe('***, second-öne');
	masker.add(['second-öne', 'first-one']);
	expect(masker.mask('first-one, second-%C3%96ne')).toBe('***, ***');
});

const awkwardUnit = fc.oneof(
	{ arbitrary: fc.constantFrom(...'"\'\\/%&<>+ *#;=.$^()[]{}|?-_\n\t\0'), weight: 4 },
	{
		arbitrary: fc.constantFrom('%25', '%41', '&amp;', '\\n', '\\u0041', '***', 'SS', 'ß', 'é', 'ǅ'),
		weight: 1,
	},
	{ arbitrary: fc.constantFrom(...'aAzZ09'), weight: 2 },
	{ arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), weight: 2 },
);
const words = (minLength: number, maxLength: number) =>
	fc.string({ unit: awkwardUnit, minLength, maxLength });
const awkwardSecret = words(1, 12).filter((secret) => secret.length >= 4);
const someDress = fc.constantFrom(...Object.values(DRESSES));
const someEscape = fc.constantFrom(...Object.values(ESCAPES));

/** A secret, and some that begin it, have it in them, or overlap with it. */
const relatedSecrets = fc
	.tuple(awkwardSecret, awkwardSecret, fc.nat(12))
	.map(([one, other, cut]) => [one, one + other, one.slice(0, cut), one.slice(cut) + other, other])
	.map((secrets) => secrets.filter((secret) => !/\p{Surrogate}/u.test(secret) && secret.length >= 4));

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, entry]) => [key, ...textsIn(entry)]);
}

/** Every secret and dress that is left in a value. */
function leftOf(secrets: readonly string[], value: unknown, dresses: readonly Dress[]): string[] {
	const shown = JSON.stringify(value);
	const texts = textsIn(value);
	return secrets
		.flatMap((secret) => dresses.map((dress) => dress(secret)))
		.filter(
			(dressed) =>
				texts.some((text) => text.includes(dressed)) || shown.includes(JSON.stringify(dressed).slice(1, -1)),
		);
}

describe('of any awkward secrets', () => {
	test('nothing is left in any dress, over any other, between any words, in texts and keys', () => {
		fc.assert(
			fc.property(
				relatedSecrets,
				someDress,
				someEscape,
				words(0, 4),
				words(0, 4),
				(secrets, dress, over, before, after) => {
					const texts = secrets.map((secret) => before + over(dress(secret)) + after);
					const value = { texts, keys: Object.fromEntries(texts.map((text) => [text, { [text]: 1 }])) };
					const masked = maskSecrets(value, secrets);
					expect(leftOf(secrets, masked, [...Object.values(DRESSES), (text) => over(dress(text))])).toEqual(
						[],
					);
					expect(masked.texts).toHaveLength(texts.length);
					expect(Object.keys(masked.keys)).toHaveLength(new Set(texts).size);
				},
			),
			{ numRuns: 200 },
		);
	});

	test('nothing is left when words and all are dressed', () => {
		fc.assert(
			fc.property(relatedSecrets, someEscape, someEscape, words(0, 4), (secrets, dress, over, around) => {
				const texts = secrets.map((secret) => over(dress(around + secret + around)));
				expect(leftOf(secrets, maskSecrets(texts, secrets), [...Object.values(DRESSES), dress])).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	test('masking again changes nothing', () => {
		fc.assert(
			fc.property(relatedSecrets, fc.array(words(0, 20)), (secrets, texts) => {
				const masked = maskSecrets([...texts, ...secrets], secrets);
				expect(maskSecrets(masked, secrets)).toBe(masked);
			}),
		);
	});
});

describe('masking sixteen times the text is at most some sixteen times the work', () => {
	const secrets = ['S3cret-word', `${'\\'.repeat(6)}x`, 'aaaaaaaaaaab', '%25%25%25x', '&amp;&amp;x', '****'];
	// eslint-disable-next-line @typescript-eslint/unbound-method -- they are handed a map when they are called
	const { get, has } = Map.prototype;

	/** How often masking looks something up, which it does at each step: the clock would count other programs' work. */
	function workOf(text: string): number {
		const masker = new Masker(secrets);
		let work = 0;
		const counting = (lookUp: (this: Map<unknown, unknown>, key: unknown) => unknown) => ({
			configurable: true,
			writable: true,
			value(this: Map<unknown, unknown>, key: unknown) {
				work += 1;
				return lookUp.call(this, key);
			},
		});
		Object.defineProperty(Map.prototype, 'get', counting(get));
		Object.defineProperty(Map.prototype, 'has', counting(has));
		try {
			masker.mask(text);
		} finally {
			Object.assign(Map.prototype, { get, has });
		}
		return work;
	}

	test.each([
		'\\',
		'%',
		'%25',
		'%5c',
		'&',
		'&amp;',
		'&#0',
		'\\u005c',
		'\\\\&amp;',
		'%2525',
		'a',
		'*',
		'S3cret-wor',
		'S3cret-word',
		'😀',
	])('of %j', (piece) => {
		const work = workOf(piece.repeat(Math.ceil(400 / piece.length)));
		const sixteenfold = workOf(piece.repeat(16 * Math.ceil(400 / piece.length)));
		expect(work).toBeGreaterThan(1);
		expect(sixteenfold).toBeLessThan(20 * work);
	});
});
