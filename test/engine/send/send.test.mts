import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../../../gateway/response/json.ts';
import { claimsIn, expectTruth, received, sendTo, startBench, stories, type Bench } from '../support.mts';

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

async function send(items: IDataObject[], parameters = sendTo('={{ $json.phone }}')) {
	return await bench.engine.run({ parameters, items });
}

test('an item after Send says what became of it, linked to the item it came from', async () => {
	const result = await send([{ name: 'Amina', phone: '0712 345 678' }], {
		...sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}, your order is ready'),
		sourceId: 7,
	});
	expect(result.items()).toEqual([
		{
			json: {
				status: 'accepted',
				to: '254712345678',
				result: 'Sent',
				parts: 1,
				encoding: 'GSM-7',
				characters: 29,
				sourceId: 7,
				recipients: [
					{ input: '0712 345 678', status: 'accepted', to: '254712345678', id: expect.any(Number) },
				],
				response: { status: 'success', message: expect.any(String) },
			},
			pairedItem: { item: 0 },
		},
	]);
	expect(bench.sandbox.messages()).toMatchObject([
		{ to: '254712345678', text: 'Hi Amina, your order is ready', sourceId: 7 },
	]);
});

test.each([
	['0712 345 678', '254712345678'],
	['+254712345678', '254712345678'],
	['254-712-345678', '254712345678'],
	['712345678', '254712345678'],
	['0110345678', '254110345678'],
	['7.12345678E8', '254712345678'],
	['712345678.0', '254712345678'],
	[712345678, '254712345678'],
	[254712345678, '254712345678'],
	['+256 772 123456', '256772123456'],
])('a number written as %p goes out as %s', async (phone, to) => {
	expect((await send([{ phone }])).error).toBeUndefined();
	expect(bench.sandbox.messages().map((message) => message.to)).toEqual([to]);
});

test.each([
	['commas, semicolons and new lines', '0712345678, 0711000001;0722000000\n0733000000'],
	['spaces between whole numbers', '0712345678 0711000001 0722000000 0733000000'],
	['an array', ['0712345678', 711000001, '0722 000 000', '+254733000000']],
])('recipients in %s are many', async (_, phones) => {
	const result = await send([{ phones }], sendTo('={{ $json.phones }}'));
	expect(stories(result)).toMatchObject([
		{
			status: 'accepted',
			to: '254712345678, 254711000001, 254722000000, 254733000000',
			result: 'Sent to 4 of 4',
		},
	]);
});

test('numbers without a country code are of the default country', async () => {
	await send([{ phone: '0772 123456' }], sendTo('={{ $json.phone }}', { defaultCountry: 'ug' }));
	expect(bench.sandbox.messages()).toMatchObject([{ to: '256772123456' }]);
});

