import type { IDataObject, INode } from 'n8n-workflow';
import { dateTime } from './expressions.mts';
import { sendTo, startBench, stories, type Bench } from '../support.mts';

let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

afterEach(() => bench.sandbox.clear());

afterAll(async () => await bench.close());

const PERSON = {
	name: 'Amina',
	phone: '0712345678',
	amount: 250,
	vip: false,
	note: 'null and void',
	people: [{ name: 'Amina' }],
	created: '2026-03-04T10:00:00',
};

type Given = INode['parameters'];

/** What Send says of the first item that it does not send; undefined where it sends all. */
async function refusal(parameters: Given, items: IDataObject[] = [PERSON]) {
	const { error } = await bench.engine.run({ parameters, items });
	if (error) expect(bench.sandbox.counts().requests).toBe(0);
	return error && { message: error.message, hint: error.description };
}

/** What Preview says of the first item. */
async function preview(parameters: Given, items: IDataObject[] = [PERSON]) {
	const result = await bench.engine.run({ parameters: { ...parameters, operation: 'preview' }, items });
	expect(result.error).toBeUndefined();
	return result.json()[0];
}

const to = (message: string) => sendTo('0712345678', {}, message);

test.each<readonly [message: string, source: string, what: string]>([
	['=Dear {{ $json.name }}, pay KES 500', '$json.name', 'found nothing in this item'],
	["=Dear {{ $('Rows').item.json.name }}, pay", "$('Rows').item.json.name", 'found nothing in this item'],
	[
		"=Dear {{ $('Rows').first().json.name }}, pay",
		"$('Rows').first().json.name",
		'found nothing in this item',
	],
	['=Dear {{ $json.people[0].name }}, pay', '$json.people[0].name', 'found nothing in this item'],
	['=Dear {{ $json?.name }}, pay', '$json?.name', 'found nothing in this item'],
	['=Dear {{ $input.item.json.name }}, pay', '$input.item.json.name', 'found nothing in this item'],
	['=Dear {{ $node["Rows"].json.name }}, pay', '$node["Rows"].json.name', 'found nothing in this item'],
	...[
		'($json.blank)',
		'$json.blank /* x */',
		"$('Rows').all()[$itemIndex].json.blank",
		"$('Rows').first(0,0).json.blank",
		'$input.all()[$itemIndex].json.blank',
		'$items("Rows")[0].json.blank',
		'$item(0).$node["Rows"].json.blank',
	].map((source) => [`=Dear {{ ${source} }}, hi`, source, 'found nothing in this item'] as const),
	['=Pay {{ $json.amount * 2 }}', '$json.amount * 2', 'found nothing in this item'],
	['={{ "Dear " + $json.name }}, pay KES 500', '"Dear " + $json.name', 'left "undefined"'],
	['={{ "Dear " + $json.name }}', '"Dear " + $json.name', 'left "undefined"'],
	['={{ $json.name }}', '$json.name', 'found nothing in this item'],
	['={{ "Dear " + $json.blank + $json.nothing }}', '"Dear " + $json.blank + $json.nothing', 'left "null"'],
])('%s of an item without that stops Send and is told by Preview', async (message, source, what) => {
	const items = [{ phone: '0712345678', people: [{}], blank: ' ', nothing: null }];
	const expected = `Message: {{ ${source} }} ${what}`;
	expect((await refusal(to(message), items))?.message).toContain(`Nobody was texted: ${expected}`);
	expect(await preview(to(message), items)).toMatchObject({
		status: 'blocked',
		error: expect.stringContaining(expected),
	});
});

