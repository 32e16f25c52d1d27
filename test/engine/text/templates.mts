import * as fc from 'fast-check';

const key = fc.oneof(
	fc.constantFrom(
		'name',
		'phone',
		'first name',
		'a',
		'$x',
		'_id',
		'constructor',
		'__proto__',
		'toString',
		'length',
		'ünï',
	),
	fc.string({ maxLength: 8 }),
);
const leaf = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 20 }),
	fc.constantFrom('', ' ', '={{ 1 + 1 }}', '{{ $json.a }}', '}}', '\\', "'", '"', '0712345678', '\n'),
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constant(null),
	fc.array(fc.integer(), { maxLength: 2 }),
);
/** An item's JSON: texts, numbers and all else that items hold. */
export const json = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { maxKeys: 3 })), {
	maxKeys: 5,
});
const step = key.chain((name) =>
	fc.constantFrom(
		...[
			`["${name}"]`,
			`['${name}']`,
			`[ "${name}" ]`,
			...(/^[A-Za-z_$][\w$]*$/.test(name) ? [`.${name}`] : []),
		],
	),
);
const read = fc
	.tuple(fc.array(step, { minLength: 1, maxLength: 2 }), fc.constantFrom('', ' ', '\n'))
	.map(([steps, space]) => `{{${space}$json${steps.join('')}${space}}}`);
const words = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 10 }),
	fc.constantFrom(
		'Hi ',
		', your order ',
		'}',
		'{',
		'{ {',
		'\\',
		"'",
		'`',
		'${1}',
		'\n',
		'$json',
		'=',
		'<b>',
		'\\n',
	),
);
const other = fc.constantFrom(
	'{{ $json?.name }}',
	'{{ $json.name || "customer" }}',
	'{{ $json.a ? "VIP" : "" }}',
	'{{ $json.a * 2 }}',
	'{{ "Dear " + $json.name }}',
	'{{ `${$json.phone}` }}',
	'{{ $json.name.trim() }}',
	'{{ $json.name.length }}',
	'{{ $json.a.b.c }}',
	'{{ $input.item.json.phone }}',
	'{{ $json }}',
	'{{ [$json.a, [1, null]] }}',
	'{{ { a: $json.a } }}',
	'{{ new Date($json.a) }}',
	'{{ DateTime.fromISO($json.name) }}',
	'{{ $json.a === false }}',
	'{{ "\\}}" }}',
	'{{ "\\n" }}',
	'{{ $json.name',
	'\\{{ $json.name }}',
	'\\\\{{ $json.name }}',
	'{{ $json.name.isEmpty() }}',
);
/**
 * A parameter's raw value: plain reads among words that look like something else. A text that is the name of an
 * inherited property (`=constructor`) is left out, since n8n looks it up in its cache of code and finds that property.
 */
export const template = templateOf(fc.oneof({ weight: 2, arbitrary: read }, words));
/** With any other expression among them, too. */
export const anyTemplate = templateOf(
	fc.oneof({ weight: 2, arbitrary: read }, { weight: 2, arbitrary: other }, words),
);

function templateOf(piece: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return fc
		.array(piece, { maxLength: 5 })
		.map((pieces) => pieces.join(''))
		.filter((text) => !(text in {}))
		.map((text) => `=${text}`);
}
