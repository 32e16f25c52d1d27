import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import {
	markTemplate,
	parseTemplate,
	renderPlainReads,
	type Template,
} from '../../../../nodes/MobiConnect/shared/parameters/template.ts';

function parsed(raw: string): Template {
	const template = parseTemplate(raw);
	if (template === undefined) throw new Error(`No expression: ${raw}`);
	return template;
}

const read = (source: string, ...path: string[]): object =>
	expect.objectContaining({ kind: 'read', path, source });
const text = (raw: string) => ({ kind: 'text', raw, isLiteral: true });
const EXPRESSION: object = expect.objectContaining({ kind: 'expression' });
const ESCAPED: object = expect.objectContaining({ kind: 'text', isLiteral: false });

const render = (raw: string, json: IDataObject) => renderPlainReads(parsed(raw), json)?.value;

describe('a parameter', () => {
	test.each<[unknown]>([
		[''],
		['Hi'],
		['Hi {{ $json.name }}'],
		[' ={{ $json.name }}'],
		[undefined],
		[null],
		[5],
		[true],
		[{}],
		[['={{ $json.name }}']],
	])('%j is no expression', (raw) => {
		expect(parseTemplate(raw)).toBeUndefined();
	});

	test.each<[string, readonly object[]]>([
		['=', []],
		['=Hi', [text('Hi')]],
		['==', [text('=')]],
		['={{ $json.phone }}', [read('$json.phone', 'phone')]],
		['={{$json.phone}}', [read('$json.phone', 'phone')]],
		['={{\n\t$json.phone\n}}', [read('$json.phone', 'phone')]],
		['={{ $json . phone }}', [read('$json . phone', 'phone')]],
		['={{ $json.a.b.c }}', [read('$json.a.b.c', 'a', 'b', 'c')]],
		['={{ $json["first name"] }}', [read('$json["first name"]', 'first name')]],
		["={{ $json['first name'] }}", [read("$json['first name']", 'first name')]],
		['={{ $json [ "a" ] . b }}', [read('$json [ "a" ] . b', 'a', 'b')]],
		['={{ $json[""] }}', [read('$json[""]', '')]],
		[`={{ $json["it's"] }}`, [read(`$json["it's"]`, "it's")]],
		['={{ $json._a1.$b }}', [read('$json._a1.$b', '_a1', '$b')]],
		['={{ $json["1"] }}', [read('$json["1"]', '1')]],
		['={{ $json["a.b"] }}', [read('$json["a.b"]', 'a.b')]],
		['={{ $json["jina la é"] }}', [read('$json["jina la é"]', 'jina la é')]],
		['=Hi {{ $json.name }}!', [text('Hi '), read('$json.name', 'name'), text('!')]],
		['={{ $json.a }}{{ $json.b }}', [read('$json.a', 'a'), read('$json.b', 'b')]],
		['=a } b { c', [text('a } b { c')]],
		['=Hi\n{{ $json.name }}', [text('Hi\n'), read('$json.name', 'name')]],
	])('%j is plain', (raw, pieces) => {
		expect(parseTemplate(raw)).toEqual(pieces);
	});

	test.each([
		...[
			'={{ }}',
			'={{}}',
			'={{ $json }}',
			'={{ $json. }}',
			'={{ $json.a. }}',
			'={{ $json..a }}',
			'={{ json.a }}',
		],
		...[
			'={{ $json.a + 1 }}',
			'={{ $json.a || "x" }}',
			'={{ $json.a() }}',
			'={{ $json.a.trim() }}',
			'={{ $json?.a }}',
		],
		...[
			'={{ $json.a?.b }}',
			'={{ $json[0] }}',
			'={{ $json[a] }}',
			'={{ $json["a"+"b"] }}',
			'={{ $json[`a`] }}',
		],
		...[
			'={{ $input.item.json.a }}',
			'={{ $node["x"].json.a }}',
			'={{ $json.a // b }}',
			'={{ /* x */ $json.a }}',
		],
		...[
			'={{ $json.a; }}',
			'={{ ($json.a) }}',
			'={{ $jsonx.a }}',
			'={{ x$json.a }}',
			'={{ $json.1a }}',
			'={{ $json.é }}',
		],
		...[
			'={{ $json["a\\n"] }}',
			'={{ $json["a\\u0062"] }}',
			'={{ $json["a\nb"] }}',
			'={{ $json["{"] }}',
			'={{ "x" }}',
		],
		...['={{ $json["a" }}', '={{ $json[\'a"] }}', '={{ $json.a, $json.b }}', '={{ new Date() }}', '={{ 1 }}'],
	])('%j is left to the expression engine', (raw) => {
		expect(parseTemplate(raw)).toEqual([EXPRESSION]);
		expect(render(raw, { a: 'x', b: 'y' })).toBeUndefined();
	});

	test.each(['__proto__', 'prototype', 'constructor', 'getPrototypeOf', 'mainModule', 'binding', '_load'])(
		'a read of %s is left to the expression engine, which refuses it',
		(name) => {
			for (const raw of [`={{ $json.${name} }}`, `={{ $json["${name}"] }}`, `={{ $json.a['${name}'].b }}`]) {
				expect(parseTemplate(raw)).toEqual([EXPRESSION]);
			}
		},
	);

	test.each([
		['=C:\\temp {{ $json.a }}', ESCAPED],
		['=\\{{ $json.a }}', ESCAPED],
		['=a }} b {{ $json.a }}', ESCAPED],
		['={{ $json.a }} }}', ESCAPED],
		['={{ $json.a }} {{', EXPRESSION],
		['={{ $json.a', EXPRESSION],
		['={{ $json.a \\}}', EXPRESSION],
		['={{ "}}" }} {{ $json.a }}', EXPRESSION],
	])('%j, with an escape or a brace of its own, is left to the expression engine', (raw, piece) => {
		expect(parseTemplate(raw)).toContainEqual(piece);
		expect(render(raw, { a: 'x' })).toBeUndefined();
	});
});

