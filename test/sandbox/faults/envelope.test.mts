import { type Answer, type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { call, details, message, rowsOf, send, signed } from '../client.mts';

let sandbox: Sandbox;
let headers: Record<string, string>;
beforeEach(async () => {
	sandbox = await startSandbox();
	headers = await signed(sandbox);
});
afterEach(() => sandbox.close());

const WORDS = 'Sms scheduled successfully!';
/** Words of success, of failure and of neither; and what contradicts a success. */
const BODIES: Array<Record<string, unknown>> = [
	...['SUCCESS', 'Success', 'ok', true].map((status) => ({ status })),
	...['error', 'fail', 'failed', 'failure', 'rejected', 'unsuccessful', 'denied', false].map((status) => ({
		status,
	})),
	...['queued?', 'partial', null, 1, { code: 0 }].map((status) => ({ status })),
	{ success: false },
	{ error: 'Insufficient balance' },
	{ errors: ['Insufficient balance'] },
	{ data: { status: 'failed' } },
];

test.each(BODIES)('%j is answered before anybody is texted, and after', async (body) => {
	for (const afterAccept of [false, true]) {
		sandbox.clear();
		sandbox.next('send', { kind: 'envelope', body, afterAccept });
		const heard = await send(sandbox, headers, message({ recipients: ['254700000001', '254700000002'] }));
		const data = afterAccept ? [expect.any(Object), expect.any(Object)] : null;
		expect(heard.json).toEqual({ status: 'success', data, message: WORDS, ...body });
		expect(heard.status).toBe(200);
		expect(sandbox.messages()).toHaveLength(afterAccept ? 2 : 0);
		if (afterAccept && !('data' in body)) {
			const ids = sandbox.messages().map(({ id }) => id);
			expect(rowsOf(heard).map(({ id }) => id)).toEqual(ids);
		}
	}
});

test('fields can be missing, and the HTTP status another', async () => {
	sandbox.next('send', {
		kind: 'envelope',
		without: ['status', 'data'],
		status: 202,
		afterAccept: true,
	});
	const heard = await send(sandbox, headers);
	expect([heard.status, heard.json]).toEqual([202, { message: WORDS }]);
	expect(sandbox.messages()).toHaveLength(1);
});

test('what the gateway would refuse is refused, and its envelope is not touched', async () => {
	sandbox.next('send', { kind: 'envelope', body: { status: 'ok' }, afterAccept: true });
	expect((await send(sandbox, headers, message({ sourceId: 0 }))).json).toMatchObject({ status: 'error' });
	expect(sandbox.messages()).toEqual([]);
});

test('a sign-in can be answered so as well, with its tokens and without', async () => {
	const signIn = async () => (await call('POST', `${sandbox.apiUrl}/auth`, details(sandbox))).json;
	const message = 'Successfully authenticated the user';
	sandbox.next('auth', { kind: 'envelope', body: { status: 'OK' }, afterAccept: true });
	expect(await signIn()).toMatchObject({ status: 'OK', data: { access_token: expect.any(String) } });
	sandbox.next('auth', { kind: 'envelope', body: { status: 'denied' } });
	expect(await signIn()).toEqual({ status: 'denied', data: null, message });
});

test.each<[Extract<Answer, { kind: 'acceptThen' }>['answer'], number, string | null]>([
	[{ kind: 'unavailable' }, 503, null],
	[{ kind: 'unavailable', retryAfter: 1 }, 503, '1'],
	[{ kind: 'tooMany' }, 429, null],
	[{ kind: 'tooMany', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 429, 'Wed, 21 Oct 2026 07:28:00 GMT'],
	[{ kind: 'status', status: 503, headers: { 'Retry-After': 'soon' } }, 503, 'soon'],
])('%j is answered before anybody is texted, and after', async (answer, status, retryAfter) => {
	for (const [fault, count] of [
		[answer, 0],
		[{ kind: 'acceptThen', answer }, 1],
	] as const) {
		sandbox.next('send', fault);
		const heard = await send(sandbox, headers);
		expect([heard.status, heard.headers.get('retry-after')]).toEqual([status, retryAfter]);
		expect(sandbox.messages()).toHaveLength(count);
	}
});