test('what is not a number stops the node with the item, the text and the reason, before anything is sent', async () => {
	const { error } = await send([{ phone: '0712345678' }, { phone: '0712' }, { phone: 'none' }]);
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toBe('Nobody was texted, because of 2 rows');
	expect(error?.description).toMatch(
		/^Row 2: Recipients: "0712" is not a number .*: too short .*"Leave It Out".*\.<br>Row 3: Recipients: "none" is not a number .*\.$/,
	);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('with invalid recipients skipped, an item is partial where some are left out, and skipped where all are', async () => {
	const result = await send(
		[{ phone: '0712345678, 0712' }, { phone: '' }],
		sendTo('={{ $json.phone }}', {}, 'Hello', { unsendableRows: 'skip' }),
	);
	expect(stories(result)).toMatchObject([
		{
			status: 'partial',
			to: '254712345678',
			result: 'Sent to 1 of 2. Not sent to 0712: too short for a Kenyan number',
			recipients: [
				{ input: '0712345678', status: 'accepted', to: '254712345678' },
				{
					input: '0712',
					status: 'skipped',
					code: 'INVALID_RECIPIENT',
					reason: 'Too short for a Kenyan number',
				},
			],
		},
		{
			status: 'skipped',
			result: 'Not sent: {{ $json.phone }} found nothing in this item',
			recipients: [
				{
					input: '',
					status: 'skipped',
					code: 'INVALID_RECIPIENT',
					reason: '{{ $json.phone }} found nothing in this item',
				},
			],
		},
	]);
	expect(stories(result).map(({ error }) => error)).toEqual([undefined, undefined]);
});

const BAD_INPUT: ReadonlyArray<readonly [what: string, parameters: IDataObject, message: RegExp]> = [
	['a source ID of zero', { sourceId: 0 }, /^Sender \(Source ID\) "0" is not a positive whole number$/],
	['a fractional source ID', { sourceId: 1.5 }, /^Sender \(Source ID\) "1.5"/],
	['a sender name as source ID', { sourceId: '={{ "SHOP" }}' }, /^Sender \(Source ID\) "SHOP"/],
	['an empty message', { message: '={{ "" }}' }, /^Message is empty$/],
	['a blank message', { message: ' \n\t' }, /^Message is empty$/],
	['a message of no width', { message: '\u200b\u2060' }, /^Message is empty$/],
	['an object as message', { message: '={{ $json.customer }}' }, /^Message ".*Amina.*" is not a text$/],
	[
		'an object inside a message',
		{ message: '=Hi {{ $json.customer }}' },
		/^Message: {{ \$json\.customer }} left "\[object Object\]", so the customer would read that$/,
	],
	[
		'a field that is missing',
		{ message: '=Dear {{ $json.nickname }}, hi' },
		/^Message: {{ \$json\.nickname }} found nothing/,
	],
	[
		'a field that is null',
		{ message: '=Dear {{ $json.nothing }}, hi' },
		/^Message: {{ \$json\.nothing }} found nothing/,
	],
	[
		'a field that is blank',
		{ message: '=Dear {{ $json["blank"] }}, hi' },
		/^Message: {{ \$json\["blank"\] }} found nothing/,
	],
	[
		'an expression that fails',
		{ message: '={{ $("Nowhere").first().json.text }}' },
		/^Message: Referenced node doesn't exist$/,
	],
	[
		'too many parts',
		{ message: 'x'.repeat(161), safeguards: { maxParts: 1 } },
		/^Message needs 2 parts, more than "Longest Message in Parts" allows \(1\): 161 characters in GSM-7$/,
	],
	[
		'too many parts for a curly quote',
		{ message: `It’s ${'x'.repeat(70)}`, safeguards: { maxParts: 1 } },
		/75 characters in UCS-2, because of "’" \(right single quotation mark, U\+2019\) at 3$/,
	],
	[
		'a country that is none',
		{ options: { defaultCountry: 'Kenya' } },
		/^Default Country "Kenya" is not a country code$/,
	],
	[
		'no concurrency',
		{ options: { concurrentRequests: 0 } },
		/^Concurrent Requests "0" is not a number from 1 to 100$/,
	],
	['too much concurrency', { options: { concurrentRequests: 101 } }, /^Concurrent Requests "101"/],
	[
		'half a recipient',
		{ options: { recipientsPerRequest: 2.5 } },
		/^Recipients per Request "2.5" is not a whole number/,
	],
	['a negative pace', { options: { requestsPerSecond: -1 } }, /^Requests per Second "-1"/],
	['a timeout that is none', { options: { timeout: 'soon' } }, /^Timeout "soon" is not a number/],
	[
		'another way with what can not be sent',
		{ safeguards: { unsendableRows: 'ask' } },
		/^If a Row Can't Be Sent "ask" is not a choice$/,
	],
];

const CUSTOMER = { customer: { name: 'Amina' }, nothing: null, blank: ' ' };

test.each(BAD_INPUT)(
	'%s stops the node before anything is sent, and says which item',
	async (_, parameters, message) => {
		const { error } = await send([CUSTOMER], { ...sendTo('0712345678'), ...parameters } as never);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).toMatch(new RegExp(message.source.replace('^', '^Nobody was texted: ')));
		expect(error?.description).not.toBe('');
		expect(bench.sandbox.counts().requests).toBe(0);
	},
);

test.each(BAD_INPUT)(
	'with Continue On Fail %s is told as data, and the other items are sent',
	async (what, bad, message) => {
		const perRun = what.match(/concurrency|recipient$|pace|timeout|country|way with/) !== null;
		const parameters = { ...sendTo('={{ $json.phone }}', {}, 'Hello'), ...bad };
		const result = await bench.engine.run({
			parameters: parameters as never,
			items: [{ ...CUSTOMER, phone: '0712345678' }],
			settings: { onError: 'continueRegularOutput' },
		});
		expect(result.error).toBeUndefined();
		const [story] = stories(result);
		expect(story?.status).toBe('skipped');
		expect(story?.to).toBeUndefined();
		expect(story?.result).toMatch(new RegExp(message.source.replace('^', '^Not sent: ')));
		expect(story?.error).toMatch(new RegExp(message.source.replace(/\$$/, '')));
		if (!perRun) {
			expect(story?.recipients).toEqual([
				{
					input: '0712345678',
					status: 'skipped',
					code: 'INVALID_INPUT',
					reason: expect.stringMatching(message),
				},
			]);
		}
		expect(bench.sandbox.counts().sends).toBe(0);
	},
);

test('an item that can not be sent shows as much as is known of it, and nothing that is empty', async () => {
	const result = await bench.engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, '={{ $json.text }}', { maxParts: 1 }),
		items: [{ phone: '0712345678', text: 'x'.repeat(161) }, { phone: '0712345678' }],
		settings: { onError: 'continueRegularOutput' },
	});
	const [tooLong, empty] = stories(result);
	expect(tooLong).toMatchObject({ parts: 2, encoding: 'GSM-7', characters: 161, sourceId: 1 });
	expect(Object.keys(empty ?? {})).toEqual(['status', 'result', 'sourceId', 'recipients', 'error']);
});

