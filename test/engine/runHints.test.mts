import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { Engine } from '../../harness/engine/engine.mts';
import type { Result } from '../../harness/engine/result.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { msisdn, msisdns, rows, sendTo, startBench, type Bench } from './support.mts';

let bench: Bench;
let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	bench = await startBench();
	({ engine, sandbox } = bench);
});
afterAll(async () => await bench.close());
beforeEach(() => sandbox.clear());

type Items = ReadonlyArray<INodeExecutionData['json']>;

async function hintsOf(parameters: INode['parameters'], items: Items): Promise<string[]> {
	return toldBy(await engine.run({ parameters, items, settings: { onError: 'continueRegularOutput' } }));
}

function toldBy(result: Result): string[] {
	expect(result.error).toBeUndefined();
	const [run] = result.run.data.resultData.runData['MobiConnect'] ?? [];
	return (run?.hints ?? []).map(({ message }) => message);
}

const PHONE = '={{ $json.phone }}';
/** 71 characters: one part in GSM-7, two in UCS-2. */
const CURLY = `It’s ready${'.'.repeat(61)}`;
const GOES_OUT = { send: 'Sent to', preview: 'Would go to' };

describe.each(['send', 'preview'] as const)('above the output of %s', (operation) => {
	const notTo = { send: 'Not sent to', preview: 'Would not go to' }[operation];
	const takes = { send: 'took', preview: 'would take' }[operation];
	const goesTo = GOES_OUT[operation];
	const hints = async (parameters: INode['parameters'], items: Items) =>
		await hintsOf({ operation, ...parameters }, items);

	test.each([
		['one text to everybody', sendTo(PHONE)],
		['a long text in GSM-7', sendTo(PHONE, {}, 'a'.repeat(200))],
		['a character that costs no part', sendTo(PHONE, {}, 'It’s ready')],
		['the same to somebody twice', sendTo(`${msisdn(0)}, ${msisdn(0)}`)],
	])('there is nothing where all is plain: %s', async (_, parameters) => {
		expect(await hints(parameters, rows(2))).toEqual([]);
	});

	test('there is nothing where nothing came in', async () => {
		expect(await hints(sendTo(PHONE), [])).toEqual([]);
	});

	test('a character that costs parts is named, with how many messages it is in', async () => {
		const items = [...rows(3), { phone: msisdn(3), name: '' }].map((row) => ({
			...row,
			text: row['name'] === '' ? 'Ready' : CURLY,
		}));
		expect(await hints(sendTo(PHONE, {}, '={{ $json.text }}'), items)).toEqual([
			`${goesTo} 4 numbers in 7 parts. 3 messages ${takes} more parts because of ’.`,
		]);
	});

	test('of many such characters the first are named', async () => {
		const text = `“It’s” – ${CURLY}…`;
		expect(await hints(sendTo(msisdn(0), {}, text), [{}])).toEqual([
			`${goesTo} 1 number in 2 parts. 1 message ${takes} more parts because of “ ’ ” and 2 more.`,
		]);
	});

	test('who is left out is counted by reason, what most share first', async () => {
		const items = [...rows(2), { phone: msisdn(2) }, { phone: '0712' }, { phone: '0713' }];
		expect(
			await hints(sendTo(PHONE, {}, 'Hello', { doNotText: msisdn(2), unsendableRows: 'skip' }), items),
		).toEqual([
			`${goesTo} 2 numbers in 2 parts. ${notTo} 3: too short for a Kenyan number (2), on the list of Do Not Text (1).`,
		]);
	});

	test('a row that can not be read counts as one', async () => {
		const items = [{ phone: msisdn(0), name: 'Amina' }, { phone: msisdn(1) }];
		const [hint, ...others] = await hints(
			sendTo(PHONE, {}, '=Dear {{ $json.name }}', { unsendableRows: 'skip' }),
			items,
		);
		expect(others).toEqual([]);
		expect(hint).toMatch(new RegExp(`^${goesTo} 1 number in 1 part\\. ${notTo} 1: .*name`));
	});

	test('that no customer is texted is said', async () => {
		expect(await hints(sendTo(PHONE, {}, 'Hello', { sendEverythingTo: '0712345678' }), rows(2))).toEqual([
			`${goesTo} 1 number in 2 parts. Send Everything To is on: no customer is texted.`,
		]);
	});
});

