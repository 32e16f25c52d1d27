import type { IDataObject, INode } from 'n8n-workflow';
import { startSandbox } from '../../../sandbox/index.mts';
import { msisdns, received, rows, sendTo, startBench, type Bench } from '../support.mts';

/** n8n's Retry, Retry On Fail, and other executions with keys: nobody is texted twice. */
let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

/** One at a time, a text each, so that it is known who comes first. */
const EACH = sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, '=Hi {{ $json.name }}');

/** Refuses the number until it is told otherwise. */
function refuse(number: string): { stop(): void } {
	bench.sandbox.onSend(({ recipients }) =>
		recipients.includes(number) ? { kind: 'envelopeError', message: 'No such number' } : undefined,
	);
	return { stop: () => bench.sandbox.onSend(undefined) };
}

function timesReceived(): number[] {
	return [...received(bench.sandbox).values()];
}

const SIX = rows(6);
const [, , , FOURTH = ''] = msisdns(6);

describe("n8n's Retry after a failure", () => {
	test('sends to those who got nothing, and reports the others as they were', async () => {
		const { engine } = bench;
		const refusal = refuse(FOURTH);
		const failed = await engine.run({ parameters: EACH, items: SIX });
		expect(failed.error?.message).toBe('3 of 6 texted, then it stopped: the gateway said "No such number"');
		refusal.stop();
		const retried = await engine.retry(failed);
		expect(retried.error).toBeUndefined();
		expect(retried.json().map(({ status, result }) => [status, result])).toEqual(
			SIX.map(() => ['accepted', 'Sent']),
		);
		expect(timesReceived()).toEqual([1, 1, 1, 1, 1, 1]);
	});

	test('reports the ids of those who were texted before', async () => {
		const { engine, sandbox } = bench;
		const refusal = refuse(FOURTH);
		const failed = await engine.run({ parameters: EACH, items: SIX });
		refusal.stop();
		const retried = await engine.retry(failed);
		const idOf = new Map(sandbox.messages().map(({ to, id }) => [to, id]));
		expect(retried.json().map(({ recipients }) => recipients)).toEqual(
			SIX.map(({ phone }) => [{ input: phone, status: 'accepted', to: phone, id: idOf.get(phone) }]),
		);
	});

	test('sends the message as it reads now, to nobody a second time', async () => {
		const { engine, sandbox } = bench;
		const refusal = refuse(FOURTH);
		const failed = await engine.run({ parameters: EACH, items: SIX });
		refusal.stop();
		await engine.retry(failed, { message: '=Hello {{ $json.name }}, {{ Math.random() }}' });
		expect(timesReceived()).toEqual([1, 1, 1, 1, 1, 1]);
		expect(sandbox.messages().map(({ text }) => text.split(' ')[0])).toEqual([
			'Hi',
			'Hi',
			'Hi',
			'Hello',
			'Hello',
			'Hello',
		]);
	});

	test('after a retry that failed as well goes on where that ended', async () => {
		const { engine } = bench;
		const failed = [refuse(FOURTH)];
		const first = await engine.run({ parameters: EACH, items: SIX });
		const second = await engine.retry(first);
		expect(second.error?.message).toBe('3 of 6 texted, then it stopped: the gateway said "No such number"');
		failed[0]?.stop();
		expect((await engine.retry(second)).error).toBeUndefined();
		expect(timesReceived()).toEqual([1, 1, 1, 1, 1, 1]);
	});

	test('leaves what may have gone out unknown, and says so again', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'ok' }, { kind: 'resetAfterAccept' });
		const failed = await engine.run({ parameters: EACH, items: rows(3) });
		expect(failed.error?.message).toMatch(/^1 of 3 texted, 1 of 3 may have been texted, then it stopped: /);
		const retried = await engine.retry(failed);
		expect(retried.error?.message).toBe('2 of 3 texted, 1 of 3 may have been texted by an earlier try');
		const again = await engine.retry(retried);
		expect(again.error?.message).toBe(
			'2 of 3 texted, 1 of 3 may have been texted by an earlier try; nothing was sent now',
		);
		expect(again.error?.description).toMatch(
			/"Resend Unknown" .*<br>Why it is not known: the connection broke before the gateway answered\.<br>May have been texted: row 2: 254700100001\./,
		);
		expect(timesReceived()).toEqual([1, 1, 1]);
	});

	test('tells of people who were texted and whom no item asks for any more', async () => {
		const { engine } = bench;
		const refusal = refuse(FOURTH);
		const failed = await engine.run({ parameters: EACH, items: SIX });
		refusal.stop();
		const [first = ''] = msisdns(1);
		const retried = await engine.retry(failed, {
			recipients: `={{ $json.phone === "${first}" ? "254700199999" : $json.phone }}`,
		});
		const [run] = retried.run.data.resultData.runData['MobiConnect']?.slice(-1) ?? [];
		expect(run?.hints?.map(({ message }) => message)).toEqual([
			`Texted by an earlier try, or maybe, and no longer asked for: ${first}`,
		]);
		expect(timesReceived()).toEqual([1, 1, 1, 1, 1, 1, 1]);
	});

	test('of rows that have moved texts nobody twice', async () => {
		const { engine } = bench;
		const refusal = refuse(FOURTH);
		const failed = await engine.run({ parameters: EACH, items: SIX });
		refusal.stop();
		const moved = JSON.stringify([...msisdns(6)].reverse());
		await engine.retry(failed, { recipients: `={{ ${moved}[$itemIndex] }}` });
		expect(timesReceived()).toEqual([1, 1, 1, 1, 1, 1]);
	});
});

