import { parseTokenSet } from '../../gateway/tokens';
import type { WriteBack } from '../../harness/engine/credentialStore.mts';
import { ONE, rows, sendTo, startBench, type Bench } from './support.mts';

/** A run of three requests, one after another. */
const THREE = {
	parameters: sendTo('={{ $json.phone }}', { concurrentRequests: 1 }, '=Hi {{ $json.name }}'),
	items: rows(3),
};

/** A field that the node knows nothing of, as a later version of the credential may have one. */
const NOTE = { note: 'Edited during the run' };

let bench: Bench;
/** A second gateway, where a test starts one. */
let other: Bench | undefined;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => {
	await bench.close();
	await other?.close();
	other = undefined;
});

describe.each<[string, WriteBack]>([
	['n8n 1, which writes back the whole credential', 'wholeCredential'],
	['n8n 2, which merges the new fields', 'newFields'],
])('%s', (_, writeBack) => {
	beforeEach(() => {
		bench.engine.credentials.writeBack = writeBack;
	});

	test('an edit of the credential between the start of a run and its sign-in survives the run', async () => {
		const { engine, sandbox } = bench;
		await engine.run(ONE);
		sandbox.onSend(({ index }) => {
			if (index === 1) {
				engine.credentials.edit(NOTE);
				sandbox.revokeTokens();
			}
			return undefined;
		});
		const result = await engine.run(THREE);
		expect(result.error).toBeUndefined();
		expect(engine.credentials.data).toMatchObject(NOTE);
		expect(sandbox.counts().messages).toBe(4);
	});

	test('an edit of the credential while a sign-in is waited for survives the run', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('auth', { kind: 'ok', delay: 200 });
		const running = engine.run(THREE);
		await sandbox.waitFor(({ counts }) => counts().signIns === 1);
		engine.credentials.edit(NOTE);
		expect((await running).error).toBeUndefined();
		expect(engine.credentials.data).toMatchObject(NOTE);
		expect(engine.credentials.writes).toBe(1);
	});

	test('an edit of the credential after the sign-in survives the run', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) => {
			if (index === 1) engine.credentials.edit(NOTE);
			return undefined;
		});
		expect((await engine.run(THREE)).error).toBeUndefined();
		expect(engine.credentials.data).toMatchObject(NOTE);
	});

	test('a password that is corrected while the sign-in with the wrong one is waited for is used in the same run, and stays', async () => {
		const { engine, sandbox } = bench;
		const { password } = sandbox.account;
		engine.credentials.edit({ password: 'wrong-password' });
		sandbox.next('auth', { kind: 'ok', delay: 200 });
		const running = engine.run(THREE);
		await sandbox.waitFor(({ counts }) => counts().signIns === 1);
		engine.credentials.edit({ password });
		expect((await running).error).toBeUndefined();
		expect(engine.credentials.data).toMatchObject({ password });
		expect(sandbox.counts()).toMatchObject({ signIns: 2, messages: 3 });
	});

	test('another gateway that is entered while a sign-in is waited for gets the messages, and stays', async () => {
		other = await startBench();
		const { engine, sandbox } = bench;
		const baseUrl = other.sandbox.apiUrl;
		sandbox.next('auth', { kind: 'ok', delay: 200 });
		const running = engine.run(THREE);
		await sandbox.waitFor(({ counts }) => counts().signIns === 1);
		engine.credentials.edit({ baseUrl });
		expect((await running).error).toBeUndefined();
		expect(engine.credentials.data).toMatchObject({ baseUrl });
		expect(sandbox.counts().sends).toBe(0);
		expect(other.sandbox.counts()).toMatchObject({ signIns: 1, sends: 3, messages: 3 });
	});

	test('a password that is changed after the sign-in stays, and a token that is refused then is not asked for with the old one', async () => {
		const { engine, sandbox } = bench;
		sandbox.onSend(({ index }) => {
			if (index === 1) {
				engine.credentials.edit({ password: 'new-password' });
				sandbox.revokeTokens();
			}
			return undefined;
		});
		sandbox.set({ refreshTokenLifetime: 0 });
		const result = await engine.run(THREE);
		expect(result.error?.message).toContain('MobiConnect refused to sign in: ');
		expect(engine.credentials.data).toMatchObject({ password: 'new-password' });
	});

	test('the token set that is kept is that of the edited credential', async () => {
		const { engine, sandbox } = bench;
		sandbox.next('auth', { kind: 'ok', delay: 200 });
		const running = engine.run(THREE);
		await sandbox.waitFor(({ counts }) => counts().signIns === 1);
		engine.credentials.edit(NOTE);
		await running;
		const { data } = engine.credentials;
		expect(parseTokenSet(data['tokenSet'])?.accessToken).toBe(data['accessToken']);
		await engine.run(ONE);
		expect(sandbox.counts()).toMatchObject({ signIns: 1, messages: 4 });
	});
});
