import type { IDataObject, INode } from 'n8n-workflow';
import type { Result } from '../../harness/engine/result.mts';
import { msisdns, received, sendTo, startBench, stories, type Bench } from './support.mts';

/** What keeps a mistake from going out. */
let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

beforeEach(async () => {
	bench.sandbox.clear();
	bench.sandbox.onSend(undefined);
	await bench.engine.keys.clearAllProcessedItems();
});

afterEach(() => jest.restoreAllMocks());

afterAll(async () => await bench.close());

const [AMINA = '', BRIAN = '', CYNTHIA = ''] = msisdns(3);
const CUSTOMERS = [
	{ phone: AMINA, name: 'Amina' },
	{ phone: BRIAN, name: 'Brian' },
	{ phone: CYNTHIA, name: 'Cynthia' },
];

interface Guarded {
	readonly safeguards: INode['parameters'];
	readonly items?: readonly IDataObject[];
	readonly message?: string;
	readonly options?: INode['parameters'];
	readonly carryOn?: boolean;
	readonly operation?: 'send' | 'preview';
}

async function run({
	safeguards,
	items = CUSTOMERS,
	message = '=Hi {{ $json.name }}',
	options = {},
	carryOn = false,
	operation = 'send',
}: Guarded): Promise<Result> {
	const parameters = { ...sendTo('={{ $json.phone }}', options, message, safeguards), operation };
	return await bench.engine.run({
		parameters,
		items: items as never,
		...(carryOn && { settings: { onError: 'continueRegularOutput' as const } }),
	});
}

function texts(): string[] {
	return bench.sandbox.messages().map(({ to, text }) => `${to}: ${text}`);
}

describe("If a Row Can't Be Sent", () => {
	const SKIP = { unsendableRows: 'skip', maxParts: 1, onceKey: '={{ $json.order }}' };
	const ROWS: ReadonlyArray<readonly [what: string, row: IDataObject, reason: RegExp]> = [
		['a number that is none', { phone: '0712', name: 'X', order: 1 }, /^Not sent: too short/],
		['no number', { phone: '', name: 'X', order: 1 }, /^Not sent: .*(no number|\$json\.phone)/i],
		['an empty field', { phone: AMINA, name: ' ', order: 1 }, /\$json\.name/],
		[
			'a message that is too long',
			{ phone: AMINA, name: 'x'.repeat(200), order: 1 },
			/Longest Message in Parts/,
		],
		['no once key', { phone: AMINA, name: 'X' }, /Text Only Once About/],
	];

	test.each(ROWS)('%s leaves the row out, as no error, and the rest is sent', async (_, row, reason) => {
		const items = [{ ...CUSTOMERS[1], order: 'B' }, row, { ...CUSTOMERS[2], order: 'C' }];
		const result = await run({ safeguards: { ...SKIP, onceKey: '={{ $json.order }}' }, items });
		expect(result.error).toBeUndefined();
		const [before, left, after] = stories(result);
		expect([before?.status, left?.status, after?.status]).toEqual(['accepted', 'skipped', 'accepted']);
		expect(left?.result).toMatch(reason);
		expect(left?.error).toBeUndefined();
		expect(texts().sort()).toEqual([`${BRIAN}: Hi Brian`, `${CYNTHIA}: Hi Cynthia`]);
	});

	test.each(ROWS)('%s stops everything where rows are not left out', async (_, row) => {
		const { error } = await run({
			safeguards: { ...SKIP, unsendableRows: 'stop' },
			items: [{ ...CUSTOMERS[1], order: 'B' }, row],
		});
		expect(error?.message).toMatch(/^Nobody was texted, because of row 2: /);
		expect(bench.sandbox.counts().requests).toBe(0);
	});

	test('a setting that can not be used stops everything, whatever is done with rows', async () => {
		const { error } = await run({ safeguards: { unsendableRows: 'skip', maxRecipients: 0 } });
		expect(error?.message).toMatch(/Most Recipients in a Run "0" is not a number from 1 to/);
		expect(bench.sandbox.counts().requests).toBe(0);
	});

	test('rows that are left out do not go to the error output', async () => {
		const result = await bench.engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, 'Hi', { unsendableRows: 'skip' }),
			items: [{ phone: '0712' }, { phone: AMINA }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(stories(result).map(({ status }) => status)).toEqual(['skipped', 'accepted']);
		expect(result.items('MobiConnect', 1)).toEqual([]);
	});
});

