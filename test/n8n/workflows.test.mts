import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { majorOf } from '../../harness/install/releases.mts';
import type { Rest } from '../../harness/n8n/rest.mts';
import {
	executeWorkflow,
	importCredentials,
	importWorkflows,
	ourWorkflows,
	withFilesOf,
	withParameters,
	WORKFLOWS,
	type Workflow,
} from '../../harness/n8n/workflows.mts';
import { issuesOf } from './support/issues.mts';
import { startModel, type Model } from './support/model.mts';
import { callWebhook, openWorld, received, release, type World } from './support/world.mts';

/** As it is written in Nairobi, where the workflows' clock is. */
const TOMORROW = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Nairobi' }).format(
	Date.now() + 24 * 3_600_000,
);
const TOOL_ARGUMENTS = { message: 'Hi Amina, your order is ready.', recipients: '0700 000 011' };

let world: World;
let rest: Rest;
let model: Model;
let workflows: Workflow[];

/** A workflow that always fails, and leaves it to ours to tell somebody. */
const failing: Workflow = {
	id: 'always-fails',
	name: 'Nightly stock count',
	nodes: [
		{
			id: 'a',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: { httpMethod: 'POST', path: 'always-fails', options: {} },
			webhookId: 'always-fails',
		},
		{
			id: 'b',
			name: 'Count',
			type: 'n8n-nodes-base.stopAndError',
			typeVersion: 1,
			position: [200, 0],
			parameters: { errorMessage: 'The shelf is empty' },
		},
	],
	connections: { Webhook: { main: [[{ node: 'Count', type: 'main', index: 0 }]] } },
	active: false,
	settings: { executionOrder: 'v1', errorWorkflow: 'workflow-failed-alert' },
};

function ours(id: string): Workflow {
	const found = workflows.find((workflow) => workflow.id === id);
	if (!found) throw new Error(`There is no workflow ${id}`);
	return found;
}

/** The agent of our workflow, with a stand-in for the model, and a chat that a program can reach. */
function agentWithStandIn(): Workflow {
	const reachable = withParameters(ours('ai-agent-with-sms'), 'When a chat message comes', {
		public: true,
		mode: 'webhook',
	});
	const nodes = reachable.nodes.map((node) =>
		node['name'] === 'Chat model'
			? { ...node, credentials: { openAiApi: { id: 'stand-in-model', name: 'Stand-in model' } } }
			: node,
	);
	return { ...reachable, nodes };
}

async function activated(id: string, webhook?: string): Promise<void> {
	await rest.activate(id);
	if (webhook) await rest.webhookReady(webhook);
}

