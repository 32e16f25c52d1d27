import { z } from 'zod';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import type { Rest } from '../../harness/n8n/rest.mts';
import {
	CREDENTIAL,
	importCredentials,
	importWorkflows,
	ourWorkflows,
	storedCredential,
	withParameters,
} from '../../harness/n8n/workflows.mts';
import { callWebhook, openWorld, received, type World } from './support/world.mts';

/** Recipients of a run, each with a request of its own, one after another: it outlasts two tokens. */
const RECIPIENTS = Array.from({ length: 24 }, (_, index) => `2547000001${String(index).padStart(2, '0')}`);
const SLOW = { accessTokenLifetime: 2, refreshTokenLifetime: 0, latency: 250 };
const ANOTHER_ACCOUNT = { userName: 'another-user', password: 'another-password', appKey: 'another-app-key' };

let world: World;
let rest: Rest;
let another: Sandbox;

beforeAll(async () => {
	world = await openWorld();
	another = await startSandbox({ ...ANOTHER_ACCOUNT, switches: SLOW });
	world.finally(() => another.close());
	world.sandbox.set(SLOW);
	await importCredentials(world.instance, world.account);
	const workflows = await ourWorkflows();
	await importWorkflows(
		world.instance,
		workflows
			.filter(({ id }) => id === 'webhook-to-sms')
			.map((workflow) =>
				withParameters(workflow, 'Send SMS', { options: { recipientsPerRequest: 1, concurrentRequests: 1 } }),
			),
	);
	({ rest } = await world.begin());
	await rest.activate('webhook-to-sms');
	await rest.webhookReady('send-sms');
});

beforeEach(async () => {
	await rest.editCredential(CREDENTIAL.id, { ...world.account });
	world.sandbox.clear();
	another.clear();
});

afterAll(async () => await world.close());

function signIns(): number {
	return world.sandbox.counts().signIns + another.counts().signIns;
}

/** Begins a run, edits the credential once some of its messages are out, and gives what the run tells of itself. */
async function editDuringRun(changes: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
	const call = callWebhook(world.instance, 'send-sms', {
		to: RECIPIENTS.join(', '),
		message: 'Your parcel is here',
	});
	await world.sandbox.waitFor((sandbox) => sandbox.counts().messages >= 2, 30_000);
	await rest.editCredential(CREDENTIAL.id, changes);
	const before = signIns();
	const item = z.record(z.unknown()).parse(await (await call).json());
	// n8n was given a token to keep after the edit, or would have been: that is when an edit can be lost.
	expect(signIns()).toBeGreaterThan(before);
	return item;
}

test('an app key edited during a run whose token expires is the one that n8n holds afterwards', async () => {
	await editDuringRun({ appKey: 'edited-app-key' });
	expect(await storedCredential(world.instance)).toMatchObject({
		...world.account,
		appKey: 'edited-app-key',
	});
});

test('a user name that the gateway refuses, edited during a run, is held afterwards, and the run says why it ended', async () => {
	const item = await editDuringRun({ userName: 'nobody' });
	expect(await storedCredential(world.instance)).toMatchObject({ ...world.account, userName: 'nobody' });
	expect(item).toMatchObject({
		status: 'partial',
		result: expect.stringMatching(/^Sent to \d+ of 24\. Not sent to .*Invalid user name or password/),
	});
});

test('another account, edited during a run, is held afterwards, and sends the rest of the run: nobody is texted twice', async () => {
	const changes = { ...ANOTHER_ACCOUNT, baseUrl: another.apiUrl };
	const item = await editDuringRun(changes);
	expect(await storedCredential(world.instance)).toMatchObject(changes);
	expect(item).toMatchObject({ status: 'accepted', result: 'Sent to 24 of 24' });
	const to = [...received(world.sandbox), ...received(another)].map((message) => message.to);
	expect(to.sort()).toEqual(RECIPIENTS);
	expect(received(another).length).toBeGreaterThan(0);
});

const EXPRESSIONS = ['={{ $json.none }}', '={{ undefined }}', '={{ null }}', '={{ "" }}', '={{ foo.bar() }}'];

test.each(EXPRESSIONS)(
	'an expression in Only These Numbers lets nobody be texted: %s',
	async (onlyTheseNumbers) => {
		await rest.editCredential(CREDENTIAL.id, { ...world.account, onlyTheseNumbers });
		const response = await callWebhook(world.instance, 'send-sms', { to: RECIPIENTS[0], message: 'Hello' });
		expect(await response.text()).not.toContain('"accepted"');
		expect(world.sandbox.counts().sends).toBe(0);
	},
);