describe('Send Everything To', () => {
	const safeguards = { sendEverythingTo: '0700 000 099' };

	test('every message goes to that number, with whom it was for, and to nobody else', async () => {
		const result = await run({ safeguards });
		expect(texts()).toEqual(CUSTOMERS.map(({ phone, name }) => `254700000099: For ${phone}: Hi ${name}`));
		expect(stories(result).map(({ status, to, recipients }) => [status, to, recipients])).toEqual(
			CUSTOMERS.map(({ phone }) => [
				'accepted',
				'254700000099',
				[
					expect.objectContaining({
						input: phone,
						status: 'accepted',
						to: '254700000099',
						reason: `Sent to 254700000099 in place of ${phone}, as Send Everything To asks`,
					}),
				],
			]),
		);
	});

	test('a message to many goes out once, and its first recipients are named', async () => {
		const result = await run({ safeguards, items: [{ phone: msisdns(5), name: 'all' }] });
		expect(texts()).toEqual([`254700000099: For ${AMINA}, ${BRIAN} and 3 more: Hi all`]);
		expect(stories(result)[0]?.recipients?.map(({ status }) => status)).toEqual(Array(5).fill('accepted'));
	});

	test('goes out once even where duplicates do', async () => {
		await run({
			safeguards: { ...safeguards, sendDuplicates: true },
			items: [{ phone: [AMINA, BRIAN], name: 'all' }],
		});
		expect(texts()).toEqual([`254700000099: For ${AMINA}, ${BRIAN}: Hi all`]);
	});

	test('uses up no once key, and what may be sent is decided as the customers would get it', async () => {
		const guarded = { safeguards: { ...safeguards, onceKey: '={{ $json.phone }}', maxParts: 1 } };
		const items = [{ phone: AMINA, name: 'x'.repeat(157) }];
		await run({ ...guarded, items });
		await run({ ...guarded, items });
		expect(received(bench.sandbox)).toEqual(new Map([['254700000099', 2]]));
		await run({ ...guarded, items, safeguards: { onceKey: '={{ $json.phone }}', maxParts: 1 } } as Guarded);
		expect(received(bench.sandbox).get(AMINA)).toBe(1);
	});

	test.each([
		['no number', '', /Send Everything To holds no number/],
		['two numbers', '0700000098, 0700000099', /Send Everything To holds 2 numbers/],
		['half a number', '0700', /Send Everything To: "0700" can't be read as a number: too short/],
		['a field that is missing', '={{ $json.nothing }}', /Send Everything To/],
		['an expression', '={{ $json.phone }}', /Send Everything To: .* is set to Fixed/],
	])('%s stops the node before anything is sent', async (_, to, message) => {
		const { error } = await run({ safeguards: { sendEverythingTo: to } });
		expect(error?.message).toMatch(message);
		expect(bench.sandbox.counts().requests).toBe(0);
	});
});

test('Send Everything To is no number that gets no text', async () => {
	const safeguards = { sendEverythingTo: '0700000099', doNotText: ['+254 700 000 099'] };
	const { error } = await run({ safeguards });
	expect(error?.message).toMatch(/Send Everything To: "254700000099" is on the list of "Do Not Text"/);
	expect(bench.sandbox.counts().requests).toBe(0);
});

describe('Do Not Text', () => {
	const LOCAL = `0${BRIAN.slice(3)}`;

	test.each<[string, INode['parameters'][string]]>([
		['a text', `${LOCAL}, 0722000000`],
		['a text with lines', `+${BRIAN}\n0722000000`],
		['an expression that gives a list', `={{ ["${LOCAL}", 722000001] }}`],
		['an expression that gives a text', `={{ "${BRIAN};0722000000" }}`],
		['an earlier node', "={{ $('Rows').all().map(row => row.json.optedOut) }}"],
		['a list that spreadsheets made numbers of', `={{ [${BRIAN.slice(3)}, null, ""] }}`],
	])('whoever is in %s gets nothing, and is reported', async (_, doNotText) => {
		const items = CUSTOMERS.map((row) => ({ ...row, optedOut: row.phone === BRIAN ? LOCAL : '' }));
		const result = await run({ safeguards: { doNotText }, items });
		expect(texts()).toEqual([`${AMINA}: Hi Amina`, `${CYNTHIA}: Hi Cynthia`]);
		expect(stories(result)[1]).toMatchObject({
			status: 'skipped',
			result: 'Not sent: on the list of Do Not Text',
			recipients: [{ input: BRIAN, status: 'skipped', code: 'DO_NOT_TEXT' }],
		});
		expect(stories(result)[1]?.error).toBeUndefined();
	});

	test.each<[string, INode['parameters'][string], RegExp]>([
		['a number that is none', `${LOCAL}, 0712`, /Do Not Text: "0712" can't be read as a number: too short/],
		['rows in place of numbers', "={{ $('Rows').all() }}", /Do Not Text: "\[object\]" can't be read/],
		['the wrong column', "={{ $('Rows').all().map(row => row.json.fone) }}", /no number in its 3 entries/],
		['a node that does not exist', "={{ $('Nowhere').all() }}", /Do Not Text: Referenced node doesn't exist/],
		[
			'an expression that finds nothing',
			'={{ $json.nothing }}',
			/Do Not Text: \{\{ \$json.nothing \}\} found nothing/,
		],
		['a blank', '={{ $json.blank }}', /Do Not Text: \{\{ \$json.blank \}\} found nothing/],
		['a blank that is meant', '={{ $json.blank || "" }}', /Do Not Text holds no number/],
		['nothing', '', /Do Not Text holds no number/],
		[
			'the wrong column, joined',
			"={{ $('Rows').all().map(row => row.json.fone).join(', ') }}",
			/Do Not Text holds no number/,
		],
		[
			'a list in which one is missing',
			'={{ $json.phone }}, {{ $json.nothing }}',
			/Do Not Text: \{\{ \$json.nothing \}\} found/,
		],
	])('%s stops the node before anything is sent', async (_, doNotText, message) => {
		const items = CUSTOMERS.map((row) => ({ ...row, blank: '' }));
		const { error } = await run({ safeguards: { doNotText, unsendableRows: 'skip' }, items });
		expect(error?.message).toMatch(message);
		expect(bench.sandbox.counts().requests).toBe(0);
	});

	test('an empty list keeps nobody back', async () => {
		await run({ safeguards: { doNotText: '={{ [undefined] }}' } });
		expect(texts()).toHaveLength(3);
	});

	test('a list that differs from row to row is read for each', async () => {
		const items = CUSTOMERS.map((row, index) => ({ ...row, not: index === 1 ? [row.phone] : [] }));
		await run({ safeguards: { doNotText: '={{ $json.not }}' }, items });
		expect(texts()).toEqual([`${AMINA}: Hi Amina`, `${CYNTHIA}: Hi Cynthia`]);
	});

	test('who was texted before being listed is reported as texted by a retry, and gets nothing more', async () => {
		bench.sandbox.onSend(({ recipients }) =>
			recipients.includes(BRIAN) ? { kind: 'envelopeError' } : undefined,
		);
		const options = { concurrentRequests: 1 };
		const failed = await run({ safeguards: {}, options });
		expect(failed.error?.message).toMatch(/^1 of 3 texted/);
		bench.sandbox.onSend(undefined);
		const retried = await bench.engine.retry(failed, {
			safeguards: { doNotText: `${AMINA}, ${BRIAN}` },
		});
		expect(stories(retried).map(({ status }) => status)).toEqual(['accepted', 'skipped', 'accepted']);
		expect([...received(bench.sandbox)]).toEqual([
			[AMINA, 1],
			[CYNTHIA, 1],
		]);
	});

	test('what may have gone out is not sent once more to who has been listed since', async () => {
		bench.sandbox.onSend(({ recipients }) =>
			recipients.includes(BRIAN) ? { kind: 'resetAfterAccept' } : undefined,
		);
		const options = { concurrentRequests: 1 };
		const failed = await run({ safeguards: {}, options });
		bench.sandbox.onSend(undefined);
		await bench.engine.retry(failed, {
			safeguards: { doNotText: BRIAN },
			options: { ...options, resendUnknown: true },
		});
		expect(received(bench.sandbox).get(BRIAN)).toBe(1);
	});
});

describe('the limits of a run', () => {
	const LIMITS = [
		[
			'Most Recipients in a Run',
			{ maxRecipients: 3 },
			{ maxRecipients: 2 },
			/for 3 people, more than "Most Recipients in a Run" allows \(2\)/,
		],
		[
			'Most Parts in a Run',
			{ maxTotalParts: 3 },
			{ maxTotalParts: 2 },
			/need 3 parts in all, more than "Most Parts in a Run" allows \(2\)/,
		],
	] as const;

	test.each(LIMITS)('%s lets just so many go out', async (_, enough) => {
		await run({ safeguards: enough });
		expect(texts()).toHaveLength(3);
	});

	test.each(LIMITS)(
		'more than %s stops the node before anything is sent, with the figures',
		async (_, __, few, message) => {
			const { error } = await run({ safeguards: few });
			expect(error?.message).toMatch(/^Nobody was texted: the messages /);
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/raise "Most/);
			expect(bench.sandbox.counts().requests).toBe(0);
		},
	);

	test.each(LIMITS)(
		'more than %s sends nothing where the workflow goes on, and each item says why',
		async (_, __, few, message) => {
			const told = stories(await run({ safeguards: few, carryOn: true }));
			expect(told.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'skipped']);
			for (const { result, error } of told)
				expect([result, error]).toEqual([expect.stringMatching(message), result]);
			expect(bench.sandbox.counts().requests).toBe(0);
		},
	);

	test('where several are exceeded, each is named', async () => {
		const { error } = await run({ safeguards: { maxRecipients: 2, maxTotalParts: 1 } });
		expect(error?.message).toBe(
			'Nobody was texted: the messages are for 3 people, more than "Most Recipients in a Run" allows (2), and need 3 parts in all, more than "Most Parts in a Run" allows (1)',
		);
		expect(error?.description).toMatch(
			/raise "Most Recipients in a Run" and "Most Parts in a Run" in "Safeguards"/,
		);
	});

	test('people are counted, and not messages; parts are, of whoever gets one', async () => {
		const items = [
			...CUSTOMERS,
			{ ...CUSTOMERS[0], name: 'Amina again' },
			CUSTOMERS[0],
			{ phone: '0712', name: 'X' },
		];
		const safeguards = { unsendableRows: 'skip', doNotText: BRIAN };
		const [summary] = (await run({ safeguards, items: items as IDataObject[], operation: 'preview' })).json();
		expect(summary).toBeDefined();
		const kept = await run({
			safeguards: { ...safeguards, maxRecipients: 2, maxTotalParts: 3 },
			items: items as IDataObject[],
		});
		expect(kept.error).toBeUndefined();
		expect(texts()).toHaveLength(3);
		const { error } = await run({
			safeguards: { ...safeguards, maxRecipients: 1 },
			items: items as IDataObject[],
		});
		expect(error?.message).toMatch(/for 2 people/);
	});
});

describe('Opt-Out Text', () => {
	const OPT_OUT = 'STOP*456*9*5#';

	test.each([
		['after a space', 'Sale today', `Sale today ${OPT_OUT}`],
		['on the last line where that is begun', 'Sale today\n', `Sale today\n${OPT_OUT}`],
		['not where it stands', `Sale today. ${OPT_OUT}`, `Sale today. ${OPT_OUT}`],
		['not where it stands before the end', `${OPT_OUT} ends this. Sale`, `${OPT_OUT} ends this. Sale`],
	])('is put %s', async (_, message, text) => {
		await run({ safeguards: { optOutText: OPT_OUT }, message, items: [{ phone: AMINA }] });
		expect(texts()).toEqual([`${AMINA}: ${text}`]);
	});

	test.each([
		['curly quotes', 'To end: “STOP” to 22384', 'To end: "STOP" to 22384'],
		['small letters', 'to end: stop to 22384', 'To end: STOP to 22384'],
		['letters without marks', 'Reply to Muthoni', 'Reply to Mũthoni'],
	])('is not put where it stands in %s', async (_, message, optOutText) => {
		const options = { plainPunctuation: true, plainLetters: true };
		await run({ safeguards: { optOutText }, message, options, items: [{ phone: AMINA }] });
		expect(bench.sandbox.messages()).toHaveLength(1);
		expect(bench.sandbox.messages()[0]?.text).toHaveLength(message.length);
	});

	test('is put where its letters stand in another word', async () => {
		await run({ safeguards: { optOutText: 'STOP' }, message: 'NONSTOP sale', items: [{ phone: AMINA }] });
		expect(texts()).toEqual([`${AMINA}: NONSTOP sale STOP`]);
	});

	test('is counted in the parts, and against Longest Message in Parts', async () => {
		const guarded = { message: 'x'.repeat(150), items: [{ phone: AMINA }] };
		const [item] = (await run({ ...guarded, safeguards: { optOutText: OPT_OUT } })).json();
		expect(item).toMatchObject({ parts: 2, characters: 164 });
		const { error } = await run({ ...guarded, safeguards: { optOutText: OPT_OUT, maxParts: 1 } });
		expect(error?.message).toMatch(
			/Message needs 2 parts, more than "Longest Message in Parts" allows \(1\)/,
		);
	});

	test.each([
		['', /Opt-Out Text is empty/],
		['={{ $json.nothing }}', /Opt-Out Text/],
	])('%j stops the node before anything is sent', async (optOutText, message) => {
		const { error } = await run({ safeguards: { optOutText } });
		expect(error?.message).toMatch(message);
		expect(bench.sandbox.counts().requests).toBe(0);
	});
});

describe('Sending Hours', () => {
	const hours = {
		from: '08:00',
		to: '18:00',
		days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
	};
	const guard = (outside: string) => ({ sendingHours: { hours: { ...hours, outside } } });

	/** Stops the clock of this process, in which the sandbox runs as well, at a moment. */
	function at(time: string): void {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse(time));
	}

	/** Sets the clock of this process to a moment; it runs on from there. */
	function from(time: string): void {
		jest.restoreAllMocks();
		const aheadMs = Date.parse(time) - Date.now();
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
	}

	test.each(['2026-11-26T08:00:00.000+03:00', '2026-11-26T17:59:59.999+03:00', '2026-11-26T06:30:00Z'])(
		'at %s messages go out',
		async (time) => {
			at(time);
			const result = await run({ safeguards: guard('stop') });
			expect(result.error).toBeUndefined();
			expect(texts()).toHaveLength(3);
		},
	);

	test.each([
		['2026-11-26T07:59:59.999+03:00', 'today 08:00', '2026-11-26T08:00:00.000+03:00'],
		['2026-11-26T18:00:00.000+03:00', 'tomorrow 08:00', '2026-11-27T08:00:00.000+03:00'],
		['2026-11-27T18:00:00.000+03:00', 'Mon 30 Nov 08:00', '2026-11-30T08:00:00.000+03:00'],
	])('at %s they are kept back until %s', async (time, from, sendableFrom) => {
		at(time);
		const stopped = await run({ safeguards: guard('stop') });
		expect(stopped.error?.message).toBe(
			`Nobody was texted: outside of the Sending Hours: may go from ${from}, Nairobi time`,
		);
		for (const [outside, status] of [
			['skip', 'skipped'],
			['stop', 'notAttempted'],
		] as const) {
			const told = stories(await run({ safeguards: guard(outside), carryOn: true }));
			expect(told).toMatchObject(
				CUSTOMERS.map(() => ({ status: 'skipped', sendableFrom, recipients: [{ status }] })),
			);
			expect(told.map(({ error }) => error !== undefined)).toEqual(Array(3).fill(outside === 'stop'));
		}
		expect(bench.sandbox.counts().requests).toBe(0);
	});

	test.each(['stop', 'skip'])(
		'outside of them a limit that is exceeded is told at once (%s)',
		async (outside) => {
			at('2026-11-26T20:00:00.000+03:00');
			const safeguards = { ...guard(outside), maxRecipients: 2 };
			const { error } = await run({ safeguards });
			expect(error?.message).toMatch(/^Nobody was texted: the messages are for 3 people/);
			const told = stories(await run({ safeguards, carryOn: true }));
			expect(told.map(({ sendableFrom, recipients }) => [sendableFrom, recipients?.[0]?.status])).toEqual(
				Array(3).fill([undefined, 'notAttempted']),
			);
			expect(bench.sandbox.counts().requests).toBe(0);
		},
	);

	test('a row that may go now is not kept back by a later one that says the same and may not', async () => {
		at('2026-11-26T06:00:00.000+03:00');
		const items = [
			{ phone: AMINA, name: 'Amina', from: '00:00' },
			{ phone: AMINA, name: 'Amina', from: '08:00' },
		];
		const sendingHours = { hours: { ...hours, from: '={{ $json.from }}', outside: 'skip' } };
		const told = stories(await run({ safeguards: { sendingHours }, items }));
		expect(told.map(({ result }) => result)).toEqual(['Sent', 'Sent once, with row 1']);
		expect(texts()).toEqual([`${AMINA}: Hi Amina`]);
	});

	test('hours that nobody changed are saved by the editor without their values, and hold all the same', async () => {
		at('2026-11-29T07:59:00.000+03:00');
		const { error } = await run({ safeguards: { sendingHours: { hours: {} } } });
		expect(error?.message).toMatch(/may go from today 08:00, Nairobi time$/);
		at('2026-11-29T08:00:00.000+03:00');
		await run({ safeguards: { sendingHours: { hours: {} } } });
		expect(texts()).toHaveLength(3);
	});

	test.each(['stop', 'skip'])(
		'a run that lasts until after their end ends with them (%s)',
		async (outside) => {
			at('2026-11-26T17:59:59.000+03:00');
			bench.sandbox.onSend(({ recipients }) => {
				if (recipients.includes(BRIAN)) at('2026-11-26T18:00:00.000+03:00');
				return undefined;
			});
			const result = await run({ safeguards: guard(outside), options: { concurrentRequests: 1 } });
			expect(texts()).toEqual([`${AMINA}: Hi Amina`, `${BRIAN}: Hi Brian`]);
			if (outside === 'stop') {
				expect(result.error?.message).toBe(
					'2 of 3 texted, then it stopped: outside of the Sending Hours: may go from tomorrow 08:00, Nairobi time',
				);
			} else {
				expect(stories(result)[2]).toMatchObject({
					status: 'skipped',
					sendableFrom: '2026-11-27T08:00:00.000+03:00',
					recipients: [{ code: 'OUTSIDE_HOURS' }],
				});
			}
		},
	);

	test('a once key that was claimed for a message which the hours kept back is given back', async () => {
		from('2026-11-26T17:59:00.000+03:00');
		bench.sandbox.onSend(() => {
			from('2026-11-26T18:00:00.000+03:00');
			return undefined;
		});
		const safeguards = { ...guard('skip'), onceKey: '={{ $json.name }}' };
		await run({ safeguards, options: { concurrentRequests: 1 } });
		expect(texts()).toHaveLength(1);
		from('2026-11-27T08:00:00.000+03:00');
		bench.sandbox.onSend(undefined);
		const told = stories(await run({ safeguards }));
		expect(told.map(({ status }) => status)).toEqual(['skipped', 'accepted', 'accepted']);
	});

	test('who was texted within the hours is reported as texted by a retry outside of them', async () => {
		at('2026-11-26T17:00:00.000+03:00');
		bench.sandbox.onSend(({ recipients }) =>
			recipients.includes(BRIAN) ? { kind: 'envelopeError' } : undefined,
		);
		const failed = await run({ safeguards: guard('skip'), options: { concurrentRequests: 1 } });
		expect(failed.error?.message).toMatch(/^1 of 3 texted/);
		at('2026-11-26T20:00:00.000+03:00');
		const told = stories(await bench.engine.retry(failed));
		expect(told.map(({ status }) => status)).toEqual(['accepted', 'skipped', 'skipped']);
		expect(texts()).toHaveLength(1);
	});
});

describe('Only These Numbers in the credential', () => {
	let fenced: Bench;

	beforeAll(async () => {
		fenced = await startBench({ onlyTheseNumbers: `0${AMINA.slice(3)}, +254 700 000 099` });
	});

	beforeEach(() => fenced.sandbox.clear());

	afterAll(async () => await fenced.close());

	const parameters = (safeguards: INode['parameters'] = {}) =>
		sendTo('={{ $json.phone }}', {}, '=Hi {{ $json.name }}', safeguards);

	test('nobody else is texted: the node stops', async () => {
		const { error } = await fenced.engine.run({ parameters: parameters(), items: CUSTOMERS });
		expect(error?.message).toMatch(
			new RegExp(
				`^Nobody was texted, because of rows 2 and 3: Recipients: "${BRIAN}", for example, may not be texted: not one of "Only These Numbers"`,
			),
		);
		expect(fenced.sandbox.counts().requests).toBe(0);
	});

	test('where rows are left out, those that it lists are texted, and the others reported', async () => {
		const result = await fenced.engine.run({
			parameters: parameters({ unsendableRows: 'skip' }),
			items: CUSTOMERS,
		});
		expect([...received(fenced.sandbox).keys()]).toEqual([AMINA]);
		expect(stories(result)[1]?.recipients).toEqual([
			expect.objectContaining({ input: BRIAN, status: 'skipped', code: 'NOT_ALLOWED' }),
		]);
	});

	test('everything may go to a number that it lists, and to no other', async () => {
		await fenced.engine.run({ parameters: parameters({ sendEverythingTo: '0700000099' }), items: CUSTOMERS });
		expect([...received(fenced.sandbox)]).toEqual([['254700000099', 3]]);
		const { error } = await fenced.engine.run({
			parameters: parameters({ sendEverythingTo: '0700000098' }),
			items: CUSTOMERS,
		});
		expect(error?.message).toMatch(
			/Send Everything To: "254700000098" may not be texted: not one of "Only These Numbers"/,
		);
	});

	test('Preview says the same', async () => {
		const result = await fenced.engine.run({
			parameters: { ...parameters(), operation: 'preview' },
			items: CUSTOMERS,
		});
		expect(result.json().map(({ status }) => status)).toEqual(['ready', 'blocked', 'blocked']);
	});

	test.each([
		['half a number', '0712', /Only These Numbers in the credential: "0712" can't be read as a number/],
		['nothing but commas', ', ,', /Only These Numbers in the credential ", ," holds no number/],
	])('%s in it keeps everybody back', async (_, onlyTheseNumbers, message) => {
		const broken = await startBench({ onlyTheseNumbers });
		const { error } = await broken.engine.run({ parameters: parameters(), items: CUSTOMERS });
		const requests = broken.sandbox.counts().requests;
		await broken.close();
		expect(error?.message).toMatch(new RegExp(`^Nobody was texted: ${message.source}`));
		expect(requests).toBe(0);
	});
});

describe('Text Only Once About', () => {
	test('a number gets one text for it in a run, as Preview says, and its parts count once', async () => {
		const items = [1, 2].map((visit) => ({ phone: AMINA, name: `visit ${visit}` }));
		const safeguards = { onceKey: 'Order 1042', maxTotalParts: 1 };
		const preview = await run({ safeguards, items, operation: 'preview' });
		expect(preview.json().map(({ status }) => status)).toEqual(['ready', 'blocked']);
		const told = stories(await run({ safeguards, items }));
		expect(told.map(({ status }) => status)).toEqual(['accepted', 'skipped']);
		expect(told[1]?.result).toBe('Not sent: row 1 has the once key "Order 1042" and this number already');
		expect(texts()).toEqual([`${AMINA}: Hi visit 1`]);
	});

	test('a row that is left out uses it up for no other', async () => {
		const items = [
			{ phone: AMINA, name: 'Amina', not: [AMINA] },
			{ phone: AMINA, name: 'again', not: [] },
		];
		await run({ safeguards: { onceKey: 'Order 1042', doNotText: '={{ $json.not }}' }, items });
		expect(texts()).toEqual([`${AMINA}: Hi again`]);
	});
});
