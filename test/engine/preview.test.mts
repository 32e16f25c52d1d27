import * as fc from 'fast-check';
import type { IDataObject, INode } from 'n8n-workflow';
import { z } from 'zod';
import { textOf } from '../../gateway/response/json.ts';
import { entries, startBench, stories, type Bench } from './support.mts';

let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

beforeEach(() => bench.sandbox.clear());

afterAll(async () => await bench.close());

const PARAMETERS = { message: '=Hi {{ $json.name }}', recipients: '={{ $json.phone }}', sourceId: 3 };

const ALWAYS = { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] };
/** The day after tomorrow: never while this runs. */
const NEVER_NOW = { from: '00:00', to: '24:00', days: [((new Date().getUTCDay() + 1) % 7) + 1] };

async function preview(items: Array<Record<string, never> | Record<string, unknown>>, more: object = {}) {
	const parameters = { ...PARAMETERS, operation: 'preview', ...more };
	return (await bench.engine.run({ parameters: parameters as never, items: items as never })).json();
}

test('each item shows what would be sent to whom, what not and why, and what it would cost', async () => {
	const items = [
		{ name: 'Amina', phone: '0712345678, 0712' },
		{ name: 'Amina', phone: '+254712345678' },
		{ name: 'Zoë’s', phone: '0711000000' },
	];
	const options = { pricePerPart: 0.8, currency: 'KES' };
	const safeguards = { unsendableRows: 'skip' };
	expect(await preview(items, { options, safeguards })).toEqual([
		{
			status: 'partial',
			to: '254712345678',
			message: 'Hi Amina',
			parts: 1,
			billableParts: 1,
			cost: 0.8,
			currency: 'KES',
			result: 'Ready for 1 of 2. Would not be sent to 0712: too short for a Kenyan number',
			encoding: 'GSM-7',
			characters: 8,
			sourceId: 3,
			recipients: [
				{ input: '0712345678', status: 'ready', to: '254712345678' },
				{
					input: '0712',
					status: 'skipped',
					code: 'INVALID_RECIPIENT',
					reason: 'Too short for a Kenyan number',
				},
			],
		},
		{
			status: 'ready',
			to: '254712345678',
			message: 'Hi Amina',
			parts: 1,
			billableParts: 0,
			cost: 0,
			currency: 'KES',
			result: 'Goes out once, with row 1',
			encoding: 'GSM-7',
			characters: 8,
			sourceId: 3,
			recipients: [
				{
					input: '+254712345678',
					status: 'ready',
					to: '254712345678',
					code: 'DUPLICATE_RECIPIENT',
					reason: 'Goes out once, with row 1',
				},
			],
		},
		{
			status: 'ready',
			to: '254711000000',
			message: 'Hi Zoë’s',
			parts: 1,
			billableParts: 1,
			cost: 0.8,
			currency: 'KES',
			result: 'Ready',
			encoding: 'UCS-2',
			characters: 8,
			ucs2Because: [
				'"ë" (Latin letter with diaeresis, U+00EB) at 6',
				'"’" (right single quotation mark, U+2019) at 7',
			],
			sourceId: 3,
			recipients: [{ input: '0711000000', status: 'ready', to: '254711000000' }],
		},
	]);
	expect(bench.sandbox.counts()).toMatchObject({ requests: 0, connections: 0 });
});

test('whether it goes out and why not is shown first', async () => {
	const items = [
		{ name: 'Amina', phone: '0712345678' },
		{ name: 'Halima', phone: '0712' },
	];
	const columns = (await preview(items)).map((item) => Object.keys(item));
	expect(columns[0]?.slice(0, 6)).toEqual(['status', 'to', 'result', 'message', 'parts', 'billableParts']);
	expect(columns[1]?.slice(0, 4)).toEqual(['status', 'result', 'message', 'parts']);
});

