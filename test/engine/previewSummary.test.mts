import type { IDataObject, INode } from 'n8n-workflow';
import { msisdn, rows, sendTo, startBench, type Bench } from './support.mts';

/** Preview of all rows in one item. */
let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

afterEach(() => jest.restoreAllMocks());

afterAll(async () => await bench.close());

const PRICE = { pricePerPart: 0.8, currency: 'KES' };
const TEST_NUMBER = '254700000099';

async function summaryOf(
	items: readonly IDataObject[],
	safeguards: INode['parameters'] = {},
	options: INode['parameters'] = PRICE,
): Promise<IDataObject> {
	const parameters = sendTo('={{ $json.phone }}', options, '=Hi {{ $json.name }}', safeguards);
	const [summary, ...others] = (
		await bench.engine.run({
			parameters: { ...parameters, operation: 'preview', summary: true },
			items: items as never,
		})
	).json();
	expect(others).toEqual([]);
	return summary ?? {};
}

const SIX = rows(6).map((row) => ({ ...row, name: 'Amina' }));
const TOO_SHORT = { phone: '0712', name: 'Halima' };
const NO_NAME = { phone: msisdn(20), name: '' };

test('the summary adds it all up', async () => {
	const long = `${'x'.repeat(100)}’`;
	const items = [
		{ name: 'A', phone: '0712345678, 0711000000' },
		{ name: 'A', phone: '0712345678, 0712' },
		{ name: long, phone: '0722000000, 0733000000, none' },
		{ name: '', phone: '0722000000' },
	];
	const options = { pricePerPart: 0.5, currency: 'KES' };
	const summary = await summaryOf(items, { unsendableRows: 'skip' }, options);
	expect(Object.keys(summary).slice(0, 3)).toEqual(['result', 'cost', 'currency']);
	expect(summary).toEqual({
		result: '4 messages in 6 parts for KES 3. 3 rows or numbers get nothing',
		items: 4,
		messages: 4,
		recipients: 4,
		duplicates: 1,
		leftOut: [
			{ reason: 'Too short for a Kenyan number', count: 1, rows: '2' },
			{ reason: 'Not a phone number', count: 1, rows: '3' },
		],
		problems: [{ reason: expect.stringContaining('found nothing'), count: 1, rows: '4' }],
		requests: 2,
		parts: 6,
		cost: 3,
		currency: 'KES',
		longest: { row: 3, encoding: 'UCS-2', characters: 104, parts: 2 },
		mostExpensive: { row: 3, recipients: 2, parts: 4, cost: 2, currency: 'KES' },
		plainPunctuationWouldSave: { parts: 2, cost: 1, currency: 'KES' },
		plainLettersWouldSave: { parts: 0, cost: 0, currency: 'KES' },
		bothWouldSave: { parts: 2, cost: 1, currency: 'KES' },
	});
});

describe('the first field says whether it goes out', () => {
	const STOP = { unsendableRows: 'stop' };
	const SKIP = { unsendableRows: 'skip' };
	const OUT = '6 messages in 6 parts for KES 4.8';

	test.each<[string, readonly IDataObject[], INode['parameters'], string | RegExp]>([
		['everything goes out', SIX, STOP, OUT],
		[
			'a row stops it',
			[...SIX, NO_NAME],
			STOP,
			/^Nothing would be sent, because of row 7: Message: \{\{ \$json\.name \}\} .*\. Otherwise 6 messages in 6 parts for KES 4\.8$/,
		],
		[
			'rows stop it, of which the first says why',
			[SIX[0] ?? {}, TOO_SHORT, NO_NAME, ...SIX.slice(1)],
			STOP,
			/^Nothing would be sent, because of 2 rows\. Row 2: Recipients: "0712" is not a number .*: too short for a Kenyan number\. Otherwise 6 messages/,
		],
		[
			'all rows stop it',
			[TOO_SHORT, TOO_SHORT],
			STOP,
			/^Nothing would be sent, because of 2 rows\. Row 1: Recipients: "0712" [^.]*too short for a Kenyan number$/,
		],
		[
			'all rows are left out',
			[TOO_SHORT, NO_NAME],
			SKIP,
			'Nothing would be sent. 2 rows or numbers get nothing',
		],
		[
			'rows and numbers are left out',
			[...SIX, TOO_SHORT, NO_NAME, { phone: `${msisdn(30)}, ${msisdn(31)}`, name: 'Ian' }],
			{ ...SKIP, doNotText: `${msisdn(30)}, ${msisdn(31)}` },
			`${OUT}. 4 rows or numbers get nothing`,
		],
		['one number is left out', [...SIX, TOO_SHORT], SKIP, `${OUT}. 1 row or number gets nothing`],
		[
			'a limit stops it',
			SIX,
			{ maxRecipients: 5 },
			`Nothing would be sent: the messages are for 6 people, more than "Most Recipients in a Run" allows (5). Otherwise ${OUT}`,
		],
		[
			'both limits stop it',
			SIX,
			{ maxRecipients: 5, maxTotalParts: 4 },
			`Nothing would be sent: the messages are for 6 people, more than "Most Recipients in a Run" allows (5), and need 6 parts in all, more than "Most Parts in a Run" allows (4). Otherwise ${OUT}`,
		],
		[
			'a row stops it, and so would a limit',
			[...SIX, TOO_SHORT],
			{ maxRecipients: 5 },
			/^Nothing would be sent, because of row 7: Recipients: .*; and the messages are for 6 people, more than "Most Recipients in a Run" allows \(5\)\. Otherwise/,
		],
		[
			'everything goes to one number',
			SIX,
			{ sendEverythingTo: TEST_NUMBER },
			`${OUT}, all of it to ${TEST_NUMBER}`,
		],
	])('%s', async (_, items, safeguards, result) => {
		const summary = await summaryOf(items, safeguards);
		expect(Object.keys(summary)[0]).toBe('result');
		expect(summary['result']).toEqual(typeof result === 'string' ? result : expect.stringMatching(result));
	});

	test('what is wrong with all rows alike is no row’s fault', async () => {
		const { result } = await summaryOf(SIX, { maxParts: 'many' });
		expect(result).toMatch(
			/^Nothing would be sent: Longest Message in Parts "many" is not a number from 1 to 255$/,
		);
	});
});

