import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { openBrowser, openPage } from '../../../harness/editor/browser.mts';
import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows } from '../../../harness/n8n/workflows.mts';
import { chain, sendSms, webhook, type Step } from '../support/chain.mts';
import { executionWith } from '../support/executions.mts';
import { callWebhook, openWorld, type World } from '../support/world.mts';
import { executionOfLink, linkTo } from './phone.mts';

/** The page of a question in a browser as wide as a small phone, with n8n's headers and all. */
let world: World;
let rest: Rest;
let browser: Browser;

const OWNER = '254700000071';
const WIDTH = 320;
const LONG_WORD = 'x'.repeat(200);

const called: Step = { ...webhook('ask'), parameters: { httpMethod: 'POST', path: 'ask', options: {} } };
const ask = sendSms({
	operation: 'sendAndWait',
	message: `Refund <b>KES 12,000</b>\nfor order A-1041? ${LONG_WORD}`,
	recipients: OWNER,
	approvalOptions: { values: { approveLabel: 'Refund it', disapproveLabel: 'Do not refund' } },
});

beforeAll(async () => {
	world = await openWorld();
	await importCredentials(world.instance, world.account);
	await importWorkflows(world.instance, [chain('ask', called, ask)]);
	({ rest } = await world.begin());
	await rest.activate('ask');
	await rest.webhookReady('ask');
	browser = await openBrowser();
	world.finally(() => browser.close());
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

const violationsSchema = z.object({ violations: z.array(z.object({ id: z.string() })) });

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe.source);
	return violationsSchema.parse(await page.evaluate('axe.run()')).violations.map(({ id }) => id);
}

describe.each([
	['light', false],
	['dark', true],
] as const)('in %s colours', (_, dark) => {
	test('the page is easy to read and to press, asks for nothing else, and takes an answer', async () => {
		await callWebhook(world.instance, 'ask', {});
		const link = await linkTo(world.sandbox, OWNER);
		const id = executionOfLink(link);
		await executionWith(rest, id, 'waiting');
		const { page, problems } = await openPage(browser, { dark, width: WIDTH, height: 640 });
		const requests: string[] = [];
		page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));

		await page.goto(link);
		expect(await page.locator('.question').innerText()).toContain('Refund <b>KES 12,000</b>');
		expect(await violations(page)).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(WIDTH);
		for (const name of ['Refund it', 'Do not refund']) {
			const box = await page.getByRole('button', { name }).boundingBox();
			expect(box?.height).toBeGreaterThanOrEqual(56);
			expect(box?.width).toBeGreaterThanOrEqual(WIDTH - 40);
		}

		await page.getByRole('button', { name: 'Do not refund' }).click();
		await page.getByRole('heading', { name: 'Thank you' }).waitFor();
		expect(await page.getByText('Your answer:').innerText()).toBe('Your answer: Do not refund');
		expect(await violations(page)).toEqual([]);
		const { output } = await executionWith(rest, id, 'ended');
		expect(output(ask.name)).toMatchObject([{ data: { approved: false } }]);

		// A browser asks for an icon on its own.
		const asked = requests.filter((request) => !request.endsWith('/favicon.ico'));
		expect(asked).toEqual([`GET ${link}`, `POST ${link}`]);
		expect(problems).toEqual([]);
		await page.context().close();
	});
});