test.each([
	['a limit of the run', { maxRecipients: 1 }],
	['the sending hours', { sendingHours: { hours: { ...NEVER_NOW, outside: 'skip' } } }],
	['the sending hours, which stop it', { sendingHours: { hours: { ...NEVER_NOW, outside: 'stop' } } }],
])('a row that is kept back by %s costs nothing now', async (_, safeguards) => {
	const items = [
		{ name: 'Amina', phone: '0712345678' },
		{ name: 'Otieno', phone: '0711000000' },
	];
	const row = { status: 'blocked', parts: 1, billableParts: 0, cost: 0 };
	const options = { pricePerPart: 0.8 };
	expect(await preview(items, { safeguards, options })).toMatchObject([row, row]);
});

test('without a price there is no cost', async () => {
	const [item] = await preview([{ name: 'Amina', phone: '0712345678' }]);
	expect(item).not.toHaveProperty('cost');
	expect(item).not.toHaveProperty('currency');
});

test('items that would stop Send say why, all of them at once', async () => {
	const items = [
		{ name: '', phone: '0712345678' },
		{ name: 'Amina', phone: '0712' },
		{ name: 'Otieno', phone: '0711000000' },
	];
	expect(await preview(items)).toMatchObject([
		{
			status: 'blocked',
			result: expect.stringMatching(/^Would not be sent: .*\$json\.name/),
			recipients: [{ input: '0712345678', status: 'skipped', code: 'INVALID_INPUT' }],
			error: expect.stringContaining('$json.name'),
		},
		{
			status: 'blocked',
			recipients: [{ input: '0712', status: 'skipped', code: 'INVALID_RECIPIENT' }],
			error: expect.stringContaining('"0712"'),
		},
		{ status: 'ready', to: '254711000000' },
	]);
});

const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 200 }),
	fc.constantFrom(
		'',
		' ',
		'It’s “ready”…',
		'Wangarĩ œ½'.repeat(8),
		'€'.repeat(90),
		'👨‍👩‍👧‍👦'.repeat(8),
		'[object Object]',
	),
);
const phone = fc.oneof(
	fc.constantFrom(
		'0712345678',
		'+254712345678',
		'0711 000 000',
		722000001,
		722000000,
		'0712',
		'none',
		'',
		'+256772123456',
	),
	fc.array(fc.constantFrom('0712345678', '0733000000', '07'), { maxLength: 3 }),
);
const scenario = fc.record({
	items: fc.array(fc.record({ name: text, phone, source: fc.integer({ min: 0, max: 2 }) }), {
		minLength: 1,
		maxLength: 8,
	}),
	options: fc.record({
		recipientsPerRequest: fc.integer({ min: 1, max: 3 }),
		plainPunctuation: fc.boolean(),
		plainLetters: fc.boolean(),
	}),
	safeguards: fc.record(
		{
			unsendableRows: fc.constantFrom('stop', 'skip'),
			sendDuplicates: fc.boolean(),
			allowEmptyFields: fc.boolean(),
			maxParts: fc.integer({ min: 1, max: 2 }),
			maxRecipients: fc.integer({ min: 1, max: 6 }),
			maxTotalParts: fc.integer({ min: 1, max: 10 }),
			doNotText: fc.constantFrom('', '0712 345 678', [722000001, '0711000000']),
			sendEverythingTo: fc.constant('0700000099'),
			optOutText: fc.constantFrom('STOP*456*9*5#', 'ready'),
			sendingHours: fc
				.tuple(fc.constantFrom('stop', 'skip'), fc.boolean())
				.map(([outside, open]) => ({ hours: { ...(open ? ALWAYS : NEVER_NOW), outside } })),
		},
		{ requiredKeys: [] },
	),
});

/** What an item of Preview says of its recipients. */
function entriesIn(recipients: unknown): Array<Record<string, unknown>> {
	return z.array(z.record(z.unknown())).default([]).parse(recipients);
}

