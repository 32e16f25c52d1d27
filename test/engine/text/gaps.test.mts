import { inspect } from 'node:util';
import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { describeGap } from '../../../nodes/MobiConnect/shared/parameters/gaps';
import { parameter } from '../../../nodes/MobiConnect/shared/parameters/parameters';
import { dateTime, engineOf, VERSIONS } from './expressions.mts';
import { anyTemplate, json } from './templates.mts';

const ITEM = {
	name: 'Amina',
	phone: '0712345678',
	amount: 250,
	vip: false,
	zero: 0,
	blank: ' ',
	nothing: null,
	note: 'null and void',
	shout: 'NULL AND VOID',
	left: 'undefined',
	composed: 'Dear [object Object]',
	customer: { name: 'Amina', 'first name': 'Amina' },
	people: [{ name: 'Amina', note: 'NaN bread' }, { note: 'declared null' }],
	key: 'blank',
	Null: 'Null',
	first: 'Anna',
	last: 'Njeri',
	unseen: '\u200b\u2060\u00ad\u200e\u3164\u2800\u180e',
	blanks: ['', ' '],
	names: ['Ann', null, 'Bo'],
	commas: 'Ann,,Bo',
	sheet: ['#REF!', '#N/A', '#NAME?', '#VALUE!', '#DIV/0!', '#NUM!', '#NULL!', '#ERROR!', '#SPILL!'],
	errors: { calc: ' #CALC! ', getting: '#GETTING_DATA', libre: 'Err:502', none: 'N/A' },
	hashtag: 'Tell #VALUE! to KEN/ABC: #WIN! N/A',
	code: 'Write () => 1, or trim() {',
	invalid: 'INVALID DATETIME',
	none: [],
	when: dateTime('2026-03-04'),
	day: '2026-03-04',
};