test('what became of nobody knows is counted apart from what was not sent', async () => {
	sandbox.next('send', { kind: 'acceptThen', answer: { kind: 'status', status: 500 } });
	const recipients = [...msisdns(3), '0712'].join(', ');
	const [hint] = await hintsOf(sendTo(recipients, {}, 'Hello', { unsendableRows: 'skip' }), [{}]);
	expect(hint).toMatch(/^Not known for 3: .*\. Not sent to 1: too short for a Kenyan number\.$/);
});

test('Preview says first that nothing would be sent, and why', async () => {
	const parameters = sendTo(PHONE, {}, 'Hello', { maxRecipients: 1 });
	const [hint] = await hintsOf({ operation: 'preview', ...parameters }, rows(2));
	expect(hint).toMatch(
		/^Nothing would be sent: the messages are for 2 people, more than "Most Recipients in a Run"/,
	);
});

test('Preview says first that rows would stop Send, though the node carries on', async () => {
	const [hint] = await hintsOf({ operation: 'preview', ...sendTo(PHONE) }, [...rows(2), { phone: '0712' }]);
	expect(hint).toMatch(/^Nothing would be sent, because of row 3: Recipients: "0712" is not a number.*\.$/);
});

describe('by night', () => {
	const HOURS = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5, 6, 7], outside: 'skip' };
	const items = [...rows(2), { phone: msisdn(2) }];

	beforeEach(() => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T20:00:00.000+03:00'));
	});
	afterEach(() => jest.restoreAllMocks());

	test('Preview says from when it would go, and who gets nothing then', async () => {
		const safeguards = { sendingHours: { hours: HOURS }, doNotText: msisdn(2) };
		expect(await hintsOf({ operation: 'preview', ...sendTo(PHONE, {}, 'Hello', safeguards) }, items)).toEqual(
			[
				'Would go to 2 numbers in 2 parts, from tomorrow 08:00, Nairobi time. Would not go to 1: on the list of Do Not Text.',
			],
		);
	});

	test('Preview says how many of them would go later', async () => {
		const from = `={{ $json.phone === '${msisdn(0)}' ? '00:00' : '08:00' }}`;
		const safeguards = { sendingHours: { hours: { ...HOURS, from, to: '23:00' } } };
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T06:00:00.000+03:00'));
		expect(await hintsOf({ operation: 'preview', ...sendTo(PHONE, {}, 'Hello', safeguards) }, items)).toEqual(
			['Would go to 3 numbers in 3 parts, 2 of them from today 08:00, Nairobi time.'],
		);
	});
});

test("markup in a row or in the gateway's words is shown as it is", async () => {
	const parameters = sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, 'Hi');
	sandbox.next('send', { kind: 'envelopeError', message: '<img src="https://example.com/x.png"> & no' });
	const [hint] = await hintsOf(parameters, [...rows(1), { phone: '<h1>0712</h1>' }]);
	expect(hint).not.toMatch(/[<>]/);
	expect(hint).toContain('&lt;img src="https://example.com/x.png"&gt; &amp; no');
});

test('a number that fails is counted once, though several rows and one row twice have it', async () => {
	const parameters = sendTo('={{ $json.phone }}', { recipientsPerRequest: 1 }, 'Hi');
	const [REFUSED, LOST] = ['254700000902', '254700000941'];
	const items = [`${REFUSED},${REFUSED}`, REFUSED, LOST, LOST].map((phone) => ({ phone }));
	const [hint] = await hintsOf(parameters, items);
	expect(hint).toMatch(/^Not known for 1: .*\. Not sent to 1: /);
});

test('Preview says that it does not know who got a text about it before', async () => {
	const parameters = sendTo(PHONE, {}, 'Hello', { onceKey: 'Sale' });
	expect(await hintsOf({ operation: 'preview', ...parameters }, rows(2))).toEqual([
		expect.stringMatching(
			/^Would go to 2 numbers in 2 parts\. Send also leaves out whoever got .*Preview does not know them\.$/,
		),
	]);
	expect(await hintsOf(parameters, rows(2))).toEqual([]);
});
