import * as fc from 'fast-check';
import {
	isPlainRead,
	onlyReads,
	readsIn,
	textsIn,
} from '../../../../nodes/MobiConnect/shared/parameters/reads.ts';

test.each([
	'$json',
	'$json.name',
	'$json . name',
	'$json?.name',
	'$json.customer?.name',
	'$json["first name"]',
	"$json['first name'].last",
	'$json[`name`]',
	'$json?.["name"]',
	'$json.people[0].name',
	'$json.jina_é',
	'$json.phone.length',
	'$json.when.year',
	'$now',
	'$vars.shop',
	"$('Start').item.json.name",
	'$("Start").first().json.name',
	"$('Get rows (all)').last().json['a b']",
	'$input.item.json.name',
	'$input.first().json.name',
	'$node["X"].json.name',
	'$node.X.json.name',
	"$fromAI('Message', `a (short) text`, 'string')",
	'$json.people[$itemIndex].name',
	'$json.people.at(-1).name',
	"$('Start').all()[$itemIndex].json.name",
	"$('Start').first(0,0).json.name",
	'$input.all()[$itemIndex].json.name',
	'$items("Start")[0].json.name',
	'$items()[0].json.name',
	'$item(0).$node["Start"].json.name',
])('%s is a plain read', (source) => {
	expect(isPlainRead(source)).toBe(true);
	expect(onlyReads(source)).toBe(true);
	expect(readsIn(source)).toEqual([source]);
});

test.each([
	['', []],
	['""', []],
	['name', []],
	['$json.name || "customer"', ['$json.name']],
	['$json.name ?? $json.nick', ['$json.name', '$json.nick']],
	['$json.vip ? "VIP" : ""', ['$json.vip']],
	['$json.amount * 2', ['$json.amount']],
	['"Dear " + $json.name', ['$json.name']],
	['`Dear ${$json.name}`', ['$json.name']],
	['$json.name.trim()', ['$json.name']],
	['$json.name?.trim?.()', ['$json.name']],
	['$json.name.trim().length', ['$json.name']],
	['$json.people.map((one) => one.name).join(", ")', ['$json.people']],
	['$json[$json.key]', ['$json', '$json.key']],
	['$input.all().map((each) => each.json.name)', ['$input.all()']],
	['$if($json.vip, "VIP", "")', ['$json.vip']],
	['$ifEmpty($json.name, "")', ['$json.name']],
	['($json.name)', ['$json.name']],
	['$json.name;', ['$json.name']],
	['x$json.name', []],
	['Object.values($json).join()', ['$json']],
])('%s is more than a plain read, and reads %j', (source, reads) => {
	expect(isPlainRead(source)).toBe(false);
	expect(readsIn(source)).toEqual(reads);
});

test.each([
	'($json.name)',
	'(($json.name))',
	'$json.name;',
	'$json.name /* x */',
	'/* "x" */ ($json.name)',
	"$json.name // the customer's\n",
	'$json[$json.key]',
	'$json["http://a"][$json.key]',
	'$json.first + $json.last',
	'[$json.a, $json.b]',
	'$json.name.trim()',
	'$json.name?.trim().toUpperCase()',
	'String($json.name).toTitleCase()',
	'($json?.["a b"])',
	'() => 1',
])('of %s, a blank was read', (source) => {
	expect(isPlainRead(source)).toBe(false);
	expect(onlyReads(source)).toBe(true);
});

test.each([
	'""',
	'$json.vip ? "VIP" : ""',
	'$json.vip ? $json.a : $json.b',
	'$json.name || ""',
	'$json.name ?? $json.nick',
	'$json.vip && $json.name',
	'$json.name + ""',
	'`${$json.name}`',
	'$json.name.slice(1)',
	'$json.name?.slice?.(1)',
	'$json.name["slice"](1)',
	'($json.name) .slice (1)',
	'$json.people.map((one) => one.name)',
	'$json.people.filter(Boolean).at(0)',
	'(() => $json.name)()',
	'$if($json.vip, $json.a, $json.b)',
	'$ifEmpty($json.name, $json.nick)',
])('of %s, a blank may be meant', (source) => {
	expect(onlyReads(source)).toBe(false);
});

test.each([
	['$json.name', []],
	['"null and void"', ['"null and void"']],
	[`$json.a ? 'it\\'s null' : "x"`, [`'it\\'s null'`, '"x"']],
	['$json.a === "undefined" ? "none" : $json.a', ['"none"']],
	['"null" != $json.a', []],
	['`null, ${$json.a || "NaN"} and ${null}`', ['`null,  and `', '"NaN"']],
])('%s has the texts %j', (source, texts) => {
	expect(textsIn(source)).toEqual(texts);
});

test('no source makes reading it slow', () => {
	const piece = fc.constantFrom(
		'$json',
		'$',
		'(',
		')',
		'.',
		'?.',
		'["',
		'"]',
		'[',
		']',
		'a',
		' ',
		'"',
		"'",
		'`',
		'\\',
		'${',
		'}',
		'0',
		'$fromAI(',
		'.at(',
		'/*',
		'//',
		'==',
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
			const source = pieces.join('');
			const began = performance.now();
			isPlainRead(source);
			onlyReads(source);
			readsIn(source);
			textsIn(source);
			expect(performance.now() - began).toBeLessThan(1000);
		}),
	);
});