test('a run that is stopped is recorded while its requests are under way', async () => {
	const { engine, sandbox } = bench;
	sandbox.set({ latency: 300 });
	const stopped = await engine.run({
		parameters: EACH,
		items: rows(5),
		onStart: (stop) => void sandbox.waitFor(() => sandbox.messages().length === 2).then(stop),
	});
	const kept = JSON.stringify(stopped.run.data.executionData?.contextData);
	expect(kept).toContain(msisdns(1)[0]);
	expect(kept).not.toContain(msisdns(5)[4]);
});

test('the record of 10,000 recipients of whom half are accepted is under 400 kB, with their ids', async () => {
	const { engine, sandbox } = bench;
	let requests = 0;
	sandbox.onSend(() => (++requests > 50 ? { kind: 'envelopeError' } : undefined));
	const failed = await engine.run({
		parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }),
		items: rows(10_000),
	});
	expect(failed.error?.message).toMatch(/^5000 of 10000 texted, then it stopped: /);
	const record = JSON.stringify(failed.run.data.executionData?.contextData);
	expect(record.length).toBeLessThan(400_000);
	expect(record.match(/2547001\d{5}/g)).toHaveLength(5000);
}, 60_000);

test.each(['unknown', 'refused', 'status', 'accepted', 'reason'])(
	'the password "%s" changes nothing of what became of a message',
	async (password) => {
		const own = await startBench();
		own.engine.credentials.data['password'] = password;
		const gateway = await startSandbox({ password });
		own.engine.credentials.data['baseUrl'] = gateway.apiUrl;
		gateway.next('send', { kind: 'resetAfterAccept' });
		const lost = await own.engine.run({ parameters: sendTo('0712345678'), items: [{}] });
		expect(lost.error?.message).toMatch(/^1 of 1 may have been texted, then it stopped: /);
		await gateway.close();
		await own.close();
	},
);

test('a run that ends well leaves no record', async () => {
	const result = await bench.engine.run({ parameters: EACH, items: SIX });
	expect(result.run.data.executionData?.contextData).toEqual({ 'node:MobiConnect': {} });
});

test('a record that cannot be read stops the run before anything is sent', async () => {
	const { engine, sandbox } = bench;
	const refusal = refuse(FOURTH);
	const failed = await engine.run({ parameters: EACH, items: SIX });
	refusal.stop();
	sandbox.clear();
	const context = failed.run.data.executionData?.contextData['node:MobiConnect'];
	Object.assign(context ?? {}, { mobiConnect: { runIndex: 0, record: '{"version":99}' } });
	const { error } = await engine.retry(failed);
	expect(error?.message).toMatch(/^Nobody more was texted: /);
	expect(sandbox.counts().sends).toBe(0);
});

