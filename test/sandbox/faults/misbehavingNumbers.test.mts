import { MISBEHAVING_NUMBERS, type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { call, message, record, rowsOf, send, signed } from '../client.mts';

let sandbox: Sandbox;
let headers: Record<string, string>;
beforeEach(async () => {
	sandbox = await startSandbox();
	headers = await signed(sandbox);
});
afterEach(() => sandbox.close());

const GOOD = '254700000001';
const numbered = (last: string) => `2547000009${last}`;
const sendTo = (...recipients: string[]) => send(sandbox, headers, message({ recipients }));
const texted = () => sandbox.messages().map(({ to }) => to);

/** What becomes of each, by its last two digits, when it is sent to together with a number that behaves. */
const OF_THE_RECIPIENT: Record<string, { row?: Record<string, unknown>; list?: unknown; texted?: true }> = {
	'00': { row: { status: 'FAILED' } },
	'01': { row: { processedStatus: 'REJECTED' } },
	'02': { row: { failureReason: 'Blacklisted number' } },
	'03': { row: { status: 'Failed', failureReason: 'Recipient opted out' } },
	'04': { row: { sentResponseStatus: '400 Bad Request' } },
	'05': { row: { processedStatus: 'UNDELIVERABLE', sentResponseStatus: 404 } },
	'06': { list: { failed: [numbered('06')] } },
	'07': { list: { invalid: [{ recipient: numbered('07'), reason: expect.any(String) }] } },
	'08': { list: { errors: { [numbered('08')]: expect.any(String) } } },
	'10': { texted: true },
	'11': {},
};
const OF_THE_REQUEST: Record<
	string,
	{
		status?: number;
		body?: unknown;
		retryAfter?: string;
		ends?: 'dropped' | 'truncated' | 'hanging';
		texted?: true;
	}
> = {
	'20': { status: 200, body: { status: 'error', message: 'Insufficient balance' } },
	'21': { status: 200, body: { status: 'REJECTED', data: null } },
	'22': { status: 400 },
	'30': { status: 429, retryAfter: '1' },
	'31': { status: 503, retryAfter: '1' },
	'35': { status: 401, body: { message: expect.stringMatching(/token/i) } },
	'36': { status: 403, body: { message: expect.stringMatching(/token/i) } },
	'37': { status: 200, body: { status: 'error', message: expect.stringMatching(/jwt/) } },
	'40': { status: 503, texted: true },
	'41': { ends: 'dropped', texted: true },
	'42': { ends: 'hanging', texted: true },
	'43': { ends: 'dropped' },
	'44': { status: 500, texted: true },
	'45': { status: 500 },
	'46': { status: 200, body: expect.stringContaining('<html>'), texted: true },
	'47': { status: 200, body: 'Accepted.' },
	'48': { ends: 'truncated', texted: true },
	'49': { status: 200, body: { status: 'queued?', data: [{ recipient: GOOD }, {}] }, texted: true },
	'50': { status: 200, body: { status: 'success', success: false, data: null } },
	'51': { status: 200, body: { status: 'success', errors: ['Partly processed'] }, texted: true },
};
const ONCE = ['30', '31', '35', '36', '37'];

test('every number that misbehaves is a Kenyan mobile number of its own, and tried here', () => {
	const numbers = MISBEHAVING_NUMBERS.map(({ number }) => number);
	expect(numbers.filter((number) => !/^2547000009\d\d$/.test(number))).toEqual([]);
	expect(new Set(numbers).size).toBe(numbers.length);
	expect(new Set(MISBEHAVING_NUMBERS.map(({ name }) => name)).size).toBe(numbers.length);
	const tried = [...Object.keys(OF_THE_RECIPIENT), ...Object.keys(OF_THE_REQUEST)];
	expect(numbers).toEqual(tried.map(numbered).toSorted());
	expect(MISBEHAVING_NUMBERS.filter(({ once }) => once).map(({ number }) => number)).toEqual(
		ONCE.map(numbered),
	);
});

test.each(Object.entries(OF_THE_RECIPIENT))(
	'what befalls …9%s befalls it alone, every time',
	async (last, { row, list = {}, texted: isTexted }) => {
		for (let time = 0; time < 2; time += 1) {
			sandbox.clear();
			const heard = await sendTo(numbered(last), GOOD);
			expect(heard.json).toMatchObject({ status: 'success', ...record(list) });
			const good = rowsOf(heard).at(-1);
			expect(good).toMatchObject({ recipient: GOOD, status: null, processedStatus: 'NEW' });
			const its = { ...good, id: Number(good?.['id']) - 1, recipient: numbered(last), ...row };
			expect(rowsOf(heard)).toEqual(row === undefined ? [good] : [its, good]);
			expect(texted()).toEqual(isTexted === true ? [numbered(last), GOOD] : [GOOD]);
			expect(sandbox.requests().at(-1)).toMatchObject({
				planned: undefined,
				misbehaving: [numbered(last)],
			});
		}
	},
);

test.each(Object.entries(OF_THE_REQUEST))(
	'what befalls …9%s befalls the whole request',
	async (last, { status, body, retryAfter = null, ends, texted: isTexted }) => {
		const sending = sendTo(GOOD, numbered(last));
		if (ends === 'hanging') {
			await sandbox.waitFor((all) => all.requests().at(-1)?.state === 'hanging');
			sending.catch(() => undefined);
		} else if (ends !== undefined) {
			await expect(sending).rejects.toThrow();
		} else {
			const heard = await sending;
			expect([heard.status, heard.headers.get('retry-after')]).toEqual([status, retryAfter]);
			if (typeof body === 'object' && heard.json['status'] !== undefined) {
				expect(heard.json).toMatchObject(body ?? {});
			} else if (body !== undefined) expect(heard.text).toEqual(body);
		}
		expect(texted()).toEqual(isTexted === true ? [GOOD, numbered(last)] : []);
		expect(sandbox.requests().at(-1)).toMatchObject({
			planned: expect.any(String),
			misbehaving: [numbered(last)],
			state: ends ?? 'answered',
		});
	},
);

test.each(ONCE)('…9%s misbehaves once, and again after a clearing', async (last) => {
	const first = await sendTo(numbered(last));
	expect([(await sendTo(numbered(last))).json['status'], texted()]).toEqual(['success', [numbered(last)]]);
	sandbox.clear();
	expect((await sendTo(numbered(last))).text).toBe(first.text);
	expect(texted()).toEqual([]);
});

test('of several that concern the whole request the first one wins, and the others wait for their turn', async () => {
	const statuses: unknown[] = [];
	for (let count = 0; count < 3; count += 1) {
		statuses.push((await sendTo(GOOD, numbered('31'), numbered('30'))).status);
	}
	expect(statuses).toEqual([503, 429, 200]);
	expect(texted()).toEqual([GOOD, numbered('31'), numbered('30')]);
});

test('those that concern themselves are not texted when the request of others is accepted and lost', async () => {
	await expect(sendTo(numbered('00'), GOOD, numbered('41'))).rejects.toThrow();
	expect(texted()).toEqual([GOOD, numbered('41')]);
	expect(sandbox.requests().at(-1)?.misbehaving).toEqual([numbered('00'), numbered('41')]);
});

test('a planned fault of the whole request goes before that of a number, which waits for the next request', async () => {
	sandbox.next('send', { kind: 'status', status: 418 }, { kind: 'ok' });
	const statuses: unknown[] = [];
	for (let count = 0; count < 3; count += 1) statuses.push((await sendTo(numbered('30'))).status);
	expect(statuses).toEqual([418, 429, 200]);
});

test('planned rows come on top of what the numbers do to theirs', async () => {
	sandbox.next('send', { kind: 'rows', recipients: 'last', row: { status: 'FAILED' } });
	const rows = rowsOf(await sendTo(numbered('01'), GOOD));
	expect(rows.map(({ status, processedStatus }) => [status, processedStatus])).toEqual([
		[null, 'REJECTED'],
		['FAILED', 'NEW'],
	]);
	expect(texted()).toEqual([]);
});

test('a request that the gateway refuses uses up nothing', async () => {
	expect((await send(sandbox, {}, message({ recipients: [numbered('30')] }))).status).toBe(401);
	expect((await sendTo(numbered('30'))).status).toBe(429);
});

test('all of them behave when switched so', async () => {
	sandbox.set({ misbehavingNumbers: false });
	const numbers = MISBEHAVING_NUMBERS.map(({ number }) => number);
	expect(rowsOf(await sendTo(...numbers))).toHaveLength(numbers.length);
	expect(texted()).toEqual(numbers);
	expect(sandbox.requests().at(-1)).toMatchObject({ planned: undefined, misbehaving: [] });
});

test('they are listed over HTTP', async () => {
	const response = await fetch(`${sandbox.url}/sandbox/numbers`);
	expect(await response.json()).toEqual(MISBEHAVING_NUMBERS);
	expect((await call('POST', `${sandbox.url}/sandbox/numbers`)).status).toBe(404);
});