test('what Preview says is what Send does', async () => {
	const { engine, sandbox } = bench;
	const property = fc.asyncProperty(scenario, async ({ items, options, safeguards }) => {
		sandbox.clear();
		const parameters = {
			message: '=Hi {{ $json.name }}',
			recipients: '={{ $json.phone }}',
			sourceId: '={{ $json.source }}',
			options,
			safeguards,
		} as INode['parameters'];
		const shown = (await engine.run({ parameters: { ...parameters, operation: 'preview' }, items })).json();
		const [summary] = (
			await engine.run({ parameters: { ...parameters, operation: 'preview', summary: true }, items })
		).json();
		expect(sandbox.counts().requests).toBe(0);
		const sent = await engine.run({ parameters, items, settings: { onError: 'continueRegularOutput' } });

		const told = stories(sent);
		// Send tells what Preview shows, in the words of what was done.
		const done: Readonly<Record<string, unknown>> = {
			ready: 'accepted',
			skipped: 'skipped',
			notAttempted: 'notAttempted',
		};
		const reasons = (reason: unknown) =>
			String(reason)
				.replace(/^Goes out once/, 'Sent once')
				.replace(/^Goes to/, 'Sent to')
				.replaceAll('Would not be sent', 'Not sent');
		expect(
			entries(told).map(({ input, status, to, code, reason }) => [input, status, to, code, reasons(reason)]),
		).toEqual(
			shown.flatMap(({ recipients }) =>
				entriesIn(recipients).map(({ input, status, to, code, reason }) => [
					input,
					done[String(status)],
					to,
					code,
					reasons(reason),
				]),
			),
		);
		const SAME = ['to', 'error', 'sendableFrom', 'parts', 'encoding', 'characters', 'replaced', 'sourceId'];
		const facts = (json: IDataObject) =>
			SAME.map((name) => (json[name] === undefined ? undefined : reasons(JSON.stringify(json[name]))));
		expect(sent.json().map(facts)).toEqual(shown.map(facts));
		const itemStatus: Readonly<Record<string, string>> = { ready: 'accepted', blocked: 'skipped' };
		expect(told.map(({ status }) => status)).toEqual(
			shown.map(({ status }) => itemStatus[textOf(status)] ?? status),
		);
		const received = sandbox
			.messages()
			.map(({ to, text: message, sourceId }) => JSON.stringify([to, message, sourceId]));
		const promised = shown.flatMap(({ recipients, message, sourceId }) =>
			entriesIn(recipients)
				.filter(({ status, code }) => status === 'ready' && code !== 'DUPLICATE_RECIPIENT')
				.map(({ to }) => JSON.stringify([to, message, sourceId]))
				// Where everything goes to one number, the recipients of an item share one text.
				.slice(0, safeguards.sendEverythingTo === undefined ? undefined : 1),
		);
		expect(received.sort()).toEqual(promised.sort());
		const isKeptBack = shown.some(({ recipients }) =>
			entriesIn(recipients).some(({ status }) => status === 'notAttempted'),
		);
		const isHeld = shown.some(({ recipients }) =>
			entriesIn(recipients).some(({ code }) => code === 'OUTSIDE_HOURS'),
		);
		const figures = () => ({
			messages: sandbox.counts().messages,
			recipients: new Set(sandbox.messages().map(({ to }) => to)).size,
			requests: sandbox.counts().sends,
		});
		if (!isKeptBack && !isHeld) expect(summary).toMatchObject(figures());

		// What the summary promises for when the hours allow it is what Send does then.
		if (isHeld) {
			expect(summary?.['result']).toMatch(/from .*, Nairobi time|^Nothing/);
			sandbox.clear();
			const byDay = { ...safeguards, sendingHours: { hours: { ...ALWAYS, outside: 'skip' } } };
			await engine.run({
				parameters: { ...parameters, safeguards: byDay } as INode['parameters'],
				items,
				settings: { onError: 'continueRegularOutput' },
			});
			expect(summary).toMatchObject(figures());
		}

		// Without Continue On Fail, Send goes out exactly where Preview shows no problem.
		sandbox.clear();
		const strict = await engine.run({ parameters, items });
		const hasProblem = shown.some(({ error }) => error !== undefined);
		expect(strict.error !== undefined).toBe(hasProblem);
		expect(sandbox.counts().messages).toBe(hasProblem ? 0 : received.length);
		const says = expect(textOf(summary?.['result']));
		const isNothing = hasProblem || (received.length === 0 && !isHeld);
		if (isNothing) says.toMatch(/^Nothing would be sent/);
		else says.not.toMatch(/^Nothing/);
	});
	await fc.assert(property, { numRuns: 150 });
}, 120_000);