describe.each(VERSIONS)('%s', (_, version) => {
	const engine = engineOf(version);

	function read(raw: unknown, item: IDataObject = ITEM) {
		const context = engine.context(raw, item);
		const field = { path: 'message', label: 'Message', fallback: '' };
		const reading = parameter(context, [{ json: item }], field).readAt(0);
		return { ...reading, evaluations: context.evaluations };
	}

	const LEFT_GAPS: ReadonlyArray<readonly [expression: string, left: string]> = [
		// Nothing comes out of it.
		['$json.missing', ''],
		['$json.nothing', ''],
		['$json.blank', ''],
		['$json["missing"]', ''],
		['$json?.missing', ''],
		['$json.missing.name', ''],
		['$json.missing?.name', ''],
		['$json.people[1].name', ''],
		['$json.people[7].name', ''],
		['$json.customer["last name"]', ''],
		['$json.none', ''],
		['$json.missing.length', ''],
		['$input.item.json.missing', ''],
		['$input.first().json.blank', ''],
		['$json.missing * 2', ''],
		['$json.missing ?? null', ''],
		['$json.missing.trim()', ''],
		['$json.vip ? "VIP" : undefined', ''],
		['Number($json.name)', ''],
		// However it is read, a blank is a blank.
		['($json.blank)', ''],
		['$json.blank;', ''],
		['$json.blank /* x */', ''],
		['// x\n$json.blank', ''],
		['$json[$json.key]', ''],
		['$json.blanks[$itemIndex]', ''],
		['$json.blanks.at(0)', ''],
		['$input.all()[$itemIndex].json.blank', ''],
		['$json.blank.trim()', ''],
		['$json.blank + $json.blank', ''],
		['$json.unseen', ''],
		['$json.unseen.trim()', ''],
		['$json.blanks', ''],
		['[$json.missing, null]', ''],
		['$json.people.map((one) => one.nick)', ''],
		['$json.names', 'Ann,,Bo'],
		['[$json.name, $json.blank]', 'Amina, '],
		['$json.people.map((one) => one.name)', 'Amina,'],
		// A word is left in its text.
		['"Dear " + $json.missing', 'undefined'],
		['"Dear " + $json.nothing', 'null'],
		['`Dear ${$json.missing}`', 'undefined'],
		['"KES" + $json.missing', 'undefined'],
		['"KES " + ($json.missing * 2)', 'NaN'],
		['"KES " + $json.amount / 0', 'Infinity'],
		['"Dear " + $json.customer', '[object Object]'],
		['"Dear " + $json.left', 'undefined'],
		['$json.left', 'undefined'],
		['$json.composed', '[object Object]'],
		['$json.note + " " + $json.nothing', 'null'],
		['$json.missing === "undefined" ? "" : "Dear " + $json.missing', 'undefined'],
		['DateTime.fromISO($json.name).toFormat("yyyy")', 'Invalid DateTime'],
		['"On " + new Date($json.name)', 'Invalid Date'],
		['$json.invalid', 'INVALID DATETIME'],
		['Duration.fromISO($json.name).toFormat("hh")', 'Invalid Duration'],
		['Interval.fromISO($json.name).toString()', 'Invalid Interval'],
		['("On " + DateTime.fromISO($json.name).toISODate()).toUpperCase()', 'NULL'],
		['("On " + DateTime.fromISO($json.name).toFormat("yyyy")).toUpperCase()', 'INVALID DATETIME'],
		['String($json.missing).toUpperCase()', 'UNDEFINED'],
		['String($json.missing).toTitleCase()', 'Undefined'],
		['("Dear " + $json.nothing).toUpperCase()', 'NULL'],
		['("Dear " + $json.customer).toUpperCase()', '[OBJECT OBJECT]'],
		['encodeURIComponent({})', '%5Bobject%20Object%5D'],
		['"KES " + (() => 1)', '=>'],
		['"Dear " + $json.name.trim', ') {'],
		// A spreadsheet says that it has nothing there.
		...ITEM.sheet.map((error, index) => [`$json.sheet[${index}]`, error] as const),
		['$json.errors.calc', '#CALC!'],
		['$json.errors.getting', '#GETTING_DATA'],
		['$json.errors.libre', 'Err:502'],
		['$json.errors.none', 'N/A'],
		['($json.errors.none)', 'N/A'],
		['"Dear " + $json.sheet[0]', '#REF!'],
	];

	test.each(LEFT_GAPS)('{{ %s }} leaves a gap in a text and alone', (source, left) => {
		for (const raw of [`={{ ${source} }}`, `=Dear {{${source}}}, pay`, `={{ ${source} }}{{ $json.name }}`]) {
			const { value, gaps } = read(raw);
			expect(gaps).toEqual([{ source, left }]);
			expect(value).toEqual(engine.evaluate(raw, ITEM));
		}
	});

	const LEFT_NONE: ReadonlyArray<readonly [expression: string]> = [
		['$json.name'],
		['$json.zero'],
		['$json.vip'],
		['$json.note'],
		['$json?.note'],
		['$json.people[0].name'],
		['$json.people[1].note'],
		['$json.phone.length'],
		['$json.when.year'],
		['$json.vip ? "VIP" : ""'],
		['$json.missing || "customer"'],
		['$json.missing || ""'],
		['$json.missing ?? ""'],
		['$json.name + ""'],
		['$json.amount * 2'],
		['"Dear " + $json.name'],
		['"This is null and void, " + $json.name'],
		['`${$json.name}, this is null and void`'],
		['$json.vip ? "undefined" : "null"'],
		['"Dear " + $json.note'],
		['$json.note.trim()'],
		['$json.note + ", " + $json.note'],
		['$json.shout.toLowerCase()'],
		['$json.people.map((one) => one.note).join(", ")'],
		['$input.all().map((each) => each.json.note).join()'],
		['$input.item.json.note + "!"'],
		['"annul" + $json.missing?.x || "" ? "Nan" : "nullify"'],
		['$if($json.vip, "VIP", "")'],
		['$now.year'],
		['[1, 2]'],
		['$json.Null'],
		['$json.Null.toUpperCase()'],
		['"Dear " + $json.Null'],
		['$json.first + $json.last'],
		['$json.hashtag'],
		['"See " + $json.hashtag'],
		['$json.size || "N/A"'],
		['"#REF! is an error of " + $json.name'],
		['$json.code'],
		['"How to: " + $json.code'],
		['[1, 2, 3].map(() => $json.name + " (you)").join(" => ")'],
		['"x => x, " + $json.name'],
		['$json.commas'],
		['$json.commas + "!"'],
		['$json.name + ","'],
		['$json.people.map((one) => one.name || "").join(",")'],
		['$json.vip ? $json.name : $json.zero ? "a" : ""'],
	];

	test.each(LEFT_NONE)('{{ %s }} leaves no gap', (source) => {
		for (const raw of [`={{ ${source} }}`, `=Dear {{${source}}}, pay`, `={{ ${source} }}{{ $json.name }}`]) {
			const { value, gaps } = read(raw);
			expect(gaps).toEqual([]);
			expect(value).toEqual(engine.evaluate(raw, ITEM));
		}
	});

	test('an object in a text is a gap; alone it is what the field makes of it', () => {
		expect(read('=Dear {{ $json.customer }}').gaps).toEqual([
			{ source: '$json.customer', left: '[object Object]' },
		]);
		expect(read('=Dear {{ $json.people }}').gaps).toHaveLength(1);
		expect(read('={{ $json.customer }}')).toMatchObject({ value: ITEM.customer, gaps: [] });
	});

	test.each([
		['$json.name.trim', ') {'],
		['$now.toFormat', ') {'],
		['() => 1', '=>'],
	])('the code of a function, as {{ %s }} leaves it in a text, is a gap', (source, left) => {
		const { gaps } = read(`=Dear {{ ${source} }}`);
		expect(gaps).toEqual([{ source, left }]);
		expect(gaps.map(describeGap)).toEqual([`{{ ${source} }} left the code of a function`]);
		expect(() => read(`={{ ${source} }}`)).toThrow('this is a function');
	});

	test('an error of a spreadsheet is told as one', () => {
		expect(read('=Dear {{ $json.sheet[0] }}').gaps.map(describeGap)).toEqual([
			'{{ $json.sheet[0] }} has no value: the spreadsheet has an error there ("#REF!")',
		]);
	});

	test('words written by hand outside the braces are text', () => {
		expect(read('=undefined, null, NaN, [object Object] {{ $json.name }}').gaps).toEqual([]);
		expect(read('=undefined, null, NaN, [object Object] {{ $json.name + "" }}').gaps).toEqual([]);
		expect(read('undefined, null, NaN, [object Object]').gaps).toEqual([]);
	});

	test('gaps are told in order', () => {
		const { gaps } = read('={{ $json.a }}, {{ $json.name }}, {{ "x" + $json.b }}, {{ $json.c * 2 }}');
		expect(gaps.map(describeGap)).toEqual([
			'{{ $json.a }} found nothing in this item',
			'{{ "x" + $json.b }} left "undefined"',
			'{{ $json.c * 2 }} found nothing in this item',
		]);
	});

	test.each([
		['=Dear {{ $json.name }}, pay {{ $json.amount }}', 0],
		['={{ $json.phone }}', 0],
		['=Dear {{ $json.name }}, {{ "pay " + $json.amount }}', 1],
		['={{ $json.name.trim() }}, {{ $json.people[0].name }}, {{ $json.amount * 2 }}', 1],
		['=Dear {{ $json.people[7].name }}', 1],
		['={{ $json.name.trim() }}', 1],
		['=Dear {{ $json.blank.trim() }}, {{ ($json.missing) }}', 1],
		['=Dear {{ $json.name + "," }} {{ $json.people.map((one) => one.name || "you").join(", ") }}', 1],
		// Whether a blank is meant can't be seen in the text.
		['=Dear {{ $json.vip ? "VIP" : "" }}', 2],
	])('%s takes %d evaluations', (raw, evaluations) => {
		expect(read(raw).evaluations).toBe(evaluations);
	});

	test('what is checked is what is sent', () => {
		const { value } = read('=Your code: {{ Math.random() }}{{ Math.random() }}');
		expect(value).toMatch(/^Your code: 0\.\d+(e-\d+)?0\.\d+(e-\d+)?$/);
		expect(read('={{ Math.random() }} is it').evaluations).toBe(1);
	});

	test('a value with the mark in it is what n8n makes of it', () => {
		const item = { name: 'a\0b' };
		const raw = '=Dear {{ $json.name + "" }}{{ $json.missing }}';
		expect(read(raw, item)).toMatchObject({
			value: 'Dear a\0b',
			gaps: [{ source: '$json.missing', left: '' }],
		});
	});

	test.each([
		'=\\\\{{ $json.customer }}',
		'=Dear {{ $json.customer',
		'=\0{{ $json.note }} {{ $json.customer }}',
	])('in %j, of which the pieces can not be kept apart, gaps are seen as well', (raw) => {
		const { value, gaps } = read(raw);
		expect(gaps).toEqual([{ source: '$json.customer', left: '[object Object]' }]);
		expect(value).toBe(engine.evaluate(raw, ITEM));
	});

	test('nothing is left by an expression of which n8n makes nothing at all', () => {
		expect(read('=Dear {{ 1n + 1 }}').gaps).toEqual([{ source: '1n + 1', left: '' }]);
	});

	test.each([
		['={{ $json. }}', 'invalid syntax'],
		['=Dear {{ $json.name) }}', 'invalid syntax'],
		['={{ $("Nowhere").item.json.x }}', "Referenced node doesn't exist"],
		['=Dear {{ $("Nowhere").item.json.x }}', "Referenced node doesn't exist"],
	])('the error of n8n for %s begins with the name of the field', (raw, message) => {
		expect(() => read(raw)).toThrow(`Message: ${message}`);
	});

	test('a parameter is what n8n makes of it, whatever is in it, or fails as it does', () => {
		let told = 0;
		fc.assert(
			fc.property(anyTemplate, json, (raw, item) => {
				const expected = outcome(() => engine.evaluate(raw, item));
				const got = outcome(() => read(raw, item).value);
				if (expected.error !== undefined || got.error !== undefined) {
					expect(got.error).toBe(expected.error);
					return;
				}
				told += 1;
				// A date that is none equals none.
				expect(inspect(got.value)).toBe(inspect(expected.value));
			}),
			{ numRuns: 1000 },
		);
		expect(told).toBeGreaterThan(300);
	});

	test('no text goes out with a word that nobody wrote', () => {
		// These items hold none of the words, so each of them in the text is left by an expression.
		fc.assert(
			fc.property(anyTemplate, json, (raw, item) => {
				fc.pre(
					!/undefined|null|NaN/.test(raw.replace('[1, null]', '')) &&
						!/undefined|null"|NaN/.test(stringsOf(item)),
				);
				const { value, gaps } = outcome(() => read(raw, item)).value ?? { value: '', gaps: [] };
				if (gaps.length === 0 && typeof value === 'string')
					expect(value).not.toMatch(/undefined|NaN|\[object/);
			}),
			{ numRuns: 700 },
		);
	});
});

function stringsOf(item: IDataObject): string {
	return JSON.stringify(item).replaceAll(/\bnull\b/g, '');
}

function outcome<T>(compute: () => T): { readonly value?: T; readonly error?: string } {
	try {
		return { value: compute() };
	} catch (error) {
		return { error: error instanceof Error ? error.message.replace(/^Message: /, '') : String(error) };
	}
}
