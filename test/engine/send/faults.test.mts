import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Answer } from '../../../sandbox/index.mts';
import { Engine, type Settings } from '../../../harness/engine/engine.mts';
import {
	claimsIn,
	claimsOf,
	entries,
	expectTruth,
	msisdns,
	peopleIn,
	received,
	routeLocalhost,
	rows,
	sendTo,
	startBench,
	stories,
	tally,
	type Bench,
	type Route,
} from '../support.mts';

/** Every row of the table in docs/gateway.md of what may happen to a send, as the sandbox or the network does it. */
const FAULTS: ReadonlyArray<
	readonly [name: string, wentOut: 'no' | 'unknown', heals: boolean, fault: Answer | Route]
> = [
	['the name can not be looked up', 'no', true, 'unresolved'],
	['the connection is refused', 'no', true, 'refused'],
	['401', 'no', true, { kind: 'unauthorized' }],
	['403', 'no', true, { kind: 'forbidden' }],
	['a 200 that says "expired"', 'no', true, { kind: 'tokenExpired' }],
	['a 200 with another word for no', 'no', false, { kind: 'envelope', body: { status: 'REJECTED' } }],
	['a row that says no', 'no', false, { kind: 'rows', row: { processedStatus: 'REJECTED' } }],
	['a recipient that is listed as failed', 'no', false, { kind: 'rows', listedUnder: 'failed' }],
	[
		'a recipient without a row that was accepted',
		'unknown',
		false,
		{ kind: 'rows', recipients: 'last', afterAccept: true },
	],
	['a recipient without a row that was not accepted', 'unknown', false, { kind: 'rows' }],
	['429 with Retry-After', 'no', true, { kind: 'tooMany', retryAfter: 0 }],
	['503 with Retry-After', 'no', true, { kind: 'unavailable', retryAfter: 0 }],
	['another 4xx', 'no', false, { kind: 'status', status: 422 }],
	['an error envelope', 'no', false, { kind: 'envelopeError', message: 'Insufficient balance' }],
	['a timeout after it was accepted', 'unknown', false, { kind: 'hang', afterAccept: true }],
	['a timeout before it was accepted', 'unknown', false, { kind: 'hang' }],
	['a connection reset after it was accepted', 'unknown', false, { kind: 'resetAfterAccept' }],
	['a connection reset before it was accepted', 'unknown', false, { kind: 'reset' }],
	['a connection closed after it was accepted', 'unknown', false, { kind: 'resetAfterAccept', how: 'close' }],
	[
		'500 after it was accepted',
		'unknown',
		false,
		{ kind: 'acceptThen', answer: { kind: 'status', status: 500 } },
	],
	['503 without Retry-After', 'unknown', false, { kind: 'unavailable' }],
	[
		'503 without Retry-After after it was accepted',
		'unknown',
		false,
		{ kind: 'acceptThen', answer: { kind: 'unavailable' } },
	],
	['502', 'unknown', false, { kind: 'status', status: 502 }],
	[
		'504 after it was accepted',
		'unknown',
		false,
		{ kind: 'acceptThen', answer: { kind: 'status', status: 504 } },
	],
	['an HTML page after it was accepted', 'unknown', false, { kind: 'acceptThen', answer: { kind: 'html' } }],
	['half an answer after it was accepted', 'unknown', false, { kind: 'truncated' }],
	[
		'a word that is neither yes nor no after it was accepted',
		'unknown',
		false,
		{ kind: 'envelope', body: { status: 'queued?' }, afterAccept: true },
	],
	['a success that contradicts itself', 'unknown', false, { kind: 'envelope', body: { success: false } }],
	[
		'a success with errors after it was accepted',
		'unknown',
		false,
		{ kind: 'envelope', body: { errors: ['Partly processed'] }, afterAccept: true },
	],
	['an empty body', 'unknown', false, { kind: 'empty' }],
	['a redirect', 'unknown', false, { kind: 'redirect' }],
];

/** Which of the three requests of 250 recipients the fault hits. */
const POSITIONS = { first: 0, middle: 1, last: 2 } as const;
const RECIPIENTS = 250;
const NUMBERS = msisdns(RECIPIENTS);

const SIZES = {
	'one item': { items: [{ phones: NUMBERS }], recipients: '={{ $json.phones }}' },
	'250 items': { items: rows(RECIPIENTS), recipients: '={{ $json.phone }}' },
};

/** Where the gateway never answers, the wait is short; elsewhere it is what no busy machine exceeds. */
function timeoutFor(fault: Answer | Route): number {
	return typeof fault === 'object' && fault.kind === 'hang' ? 0.4 : 30;
}

