import type { Answer } from '../../../sandbox/index.mts';
import {
	countsIn,
	entries,
	msisdns,
	received,
	rows,
	sendTo,
	startBench,
	stories,
	type Bench,
} from '../support.mts';

const [FIRST = '', SECOND = '', THIRD = ''] = msisdns(3);
/** Three items that share one request. */
const THREE = { parameters: sendTo('={{ $json.phone }}'), items: rows(3) };
const CONTINUE = { onError: 'continueRegularOutput' } as const;

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

test('each accepted recipient has the id of its own message at the gateway', async () => {
	const { engine, sandbox } = bench;
	const result = await engine.run(THREE);
	const ids = new Map(sandbox.messages().map(({ to, id }) => [to, id]));
	expect(new Set(ids.values()).size).toBe(3);
	expect(entries(stories(result)).map(({ to = '', id }) => [to, id])).toEqual(
		msisdns(3).map((number) => [number, ids.get(number)]),
	);
});

test.each([
	['in reverse order', { rowOrder: 'reversed' }],
	['with a plus sign', { recipientFormat: 'plus' }],
	['without a country code', { recipientFormat: 'local' }],
	['as JSON numbers', { recipientFormat: 'number' }],
] as const)('rows that name the recipients %s are matched to them all the same', async (_, switches) => {
	const { engine, sandbox } = bench;
	sandbox.set(switches);
	sandbox.next('send', { kind: 'rows', recipients: [SECOND], row: { status: 'FAILED' } });
	const told = stories(await engine.run({ ...THREE, settings: CONTINUE }));
	expect(told.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted']);
	const ids = new Map(sandbox.messages().map(({ to, id }) => [to, id]));
	expect(told[2]?.recipients?.[0]?.id).toBe(ids.get(THIRD));
});

const SAYS_NO: ReadonlyArray<
	readonly [how: string, fault: Omit<Extract<Answer, { kind: 'rows' }>, 'kind'>, reason: string]
> = [
	['whose row says status FAILED', { row: { status: 'FAILED' } }, 'The gateway said "FAILED"'],
	[
		'whose row says processedStatus REJECTED',
		{ row: { processedStatus: 'REJECTED' } },
		'The gateway said "REJECTED"',
	],
	[
		'whose row has a failure reason',
		{ row: { failureReason: 'Blacklisted' } },
		'The gateway said "Blacklisted"',
	],
	[
		'whose row has the status of an HTTP error',
		{ row: { sentResponseStatus: '400 Bad Request' } },
		'The gateway said "400 Bad Request"',
	],
	['whom the answer lists under "failed"', { listedUnder: 'failed' }, 'The gateway said "failed"'],
	[
		'whom the answer lists with a reason',
		{ listedUnder: 'invalid', listedAs: 'objects' },
		'The gateway said "The number is not in service"',
	],
	[
		'whom the answer lists in a map of errors',
		{ listedUnder: 'errors', listedAs: 'map' },
		'The gateway said "The number is not in service"',
	],
];

test.each(SAYS_NO)(
	'a recipient %s is refused for that reason, and the others of the request are accepted',
	async (_, fault, reason) => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'rows', recipients: [SECOND], ...fault });
		const told = stories(await engine.run({ ...THREE, settings: CONTINUE }));
		expect(told.map(({ status }) => status)).toEqual(['accepted', 'refused', 'accepted']);
		expect(told[1]?.recipients).toEqual([{ input: SECOND, status: 'refused', reason }]);
		expect(told[1]?.to).toBeUndefined();
		expect(told[1]?.error).toContain('Not sent: ');
		expect([...received(sandbox).keys()]).toEqual([FIRST, THIRD]);
	},
);

test.each([
	['texted all the same', true],
	['not texted', false],
])(
	'a recipient that the rows leave out and that is %s is unknown, and the others are accepted',
	async (_, afterAccept) => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'rows', recipients: [SECOND], row: 'leftOut', afterAccept });
		const told = stories(await engine.run({ ...THREE, settings: CONTINUE }));
		expect(told.map(({ status }) => status)).toEqual(['accepted', 'unknown', 'accepted']);
		expect(told[1]).toMatchObject({
			to: SECOND,
			result: "Not known: the gateway's answer lists other recipients, and not this one",
			recipients: [{ input: SECOND, status: 'unknown', to: SECOND }],
			error: expect.stringContaining('Not known: '),
		});
		expect(received(sandbox).has(SECOND)).toBe(afterAccept);
	},
);