test.each([
	['=Dear {{ $json.name }}, pay KES {{ $json.amount }}', 'Dear Amina, pay KES 250'],
	["=Dear {{ $('Rows').item.json.name }}", 'Dear Amina'],
	['=Dear {{ $json.people[0].name }}', 'Dear Amina'],
	['=Dear {{ $json?.name }}', 'Dear Amina'],
	['=Pay {{ $json.amount * 2 }}', 'Pay 500'],
	['={{ "Dear " + $json.name }}', 'Dear Amina'],
	['=Dear {{ $json.vip ? "VIP" : "" }}customer', 'Dear customer'],
	['=Dear {{ $json.nick || "customer" }}', 'Dear customer'],
	['={{ $json.phone.length }} digits', '10 digits'],
	['={{ DateTime.fromISO($json.created).year }}', '2026'],
	['=Your cheque is {{ $json.note }}', 'Your cheque is null and void'],
	['={{ "Your cheque is " + $json.note }}', 'Your cheque is null and void'],
	['={{ "Your cheque is " + $items("Rows")[0].json.note }}', 'Your cheque is null and void'],
	['={{ "Your cheque is " + $item(0).$node["Rows"].json.note }}', 'Your cheque is null and void'],
	['={{ "Your cheque is null and void, " + $json.name }}', 'Your cheque is null and void, Amina'],
	['=This is undefined, null or NaN, {{ $json.name.trim() }}', 'This is undefined, null or NaN, Amina'],
	['This is undefined, null, NaN or [object Object]', 'This is undefined, null, NaN or [object Object]'],
	['={{ "{" + "{ name }" + "}" }} is text', '{{ name }} is text'],
	['{"a":{"b":1}} in a fixed text costs $5', '{"a":{"b":1}} in a fixed text costs $5'],
])('%s is sent as %j', async (message, text) => {
	expect(await preview(to(message))).toMatchObject({ status: 'ready', message: text });
	expect(await refusal(to(message))).toBeUndefined();
	expect(bench.sandbox.messages()).toMatchObject([{ text }]);
});

test('a year of a date that an earlier node made is no gap', async () => {
	const items = [{ when: dateTime('2026-03-04') }];
	expect(await preview(to('=Valid until {{ $json.when.year }}'), items)).toMatchObject({
		status: 'ready',
		message: 'Valid until 2026',
	});
});

const allowed = (message: string) => sendTo('0712345678', {}, message, { allowEmptyFields: true });

test.each([
	['=Dear {{ $json.nick }}{{ $json.x * 2 }}!', 'Dear !'],
	['=Dear {{ $json.blank }}!', 'Dear  !'],
	['=Dear {{ $json.names }}', 'Dear Ann,,Bo'],
])('an empty field in %s is allowed where the user allows it', async (message, text) => {
	const items = [{ blank: ' ', names: ['Ann', '', 'Bo'] }];
	expect(await preview(allowed(message), items)).toMatchObject({ message: text });
});

test.each([
	['={{ "Dear " + $json.nick }}', 'left "undefined"'],
	['={{ "Dear " + $json.nothing }}', 'left "null"'],
	['=Pay {{ "KES " + $json.nick * 2 }}', 'left "NaN"'],
	['=On {{ DateTime.fromISO($json.nick) }}', 'left "Invalid DateTime"'],
	['=On {{ DateTime.fromISO("x").toFormat("yyyy") }}', 'left "Invalid DateTime"'],
	['=Dear {{ $json.people }}', 'left "[object Object]"'],
	['=Dear {{ $json.phone.trim }}', 'left the code of a function'],
	['=Dear {{ $json.broken }}', 'has no value: the spreadsheet has an error there ("#N/A")'],
	['={{ $json.nick * 2 }}', 'Message is empty'],
])('of %s, no word is allowed to go out', async (message, what) => {
	const items = [{ phone: '0712345678', nothing: null, people: [{}], broken: '#N/A' }];
	expect(await preview(allowed(message), items)).toMatchObject({ error: expect.stringContaining(what) });
});

