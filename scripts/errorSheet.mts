/** `npm run error-sheet`: a picture of every error of the README's table, as n8n's editor shows it, light and dark. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../sandbox/index.mts';
import { openBrowser, openPage } from '../harness/editor/browser.mts';
import { Editor } from '../harness/editor/editor.mts';
import { credentialOf, errorCases, workflowOf, type ErrorCase } from '../harness/editor/errorCases.mts';
import { drawSheet } from '../harness/editor/errorSheet.mts';
import { pictureOfError, pictureOfOutput } from '../harness/editor/pictures.mts';
import { SENDER } from '../harness/editor/refused.mts';
import { install } from '../harness/install/install.mts';
import { newest } from '../harness/install/releases.mts';
import { createInstance, start, type Instance } from '../harness/n8n/instance.mts';
import { build, placePackage, PROJECT } from '../harness/n8n/package.mts';
import { Rest } from '../harness/n8n/rest.mts';
import { CREDENTIAL, importCredentials, importWorkflows, type Account } from '../harness/n8n/workflows.mts';

const IMAGES = join(PROJECT, 'docs', 'images');
const THEMES = [false, true];

await mkdir(IMAGES, { recursive: true });
build();
const home = await mkdtemp(join(tmpdir(), 'error-sheet-'));
const sandbox = await startSandbox();
const instance = await createInstance(await install(newest, console.log), { home });
await placePackage(instance);
await give(instance, { ...sandbox.account, baseUrl: sandbox.apiUrl });
const n8n = await start(instance);
const browser = await openBrowser();
try {
	await Rest.setUp(instance);
	const columns: Buffer[][] = [];
	for (const dark of THEMES) columns.push(await takeAll(dark));
	const rows = errorCases.map((_, index) => columns.flatMap((all) => all[index] ?? []));
	const path = join(IMAGES, 'errors.webp');
	await drawSheet(browser, rows, path);
	console.log(path);
} finally {
	await browser.close();
	await n8n.stop();
	await sandbox.close();
	await rm(home, { recursive: true, force: true });
}

async function give(to: Instance, account: Account): Promise<void> {
	const { type, name } = CREDENTIAL;
	const credentials = new Map(
		errorCases.map((one) => {
			const id = credentialOf(one);
			const baseUrl = one.elsewhere === undefined ? account.baseUrl : sandbox.url + one.elsewhere;
			return [id, { id, name, type, data: { ...account, baseUrl, ...one.account } }];
		}),
	);
	await importCredentials(to, account, [...credentials.values()]);
	await importWorkflows(to, errorCases.map(workflowOf));
}

/** A picture of each error, in the order of the cases. */
async function takeAll(dark: boolean): Promise<Buffer[]> {
	const { page } = await openPage(browser, { dark, width: 1400, height: 900 });
	const editor = new Editor(page, instance);
	await editor.logIn();
	const pictures: Buffer[] = [];
	for (const one of errorCases) pictures.push(await provoke(editor, one));
	await page.context().close();
	return pictures;
}

async function provoke(editor: Editor, one: ErrorCase): Promise<Buffer> {
	sandbox.forget();
	if (one.send) sandbox.next('send', ...one.send);
	await editor.open(workflowOf(one).id);
	const words = one.isContinued ? await outputAfter(editor) : await errorAfter(editor);
	console.log(`--- ${one.id}\n${words}\n`);
	if (!one.says.test(words)) throw new Error(`The case ${one.id} says something else: ${words}`);
	return one.isContinued ? await pictureOfOutput(editor) : await pictureOfError(editor);
}

async function errorAfter(editor: Editor): Promise<string> {
	await editor.executeToFailure();
	await editor.quiet();
	return await editor.openError(SENDER);
}

async function outputAfter(editor: Editor): Promise<string> {
	await editor.executeWorkflow();
	await editor.quiet();
	await editor.openNode(SENDER);
	return await editor.output();
}
