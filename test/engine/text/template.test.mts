import * as fc from 'fast-check';
import { parseTemplate, renderPlainReads } from '../../../nodes/MobiConnect/shared/parameters/template';
import { engineOf, VERSIONS } from './expressions.mts';
import { json, template } from './templates.mts';

describe.each(VERSIONS)('%s', (_, version) => {
	const { evaluate } = engineOf(version);

	test('a plain read gives what the expression engine gives, or is left to it', () => {
		let resolved = 0;
		fc.assert(
			fc.property(template, json, (raw, item) => {
				const parsed = parseTemplate(raw);
				const reading = parsed && renderPlainReads(parsed, item);
				if (reading === undefined) return;
				resolved += 1;
				expect(reading.value).toEqual(evaluate(raw, item));
			}),
			{ numRuns: 3000 },
		);
		expect(resolved).toBeGreaterThan(300);
	});

	test.each([
		['={{ $json.name }}', { name: 'Amina' }, 'Amina'],
		['={{ $json.phone }}', { phone: 712345678 }, 712345678],
		['=Hi {{ $json["first name"] }}!', { 'first name': 'Amina' }, 'Hi Amina!'],
		['=Hi {{$json.customer.name}}, {{ $json.n }}', { customer: { name: 'Amina' }, n: 3 }, 'Hi Amina, 3'],
		['=plain text', {}, 'plain text'],
		['= {{ $json.name }} ', { name: 'Amina' }, ' Amina '],
	])('%s is resolved without the engine, to the same', (raw, item, expected) => {
		const parsed = parseTemplate(raw);
		expect(parsed && renderPlainReads(parsed, item)?.value).toBe(expected);
		expect(evaluate(raw, item)).toBe(expected);
	});

	test("a text that is the name of an inherited property stays the text, which n8n's engine refuses", () => {
		const parsed = parseTemplate('=constructor');
		expect(parsed && renderPlainReads(parsed, {})?.value).toBe('constructor');
		expect(() => evaluate('=constructor', {})).toThrow('this is a function');
	});
});

test.each([
	['={{ $json.name.toUpperCase() }}', { name: 'a' }],
	['={{ $json.constructor }}', {}],
	['={{ $json["__proto__"] }}', {}],
	['={{ $json.toString }}', {}],
	['={{ $json.toString }}', { toString: 'text' }],
	['={{ $json.missing }}', {}],
	['={{ $json.flag }}', { flag: true }],
	['={{ $json.list }}', { list: [1] }],
	['={{ $json[`name`] }}', { name: 'a' }],
	['={{ $json.name + 1 }}', { name: 'a' }],
	['={{ $now }}', {}],
	['=a \\ {{ $json.name }}', { name: 'a' }],
])('%s is left to the engine', (raw, item) => {
	const parsed = parseTemplate(raw);
	expect(parsed && renderPlainReads(parsed, item)).toBeUndefined();
});
