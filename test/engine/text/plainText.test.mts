import { sendTo, startBench, type Bench } from '../support.mts';

let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

beforeEach(() => bench.sandbox.clear());

afterAll(async () => await bench.close());

const NAMES = [
	{ name: 'Wangarĩ', phone: '0712345678' },
	{ name: 'Mũthoni', phone: '0711000000' },
	{ name: 'José', phone: '0722000000' },
];

async function run(message: string, options: object, more: object = {}) {
	const parameters = { ...sendTo('={{ $json.phone }}', { ...options }, message), ...more };
	return (await bench.engine.run({ parameters, items: NAMES })).json();
}

/** What was received, in the order of the alphabet: several requests are under way at once. */
function received(): string[] {
	return bench.sandbox
		.messages()
		.map(({ text }) => text)
		.sort();
}

test('Replace Accented Letters sends names without the marks that cost, and reports them', async () => {
	const items = await run('=Hi {{ $json.name }}', { plainLetters: true });
	expect(received()).toEqual(['Hi Wangari', 'Hi Muthoni', 'Hi José'].sort());
	expect(items).toMatchObject([
		{
			encoding: 'GSM-7',
			characters: 10,
			replaced: [{ from: 'ĩ', to: 'i', name: 'Latin letter with tilde', count: 1 }],
		},
		{ encoding: 'GSM-7', replaced: [{ from: 'ũ', to: 'u', count: 1 }] },
		{ encoding: 'GSM-7' },
	]);
	expect(items[2]).not.toHaveProperty('replaced');
});

test('Replace Accented Letters is off unless it is turned on, and Preview names the letters that cost', async () => {
	await run('=Hi {{ $json.name }}', {});
	expect(received()).toEqual(['Hi Wangarĩ', 'Hi Mũthoni', 'Hi José'].sort());
	expect(await run('=Hi {{ $json.name }}', {}, { operation: 'preview' })).toMatchObject([
		{ message: 'Hi Wangarĩ', ucs2Because: ['"ĩ" (Latin letter with tilde, U+0129) at 10'] },
		{ message: 'Hi Mũthoni', ucs2Because: ['"ũ" (Latin letter with tilde, U+0169) at 5'] },
		{ message: 'Hi José', encoding: 'GSM-7' },
	]);
});

test('Preview shows with Replace Accented Letters what Send sends', async () => {
	const items = await run('=Hi {{ $json.name }}', { plainLetters: true }, { operation: 'preview' });
	expect(items).toMatchObject([
		{ message: 'Hi Wangari', encoding: 'GSM-7', replaced: [{ from: 'ĩ', to: 'i', count: 1 }] },
		{ message: 'Hi Muthoni' },
		{ message: 'Hi José' },
	]);
});

const LONG = `=Hi {{ $json.name }}, it’s ready. ${'x'.repeat(120)}`;

test.each([
	['neither option on, a letter and a quote in two of three', {}, 2, 0, 6],
	['Replace Curly Quotes and Dashes on', { plainPunctuation: true }, 0, 4, 4],
	['Replace Accented Letters on', { plainLetters: true }, 6, 0, 6],
	['both on', { plainPunctuation: true, plainLetters: true }, 0, 0, 0],
])(
	'the summary says what each would save beside what is on: %s',
	async (_on, options, quotes, letters, both) => {
		const price = { pricePerPart: 0.5, currency: 'KES' };
		const summary = await run(LONG, { ...options, ...price }, { operation: 'preview', summary: true });
		const saving = (parts: number) => ({ parts, cost: parts * price.pricePerPart, currency: 'KES' });
		expect(summary).toMatchObject([
			{
				plainPunctuationWouldSave: saving(quotes),
				plainLettersWouldSave: saving(letters),
				bothWouldSave: saving(both),
			},
		]);
	},
);

test('a message that is too long for its letters is told about Replace Accented Letters', async () => {
	const items = await run(
		`=Hi {{ $json.name }} ${'x'.repeat(100)}`,
		{},
		{ operation: 'preview', safeguards: { maxParts: 1 } },
	);
	expect(items).toMatchObject([
		{ status: 'blocked', error: expect.stringContaining('turn on "Replace Accented Letters" in "Options"') },
		{ status: 'blocked' },
		{ status: 'ready' },
	]);
});