describe('once for each key', () => {
	const KEYED: INode['parameters'] = { ...EACH, safeguards: { onceKey: '={{ $json.order }}' } };
	const order = (name: string, phone: string, key: IDataObject[string] = 'A-1041') => ({
		name,
		phone,
		order: key,
	});
	const [amina = '', brian = ''] = msisdns(2);

	test('a second execution with the same key leaves the number out, and says why', async () => {
		const { engine } = bench;
		await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		const second = await engine.run({ parameters: KEYED, items: [order('Amina, again', amina)] });
		expect(second.error).toBeUndefined();
		expect(second.json()).toMatchObject([
			{
				status: 'skipped',
				result: 'Not sent: a text about "A-1041" has gone to this number before, or may have',
				recipients: [{ input: amina, status: 'skipped', code: 'ALREADY_SENT' }],
			},
		]);
		expect(second.json()[0]).not.toHaveProperty('error');
		expect(timesReceived()).toEqual([1]);
	});

	test('what a run left unknown goes out once more where its retry is asked to, and no other run sends it', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'reset' });
		const failed = await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		expect(failed.error?.message).toContain('1 of 1 may have been texted');
		const another = await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		expect(another.json()).toMatchObject([{ recipients: [{ code: 'ALREADY_SENT' }] }]);
		const retried = await engine.retry(failed, { options: { resendUnknown: true } });
		expect(retried.json().map(({ result }) => result)).toEqual(['Sent']);
		expect(timesReceived()).toEqual([1]);
		const after = await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		expect(after.json()).toMatchObject([{ recipients: [{ code: 'ALREADY_SENT' }] }]);
		expect(timesReceived()).toEqual([1]);
	});

	test.each([
		['another key for the same number', order('Amina', amina, 'A-1042')],
		['the same key for another number', order('Brian', brian)],
	])('%s is sent', async (_, item) => {
		const { engine, sandbox } = bench;
		await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		await engine.run({ parameters: KEYED, items: [item] });
		expect(sandbox.messages()).toHaveLength(2);
	});

	test('two keys for one number and one text in a run are two messages', async () => {
		const { engine, sandbox } = bench;
		const items = [order('Amina', amina, 'A-1'), order('Amina', amina, 'A-2')];
		await engine.run({ parameters: KEYED, items });
		expect(sandbox.messages()).toHaveLength(2);
		const again = await engine.run({ parameters: KEYED, items });
		expect(again.json().map(({ status }) => status)).toEqual(['skipped', 'skipped']);
		expect(sandbox.messages()).toHaveLength(2);
	});

	test('a store that fails after people were texted hides nothing of who was', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ recipients }) => {
			if (!recipients.includes(brian)) return undefined;
			engine.keys.failure = new Error('database is locked');
			return { kind: 'envelopeError', message: 'No balance' };
		});
		const items = [order('Amina', amina), order('Brian', brian)];
		const { error } = await engine.run({ parameters: KEYED, items });
		engine.keys.failure = undefined;
		expect(error?.message).toBe('1 of 2 texted, then it stopped: the gateway said "No balance"');
	});

	test('20 executions at the same moment with one key send one text', async () => {
		const { engine } = bench;
		const results = await Promise.all(
			Array.from(
				{ length: 20 },
				async (_, index) => await engine.run({ parameters: KEYED, items: [order(`Amina ${index}`, amina)] }),
			),
		);
		const statuses = results.map((result) => result.json()[0]?.['status']);
		expect(statuses.filter((status) => status === 'accepted')).toHaveLength(1);
		expect(timesReceived()).toEqual([1]);
	});

	test('a key that is asked for more often than keys are kept stays taken', async () => {
		const { engine } = bench;
		const [kept, calls] = [100, 220];
		const parameters = { ...KEYED, options: { onceKeysKept: kept } };
		for (let call = 1; call <= calls; call++)
			await engine.run({ parameters, items: [order('Amina', amina)] });
		expect(timesReceived()).toEqual([1]);
	}, 60_000);

	test('a key whose message was refused may be used again', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'envelopeError', message: 'No balance' });
		expect((await engine.run({ parameters: KEYED, items: [order('Amina', amina)] })).error).toBeDefined();
		expect((await engine.run({ parameters: KEYED, items: [order('Amina', amina)] })).error).toBeUndefined();
		expect(timesReceived()).toEqual([1]);
	});

	test('a key whose turn never came may be used again', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'envelopeError', message: 'No balance' });
		const items = [order('Amina', amina), order('Brian', brian)];
		expect((await engine.run({ parameters: KEYED, items })).error).toBeDefined();
		await engine.run({ parameters: KEYED, items });
		expect(timesReceived()).toEqual([1, 1]);
	});

	test('a key whose message may have gone out is not used again', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'resetAfterAccept' });
		expect((await engine.run({ parameters: KEYED, items: [order('Amina', amina)] })).error).toBeDefined();
		const second = await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		expect(second.json()[0]).toMatchObject({ status: 'skipped' });
		expect(timesReceived()).toEqual([1]);
	});

	test('a retry goes on with the keys that it has claimed', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'ok' }, { kind: 'envelopeError' });
		const items = [order('Amina', amina), order('Brian', brian)];
		const failed = await engine.run({ parameters: KEYED, items });
		const retried = await engine.retry(failed);
		expect(retried.json().map(({ status }) => status)).toEqual(['accepted', 'accepted']);
		expect(timesReceived()).toEqual([1, 1]);
	});

	test.each([[undefined], [null], [''], ['   '], [{ id: 1 }]])(
		'a key that reads %j stops the run before anything is sent',
		async (key) => {
			const { engine, sandbox } = bench;
			const items = [order('Amina', amina, 'A-1041'), { ...order('Brian', brian), order: key }];
			const { error } = await engine.run({ parameters: KEYED, items });
			expect(error?.message).toMatch(/^Nobody was texted, because of row 2: Text Only Once About[: ]/);
			expect(sandbox.counts().requests).toBe(0);
		},
	);

	test('the error of a run says that a new one leaves out whoever has a key', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('send', { kind: 'ok' }, { kind: 'resetAfterAccept' });
		const items = [order('Amina', amina), order('Brian', brian), order('Chebet', '254700000014')];
		const parameters = { ...KEYED, options: { concurrentRequests: 1 } };
		const { error } = await engine.run({ parameters, items });
		expect(error?.description).toContain(
			'Running the workflow anew leaves out whoever got it or may have, as their "Text Only Once About" is kept.',
		);
		expect(error?.description).not.toContain('a second time');
		const anew = await engine.run({ parameters, items });
		expect(anew.json().map(({ status }) => status)).toEqual(['skipped', 'skipped', 'accepted']);
	});

	test('a store that fails stops the run before anything is sent', async () => {
		const { engine, sandbox } = bench;
		engine.keys.failure = new Error('database is locked');
		const { error } = await engine.run({ parameters: KEYED, items: [order('Amina', amina)] });
		engine.keys.failure = undefined;
		expect(error?.message).toBe(
			'Nobody was texted: n8n could not keep the once keys, and may count these texts as sent: database is locked',
		);
		expect(sandbox.counts().sends).toBe(0);
	});

	test('no more is claimed and unsent than may be under way', async () => {
		const { engine, sandbox } = bench;
		let most = 0;
		sandbox.onSend(() => {
			most = Math.max(most, engine.keys.size - sandbox.counts().sends);
			return undefined;
		});
		const before = engine.keys.size;
		const items = msisdns(30).map((phone, index) => order(`Customer ${index}`, phone, index));
		const parameters = { ...KEYED, options: { concurrentRequests: 3 } };
		expect((await engine.run({ parameters, items })).error).toBeUndefined();
		// Keys and marks: of each of the latter there is at most one for a key.
		expect(most - before).toBeLessThanOrEqual(30 + 2 * 3);
		expect(timesReceived()).toEqual(Array(30).fill(1));
	}, 30_000);
});
