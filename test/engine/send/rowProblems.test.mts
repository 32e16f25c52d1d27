import type { IDataObject, INode } from 'n8n-workflow';
import { rows, sendTo, startBench, stories, type Bench } from '../support.mts';

/** What is said of rows that can't be sent, and of settings that are no row's fault. */
let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

afterEach(() => bench.sandbox.clear());

afterAll(async () => await bench.close());

const EACH = sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, '=Hi {{ $json.name }}');
const OLD_ROWS =
	'Retry uses the rows as they were: correct them at their source, and run the workflow again.';

/** The error of a run that sends nothing. */
async function errorOf(parameters: INode['parameters'], items: IDataObject[]) {
	const { error } = await bench.engine.run({ parameters, items });
	expect(bench.sandbox.counts().requests).toBe(0);
	return { title: error?.message, text: error?.description };
}

test('one row that can not be sent is named in the title, with its advice below', async () => {
	const { title, text } = await errorOf(EACH, [...rows(3), { phone: '0712', name: 'Amina' }]);
	expect(title).toMatch(/^Nobody was texted, because of row 4: Recipients: "0712" is not a number/);
	expect(text).toMatch(new RegExp(`^Correct the number, or set .* ${OLD_ROWS}$`));
});

test('rows with the same problem are one group, with the value of the first as an example', async () => {
	const items = ['0712', '0713', '0714 0'].map((phone) => ({ phone, name: 'Amina' }));
	const { title, text } = await errorOf(EACH, [...rows(1), ...items]);
	expect(title).toBe(
		'Nobody was texted, because of rows 2, 3 and 4: Recipients: "0712", for example, is not a number that can receive an SMS: too short for a Kenyan number',
	);
	expect(text?.match(/Correct the number/g)).toHaveLength(1);
});

test('rows with the same value are no example, and ten of them are named', async () => {
	const items = Array.from({ length: 13 }, () => ({ phone: '0712', name: 'Amina' }));
	const { title } = await errorOf(EACH, [...rows(1), ...items]);
	expect(title).toMatch(
		/^Nobody was texted, because of 13 rows \(2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 3 more\): Recipients: "0712" is not/,
	);
});

test('several problems are a paragraph each, with its own advice, what most rows have first', async () => {
	const items = [
		{ phone: '0712345678' },
		{ phone: '2.5E+11', name: 'Amina' },
		{ phone: '2.6E+11', name: 'Brian' },
	];
	const { title, text } = await errorOf(EACH, items);
	expect(title).toBe('Nobody was texted, because of 3 rows');
	const [rounded, nameless, old] = text?.split('<br>') ?? [];
	expect(rounded).toMatch(
		/^Rows 2 and 3: Recipients: "2.5E\+11", for example, is not a number .*\. Correct the number, .*\.$/,
	);
	expect(nameless).toMatch(
		/^Row 1: Message: \{\{ \$json\.name \}\} found nothing .*\. Fill the field in, .*\.$/,
	);
	expect(old).toBe(OLD_ROWS);
});

test('messages of different lengths that are too long are one group', async () => {
	const items = ['x'.repeat(170), 'x'.repeat(320)].map((name, index) => ({ ...rows(2)[index], name }));
	const { title } = await errorOf({ ...EACH, safeguards: { maxParts: 1 } }, [...items, ...rows(1)]);
	expect(title).toBe(
		'Nobody was texted, because of rows 1 and 2: Message needs 2 parts, more than "Longest Message in Parts" allows (1): for example 173 characters in GSM-7',
	);
});

test('more than five problems are counted from the sixth on', async () => {
	const phones = ['0712', 'none', '2.5E+11', '-712345678', '7123456.78', '+99912345678', '0712 345 678 x1'];
	const { text } = await errorOf(
		EACH,
		phones.map((phone) => ({ phone, name: 'Amina' })),
	);
	expect(text?.split('<br>')).toHaveLength(7);
	expect(text).toMatch(/<br>Other problems: 2 rows\.<br>/);
});

