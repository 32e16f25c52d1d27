import type { INode } from 'n8n-workflow';
import { node } from '../../../harness/engine/engine.mts';
import {
	countsIn,
	entries,
	inputsWith,
	msisdn,
	msisdns,
	peopleIn,
	received,
	rows,
	sendTo,
	startBench,
	stories,
	tally,
	type Bench,
} from '../support.mts';

const PERSONAL = '=Hi {{ $json.name }}';
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const CONTINUE = { onError: 'continueRegularOutput' } as const;

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

describe('fewer requests', () => {
	test('items with the same message and source share requests of up to 100 recipients', async () => {
		const { engine, sandbox } = bench;
		const result = await engine.run({ parameters: sendTo('={{ $json.phone }}'), items: rows(250) });
		expect(stories(result).map(({ status, to }) => [status, to])).toEqual(
			msisdns(250).map((number) => ['accepted', number]),
		);
		expect(result.items().map(({ pairedItem }) => pairedItem)).toEqual(
			rows(250).map((_, item) => ({ item })),
		);
		expect(sandbox.counts()).toMatchObject({ sends: 3, messages: 250 });
	});

	test('another message or another source does not share them', async () => {
		const { engine, sandbox } = bench;
		const items = [1, 1, 2, 2].map((source, index) => ({
			source,
			phone: msisdn(index),
			text: `Text ${index % 2}`,
		}));
		const parameters = {
			message: '={{ $json.text }}',
			recipients: '={{ $json.phone }}',
			sourceId: '={{ $json.source }}',
		};
		await engine.run({ parameters, items });
		expect(sandbox.messages().map(({ to, text, sourceId }) => ({ to, text, sourceId }))).toEqual(
			expect.arrayContaining(items.map(({ phone, text, source }) => ({ to: phone, text, sourceId: source }))),
		);
		expect(sandbox.counts()).toMatchObject({ sends: 4, messages: 4 });
	});

	test('with Send Duplicates on it goes out as often as the items say', async () => {
		const { engine, sandbox } = bench;
		const items = Array(3).fill({ phone: '0712345678' });
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, 'Hello', { sendDuplicates: true }),
			items,
		});
		expect(stories(result).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
		expect(received(sandbox)).toEqual(new Map([['254712345678', 3]]));
		expect(sandbox.requests().filter(({ endpoint }) => endpoint === 'send')).toHaveLength(3);
	});

	test('Recipients per Request is kept', async () => {
		const { engine, sandbox } = bench;
		await engine.run({
			parameters: sendTo('={{ $json.phone }}', { recipientsPerRequest: 7 }),
			items: rows(50),
		});
		expect(sandbox.counts()).toMatchObject({ sends: 8, messages: 50 });
	});
});