beforeAll(async () => {
	world = await openWorld();
	model = await startModel([[TOOL_ARGUMENTS]], 'Amina has been told.');
	world.finally(() => model.close());
	workflows = (await ourWorkflows()).map((workflow) => withFilesOf(world.instance, workflow));
	const standIn = { id: 'stand-in-model', name: 'Stand-in model', type: 'openAiApi' };
	const data = { apiKey: 'none', url: model.url };
	await importCredentials(world.instance, world.account, [{ ...standIn, data }]);
	const replaced = workflows.filter(({ id }) => id !== 'ai-agent-with-sms');
	await importWorkflows(world.instance, [...replaced, agentWithStandIn(), failing]);
	({ rest } = await world.begin());
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

test('every workflow, the Google Sheets one too, loads with nothing wrong but accounts to choose', async () => {
	const types = await rest.nodeTypes();
	const issues = workflows.flatMap((workflow) => issuesOf(workflow, types));
	expect(issues).toEqual([]);
});

test('every workflow explains itself in a note', () => {
	const silent = workflows.filter(
		({ nodes }) => !nodes.some((node) => /stickyNote/.test(String(node['type']))),
	);
	expect(silent.map(({ id }) => id)).toEqual([]);
});

test('spreadsheet to SMS: everybody gets their own text once, and the results are written back', async () => {
	const { instance, sandbox } = world;
	await copyFile(join(WORKFLOWS, 'customers.csv'), join(instance.files, 'customers.csv'));
	await executeWorkflow(instance, 'spreadsheet-to-sms');

	const messages = received(sandbox);
	expect(messages.map(({ to }) => to)).toEqual(
		[11, 12, 13, 14, 15, 16, 17, 19].map((last) => `2547000000${last}`),
	);
	expect(messages[0]?.text).toBe('Hi Amina, your order A-1041 is ready. Collect it at our shop by 6 pm.');
	const results = (await readFile(join(instance.files, 'results.csv'), 'utf8')).trim().split('\n');
	expect(results.map((line) => line.replace(/^\ufeff/, ''))).toEqual([
		'name,phone,result,sentTo,status',
		'Amina,0700 000 011,Sent,254700000011,accepted',
		'Brian,+254700000012,Sent,254700000012,accepted',
		'Cynthia,254-700-000-013,Sent,254700000013,accepted',
		'David,700000014,Sent,254700000014,accepted',
		'Esther,7.00000015E8,Sent,254700000015,accepted',
		'Faith,0700 000 016,Sent,254700000016,accepted',
		'George,+254 700 000 017,Sent,254700000017,accepted',
		'Halima,0700 00,Not sent: too short for a Kenyan number,,skipped',
		'Ian,254700000019,Sent,254700000019,accepted',
		'Ian,0700000019,"Sent once, with row 9",254700000019,accepted',
	]);
});

test('webhook to SMS: the message goes out, and the caller learns it', async () => {
	const { instance, sandbox } = world;
	await activated('webhook-to-sms', 'send-sms');
	const good = await callWebhook(instance, 'send-sms', {
		to: '0700 000 021',
		message: 'Your parcel is here',
	});
	expect(good.status).toBe(200);
	expect(await good.json()).toMatchObject({ status: 'accepted', to: '254700000021', result: 'Sent' });

	const bad = await callWebhook(instance, 'send-sms', { to: '12', message: 'Your parcel is here' });
	expect(bad.status).toBe(422);
	expect(await bad.json()).toMatchObject({
		status: 'skipped',
		result: expect.stringMatching(/^Not sent: .*"12"/),
	});

	sandbox.next('send', { kind: 'status', status: 500 });
	const lost = await callWebhook(instance, 'send-sms', {
		to: '0700 000 022',
		message: 'Your parcel is here',
	});
	expect(lost.status).toBe(504);
	expect(await lost.json()).toMatchObject({
		status: 'unknown',
		to: '254700000022',
		result: expect.stringMatching(/^Not known: .+/),
	});
	expect(received(sandbox)).toEqual([{ to: '254700000021', text: 'Your parcel is here' }]);
});

describe('order paid: one receipt', () => {
	/** M-Pesa's call after an STK push, as Safaricom documents it. */
	const paid = (receipt: string, phone: number) => ({
		Body: {
			stkCallback: {
				MerchantRequestID: '29115-34620561-1',
				CheckoutRequestID: `ws_CO_${receipt}`,
				ResultCode: 0,
				ResultDesc: 'The service request is processed successfully.',
				CallbackMetadata: {
					Item: [
						{ Name: 'Amount', Value: 1200 },
						{ Name: 'MpesaReceiptNumber', Value: receipt },
						{ Name: 'TransactionDate', Value: 20260715102115 },
						{ Name: 'PhoneNumber', Value: phone },
					],
				},
			},
		},
	});
	const notPaid = {
		Body: { stkCallback: { ResultCode: 1032, ResultDesc: 'Request cancelled by user' } },
	};
	const receiptOf = (receipt: string, to: string) => ({
		to,
		text: `Thank you! We received KES 1200, M-Pesa receipt ${receipt}. Your order is on its way.`,
	});
	const callWith = async (body: unknown) => (await callWebhook(world.instance, 'order-paid', body)).status;

	beforeAll(async () => await activated('order-paid-once', 'order-paid'));

	test('goes out once for a payment that is told of three times, twice of them at the same moment', async () => {
		const call = paid('NLJ7RT61SV', 254700000061);
		expect(await Promise.all([callWith(call), callWith(call)])).toEqual([200, 200]);
		expect(await callWith(call)).toBe(200);
		expect(received(world.sandbox)).toEqual([receiptOf('NLJ7RT61SV', '254700000061')]);
	});

	test('goes out for the next payment of the same customer', async () => {
		expect(await callWith(paid('NLK1AB23CD', 254700000061))).toBe(200);
		expect(received(world.sandbox)).toEqual([receiptOf('NLK1AB23CD', '254700000061')]);
	});

	test('goes out at the second call when the gateway refused it at the first', async () => {
		world.sandbox.next('send', { kind: 'envelopeError', message: 'Insufficient balance' });
		const call = paid('NLK2EF45GH', 254700000062);
		expect([await callWith(call), await callWith(call)]).toEqual([500, 200]);
		expect(received(world.sandbox)).toEqual([receiptOf('NLK2EF45GH', '254700000062')]);
	});

	test('goes out once when the answer to it was lost, although the service calls again', async () => {
		world.sandbox.next('send', { kind: 'resetAfterAccept' });
		const call = paid('NLK3IJ67KL', 254700000063);
		expect([await callWith(call), await callWith(call)]).toEqual([500, 200]);
		expect(received(world.sandbox)).toEqual([receiptOf('NLK3IJ67KL', '254700000063')]);
	});

	test('does not go out when nobody paid', async () => {
		expect(await callWith(notPaid)).toBe(200);
		expect(received(world.sandbox)).toEqual([]);
	});
});

describe('appointment reminders', () => {
	const appointments = [
		'name,phone,date,time',
		`Amina,0700 000 031,${TOMORROW},9:00`,
		`Brian,0700 000 032,${TOMORROW},10:30`,
		`Cynthia,0700 000 033,2020-01-01,11:00`,
	];

	beforeAll(async () => {
		await writeFile(join(world.instance.files, 'appointments.csv'), appointments.join('\n'));
	});

	/**
	 * Lets the schedule fire a few seconds from now; n8n's command line would take longer than those. Whoever saw it fire
	 * deactivates it: it fires each minute, for a machine that is too busy to make the first one.
	 */
	async function fireSoon(workflow: Workflow): Promise<void> {
		const second = new Date(Date.now() + 10_000).getUTCSeconds();
		const rule = { interval: [{ field: 'cronExpression', expression: `${second} * * * * *` }] };
		const { nodes } = withParameters(workflow, 'Every day at 8:00', { rule });
		await rest.changeWorkflow(workflow.id, { nodes });
		await rest.activate(workflow.id);
	}

	test('go out on the schedule to those of tomorrow, once previewed', async () => {
		await fireSoon(ours('appointment-reminders'));
		await world.sandbox.waitFor((sandbox) => sandbox.messages().length >= 2, 180_000);
		await rest.deactivate('appointment-reminders');
		expect(received(world.sandbox)).toEqual([
			{ to: '254700000031', text: 'Hi Amina, see you tomorrow at 9:00. Call us if you cannot make it.' },
			{ to: '254700000032', text: 'Hi Brian, see you tomorrow at 10:30. Call us if you cannot make it.' },
		]);
	});

	test('are not sent when they would cost more than the limit', async () => {
		const options = { pricePerPart: 300, currency: 'KES' };
		await fireSoon(withParameters(ours('appointment-reminders'), 'What would it cost?', { options }));
		const run = await rest.executionOf('appointment-reminders', 'error', 180_000);
		await rest.deactivate('appointment-reminders');
		expect(run).toContain(
			'Nothing was sent, since the reminders cost more than the limit: 2 messages in 2 parts for KES 600',
		);
		expect(received(world.sandbox)).toEqual([]);
	});
});

test('a workflow failed: the person on call is told which and why', async () => {
	if (majorOf(release) >= 2) await activated('workflow-failed-alert');
	await activated('always-fails', 'always-fails');
	await callWebhook(world.instance, 'always-fails', {});
	await world.sandbox.waitFor((sandbox) => sandbox.messages().length > 0, 20_000);
	expect(received(world.sandbox)).toEqual([
		{ to: '254700000001', text: '"Nightly stock count" failed in Count: The shelf is empty' },
	]);
});

describe('an AI agent', () => {
	const chat = '00000000-0000-4000-8005-0000000000aa/chat';

	async function ask(sessionId: string): Promise<unknown> {
		await activated('ai-agent-with-sms', chat);
		const question = { action: 'sendMessage', sessionId, chatInput: 'Tell Amina her order is ready' };
		return await (await callWebhook(world.instance, chat, question)).json();
	}

	test('sends an SMS, with the node as its tool, and reads that it costs money', async () => {
		expect(await ask('one')).toMatchObject({ output: 'Amina has been told.' });
		expect(received(world.sandbox)).toEqual([{ to: '254700000011', text: TOOL_ARGUMENTS.message }]);
		expect(model.toolAnswers.join()).toContain(String.raw`\"result\":\"Sent\"`);
		expect(model.toolDescriptions[0]).toMatch(
			/^Sends an SMS to phones, at once\. It costs money and can't be taken back/,
		);
	});

	test('reads of a tool that previews that it sends nothing', async () => {
		await rest.deactivate('ai-agent-with-sms');
		const { nodes } = withParameters(agentWithStandIn(), 'Send an SMS', { operation: 'preview' });
		await rest.changeWorkflow('ai-agent-with-sms', { nodes });
		expect(await ask('two')).toMatchObject({ output: 'Amina has been told.' });
		expect(received(world.sandbox)).toEqual([]);
		expect(model.toolDescriptions.at(-1)).toMatch(/^Shows what sending an SMS would do, and sends nothing: /);
	});
});