describe('what a template gives for an item', () => {
	test.each<[string, IDataObject, string | number | undefined]>([
		['=', {}, ''],
		['=Hi', {}, 'Hi'],
		['={{ $json.a }}', { a: 'x' }, 'x'],
		// A single read keeps its type; in a text it becomes text.
		['={{ $json.a }}', { a: 712345678 }, 712345678],
		['={{ $json.a }}', { a: 0 }, 0],
		['=0{{ $json.a }}', { a: 712345678 }, '0712345678'],
		['={{ $json.a }}{{ $json.b }}', { a: 1, b: 2 }, '12'],
		[' ={{ $json.a }}'.trim(), { a: 1.5 }, 1.5],
		['={{ $json.a }} ', { a: 1.5 }, '1.5 '],
		['={{ $json.a.b }}', { a: { b: 'x' } }, 'x'],
		['={{ $json["first name"] }}', { 'first name': 'Amina' }, 'Amina'],
		['={{ $json["a.b"] }}', { 'a.b': 'x', a: { b: 'y' } }, 'x'],
		['={{ $json.a["0"] }}', { a: ['x'] }, 'x'],
		['={{ $json.a.length }}', { a: ['x', 'y'] }, 2],
		['={{ $json.a }}', { a: '{{ $json.b }}' }, '{{ $json.b }}'],
		['=Hi {{ $json.a }}', { a: '$& $1' }, 'Hi $& $1'],
		['={{ $json.a }}', { a: 'null and void' }, 'null and void'],
		['={{ $json.a }}', { a: 'Nana' }, 'Nana'],
		['={{ $json.a }}', { a: '' }, ''],
		['=Hi {{ $json.a }}', { a: '' }, 'Hi '],
		// Anything else is the engine's to say.
		['={{ $json.a }}', {}, undefined],
		['={{ $json.a }}', { a: null }, undefined],
		['={{ $json.a }}', { a: undefined }, undefined],
		['={{ $json.a }}', { a: true }, undefined],
		['={{ $json.a }}', { a: {} }, undefined],
		['={{ $json.a }}', { a: ['x'] }, undefined],
		['={{ $json.a }}', { a: Number.NaN }, undefined],
		['={{ $json.a }}', { a: Number.POSITIVE_INFINITY }, undefined],
		['={{ $json.a.b }}', { a: 'x' }, undefined],
		['={{ $json.a.b }}', { a: null }, undefined],
		['={{ $json.a.length }}', { a: 'xyz' }, undefined],
		['=Hi {{ $json.a }}', {}, undefined],
		['=Hi {{ $json.a }}', { a: true }, undefined],
		['=Hi {{ $json.a }} {{ 1 + 1 }}', { a: 'x' }, undefined],
		// What every object inherits is not in the item.
		['={{ $json.toString }}', {}, undefined],
		['={{ $json.hasOwnProperty }}', {}, undefined],
		['={{ $json.a.join }}', { a: ['x'] }, undefined],
		['={{ $json.a }}', Object.create({ a: 'inherited' }), undefined],
		// n8n 2 reads the inherited one even then.
		['={{ $json.toString }}', { toString: 'own' }, undefined],
	])('%j of %j is %j', (raw, json, value) => {
		expect(render(raw, json)).toBe(value);
	});

	test('is what stands under any name that needs no escape', () => {
		const name = fc
			.array(fc.oneof(fc.constantFrom(..."az09 .-_$[]'éж你"), fc.string({ minLength: 1, maxLength: 1 })), {
				maxLength: 12,
			})
			.map((characters) => characters.join(''))
			.filter((one) => !/["\\\n{}]/.test(one) && !(one in {}));
		fc.assert(
			fc.property(name, fc.oneof(fc.string(), fc.integer()), (key, value) => {
				const [first] = parsed(`={{ $json["${key}"] }}`);
				if (first?.kind !== 'read') return;
				expect(first.path).toEqual([key]);
				expect(render(`={{ $json["${key}"] }}`, Object.fromEntries([[key, value]]))).toBe(value);
				expect(render(`=<{{ $json["${key}"] }}>`, Object.fromEntries([[key, value]]))).toBe(`<${value}>`);
			}),
		);
	});

	test('is never made of a guess: no text makes parsing or rendering throw, and what is rendered has no braces of ours', () => {
		const piece = fc.constantFrom(
			...[
				'{{',
				'}}',
				'{',
				'}',
				' ',
				'$json',
				'.',
				'a',
				'["',
				'"]',
				"['",
				"']",
				'\\',
				'"',
				'\n',
				'constructor',
				'()',
				'=',
			],
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
				const rendered = render(`=${pieces.join('')}`, { a: 'value' });
				if (typeof rendered === 'string') expect(rendered).not.toMatch(/\{\{|\}\}|\\/);
			}),
			{ numRuns: 1000 },
		);
	});
});