let bench: Bench;
let network: { restore(): void } | undefined;

beforeAll(async () => {
	bench = await startBench();
});

beforeEach(() => {
	const { engine, sandbox } = bench;
	engine.credentials.data = { ...sandbox.account, baseUrl: sandbox.apiUrl };
	sandbox.onSend(undefined);
});

afterEach(() => {
	network?.restore();
	network = undefined;
});

afterAll(async () => await bench.close());

/** Signs in beforehand, so that what comes first is a send. */
async function signInFirst(): Promise<void> {
	const { engine, sandbox } = bench;
	await engine.run({ parameters: sendTo('254711000000'), items: [{}] });
	sandbox.clear();
}

async function arm(fault: Answer | Route, position: number): Promise<void> {
	if (typeof fault === 'string') {
		const { port } = new URL(bench.sandbox.url);
		bench.engine.credentials.data['baseUrl'] = `http://localhost:${port}/api`;
		await signInFirst();
		network = routeLocalhost((lookup) => (lookup === position ? fault : 'sandbox'));
		return;
	}
	await signInFirst();
	let requests = 0;
	bench.sandbox.onSend(() => (requests++ === position ? fault : undefined));
}

const CASES = FAULTS.flatMap(([name, wentOut, heals, fault]) =>
	Object.entries(POSITIONS).flatMap(([position, index]) =>
		Object.entries(SIZES).flatMap(([size, input]) =>
			[false, true].flatMap((retry) =>
				[false, true].map((carryOn) => ({
					name,
					wentOut,
					heals,
					fault,
					position,
					index,
					size,
					input,
					retry,
					carryOn,
				})),
			),
		),
	),
);

test.each(CASES)(
	'$name, $position request of $size, retry $retry, continue $carryOn: nobody twice, nobody lost, all told',
	async ({ wentOut, heals, fault, index, input, retry, carryOn }) => {
		await arm(fault, index);
		const settings: Settings = {
			...(retry && { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 }),
			...(carryOn && { onError: 'continueRegularOutput' }),
		};
		const { items, recipients } = input;
		const parameters = sendTo(recipients, { timeout: timeoutFor(fault) });
		const result = await bench.engine.run({ items, parameters, settings });
		const got = received(bench.sandbox);

		expect([...got.values()].filter((times) => times > 1)).toEqual([]);
		const ends = heals || (wentOut === 'no' && retry && !carryOn) || carryOn;
		if (!ends) {
			const { accepted, refused, unknown } = peopleIn(result.error);
			const told = [...accepted, ...refused, ...unknown];
			expect(new Set(told).size).toBe(told.length);
			expect(NUMBERS).toEqual(expect.arrayContaining(told));
			expect(wentOut === 'no' ? refused : unknown).not.toEqual([]);
			expectTruth(claimsIn(result.error), got);
			return;
		}

		expect(result.error).toBeUndefined();
		const told = stories(result);
		expect(told).toHaveLength(items.length);
		expect(entries(told).map(({ input: number }) => number)).toEqual(NUMBERS);
		expectTruth(claimsOf(told), got);
		if (heals) expect(tally(told)).toEqual({ accepted: RECIPIENTS });
		if (wentOut === 'unknown') expect(tally(told).unknown).toBeGreaterThan(0);
		for (const { status, error } of told) expect(error === undefined).toBe(status === 'accepted');
	},
);

test('an answer that comes a byte at a time, without an end, is given up after the Timeout', async () => {
	const drips: NodeJS.Timeout[] = [];
	const gateway = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		if (request.url === '/api/auth') {
			const data = { access_token: 'the-token', expires_in: 3600 };
			response.end(JSON.stringify({ status: 'success', data }));
			return;
		}
		response.write('{');
		drips.push(setInterval(() => response.write(' '), 100));
	}).listen(0, '127.0.0.1');
	await once(gateway, 'listening');
	const address = gateway.address();
	if (address === null || typeof address === 'string') throw new Error('No port');
	const account = { userName: 'someone', password: 'secret', appKey: 'the-app-key' };
	const engine = await Engine.start({ ...account, baseUrl: `http://127.0.0.1:${address.port}/api` });
	const [phone = ''] = msisdns(1);
	const { error } = await engine.run({ parameters: sendTo(phone, { timeout: 1 }), items: [{}] });
	for (const drip of drips) clearInterval(drip);
	gateway.closeAllConnections();
	gateway.close();
	expect(error?.message).toBe(
		'1 of 1 may have been texted, then it stopped: the gateway did not answer in time',
	);
	expect(drips).toHaveLength(1);
});
