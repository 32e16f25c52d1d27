import { maskSecrets } from '../../../gateway/secrets.ts';

/** A text with a secret in which one character is spelled otherwise, masked. */
const masked = (spelling: string, character: string) =>
	maskSecrets(`It was pa${spelling}ss!`, [`pa${character}ss`]);

describe('a secret is found with a character of it spelled', () => {
	test.each([
		...['\b\\b', '\f\\f', '\n\\n', '\r\\r', '\t\\t', '"\\"', '/\\/', '\\\\\\', '@\\@'],
		...['@\\x40', '\t\\x09', 'é\\xe9', 'É\\xe9', '@\\u0040', 'é\\u00E9', '😀\\ud83d\\ude00'],
		...['@%40', 'é%C3%A9', '😀%f0%9f%98%80', ' +', ' %20'],
		...['@&#64;', "'&#039;", '\t&#9;', '\t&#009;', '\t&#0009;', '😀&#128512;'],
		...['@&#x40;', '\t&#x9;', '\t&#x09;', '\t&#x0009;', 'é&#xE9;', '😀&#x1f600;'],
	])('%j', (both) => {
		const [character = ''] = both;
		expect(masked(both.slice(character.length), character)).toBe('It was ***!');
	});

	test.each(
		Object.entries({
			...{ Tab: '\t', NewLine: '\n', excl: '!', quot: '"', num: '#', dollar: '$', percnt: '%', amp: '&' },
			...{ apos: "'", lpar: '(', rpar: ')', ast: '*', plus: '+', comma: ',', period: '.', sol: '/' },
			...{ colon: ':', semi: ';', lt: '<', equals: '=', gt: '>', quest: '?', commat: '@', lbrack: '[' },
			...{ bsol: '\\', rbrack: ']', Hat: '^', lowbar: '_', grave: '`', lbrace: '{', vert: '|', rbrace: '}' },
		}),
	)('&%s; for %s', (name, character) => {
		expect(masked(`&${name};`, character)).toBe('It was ***!');
	});

	test.each(['%40', '%2540', '%252540', '\\u002540', '&#37;2540', '\\\\u0040'])(
		'in up to three ways, one over the other: %s',
		(spelling) => {
			expect(masked(spelling, '@')).toBe('It was ***!');
		},
	);
});

test.each<[string, string]>([
	['%25252540', '@'],
	['\\x100', 'Ā'],
	['&undefined;', 'x'],
	['\\undefined', 'x'],
	['&', 'é'],
])('%s is no spelling of %s', (spelling, character) => {
	expect(masked(spelling, character)).toBe(`It was pa${spelling}ss!`);
});
