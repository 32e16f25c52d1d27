import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { CREDENTIAL, importCredentials, importWorkflows } from '../../harness/n8n/workflows.mts';
import { chain, sendSms, webhook } from './support/chain.mts';
import { callWebhook, openWorld, type World } from './support/world.mts';

/** A gateway that answers, and then is there no more. n8n 1 and 2 tell of that in errors of different shapes. */
let world: World;
let gateway: Sandbox;

const ID = 'gone';

beforeAll(async () => {
	world = await openWorld();
	gateway = await startSandbox();
	world.finally(() => gateway.close());
	const account = { ...gateway.account, baseUrl: gateway.apiUrl };
	await importCredentials(world.instance, world.account, [
		{ id: ID, name: ID, type: CREDENTIAL.type, data: account },
	]);
	const send = sendSms(
		{ message: '=Order {{ $json.body.order }}', recipients: '254700000041' },
		{ credentials: { mobiConnectApi: { id: ID, name: ID } }, onError: 'continueRegularOutput' },
	);
	await importWorkflows(world.instance, [chain(ID, webhook(ID), send)]);
	const { rest } = await world.begin();
	await rest.activate(ID);
	await rest.webhookReady(ID);
});

afterAll(async () => await world.close());

const call = async (order: string): Promise<unknown> =>
	await (await callWebhook(world.instance, ID, { order })).json();

test('a send whose connection is refused surely did not go out, and is told so', async () => {
	expect(await call('A-1')).toMatchObject([{ status: 'accepted' }]);
	await gateway.close();
	expect(await call('A-2')).toMatchObject([
		{ status: 'refused', result: 'Not sent: the gateway refused the connection' },
	]);
});