test.each<[string, IDataObject, Array<[source: string, left: string]>]>([
	['={{ $json.a }}', { a: '' }, [['$json.a', '']]],
	['=Hi {{ $json.a }}', { a: ' \t\n\u00a0' }, [['$json.a', '']]],
	['=Hi {{ $json.a }}', { a: '\u200b\u2060\u00ad\u200e' }, [['$json.a', '']]],
	['=Hi {{ $json.a }}', { a: '\u3164\u2800\u180e' }, [['$json.a', '']]],
	['=Hi {{ $json.a }}', { a: '#DIV/0!' }, [['$json.a', '#DIV/0!']]],
	['=Hi {{ $json.a }}', { a: 'N/A' }, [['$json.a', 'N/A']]],
	['=Hi {{ $json.a }}', { a: 'KEN/A #REF! N/A' }, []],
	['=Hi {{ $json.a }}', { a: ' null ' }, [['$json.a', 'null']]],
	['=Hi {{ $json.a }}', { a: 'undefined' }, [['$json.a', 'undefined']]],
	['=Hi {{ $json.a }}', { a: 'NaN' }, [['$json.a', 'NaN']]],
	['=Hi {{ $json.a }}', { a: 'Invalid DateTime' }, [['$json.a', 'Invalid DateTime']]],
	['=Hi {{ $json.a }}', { a: 'To [object Object]' }, [['$json.a', '[object Object]']]],
	[
		'={{ $json.a }}{{ $json.b }}{{ $json.c }}',
		{ a: '', b: 'x', c: 'null' },
		[
			['$json.a', ''],
			['$json.c', 'null'],
		],
	],
	['=undefined {{ $json.a }}', { a: 'null and void' }, []],
	['={{ $json.a }}{{ $json.b }}', { a: 0, b: 'Nana' }, []],
])('%j of %j leaves the gaps %j', (raw, json, gaps) => {
	expect(renderPlainReads(parsed(raw), json)?.gaps).toEqual(gaps.map(([source, left]) => ({ source, left })));
});

describe('a template with marks', () => {
	test.each<[string, string | undefined]>([
		['=', ''],
		['=Hi', 'Hi'],
		['={{ $json.a }}', '|{{ $json.a }}|'],
		['=Hi {{ $json.a }}{{ 1 + 1 }}!', 'Hi |{{ $json.a }}||{{ 1 + 1 }}|!'],
		['=C:\\temp {{ $json.a }}', 'C:\\temp |{{ $json.a }}|'],
		['=\\{{ $json.a }}', '\\{{ $json.a }}'],
		['={{ "\\}}" }} }}', '|{{ "\\}}" }}| }}'],
		// Between a backslash and braces, or in code that nobody closed, a mark would change something.
		['=\\\\{{ $json.a }}', undefined],
		['=Hi {{ $json.a', undefined],
		['=Hi {{ $json.a \\}}', undefined],
	])('%j is %j', (raw, marked) => {
		expect(markTemplate(parsed(raw), '|')).toBe(marked);
	});
});
