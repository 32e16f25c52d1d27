import type { Editor } from '../../harness/editor/editor.mts';
import { refusedOfThree, SENDER, stopping } from '../../harness/editor/refused.mts';
import {
	CREDENTIAL,
	importCredentials,
	importWorkflows,
	ourWorkflows,
	withParameters,
	type Workflow,
} from '../../harness/n8n/workflows.mts';
import { openEditor } from './support/openEditor.mts';
import { openWorld, received, type World } from './support/world.mts';

let world: World;
let editor: Editor;
let problems: readonly string[];

/** Five customers, each with a text of their own. */
const fiveCustomers: Workflow = {
	id: 'five-customers',
	name: 'Five customers',
	nodes: [
		{
			id: 'a',
			name: 'Customers',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'b',
			name: 'Text each of them',
			type: 'n8n-nodes-mobiconnect.mobiConnect',
			typeVersion: 1,
			position: [200, 0],
			parameters: {
				resource: 'sms',
				operation: 'send',
				message: '=Hi {{ $json.name }}, your order is ready.',
				recipients: '={{ $json.phone }}',
				sourceId: 1,
				options: {},
			},
			credentials: { mobiConnectApi: { id: CREDENTIAL.id, name: CREDENTIAL.name } },
		},
	],
	connections: { Customers: { main: [[{ node: 'Text each of them', type: 'main', index: 0 }]] } },
	pinData: {
		Customers: ['Amina', 'Brian', 'Cynthia', 'David', 'Esther'].map((name, index) => ({
			json: { name, phone: `25470000006${index}` },
		})),
	},
	active: false,
	settings: { executionOrder: 'v1' },
};

/** The same customers, with the text as the README has it before anything is dragged into it. */
const firstText: Workflow = {
	...withParameters(fiveCustomers, 'Text each of them', { message: 'Your order is ready,', recipients: '' }),
	id: 'first-text',
};

beforeAll(async () => {
	world = await openWorld();
	await importCredentials(world.instance, world.account);
	const others = [fiveCustomers, firstText, stopping(refusedOfThree)];
	await importWorkflows(world.instance, [...(await ourWorkflows()), ...others]);
	await world.begin();
	({ editor, problems } = await openEditor(world));
});

beforeEach(() => world.sandbox.clear());

afterEach(() => expect(problems).toEqual([]));

afterAll(async () => await world.close());

test('a credential is added by hand: the test names a wrong Base URL, repeats the gateway’s words, then succeeds', async () => {
	const { account } = world;
	await editor.newCredential();
	const elsewhere = await editor.saveCredential({ ...account, baseUrl: `${account.baseUrl}/elsewhere` });
	expect(elsewhere).toMatch(/There is no MobiConnect at http:.*\/api\/elsewhere: .*Is the Base URL right\?/);
	const closed = await editor.saveCredential({ ...account, baseUrl: 'http://127.0.0.1:1/api' });
	expect(closed).toContain('the gateway refused the connection. Is the Base URL right?');
	const refused = await editor.saveCredential({ ...world.account, password: 'wrong' });
	expect(refused).toContain('Invalid user name or password');
	const accepted = await editor.saveCredential(world.account);
	expect(accepted).toContain('Connection tested successfully');
});

test('the node is found by what people call it, filled in and executed, and the output is a table', async () => {
	await editor.newWorkflow();
	for (const words of ['text message', 'kenya', 'sms', 'notify', 'approve']) {
		expect(await editor.search(words)).toContain('MobiConnect');
	}
	await editor.dropNode();
	await editor.fill('sourceId', '1');
	await editor.fill('message', 'Hi Amina, your order A-1041 is ready.');
	await editor.fill('recipients', '0700 000 011, +254700000012');
	await editor.executeStep();

	const table = await editor.output();
	for (const cell of ['accepted', '254700000011, 254700000012', 'Sent to 2 of 2', 'GSM-7'])
		expect(table).toContain(cell);
	const text = 'Hi Amina, your order A-1041 is ready.';
	expect(received(world.sandbox)).toEqual([
		{ to: '254700000011', text },
		{ to: '254700000012', text },
	]);
});

test('columns dragged onto Recipients and to the end of Message make a text of each row, as the README says', async () => {
	await editor.open('first-text');
	await editor.openForm('Text each of them');
	await editor.drag('phone', 'recipients');
	await editor.drag('name', 'message');
	await editor.executeStep();
	expect(received(world.sandbox)).toEqual(
		['Amina', 'Brian', 'Cynthia', 'David', 'Esther'].map((name, index) => ({
			to: `25470000006${index}`,
			text: `Your order is ready, ${name}`,
		})),
	);
});

test('of a run over five customers, the table shows at a glance who got it and what became of each', async () => {
	await editor.open('five-customers');
	await editor.executeWorkflow();
	await editor.openNode('Text each of them');
	const { columns, rows } = await editor.glance();
	expect(columns.slice(0, 3)).toEqual(['status', 'to', 'result']);
	expect(rows).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted']);
	const [, first] = (await editor.output()).split('254700000060');
	expect(first?.trim()).toMatch(/^Sent\b/);
});

test('of a run that stopped, the error shows how many were texted, who, and what may be done', async () => {
	await editor.open(refusedOfThree.id);
	await editor.executeToFailure();
	await editor.quiet();
	const words = await editor.openError(SENDER);
	expect(words).toContain('1 of 3 texted, then it stopped: the gateway said "Insufficient balance"');
	expect(words).toMatch(
		/Retry in the list of executions: .* texts nobody again\. .*\nTexted: 254700000071\. Refused: row 2: 254700000920\. Not tried: 1\./,
	);
	expect(words).toMatch(/"refused":\s*\[\s*"254700000920"/);
});

test('every workflow opens', async () => {
	for (const { id } of await ourWorkflows()) {
		await editor.open(id);
		await editor.nodeIcon();
	}
});

test.each([
	['light', false, 'mobiconnect.svg'],
	['dark', true, 'mobiconnect.dark.svg'],
])('in the %s theme the node wears its own icon', async (_theme, dark, icon) => {
	const themed = await openEditor(world, { dark });
	await themed.editor.open('webhook-to-sms');
	expect(await themed.editor.nodeIcon()).toContain(icon);
	expect(themed.problems).toEqual([]);
});
