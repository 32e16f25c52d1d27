import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, ourWorkflows } from '../../../harness/n8n/workflows.mts';
import { executionAfter, executionWith } from '../support/executions.mts';
import { callWebhook, openWorld, received, type World } from '../support/world.mts';
import { executionOfLink, linkTo, open, press } from './phone.mts';

/** The workflow that asks the owner about a refund, as a shop and its owner's phone use it. */
let world: World;
let rest: Rest;

const [OWNER, CUSTOMER] = ['254700000041', '254700000042'];
const LIMIT = 5000;

beforeAll(async () => {
	world = await openWorld();
	await importCredentials(world.instance, world.account);
	await importWorkflows(
		world.instance,
		(await ourWorkflows()).filter(({ id }) => id === 'approve-by-sms'),
	);
	({ rest } = await world.begin());
	await rest.activate('approve-by-sms');
	await rest.webhookReady('refund');
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

async function askForRefund(order: string, amount: number): Promise<void> {
	const { status } = await callWebhook(world.instance, 'refund', { order, amount, phone: CUSTOMER });
	expect(status).toBe(200);
}

/** Asks for more than the limit; the execution then waits for the owner. */
async function askOwner(order: string): Promise<{ readonly link: string; readonly id: string }> {
	await askForRefund(order, LIMIT + 1);
	const link = await linkTo(world.sandbox, OWNER);
	const id = executionOfLink(link);
	await executionWith(rest, id, 'waiting');
	return { link, id };
}

const toCustomer = () => received(world.sandbox).filter(({ to }) => to === CUSTOMER);
const onItsWay = (order: string, amount: number) => [
	{ to: CUSTOMER, text: `KES ${amount} for order ${order} is on its way back to you.` },
];

test('a refund up to the limit goes through, and nobody is asked', async () => {
	await askForRefund('A-1', LIMIT);
	await world.sandbox.waitFor(() => toCustomer().length > 0, 180_000);
	expect(received(world.sandbox)).toEqual(onItsWay('A-1', LIMIT));
});

test('a greater one waits for the owner, who opens the link and presses the button, twice', async () => {
	const { link, id } = await askOwner('A-2');
	await open(link, 'WhatsApp/2.24.20 A');
	const { html } = await open(link);
	expect(html).toContain(`Refund KES ${LIMIT + 1} for order A-2?`);
	expect(html).toContain('>Refund it<');
	expect((await executionWith(rest, id, 'waiting')).status).toBe('waiting');
	expect(toCustomer()).toEqual([]);

	expect((await press(link, 'approve')).html).toContain('Thank you');
	await press(link, 'approve');
	expect((await executionWith(rest, id, 'ended')).status).toBe('success');
	await press(link, 'approve');
	expect(toCustomer()).toEqual(onItsWay('A-2', LIMIT + 1));
});

test('a declined one is not paid', async () => {
	const { link, id } = await askOwner('A-3');
	await press(link, 'decline');
	const { status, output } = await executionWith(rest, id, 'ended');
	expect(status).toBe('success');
	expect(output('No refund')).toHaveLength(1);
	expect(toCustomer()).toEqual([]);
});

test('an order is asked about once', async () => {
	const first = await askOwner('A-4');
	world.sandbox.clear();
	await askForRefund('A-4', LIMIT + 1);
	const { output } = await executionAfter(rest, first.id, 'approve-by-sms');
	expect(output('Ask the owner')).toMatchObject([
		{ status: 'skipped', result: expect.stringContaining('has gone to this number before') },
	]);
	expect(output('No refund')).toHaveLength(1);
	expect(received(world.sandbox)).toEqual([]);
});
