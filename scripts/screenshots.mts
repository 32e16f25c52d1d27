/** `npm run screenshots`: the pictures of the README, taken in a real n8n that sends to the sandbox. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { renderPage } from '../nodes/MobiConnect/resources/sms/sendAndWait/page.ts';
import type { Question } from '../nodes/MobiConnect/resources/sms/sendAndWait/question.ts';
import { startSandbox } from '../sandbox/index.mts';
import { openBrowser, openPage } from '../harness/editor/browser.mts';
import { seedInstance } from '../harness/n8n/seed.mts';
import { Editor } from '../harness/editor/editor.mts';
import { install } from '../harness/install/install.mts';
import { atTime, createInstance, start, type Instance } from '../harness/n8n/instance.mts';
import { build, placePackage, PROJECT } from '../harness/n8n/package.mts';
import { refusedOfThree, SENDER, stopping } from '../harness/editor/refused.mts';
import { newest } from '../harness/install/releases.mts';
import { Rest } from '../harness/n8n/rest.mts';
import { importWorkflows, type Account } from '../harness/n8n/workflows.mts';

const IMAGES = join(PROJECT, 'docs', 'images');
const SIZE = { width: 1120, height: 660 };
/** By n8n's clock: within the sending hours, at whatever time the pictures are taken. */
const NOON = new Date('2026-07-15T12:00:00+03:00');

await mkdir(IMAGES, { recursive: true });
build();
const installation = await install(newest, console.log);
const home = await mkdtemp(join(tmpdir(), 'screenshots-'));
const sandbox = await startSandbox();
const account = { ...sandbox.account, baseUrl: sandbox.apiUrl };
const instance = await createInstance(installation, { home });
await placePackage(instance);
const n8n = await start(atTime(instance, NOON));
const browser = await openBrowser();
try {
	await Rest.setUp(instance);
	await takeQuestion(browser);
	await takeAll(browser, instance, account);
} finally {
	await browser.close();
	await n8n.stop();
	await sandbox.close();
	await rm(home, { recursive: true, force: true });
}

async function takeAll(browser: Browser, instance: Instance, account: Account): Promise<void> {
	const { page } = await openPage(browser, SIZE);
	const editor = new Editor(page, instance);
	await editor.logIn();
	await seedInstance(instance, account, { log: console.log, tellsWhatIsDone: false });
	await editor.open('spreadsheet-to-sms');
	await editor.executeWorkflow();
	await editor.quiet();
	await take(page, 'spreadsheet');
	await editor.openNode('Text each customer');
	await take(page, 'send');

	await importWorkflows(instance, [stopping(refusedOfThree)]);
	await editor.open(refusedOfThree.id);
	await editor.executeToFailure();
	await editor.quiet();
	await editor.openError(SENDER);
	await take(page, 'error');

	await editor.open('campaign');
	await editor.executeWorkflow();
	await editor.quiet();
	await editor.openNode('What would go out?');
	await editor.part('parameter-input-doNotText').scrollIntoViewIfNeeded();
	await take(page, 'campaign');
	await page.context().close();
}

/** The page of a question, in the light of a phone and in the dark. */
async function takeQuestion(browser: Browser): Promise<void> {
	const question: Question = {
		mark: 'k3f9',
		executionId: '1041',
		text: 'Refund KES 12,000 for order A-1041?',
		approveLabel: 'Refund it',
		declineLabel: 'Do not refund',
		isShared: false,
		facts: {},
	};
	for (const name of ['question', 'question-dark']) {
		const { page } = await openPage(browser, { width: 360, height: 420, dark: name.endsWith('dark') });
		await page.setContent(renderPage(question, { kind: 'ask' }));
		await take(page, name);
		await page.context().close();
	}
}

async function take(page: Page, name: string): Promise<void> {
	const path = join(IMAGES, `n8n-${name}.png`);
	await page.screenshot({ path, animations: 'disabled' });
	console.log(path);
}
