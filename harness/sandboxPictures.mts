import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../sandbox/index.mts';

/**
 * Draws the pictures of the page that the documentation shows: `node --import tsx harness/sandboxPictures.mts`. It needs
 * Chromium, at /usr/bin/chromium or where CHROMIUM says, and a font with emoji.
 */
const FOLDER = 'docs/images';
const NAMES = ['Amina', 'Otieno', 'Wanjiru', 'Kamau', 'Njeri', 'Kiprop', 'Achieng', 'Mutua'];
const NUMBERS = Array.from({ length: 40 }, (_, index) => String(254_700_000_000 + index));
const SALE =
	'Habari 👋 Our “Jamhuri Day” sale starts on Saturday at 8.00: 20 % off everything in store, and free delivery within Nairobi for orders above KES 2,000. See you there!';

const answerSchema = z.object({ data: z.object({ access_token: z.string().optional() }).nullish() });

const sandbox = await startSandbox();
const profile = await mkdtemp(join(tmpdir(), 'sandbox-pictures-'));
const context = await chromium.launchPersistentContext(profile, {
	executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
	headless: true,
	args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
	viewport: { width: 1280, height: 800 },
	deviceScaleFactor: 1,
	reducedMotion: 'reduce',
	locale: 'en-GB',
	timezoneId: 'Africa/Nairobi',
});
try {
	await fill(sandbox);
	await draw(await firstPage(context));
} finally {
	await context.close();
	await sandbox.close();
	await rm(profile, { recursive: true, force: true });
}

async function firstPage(browser: BrowserContext): Promise<Page> {
	const page = browser.pages()[0] ?? (await browser.newPage());
	await page.addInitScript(`localStorage.setItem('sandbox.price', '{"perPart":0.8,"currency":"KES"}')`);
	return page;
}

async function draw(page: Page): Promise<void> {
	const show = async (view: string, shown: string) => {
		await page.goto(`${sandbox.url}/#/${view}`);
		await page.reload();
		await page.locator(shown).first().waitFor();
		await page.getByText('Live', { exact: true }).waitFor();
	};
	const shoot = (name: string) => page.screenshot({ path: `${FOLDER}/sandbox-${name}.png` });

	await show('messages/254700000003', '.bubble');
	await page.getByRole('button', { name: 'Ruler' }).nth(2).click();
	await shoot('inbox');
	await show('campaigns', '.campaign');
	await page.locator('.campaign', { hasText: 'your order' }).click();
	await page.locator('.recipient').first().waitFor();
	await shoot('campaign');
	await show('requests', '.request');
	await page.locator('.request', { hasText: 'Insufficient' }).click();
	await page.getByRole('heading', { name: 'Answer' }).waitFor();
	await shoot('requests');
	await show('faults', '.card');
	await page.evaluate("document.getElementById('next').scrollIntoView()");
	await shoot('faults');
	await page.emulateMedia({ colorScheme: 'dark' });
	await show('messages/254700000003', '.bubble');
	await shoot('dark');
	await page.setViewportSize({ width: 390, height: 800 });
	await shoot('phone');
}

/** A little business's messages, and what can go wrong with them. */
async function fill({ account, next }: Sandbox): Promise<void> {
	const { data } = await post('/auth', { userName: account.userName, password: account.password });
	const send = (message: string, recipients: string[], sourceId: number) =>
		post('/communications/sms/sendMessage', { message, recipients, sourceId }, data?.access_token).catch(
			() => undefined,
		);
	await send('Karibu! Your M-Duka account is open. Reply HELP at any time.', NUMBERS, 1);
	for (const [index, number] of NUMBERS.entries()) {
		const name = NAMES[index % NAMES.length] ?? '';
		await send(
			`Dear ${name}, your order #${4100 + index} is ready for collection at our Westlands shop. Bring this message with you.`,
			[number],
			1,
		);
	}
	await send(SALE, NUMBERS.slice(0, 25), 7);
	next('send', { kind: 'tooMany', retryAfter: 2 }, { kind: 'resetAfterAccept' });
	await send('Your parcel leaves Mombasa today.', ['254700000003'], 1);
	await send('Your parcel leaves Mombasa today.', ['254700000003'], 1);
	next('send', { kind: 'envelopeError', message: 'Insufficient balance' });
	await send('Your code is 482913. It is valid for 10 minutes.', ['254712345678'], 3);
	await send('Your code is 482913. It is valid for 10 minutes.', ['254712345678'], 3);
}

async function post(path: string, body: unknown, token = ''): Promise<z.output<typeof answerSchema>> {
	const headers = {
		'content-type': 'application/json',
		authorization: `Bearer ${token}`,
		'app-key': sandbox.account.appKey,
	};
	const response = await fetch(sandbox.apiUrl + path, {
		method: 'POST',
		headers,
		body: JSON.stringify(body),
	});
	return answerSchema.parse(await response.json());
}