test.each([
	[
		'=Dear {{ $json.nick }}',
		'Fill the field in, give it a fallback such as {{ $json.name || "customer" }}, or turn on "Allow Empty Fields" in "Safeguards".',
	],
	[
		'={{ "Dear " + $json.nick }}',
		'Fill the field in, or give it a fallback such as {{ $json.name || "customer" }}.',
	],
	['=Dear {{ $json.people }}', 'Name the field that holds the text, such as {{ $json.customer.name }}.'],
	[
		'=Dear {{ $json.name.trim }}',
		'Call it, such as {{ $json.name.trim() }}, or name the field that holds the text.',
	],
	['=Dear {{ $json.broken }}', 'Correct the cell in the spreadsheet.'],
])('the gap of %s says how to fix it', async (message, hint) => {
	expect((await refusal(to(message), [{ ...PERSON, broken: '#REF!' }]))?.hint).toBe(hint);
});

const TYPED: ReadonlyArray<readonly [label: string, parameters: Given]> = [
	['Message', to('Dear {{ $json.name }}, your order is ready.')],
	['Recipients', sendTo('{{ $json.name }}')],
	['Text Only Once About', { ...to('Hi'), safeguards: { onceKey: '{{ $json.name }}' } }],
];

test.each(TYPED)(
	'an expression that is typed into a fixed %s is refused, with how to fix it',
	async (label, given) => {
		const message = `${label}: "{{ $json.name }}" would stay as it is written, since the field is set to Fixed`;
		expect(await refusal(given)).toEqual({
			message: `Nobody was texted: ${message}`,
			hint: 'Switch the field to Expression (above it, on the right), or drag the name in from the input on the left.',
		});
		expect(await preview(given)).toMatchObject({
			status: 'blocked',
			error: expect.stringContaining(message),
		});
	},
);

test.each([
	['Dear {{ $json.name, hi', '{{ $json.name, hi'],
	['Dear {{ name', '{{ name'],
	['Dear {{', '{{'],
	['Dear $json.name }}, hi', '$json.name }}'],
	["Dear $('Rows').item.json.name }}, hi", "$('Rows').item.json.name }}"],
	[`Dear {{ $json.name, ${'x'.repeat(100)}`, `{{ $json.name, ${'x'.repeat(27)}`],
])('half of an expression in the fixed text %s is refused', async (text, braces) => {
	const message = `"${braces}" would stay as it is written, since the field is set to Fixed`;
	expect((await refusal(to(text)))?.message).toBe(`Nobody was texted: Message: ${message}`);
	expect((await refusal(sendTo(text)))?.message).toBe(`Nobody was texted: Recipients: ${message}`);
	const optOut = { ...to('Hi'), safeguards: { optOutText: text } };
	expect((await refusal(optOut))?.message).toBe(`Nobody was texted: Opt-Out Text: ${message}`);
});

test('braces that come from the data are text', async () => {
	const items = [{ text: 'Write {{ $json.name }} there' }];
	expect(await preview(to('={{ $json.text }}'), items)).toMatchObject({
		message: 'Write {{ $json.name }} there',
	});
	expect(await preview(to('={{ $json.text.trim() }}!'), items)).toMatchObject({
		message: 'Write {{ $json.name }} there!',
	});
});

const FAILING: ReadonlyArray<readonly [label: string, given: (expression: string) => Given]> = [
	['Message', to],
	['Recipients', (recipients) => sendTo(recipients)],
	['Sender (Source ID)', (sourceId) => ({ ...to('Hi'), sourceId })],
	['Text Only Once About', (onceKey) => ({ ...to('Hi'), safeguards: { onceKey } })],
];

test.each(FAILING)("errors of n8n's own say that they are in %s", async (label, given) => {
	for (const [expression, message] of [
		['={{ $json. }}', 'invalid syntax'],
		['=x {{ $json.name) }}', 'invalid syntax'],
		['={{ $("Nowhere").item.json.x }}', "Referenced node doesn't exist"],
	] as const) {
		expect((await refusal(given(expression)))?.message).toBe(`Nobody was texted: ${label}: ${message}`);
		expect(await preview(given(expression))).toMatchObject({
			error: expect.stringContaining(`${label}: ${message}`),
		});
	}
});