describe('several at once, politely', () => {
	test.each([1, 4, 100])(
		'%d requests are under way at a time, no fewer and no more, where the number is fixed',
		async (concurrentRequests) => {
			const { engine, sandbox } = bench;
			const delay = 15 * concurrentRequests + 400;
			const began: number[] = [];
			sandbox.onSend(() => {
				began.push(Date.now());
				return { kind: 'ok', delay };
			});
			await engine.run({
				parameters: sendTo('={{ $json.phone }}', { concurrentRequests, fixedConcurrency: true }, PERSONAL),
				items: rows(concurrentRequests * 2),
			});
			const sinceFirst = began.map((time) => time - (began[0] ?? 0));
			expect(sinceFirst[concurrentRequests - 1]).toBeLessThan(delay);
			expect(sinceFirst[concurrentRequests]).toBeGreaterThanOrEqual(delay - 5);
		},
		30_000,
	);

	test.each<[string, INode['parameters']]>([
		['as many as it takes', {}],
		['a fixed ten', { concurrentRequests: 10, fixedConcurrency: true }],
	])(
		'a gateway that refuses more than five at a time gets all of 300 messages, each once: %s',
		async (_, options) => {
			const { engine, sandbox } = bench;
			const delay = 100;
			let serving: number[] = [];
			sandbox.onSend(() => {
				const now = Date.now();
				serving = serving.filter((until) => until > now);
				if (serving.length >= 5) return { kind: 'tooMany' };
				serving.push(now + delay);
				return { kind: 'ok', delay };
			});
			const result = await engine.run({
				parameters: sendTo('={{ $json.phone }}', options, PERSONAL),
				items: rows(300),
			});
			expect(result.error).toBeUndefined();
			expect([...received(sandbox).values()]).toEqual(Array(300).fill(1));
		},
		120_000,
	);

	test('429 makes everybody wait as long as Retry-After says, and then goes on', async () => {
		const { engine, sandbox } = bench;
		const sends: number[] = [];
		sandbox.onSend(({ index }) => {
			sends.push(Date.now());
			return index === 0 ? { kind: 'tooMany', retryAfter: 1 } : undefined;
		});
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, PERSONAL),
			items: rows(3),
		});
		expect(result.error).toBeUndefined();
		expect(sandbox.counts()).toMatchObject({ sends: 4, messages: 3 });
		const [first = 0, second = 0] = sends;
		expect(second - first).toBeGreaterThanOrEqual(990);
	});

	test('429 without Retry-After is waited out, and nobody is lost', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'tooMany' });
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
			items: rows(3),
		});
		expect(result.error).toBeUndefined();
		expect([...received(sandbox).values()]).toEqual([1, 1, 1]);
	});

	test('503 with Retry-After makes everybody wait as long as it says, and then goes on', async () => {
		const { engine, sandbox } = bench;
		const sends: number[] = [];
		sandbox.onSend(({ index }) => {
			sends.push(Date.now());
			return index === 0 ? { kind: 'unavailable', retryAfter: 1 } : undefined;
		});
		const result = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
		expect(stories(result)).toMatchObject([{ status: 'accepted' }]);
		expect(received(sandbox)).toEqual(new Map([['254712345678', 1]]));
		const [first = 0, second = 0] = sends;
		expect(second - first).toBeGreaterThanOrEqual(990);
	});

	test.each([undefined, 'soon', '1.5', '-1'])(
		'503 with the Retry-After %p is unknown, and not tried again',
		async (retryAfter) => {
			const { engine, sandbox } = bench;
			sandbox.next('send', { kind: 'unavailable', ...(retryAfter !== undefined && { retryAfter }) });
			const result = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
			expect(countsIn(result.error)).toMatchObject({ refused: 0, unknown: 1 });
			expect(sandbox.counts().sends).toBe(1);
		},
	);

	test.each([1, 10, 20])(
		'100 messages at %d a time against 429 for ever are at most 120 requests',
		async (concurrentRequests) => {
			const { engine, sandbox } = bench;
			sandbox.onSend(() => ({ kind: 'tooMany', retryAfter: 0 }));
			const result = await engine.run({
				parameters: sendTo('={{ $json.phone }}', { concurrentRequests }, PERSONAL),
				items: rows(100),
				settings: CONTINUE,
			});
			const { refused = 0, notAttempted = 0 } = tally(stories(result));
			expect(refused + notAttempted).toBe(100);
			expect(refused).toBeGreaterThan(0);
			expect(sandbox.counts().sends).toBeLessThanOrEqual(120);
			expect(entries(stories(result)).map(({ reason }) => reason)).toEqual(
				Array(100).fill(expect.stringContaining('Too many requests')),
			);
		},
		30_000,
	);

	test('a gateway that stays busy is asked a bounded number of times, and its recipients are refused, not unknown', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(() => ({ kind: 'unavailable', retryAfter: 0 }));
		const result = await engine.run({ parameters: sendTo('={{ $json.phone }}'), items: rows(2) });
		expect(countsIn(result.error)).toEqual({ accepted: 0, refused: 2, unknown: 0 });
		expect(sandbox.counts().sends).toBe(6);
	});

	test('a Retry-After beyond all patience is not waited for', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'tooMany', retryAfter: 3600 });
		const result = await engine.run({ parameters: sendTo('0712345678'), items: [{}] });
		expect(countsIn(result.error)).toMatchObject({ refused: 1 });
		expect(sandbox.counts().sends).toBe(1);
	});

	test('with Resend Unknown on, what may have gone out is sent again', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'resetAfterAccept' });
		const result = await engine.run({
			parameters: sendTo('0712345678', { resendUnknown: true }),
			items: [{}],
		});
		expect(stories(result)).toMatchObject([{ status: 'accepted' }]);
		expect(received(sandbox)).toEqual(new Map([['254712345678', 2]]));
	});

	test('with Resend Unknown on, what stays unknown is sent once more in all, though Retry On Fail tries three times', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(() => ({ kind: 'resetAfterAccept' }));
		const result = await engine.run({
			parameters: sendTo('0712345678', { resendUnknown: true }),
			items: [{}],
			settings: RETRY,
		});
		expect(countsIn(result.error)).toEqual({ accepted: 0, refused: 0, unknown: 1 });
		expect(received(sandbox)).toEqual(new Map([['254712345678', 2]]));
		expect(sandbox.counts().sends).toBe(2);
	});

	test('what may have gone out stays unknown when the second try is refused', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'resetAfterAccept' }, { kind: 'envelopeError', message: 'No credit' });
		const result = await engine.run({
			parameters: sendTo('0712345678', { resendUnknown: true }),
			items: [{}],
		});
		expect(countsIn(result.error)).toEqual({ accepted: 0, refused: 0, unknown: 1 });
	});
});