test('options may differ from item to item', async () => {
	await send(
		[
			{ phone: '0772 123456', country: 'UG' },
			{ phone: '0712345678', country: 'KE' },
		],
		sendTo('={{ $json.phone }}', { defaultCountry: '={{ $json.country }}' }),
	);
	expect(bench.sandbox.messages().map(({ to }) => to)).toEqual(['256772123456', '254712345678']);
});

test('an option whose expression finds nothing stops the node before anything is sent', async () => {
	const rows = [
		{ phone: '0772 123456', country: 'UG' },
		{ phone: '0712345678', country: null },
	];
	const parameters = sendTo('={{ $json.phone }}', { defaultCountry: '={{ $json.country }}' });
	const { error } = await bench.engine.run({ parameters, items: rows });
	expect(error?.message).toMatch(/row 2: Default Country: {{ \$json.country }} found nothing/);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('a number is a message too, such as a code', async () => {
	await send([{ code: 482913 }], sendTo('0712345678', {}, '={{ $json.code }}'));
	expect(bench.sandbox.messages()).toMatchObject([{ text: '482913' }]);
});

test('with Continue On Fail one bad item does not keep the others back', async () => {
	const result = await bench.engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, '=Dear {{ $json.name }}'),
		items: [
			{ name: 'Amina', phone: '0712345678' },
			{ phone: '0711000000' },
			{ name: 'Otieno', phone: '0722000000' },
		],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(stories(result).map(({ status }) => status)).toEqual(['accepted', 'skipped', 'accepted']);
	expect(result.items().map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

test('Allow Empty Fields sends a message with a gap', async () => {
	await send(
		[{ phone: '0712345678' }],
		sendTo('={{ $json.phone }}', {}, '=Dear {{ $json.name }}!', { allowEmptyFields: true }),
	);
	expect(bench.sandbox.messages()).toMatchObject([{ text: 'Dear !' }]);
});

test('Replace Curly Quotes and Dashes replaces what costs, and reports it', async () => {
	const result = await send([{}], sendTo('0712345678', { plainPunctuation: true }, '“It’s” – ready…'));
	expect(bench.sandbox.messages()).toMatchObject([{ text: '"It\'s" - ready...' }]);
	expect(result.json()).toMatchObject([
		{
			encoding: 'GSM-7',
			replaced: [
				{ from: '“', to: '"', name: 'left double quotation mark', count: 1 },
				{ from: '’', to: "'", count: 1 },
				{ from: '”', to: '"', count: 1 },
				{ from: '–', to: '-', count: 1 },
				{ from: '…', to: '...', count: 1 },
			],
		},
	]);
});

test('an operation that is not known sends nothing', async () => {
	const run = send([{}], { ...sendTo('0712345678'), operation: 'prevew' });
	const told = await run.then(
		({ error }) => error?.message,
		(error: unknown) => (error instanceof Error ? error.message : error),
	);
	expect(told).toMatch(/Operation/);
	expect(bench.sandbox.counts().requests).toBe(0);
});

test('a redirect is not followed', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'redirect', status: 307, location: '/api/communications/sms/sendMessage' });
	const { error } = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
	expect(error?.message).toContain('redirect (307), which is not followed');
	expect(sandbox.counts()).toMatchObject({ sends: 1, messages: 0 });
});

test.each([
	[
		'an error envelope',
		{ kind: 'envelopeError', message: 'Insufficient balance' },
		/^Nobody was texted: the gateway said "Insufficient balance"$/,
	],
	[
		'a 4xx',
		{ kind: 'status', status: 422, body: { message: 'Unknown source' } },
		/^Nobody was texted: the gateway said "Unknown source"$/,
	],
	[
		'a 5xx',
		{ kind: 'status', status: 500, body: 'oops' },
		/^1 of 1 may have been texted, then it stopped: the gateway answered with HTTP status 500$/,
	],
	[
		'a broken connection',
		{ kind: 'reset' },
		/^1 of 1 may have been texted, then it stopped: the connection broke/,
	],
	[
		'a timeout',
		{ kind: 'hang' },
		/^1 of 1 may have been texted, then it stopped: the gateway did not answer in time/,
	],
	[
		'an HTML page',
		{ kind: 'html' },
		/^1 of 1 may have been texted, then it stopped: the answer was not the gateway's/,
	],
] as const)(
	'%s gives an n8n error that says what happened, whether it went out, and what to do',
	async (_, answer, message) => {
		bench.sandbox.next('send', answer);
		const { error } = await send([{}], sendTo('0712345678', { timeout: 0.3 }));
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(/\b(Look|Once the cause is put right)\b.*\.$/);
		expectTruth(claimsIn(error), received(bench.sandbox));
	},
);

test('no secret is in any output, error or stored execution, even where the gateway repeats it', async () => {
	const { engine, sandbox } = bench;
	const secrets = () => [
		sandbox.account.password,
		sandbox.account.appKey,
		textOf(engine.credentials.data['accessToken']) || 'no token yet',
	];
	const echo = () => `You sent ${secrets().join(' and ')}`;
	await send([{}], sendTo('0711000000'));
	for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
		for (const answer of [
			{ kind: 'envelopeError', message: echo() },
			{ kind: 'status', status: 400, body: { message: echo(), data: { token: echo() } } },
			{ kind: 'status', status: 500, body: echo() },
			{ kind: 'status', status: 200, body: { status: 'success', message: echo(), data: { echo: echo() } } },
			{ kind: 'notJson', body: echo() },
			{ kind: 'unauthorized', message: echo(), repeat: 2 },
			{ kind: 'reset' },
		] as const) {
			sandbox.forget();
			sandbox.next('send', answer);
			const result = await engine.run({
				parameters: sendTo('0712345678'),
				items: [{}],
				settings: { onError },
			});
			for (const secret of secrets()) expect(result.everything()).not.toContain(secret);
		}
	}
});

test('a broken execution that signs in shows no secret either', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('auth', { kind: 'envelopeError', message: `Wrong password ${sandbox.account.password}` });
	const result = await send([{}], sendTo('0712345678'));
	expect(result.error?.message).toContain('MobiConnect refused to sign in: Wrong password ***');
	expect(result.everything()).not.toContain(sandbox.account.password);
	expect(engine.credentials.data['accessToken']).toBeUndefined();
});