const NUMBERLESS: ReadonlyArray<readonly [recipients: string, message: string]> = [
	['={{ $json.mobile }}', 'Recipients: {{ $json.mobile }} found nothing in this item'],
	['={{ $json.mobile }}, {{ $json.landline }}', 'Recipients: {{ $json.mobile }} found nothing in this item'],
	['={{ $json?.mobile }}', 'Recipients: {{ $json?.mobile }} found nothing in this item'],
	['={{ $json.none }}', 'Recipients: {{ $json.none }} found nothing in this item'],
	[
		'=+254{{ $json.mobile }}',
		'Recipients: "+254" is not a number that can receive an SMS: too short for a Kenyan number ({{ $json.mobile }} found nothing in this item)',
	],
	['={{ "" }}', 'Recipients: No number given'],
	[
		'={{ $json.broken }}',
		'Recipients: "#REF!" is not a number that can receive an SMS: not a phone number ({{ $json.broken }} has no value: the spreadsheet has an error there ("#REF!"))',
	],
	[' ', 'Recipients: No number given'],
];

test.each(NUMBERLESS)('recipients %j without a number stop the item: %s', async (recipients, message) => {
	const items = [{ mobile: '', none: [], broken: '#REF!' }];
	expect((await refusal(sendTo(recipients), items))?.message).toBe(`Nobody was texted: ${message}`);
	expect(await preview(sendTo(recipients), items)).toMatchObject({ status: 'blocked' });
});

test('where there is a number, another column may be empty', async () => {
	const items = [{ mobile: '0712345678', second: '' }];
	expect(
		await refusal(sendTo('={{ $json.mobile }}, {{ $json.second }}, {{ $json.third }}'), items),
	).toBeUndefined();
	expect(bench.sandbox.messages()).toMatchObject([{ to: '254712345678' }]);
});

test.each([
	['={{ $json.order }}', '{{ $json.order }} found nothing in this item'],
	['=order {{ $json.order }}', '{{ $json.order }} found nothing in this item'],
	['={{ "order " + $json.order }}', '{{ "order " + $json.order }} left "undefined"'],
])('a Text Only Once About of %s with a gap is none', async (onceKey, what) => {
	const given = { ...to('Hi'), safeguards: { onceKey } };
	expect((await refusal(given))?.message).toBe(`Nobody was texted: Text Only Once About: ${what}`);
});

test.each([
	['a NUL', 'a\0b', 'Message has the character NUL (U+0000) at 2, which no message can carry'],
	['a high surrogate alone', '👍a\ud83d', 'Message has half of a character (U+D83D) at 3'],
	['a low surrogate alone', 'ab\udc4dc', 'Message has half of a character (U+DC4D) at 3'],
	['surrogates in the wrong order', '\udc4d\ud83d', 'Message has half of a character (U+DC4D) at 1'],
	[
		'256 parts',
		'x'.repeat(255 * 153 + 1),
		'Message needs 256 parts, more than a message can have (255): 39016 characters in GSM-7',
	],
])('%s is refused before anything is sent', async (_, text, message) => {
	for (const written of [text, '={{ $json.text }}', '={{ $json.text + "" }}']) {
		const refused = await refusal(to(written), [{ text }]);
		expect(refused?.message).toBe(`Nobody was texted: ${message}`);
		expect(refused?.hint).not.toBe('');
		expect(await preview(to(written), [{ text }])).toMatchObject({
			status: 'blocked',
			error: expect.stringContaining(message),
		});
	}
});

test('whole emoji and 255 parts are sent', async () => {
	expect(await preview(to('👍🏽 ready'))).toMatchObject({ status: 'ready' });
	expect(await preview(to('x'.repeat(255 * 153)))).toMatchObject({ status: 'ready', parts: 255 });
});

test('with Continue On Fail the gap of one item keeps no other one back', async () => {
	const result = await bench.engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, "=Dear {{ $('Rows').item.json.name }}"),
		items: [PERSON, { phone: '0711000000' }, { name: 'Otieno', phone: '0722000000' }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(stories(result).map(({ status }) => status)).toEqual(['accepted', 'skipped', 'accepted']);
	expect(bench.sandbox.messages().map(({ text }) => text)).toEqual(['Dear Amina', 'Dear Otieno']);
});