describe('nobody twice', () => {
	test('a retry sends only what was not accepted, and reports the rest from memory', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) =>
			index === 2 ? { kind: 'envelopeError', message: 'Try later' } : undefined,
		);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, PERSONAL),
			items: rows(6),
			settings: RETRY,
		});
		expect(stories(result).map(({ status }) => status)).toEqual(Array(6).fill('accepted'));
		expect([...received(sandbox).values()]).toEqual(Array(6).fill(1));
		expect(sandbox.counts().sends).toBe(7);
	});

	test('a retry does not text anybody again whose message reads differently the second time', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) => (index === 1 ? { kind: 'envelopeError' } : undefined));
		await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, '=Hi, it is {{ Math.random() }}'),
			items: rows(3),
			settings: RETRY,
		});
		expect(received(sandbox)).toEqual(new Map(msisdns(3).map((number) => [number, 1])));
	});

	test('what is of unknown outcome stays unknown in a retry and is not sent again', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) => (index === 1 ? { kind: 'resetAfterAccept' } : undefined));
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, PERSONAL),
			items: rows(4),
			settings: RETRY,
		});
		expect(countsIn(result.error)).toEqual({ accepted: 3, refused: 0, unknown: 1 });
		expect(received(sandbox)).toEqual(new Map(msisdns(4).map((number) => [number, 1])));
	});

	test('a 503 without Retry-After after the text went out is unknown in a retry too, and texts nobody twice', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(() => ({ kind: 'acceptThen', answer: { kind: 'unavailable' } }));
		const result = await engine.run({
			parameters: sendTo('0712345678'),
			items: [{}],
			settings: RETRY,
		});
		expect(countsIn(result.error)).toEqual({ accepted: 0, refused: 0, unknown: 1 });
		expect(received(sandbox)).toEqual(new Map([['254712345678', 1]]));
		expect(sandbox.counts().sends).toBe(1);
	});

	test('with Continue On Fail and a retry because of the first item, nobody is texted twice', async () => {
		const { engine, sandbox } = bench;
		let refusals = 0;
		sandbox.onSend(({ recipients: [number] }) =>
			number === msisdn(0) && refusals++ === 0 ? { kind: 'envelopeError' } : undefined,
		);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
			items: rows(20),
			settings: { ...RETRY, ...CONTINUE },
		});
		expect(stories(result).map(({ status }) => status)).toEqual(Array(20).fill('accepted'));
		expect([...received(sandbox).values()]).toEqual(Array(20).fill(1));
	});

	test('a loop is not a retry: the same message goes out in each of its runs', async () => {
		const { engine, sandbox } = bench;
		const mobiConnect = {
			...node('MobiConnect', 'n8n-nodes-mobiconnect.mobiConnect', 1, {
				resource: 'sms',
				operation: 'send',
				...sendTo('0712345678'),
			}),
			credentials: { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } },
		};
		const result = await engine.runWorkflow(
			[
				node('Rows', 'n8n-nodes-base.manualTrigger', 1, {}),
				node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} }),
				mobiConnect,
			],
			{
				Rows: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
				Loop: { main: [[], [{ node: 'MobiConnect', type: 'main', index: 0 }]] },
				MobiConnect: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
			},
			{ pinData: { Rows: [{ json: {} }, { json: {} }, { json: {} }] } },
		);
		expect(result.error).toBeUndefined();
		expect(received(sandbox)).toEqual(new Map([['254712345678', 3]]));
	});

	test('the first failure lets requests under way finish, starts no more, and counts', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) =>
			index === 0 ? { kind: 'envelopeError', message: 'Insufficient balance' } : { kind: 'ok', delay: 50 },
		);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 5 }, PERSONAL),
			items: rows(100),
		});
		const counts = countsIn(result.error);
		expect(counts).toEqual({ accepted: 4, refused: 1, unknown: 0 });
		expect(sandbox.counts()).toMatchObject({ sends: 5, messages: 4 });
		expect(result.error?.message).toBe(
			'4 of 100 texted, then it stopped: the gateway said "Insufficient balance"',
		);
		expect(result.error?.name).toBe('NodeApiError');
		expect(peopleIn(result.error).accepted).toEqual([...received(sandbox).keys()].sort());
	});

	test('with Continue On Fail everything is tried, and every item tells its own story', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ recipients: [number] }) =>
			number === msisdn(3) ? { kind: 'envelopeError', message: 'Blocked' } : undefined,
		);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
			items: rows(30),
			settings: CONTINUE,
		});
		const told = stories(result);
		expect(told.filter(({ status }) => status === 'accepted')).toHaveLength(29);
		expect(told[3]).toMatchObject({
			status: 'refused',
			result: 'Not sent: the gateway said "Blocked"',
			recipients: [{ input: msisdn(3), status: 'refused', reason: 'The gateway said "Blocked"' }],
			response: { status: 'error', message: 'Blocked' },
			error: 'Not sent: the gateway said "Blocked"',
		});
		expect(told[3]?.to).toBeUndefined();
		expect(received(sandbox).size).toBe(29);
	});

	test('the error output gets failed items with all their facts, and the other output the rest', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ recipients: [number] }) =>
			number === msisdn(1) ? { kind: 'resetAfterAccept' } : undefined,
		);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
			items: rows(3),
			settings: { onError: 'continueErrorOutput' },
		});
		expect(stories(result).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
		expect(stories(result, 1)).toMatchObject([
			{
				status: 'unknown',
				to: msisdn(1),
				result: 'Not known: the connection broke before the gateway answered',
				recipients: [{ input: msisdn(1), status: 'unknown', to: msisdn(1) }],
			},
		]);
	});
});