test('what looks like HTML in a row is shown as it is written', async () => {
	const { text } = await errorOf(EACH, [{ phone: '<b>0712</b>', name: 'Amina' }, { phone: '0712345678' }]);
	expect(text).toContain('"&lt;b>0712&lt;/b>"');
});

const SKIP = { unsendableRows: 'skip' };

const SETTINGS: ReadonlyArray<
	readonly [what: string, parameters: INode['parameters'], title: string, text: RegExp]
> = [
	[
		'braces in fixed Recipients',
		sendTo('{{ $json.phone }}', {}, 'Hi', SKIP),
		'Recipients: "{{ $json.phone }}" would stay as it is written, since the field is set to Fixed',
		/^Switch the field to Expression/,
	],
	[
		'a fixed number that is none',
		sendTo('0712', {}, 'Hi'),
		'Recipients: "0712" is not a number that can receive an SMS: too short for a Kenyan number',
		/^Correct the number/,
	],
	[
		'a fixed Sender that is no number',
		{ ...sendTo('={{ $json.phone }}', {}, 'Hi', SKIP), sourceId: 'SHOP' },
		'Sender (Source ID) "SHOP" is not a positive whole number',
		/^Enter the number/,
	],
	[
		'an empty Text Only Once About',
		sendTo('={{ $json.phone }}', {}, 'Hi', { ...SKIP, onceKey: '' }),
		'Text Only Once About is empty',
		/or remove "Text Only Once About" from "Safeguards"\.$/,
	],
	[
		'an empty Opt-Out Text',
		sendTo('={{ $json.phone }}', {}, 'Hi', { ...SKIP, optOutText: '' }),
		'Opt-Out Text is empty',
		/or remove "Opt-Out Text" from "Safeguards"\.$/,
	],
	[
		'Do Not Text from a node that does not exist',
		sendTo('={{ $json.phone }}', {}, 'Hi', { ...SKIP, doNotText: "={{ $('Nowhere').all() }}" }),
		"Do Not Text: Referenced node doesn't exist",
		/^Name a node of this workflow which runs before this one\.$/,
	],
];

test.each(SETTINGS.flatMap((setting) => [1, 3].map((count) => [...setting, count] as const)))(
	'%s stops the run even where rows may be left out, and is no row’s fault (%#)',
	async (_, parameters, title, text, count) => {
		const error = await errorOf(parameters, rows(count));
		expect(error.title).toBe(`Nobody was texted: ${title}`);
		expect(error.text).toMatch(text);
	},
);

test('an empty Text Only Once About leaves out that row only', async () => {
	const result = await bench.engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, 'Hi', { ...SKIP, onceKey: '={{ $json.order }}' }),
		items: rows(2).map((row, index) => ({ ...row, order: index === 0 ? '' : 'A-1' })),
	});
	expect(stories(result).map(({ status }) => status)).toEqual(['skipped', 'accepted']);
});

test('a setting that is wrong is told before rows that are wrong', async () => {
	const parameters = { ...EACH, sourceId: 'SHOP' };
	const { title } = await errorOf(parameters, [{ phone: '0712', name: 'Amina' }, ...rows(2)]);
	expect(title).toMatch(/^Nobody was texted: Sender \(Source ID\) "SHOP"/);
});

test('a refusal says how to go on, a sentence each, and names its row', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'ok' }, { kind: 'status', status: 400 });
	const { error } = await engine.run({ parameters: EACH, items: rows(3) });
	expect(error?.message).toBe('1 of 3 texted, then it stopped: the gateway answered with HTTP status 400');
	expect(error?.description).toBe(
		'Once the cause is put right, press Retry in the list of executions: it goes on where this run ended and texts nobody again. ' +
			'If the retry fails too, retry that one and not this one: only the newest knows everybody who was texted. ' +
			'Retry uses the rows as they were: for a number that was wrong, correct it at its source and run the workflow for that row alone. ' +
			'Running the workflow anew texts 1 person a second time.' +
			'<br>Texted: 254700100000. Refused: row 2: 254700100001. Not tried: 1.',
	);
});
