import axe from 'axe-core';
import { type Sandbox, startSandbox } from '../../../sandbox/index.mts';
import { type Opened, openPage } from './browser.mts';
import { message, record, send, signed } from '../client.mts';

jest.setTimeout(120_000);

let sandbox: Sandbox;
let opened: Opened;
beforeAll(async () => {
	sandbox = await startSandbox({ capacity: 72 });
	const headers = await signed(sandbox);
	const recipients = Array.from({ length: 30 }, (_, index) => String(254_700_000_000 + index));
	await send(sandbox, headers, message({ message: 'Karibu! Reply HELP at any time.', recipients }));
	await send(
		sandbox,
		headers,
		message({ message: 'Habari – “sale” 👋 '.repeat(9), recipients, sourceId: 7 }),
	);
	sandbox.next('send', { kind: 'unavailable' }, { kind: 'envelopeError' }, { kind: 'reset' });
	for (let count = 0; count < 3; count += 1) await send(sandbox, headers).catch(() => undefined);
	await send(sandbox, headers);
	for (const [index, to] of recipients.slice(0, 12).entries()) {
		const text = `Dear Amina, your order ${index} – ${'a'.repeat(80)} – is at https://m-duka.example/${index}`;
		await send(sandbox, headers, message({ message: text, recipients: [to] }));
	}
	sandbox.next('send', { kind: 'tooMany', name: 'Busy', repeat: 2 }, { kind: 'reset' });
	opened = await openPage(sandbox.url);
});
afterAll(async () => {
	await opened.close();
	await sandbox.close();
	expect(opened.complaints).toEqual([]);
});

async function violations(): Promise<string[]> {
	await opened.page.evaluate(axe.source);
	const results = record(await opened.page.evaluate('axe.run()'));
	const found = Array.isArray(results['violations']) ? results['violations'].map(record) : [];
	return found.map(({ id, nodes }) => `${String(id)}: ${JSON.stringify(nodes).slice(0, 400)}`);
}

/** Every state of the page worth looking at, and how to get there. */
const STATES: Array<[name: string, view: string, act: (page: Opened['page']) => Promise<unknown>]> = [
	['the list', '#/messages', (page) => page.locator('.conversation').first().waitFor()],
	[
		'a search',
		'#/messages',
		async (page) => {
			await page.getByRole('searchbox').fill('karibu');
			await page.locator('mark.hit').first().waitFor();
		},
	],
	[
		'nothing found',
		'#/messages',
		async (page) => {
			await page.getByRole('searchbox').fill('nowhere');
			await page.getByText('No message found').waitFor();
		},
	],
	[
		'a list that cannot be loaded',
		'#/messages',
		async (page) => {
			const address = '**/sandbox/inbox/conversations?*';
			await page.route(address, (route) => route.fulfill({ body: 'no JSON' }));
			await page.getByRole('searchbox').fill('karibu');
			await page.getByRole('button', { name: 'Try again' }).waitFor();
			await page.unroute(address);
		},
	],
	[
		'a conversation with its ruler',
		'#/messages/254700000003',
		async (page) => {
			await page.getByRole('button', { name: 'Ruler' }).last().click();
			await page.getByRole('region', { name: 'Ruler' }).waitFor();
		},
	],
	[
		'a campaign',
		'#/campaigns/2',
		async (page) => {
			await page.getByRole('list', { name: 'Recipients' }).getByRole('link').first().waitFor();
			await page.getByRole('button', { name: 'Ruler' }).click();
		},
	],
	[
		'a campaign of personal texts',
		'#/campaigns',
		async (page) => {
			await page.locator('.campaign', { hasText: 'your order' }).click();
			await page.getByRole('list', { name: 'What varies' }).waitFor();
			await page.getByRole('button', { name: 'Ruler' }).click();
		},
	],
	['a list of campaigns', '#/campaigns', (page) => page.locator('.campaign').first().waitFor()],
	['a request', '#/requests/4', (page) => page.getByRole('heading', { name: 'Answer' }).waitFor()],
	['a list of requests', '#/requests', (page) => page.locator('.request').first().waitFor()],
	['the faults', '#/faults', (page) => page.getByRole('heading', { name: 'Redirect' }).waitFor()],
	[
		'the numbers that misbehave',
		'#/faults',
		async (page) => {
			const heading = page.getByRole('heading', { level: 3, name: 'Number on a blacklist' });
			await heading.scrollIntoViewIfNeeded();
		},
	],
	[
		'the question before clearing',
		'#/campaigns',
		async (page) => {
			await page.getByRole('button', { name: 'Clear' }).click();
			await page.getByRole('dialog').waitFor();
		},
	],
	[
		'the help',
		'#/requests',
		async (page) => {
			await page.keyboard.press('?');
			await page.getByRole('dialog').waitFor();
		},
	],
];

describe.each([
	[1280, 800, 'light'],
	[1280, 800, 'dark'],
	[360, 740, 'light'],
	[360, 740, 'dark'],
	[2200, 1200, 'light'],
] as const)('%d pixels wide, %d high, in %s colours', (width, height, colorScheme) => {
	test.each(STATES)('%s breaks no rule of accessibility, and fits', async (_name, view, act) => {
		const { page } = opened;
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme });
		await page.goto(`${sandbox.url}/${view}`);
		await page.reload();
		await page.getByText('Live', { exact: true }).waitFor();
		await act(page);
		expect(await violations()).toEqual([]);
		expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
		expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight')).toBeLessThanOrEqual(0);
	});
});

test('the theme can be fixed, whatever the system says, and is remembered', async () => {
	const { page } = opened;
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(sandbox.url);
	const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
	const light = await ground();
	await page.getByRole('button', { name: 'Theme: auto' }).click();
	await page.getByRole('button', { name: 'Theme: light' }).click();
	await page.locator('html[data-theme="dark"]').waitFor();
	const dark = await ground();
	expect(dark).not.toBe(light);
	await page.reload();
	await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
	expect(await ground()).toBe(dark);
	await page.getByRole('button', { name: 'Theme: dark' }).click();
	await page.locator('html[data-theme="auto"]').waitFor();
	expect(await ground()).toBe(light);
});

test('on a phone the list makes room for what is open, and the way back leads to it', async () => {
	const { page } = opened;
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`${sandbox.url}/#/messages`);
	const list = page.getByRole('list', { name: 'Conversations' });
	await list.getByRole('link').first().click();
	await page.locator('.bubble').first().waitFor();
	expect(await list.isVisible()).toBe(false);
	await page.getByRole('link', { name: 'Back to the list' }).click();
	await list.waitFor();
});

test('an empty inbox breaks no rule either, in both colours', async () => {
	const empty = await startSandbox();
	const { page } = opened;
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.goto(empty.url);
		await page.getByText('Waiting for the first message').waitFor();
		expect(await violations()).toEqual([]);
	}
	await page.goto('about:blank');
	await empty.close();
});
