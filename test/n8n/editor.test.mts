import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from '../../harness/n8n/browser.mts';
import { Editor } from '../../harness/n8n/editor.mts';
import { importWorkflows, ourWorkflows } from '../../harness/n8n/workflows.mts';
import { openWorld, received, type World } from './world.mts';

let world: World;
let browser: Browser;
let editor: Editor;
let problems: string[];

beforeAll(async () => {
	world = await openWorld();
	await importWorkflows(world.instance, await ourWorkflows());
	await world.begin();
	browser = await openBrowser();
	world.finally(() => browser.close());
	const opened = await openPage(browser);
	problems = opened.problems;
	editor = new Editor(opened.page, world.instance);
	await editor.logIn();
});

afterEach(() => expect(problems).toEqual([]));

afterAll(async () => await world.close());

test('a credential is added by hand: the test fails in the gateway’s words, then succeeds', async () => {
	await editor.newCredential();
	const refused = await editor.saveCredential({ ...world.account, password: 'wrong' });
	expect(refused).toContain('Invalid user name or password');
	const accepted = await editor.saveCredential(world.account);
	expect(accepted).toContain('Connection tested successfully');
});

test('the node is found by what people call it, filled in and executed, and the output is a table', async () => {
	await editor.newWorkflow();
	for (const words of ['text message', 'kenya', 'sms']) {
		expect(await editor.search(words)).toContain('MobiConnect');
	}
	await editor.dropNode();
	await editor.field('message').fill('Hi Amina, your order A-1041 is ready.');
	await editor.field('recipients').fill('0700 000 011, +254700000012');
	await editor.executeStep();

	const table = await editor.output();
	for (const cell of ['status', 'accepted', '254700000011', '254700000012', 'GSM-7'])
		expect(table).toContain(cell);
	const text = 'Hi Amina, your order A-1041 is ready.';
	expect(received(world.sandbox)).toEqual([
		{ to: '254700000011', text },
		{ to: '254700000012', text },
	]);
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
	const opened = await openPage(browser, { dark });
	const themed = new Editor(opened.page, world.instance);
	await themed.logIn();
	await themed.open('webhook-to-sms');
	expect(await themed.nodeIcon()).toContain(icon);
	expect(opened.problems).toEqual([]);
	await opened.page.context().close();
});
