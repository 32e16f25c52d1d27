import { msisdns, rows, sendTo, startBench, type Bench } from '../support.mts';

/** What is said of runs that stopped, where there is much to say. */
let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

const EACH = sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, '=Hi {{ $json.name }}');

test('a retry with input that can not be used says that nobody more was texted', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'ok' }, { kind: 'envelopeError' });
	const failed = await engine.run({ parameters: EACH, items: rows(3) });
	const { error } = await engine.retry(failed, { recipients: '0712' });
	expect(error?.message).toMatch(/^Nobody more was texted: Recipients: "0712" is not a number/);
});

test('people who were texted and are no longer asked for are named up to ten, and the rest is counted', async () => {
	const { engine, sandbox } = bench;
	const [last = ''] = msisdns(1, 12);
	sandbox.onSend(({ recipients }) => (recipients.includes(last) ? { kind: 'envelopeError' } : undefined));
	const failed = await engine.run({ parameters: EACH, items: rows(13) });
	sandbox.onSend(undefined);
	const retried = await engine.retry(failed, { recipients: '254700199999' });
	const [run] = retried.run.data.resultData.runData['MobiConnect']?.slice(-1) ?? [];
	expect(run?.hints?.[0]?.message).toMatch(/^Texted by an earlier try, .*: 254700100000, .* and 2 more$/);
});

test('a key that can not be given back is told, and hides nothing of who was texted', async () => {
	const { engine, sandbox } = bench;
	sandbox.onSend(() => {
		engine.keys.failure = new Error('database is locked');
		return { kind: 'envelopeError', message: 'No balance' };
	});
	const result = await engine.run({
		parameters: { ...EACH, safeguards: { onceKey: '={{ $json.name }}' } },
		items: rows(1),
		settings: { onError: 'continueRegularOutput' },
	});
	engine.keys.failure = undefined;
	expect(result.json()[0]).toMatchObject({
		status: 'refused',
		result: 'Not sent: the gateway said "No balance"',
	});
	const [run] = result.run.data.resultData.runData['MobiConnect']?.slice(-1) ?? [];
	expect(run?.hints?.[0]?.message).toMatch(/counts as sent for "Text Only Once About".*database is locked$/);
});

test("the credential signs what n8n's HTTP Request node sends, which names its address otherwise", async () => {
	const { engine, sandbox } = bench;
	const type = engine.packages.credential();
	if (typeof type.authenticate !== 'function') throw new Error('No function signs');
	const data = { ...engine.credentials.data, accessToken: 'the-token' };
	const address = `${sandbox.apiUrl}/communications/sms/sendMessage`;
	const signed = await type.authenticate(data, { uri: address, headers: {} } as never);
	expect(signed.headers).toMatchObject({
		Authorization: 'Bearer the-token',
		'App-Key': sandbox.account.appKey,
	});
	expect(signed.proxy).toBeUndefined();
	const asked = await type.authenticate(data, { url: `${sandbox.apiUrl}/auth` });
	expect(asked.proxy).toMatchObject({ host: '127.0.0.1' });
});

test('words of the gateway that look like HTML are shown whole: a title goes without tags, a description quotes them', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelopeError', message: 'No <b>balance</b>, 2 < 3' });
	const { error } = await engine.run({ parameters: EACH, items: rows(1) });
	expect(error?.message).toBe('Nobody was texted: the gateway said "No ‹b>balance‹/b>, 2 < 3"');
	expect(error?.description).not.toContain('<b>');
});

test('too many requests say what to set', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'tooMany', retryAfter: 3600 });
	const { error } = await engine.run({ parameters: EACH, items: rows(1) });
	expect(error?.message).toBe('Nobody was texted: the gateway said "Too many requests"');
	expect(error?.description).toMatch(/set "Requests per Second" in "Options"/);
});