test.each([
	[
		'left out by the rows',
		{ row: 'leftOut' },
		'unknown',
		`${FIRST}, ${SECOND}, ${THIRD}`,
		/^Sent to 2 of 3\. Not known for 254/,
	],
	[
		'refused in its row',
		{ row: { status: 'FAILED' } },
		'refused',
		`${FIRST}, ${THIRD}`,
		/^Sent to 2 of 3\. Not sent to 254\d+: the gateway said "FAILED"$/,
	],
] as const)('an item of three recipients with one %s is partial', async (_, fault, status, to, words) => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'rows', recipients: [SECOND], ...fault });
	const [told] = stories(
		await engine.run({ parameters: sendTo(msisdns(3).join(', ')), items: [{}], settings: CONTINUE }),
	);
	expect(told).toMatchObject({ status: 'partial', to, result: expect.stringMatching(words) });
	expect(told?.recipients?.map((entry) => entry.status)).toEqual(['accepted', status, 'accepted']);
});

test.each([
	['of an empty list', { data: [] }],
	['of no list', { data: null }],
	['of something else', { data: { queued: 3 } }],
])('a success whose data is %s is a success for all', async (_, body) => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelope', body, afterAccept: true });
	const told = stories(await engine.run(THREE));
	expect(told.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(received(sandbox).size).toBe(3);
});

test.each(['Success', 'SUCCESS', 'ok', true])('the status %p is a success', async (status) => {
	bench.sandbox.next('send', { kind: 'envelope', body: { status }, afterAccept: true });
	expect(stories(await bench.engine.run(THREE)).map((story) => story.status)).toEqual(
		Array(3).fill('accepted'),
	);
});

test.each(['error', 'FAILED', 'rejected', 'Unsuccessful', 'denied', false])(
	'the status %p is a refusal in the words of the gateway',
	async (status) => {
		bench.sandbox.next('send', { kind: 'envelope', body: { status, message: 'Sender not approved' } });
		const { error } = await bench.engine.run(THREE);
		expect(countsIn(error)).toEqual({ accepted: 0, refused: 3, unknown: 0 });
		expect(error?.message).toBe('Nobody was texted: the gateway said "Sender not approved"');
	},
);

test.each([
	['a word that is neither', { status: 'queued?' }, '"{"status":"queued?"'],
	['a number', { status: 1 }, '"{"status":1'],
	['nothing', { status: null }, 'the answer is neither a yes nor a no'],
	['a success and success: false', { success: false }, 'it also says "success: false"'],
	['a success and errors', { errors: ['Partly processed'] }, 'it also says "Partly processed"'],
	['a success and an inner failure', { data: { status: 'failed' } }, 'it also says "failed"'],
])('an answer that says %s is unknown, and quoted', async (_, body, quote) => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelope', body, afterAccept: true });
	const { error } = await engine.run(THREE);
	expect(countsIn(error)).toEqual({ accepted: 0, refused: 0, unknown: 3 });
	expect(error?.message).toContain(quote);
	expect(sandbox.counts().sends).toBe(1);
});

test('a retry sends only to the recipient that its row refused, and not to the one that the rows left out', async () => {
	const { engine, sandbox } = bench;
	sandbox.onSend(({ index }) =>
		index === 0 ? { kind: 'rows', recipients: [FIRST], row: { status: 'FAILED' } } : undefined,
	);
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const result = await engine.run({ ...THREE, settings });
	expect(stories(result).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
	expect(received(sandbox)).toEqual(new Map(msisdns(3).map((number) => [number, 1])));
	expect(sandbox.counts().sends).toBe(2);

	sandbox.clear();
	sandbox.onSend(({ index }) =>
		index === 0 ? { kind: 'rows', recipients: [FIRST], afterAccept: true } : undefined,
	);
	const { error } = await engine.run({ ...THREE, settings });
	expect(countsIn(error)).toEqual({ accepted: 2, refused: 0, unknown: 1 });
	expect(received(sandbox)).toEqual(new Map(msisdns(3).map((number) => [number, 1])));
});