describe('a user stops the execution', () => {
	test('nothing further is sent, and what was sent is known', async () => {
		const { engine, sandbox } = bench;
		let stop = () => {};
		sandbox.onSend(({ index }) => {
			if (index === 9) stop();
			return { kind: 'ok', delay: 20 };
		});
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 5 }, PERSONAL),
			items: rows(200),
			onStart: (cancel) => (stop = cancel),
		});
		const told = stories(result);
		const accepted = inputsWith('accepted', told);
		expect(new Set(accepted)).toEqual(new Set(received(sandbox).keys()));
		expect(accepted.length).toBeGreaterThanOrEqual(10);
		expect(accepted.length).toBeLessThanOrEqual(15);
		expect(tally(told)).toEqual({ accepted: accepted.length, notAttempted: 200 - accepted.length });
	});

	test('a pause that the gateway asked for ends at once', async () => {
		const { engine, sandbox } = bench;
		let stop = () => {};
		sandbox.onSend(() => ({ kind: 'tooMany', retryAfter: 60 }));
		const running = engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, PERSONAL),
			items: rows(3),
			onStart: (cancel) => (stop = cancel),
		});
		await sandbox.waitFor(({ counts }) => counts().sends === 3);
		const asked = Date.now();
		stop();
		await running;
		expect(Date.now() - asked).toBeLessThan(20_000);
		expect(sandbox.counts().sends).toBe(3);
	});
});
