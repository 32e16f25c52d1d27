import type { SendToken } from '../../../harness/probe/evidence.mts';
import { sendOnce } from '../../../harness/probe/sendOnce.mts';
import { startSandbox, type Answer, type Sandbox } from '../../../sandbox/index.mts';
import { signIn } from '../client.mts';
import { TO } from './run.mts';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	await sandbox.close();
});

/** Sends with these tokens, and tells which were tried. */
async function tried(tokens: ReadonlyArray<readonly [kind: SendToken, token: string]>): Promise<string[]> {
	const attempts = await sendOnce({
		to: TO,
		sourceId: 1,
		url: `${sandbox.apiUrl}/communications/sms/sendMessage`,
		signed: (token) => ({ authorization: `Bearer ${token}`, 'app-key': sandbox.account.appKey }),
		tokens,
		log: () => undefined,
	});
	return attempts.map(({ token, outcome }) => `${token}: ${outcome.status}`);
}

const row = { recipient: TO, status: 'FAILED' };

test.each<readonly [name: string, answer: Answer]>([
	['a broken connection', { kind: 'reset' }],
	['a connection that breaks after the message was taken', { kind: 'resetAfterAccept' }],
	['a 500', { kind: 'status', status: 500 }],
	['a 503', { kind: 'unavailable' }],
	['a 503 with Retry-After', { kind: 'unavailable', retryAfter: 0 }],
	['a 429', { kind: 'tooMany', retryAfter: 0 }],
	['a redirect', { kind: 'redirect', status: 307, location: '/api/communications/sms/sendMessage' }],
	['a web page', { kind: 'html' }],
	['an empty answer', { kind: 'empty' }],
	['half an answer', { kind: 'truncated' }],
	['a word that is neither yes nor no', { kind: 'status', status: 200, body: { status: 'queued?' } }],
	[
		'a success with a row that says no',
		{ kind: 'status', status: 200, body: { status: 'success', data: [row] } },
	],
	['a 400 with a row', { kind: 'status', status: 400, body: { status: 'error', data: [row] } }],
])('after %s no other request to send is made', async (_name, answer) => {
	const { access } = await signIn(sandbox);
	sandbox.next('send', answer);
	expect(
		await tried([
			['from before the refresh', access],
			['newest', access],
		]),
	).toHaveLength(1);
	expect(sandbox.counts().sends).toBe(1);
});

test.each<readonly [name: string, answer: Answer]>([
	['a 401', { kind: 'unauthorized' }],
	['a 403', { kind: 'forbidden' }],
	['an error that speaks of the token', { kind: 'tokenExpired' }],
	['an error that speaks of something else', { kind: 'envelopeError' }],
])('after %s the next token is tried, and the message goes out once', async (_name, answer) => {
	const { access } = await signIn(sandbox);
	sandbox.next('send', answer);
	const tokens = [
		['made up', access],
		['from before the refresh', access],
		['newest', access],
	] as const;
	expect(await tried(tokens)).toEqual(['made up: refused', 'from before the refresh: accepted']);
	expect(sandbox.messages()).toHaveLength(1);
});
