import { type Answer, type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { message, rowsOf, send, signed } from '../client.mts';

let sandbox: Sandbox;
let headers: Record<string, string>;
beforeEach(async () => {
	sandbox = await startSandbox();
	headers = await signed(sandbox);
});
afterEach(() => sandbox.close());

const [ANNE, BEN, CARO] = ['254700000001', '254700000002', '254700000003'];
const toAll = message({ recipients: [ANNE, BEN, CARO] });
const texted = () => sandbox.messages().map(({ to }) => to);

test.each<[NonNullable<Extract<Answer, { kind: 'rows' }>['recipients']>, string[]]>([
	['first', [ANNE]],
	['last', [CARO]],
	['all', [ANNE, BEN, CARO]],
	[
		[CARO, BEN],
		[BEN, CARO],
	],
	[['254700000009'], []],
	[[], []],
])('of recipients %j a fault befalls %j, and the others are as usual', async (recipients, befallen) => {
	sandbox.next('send', { kind: 'rows', recipients, row: { status: 'FAILED' } });
	const heard = await send(sandbox, headers, toAll);
	expect(heard.json).toMatchObject({ status: 'success', message: 'Sms scheduled successfully!' });
	expect(rowsOf(heard).map(({ id, recipient, status }) => [id, recipient, status])).toEqual(
		[ANNE, BEN, CARO].map((to, index) => [index + 1, to, befallen.includes(to) ? 'FAILED' : null]),
	);
	const others = [ANNE, BEN, CARO].filter((to) => !befallen.includes(to));
	expect(texted()).toEqual(others);
	expect(sandbox.requests().at(-1)).toMatchObject({
		planned: 'rows',
		answer: { status: 200 },
		accepted: others.length,
	});
});

test.each<Record<string, unknown>>([
	{ status: 'FAILED' },
	{ processedStatus: 'REJECTED' },
	{ failureReason: 'Blacklisted number' },
	{ sentResponseStatus: '400 Bad Request' },
	{ id: null, recipient: 254_700_000_001, processedStatus: 'SENT' },
])('a row is as usual but for %j, and afterAccept decides whether it is texted', async (row) => {
	for (const afterAccept of [false, true]) {
		sandbox.clear();
		sandbox.next('send', { kind: 'rows', row, afterAccept });
		const [first, second] = rowsOf(await send(sandbox, headers, toAll));
		expect(first).toEqual({ ...second, id: Number(second?.['id']) - 1, recipient: ANNE, ...row });
		expect(texted()).toEqual(afterAccept ? [ANNE, BEN, CARO] : [BEN, CARO]);
	}
});

test.each([false, true])(
	'a recipient that is left out has no row, and afterAccept %p decides whether it is texted',
	async (afterAccept) => {
		sandbox.next('send', { kind: 'rows', recipients: [BEN], afterAccept });
		const heard = await send(sandbox, headers, toAll);
		expect(rowsOf(heard).map(({ recipient }) => recipient)).toEqual([ANNE, CARO]);
		expect(Object.keys(heard.json)).toEqual(['status', 'data', 'message']);
		expect(texted()).toEqual(afterAccept ? [ANNE, BEN, CARO] : [ANNE, CARO]);
	},
);

test('when all recipients are left out, the list of rows is there and empty', async () => {
	sandbox.next('send', { kind: 'rows', recipients: 'all' });
	expect((await send(sandbox, headers, toAll)).json).toMatchObject({ status: 'success', data: [] });
	expect(texted()).toEqual([]);
});

const REASON = expect.any(String);
test.each<[Extract<Answer, { kind: 'rows' }>, Record<string, unknown>]>([
	[{ kind: 'rows', listedUnder: 'failed' }, { failed: [ANNE] }],
	[{ kind: 'rows', recipients: 'all', listedUnder: 'rejected' }, { rejected: [ANNE, BEN, CARO] }],
	[
		{ kind: 'rows', listedUnder: 'invalid', listedAs: 'objects' },
		{ invalid: [{ recipient: ANNE, reason: REASON }] },
	],
	[
		{ kind: 'rows', recipients: [ANNE, CARO], listedUnder: 'errors', listedAs: 'map' },
		{ errors: { [ANNE]: REASON, [CARO]: REASON } },
	],
])('%j lists recipients beside the rows', async (fault, lists) => {
	sandbox.next('send', fault);
	const { json } = await send(sandbox, headers, toAll);
	expect(json).toEqual({ status: 'success', data: expect.any(Array), message: expect.any(String), ...lists });
});

test('a recipient can have a row that says yes and still be listed as failed', async () => {
	sandbox.next('send', { kind: 'rows', row: {}, listedUnder: 'failed', afterAccept: true });
	const heard = await send(sandbox, headers, toAll);
	expect(rowsOf(heard)).toHaveLength(3);
	expect(heard.json['failed']).toEqual([ANNE]);
	expect(texted()).toEqual([ANNE, BEN, CARO]);
});

test('numbers in lists are written as those in rows are', async () => {
	sandbox.set({ recipientFormat: 'plus' });
	sandbox.next('send', { kind: 'rows', listedUnder: 'failed' });
	expect((await send(sandbox, headers, toAll)).json['failed']).toEqual([`+${ANNE}`]);
});

test('a function decides on rows as well, and what the gateway would refuse it refuses', async () => {
	sandbox.onSend(({ recipients }) => ({ kind: 'rows', recipients: recipients.slice(1) }));
	expect(rowsOf(await send(sandbox, headers, toAll))).toHaveLength(1);
	expect((await send(sandbox, headers, message({ recipients: [ANNE], sourceId: 0 }))).json).toMatchObject({
		status: 'error',
		data: null,
	});
	expect(texted()).toEqual([ANNE]);
});