test('who would get it is counted, and not for whom it was', async () => {
	expect(await summaryOf(SIX, { sendEverythingTo: TEST_NUMBER })).toMatchObject({
		messages: 6,
		recipients: 1,
		everythingGoesTo: TEST_NUMBER,
	});
	expect(await summaryOf([...SIX, ...SIX], { sendDuplicates: true })).toMatchObject({
		messages: 12,
		recipients: 6,
	});
});

describe('rows are counted from 1', () => {
	test('those that share a reason stand together, the first of them named', async () => {
		const bad = [1, 2, 3, 4, 5].flatMap((index) => [SIX[index] ?? {}, TOO_SHORT, NO_NAME]);
		const { leftOut, problems } = await summaryOf(bad, { unsendableRows: 'skip' });
		expect(leftOut).toEqual([
			{ reason: 'Too short for a Kenyan number', count: 5, rows: '2, 5, 8 and 2 more' },
		]);
		expect(problems).toEqual([
			{ reason: expect.stringContaining('$json.name'), count: 5, rows: '3, 6, 9 and 2 more' },
		]);
	});

	test('a row in which several numbers share a reason is named once', async () => {
		const items = [...SIX, { phone: '0712, 0713', name: 'Halima' }];
		const { leftOut } = await summaryOf(items, { unsendableRows: 'skip' });
		expect(leftOut).toEqual([{ reason: 'Too short for a Kenyan number', count: 2, rows: '7' }]);
	});

	test('the longest and the most expensive are among those that go out', async () => {
		const items = [
			{ phone: msisdn(7), name: 'x'.repeat(500) },
			{ phone: '0712', name: 'x'.repeat(300) },
			{ phone: msisdn(8), name: 'Amina Wanjiku' },
			...SIX,
		];
		const safeguards = { unsendableRows: 'skip', doNotText: msisdn(7) };
		expect(await summaryOf(items, safeguards)).toMatchObject({
			longest: { row: 3, characters: 16 },
			mostExpensive: { row: 3, parts: 1 },
		});
	});

	test('where nothing is left out, and nothing goes out, nothing empty is shown', async () => {
		expect(await summaryOf(SIX)).not.toHaveProperty('leftOut');
		expect(await summaryOf(SIX)).not.toHaveProperty('problems');
		expect(await summaryOf([TOO_SHORT])).not.toHaveProperty('longest');
	});
});

describe('by night', () => {
	const hours = (outside: string) => ({
		sendingHours: { hours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5, 6, 7], outside } },
	});
	const FROM = 'from tomorrow 08:00, Nairobi time';
	const FIGURES = { messages: 6, recipients: 6, parts: 6, cost: 4.8, requests: 1 };

	beforeEach(() => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-26T20:00:00.000+03:00'));
	});

	test('what may go later is counted as it goes then', async () => {
		const items = [...SIX, SIX[0] ?? {}, TOO_SHORT];
		expect(await summaryOf(items, { ...hours('skip'), unsendableRows: 'skip' })).toMatchObject({
			result: `6 messages in 6 parts for KES 4.8, ${FROM}. 1 row or number gets nothing`,
			sendableFrom: '2026-11-27T08:00:00.000+03:00',
			...FIGURES,
			duplicates: 1,
			leftOut: [{ reason: 'Too short for a Kenyan number', count: 1, rows: '8' }],
			longest: { row: 1 },
			mostExpensive: { row: 1 },
		});
	});

	test('what goes to one number then begins with whom it is for', async () => {
		const items = [{ phone: msisdn(0), name: 'x'.repeat(150) }];
		expect(await summaryOf(items, { ...hours('skip'), sendEverythingTo: TEST_NUMBER })).toMatchObject({
			result: `1 message in 2 parts for KES 1.6, all of it to ${TEST_NUMBER}, ${FROM}`,
			recipients: 1,
		});
	});

	test('a number gets one text for a once key then', async () => {
		const items = ['one', 'two'].map((name) => ({ phone: msisdn(0), name }));
		expect(await summaryOf(items, { ...hours('skip'), onceKey: 'Sale' })).toMatchObject({
			messages: 1,
			leftOut: [{ reason: 'Row 1 has the once key "Sale" and this number already', rows: '2' }],
		});
	});

	test.each([
		['limits', SIX, { maxRecipients: 5 }, /^Nothing would be sent: the messages are for 6 people/],
		['rows that stop it', [...SIX, TOO_SHORT], {}, /^Nothing would be sent, because of row 7: /],
	])('%s are not waited for', async (_, items, safeguards, result) => {
		for (const outside of ['skip', 'stop']) {
			const summary = await summaryOf(items, { ...hours(outside), ...safeguards });
			expect(summary['result']).toMatch(result);
			expect(summary).toMatchObject(FIGURES);
			expect(summary).not.toHaveProperty('sendableFrom');
		}
	});

	test('hours that stop the run say so, and from when it may go', async () => {
		expect(await summaryOf(SIX, hours('stop'))).toMatchObject({
			result: `Nothing would be sent: outside of the Sending Hours: may go ${FROM}. Otherwise 6 messages in 6 parts for KES 4.8`,
			sendableFrom: '2026-11-27T08:00:00.000+03:00',
			...FIGURES,
		});
	});
});
