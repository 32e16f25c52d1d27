import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { quietChromium } from '../../../harness/editor/browser.mts';

/** A page in a browser of its own with an empty profile, and what it has complained about. */
export interface Opened {
	page: Page;
	/** errors of the page's own program, and what its security policy had to stop */
	complaints: string[];
	/** addresses it asked for that are not the sandbox's */
	strangers: string[];
	close: () => Promise<void>;
}

/** Opens the sandbox's page in Chromium. */
export async function openPage(url: string, view = ''): Promise<Opened> {
	const profile = await mkdtemp(join(tmpdir(), 'sandbox-browser-'));
	const context = await chromium.launchPersistentContext(profile, {
		...quietChromium(),
		headless: true,
		viewport: { width: 1280, height: 800 },
		locale: 'en-GB',
		timezoneId: 'Africa/Nairobi',
	});
	const page = context.pages()[0] ?? (await context.newPage());
	page.setDefaultTimeout(60_000);
	const opened = { page, complaints: watch(page), strangers: strangersTo(url, page) };
	await page.goto(`${url}/${view}`);
	await page.getByText('Live', { exact: true }).waitFor();
	return { ...opened, close: () => close(context, profile) };
}

/** Waits until a condition, as a text, holds in the page. Its policy forbids `waitForFunction`, which evaluates texts in it. */
export async function holdsInPage(page: Page, condition: string): Promise<void> {
	await page.evaluate(
		`new Promise((resolve) => {
			const look = () => ((${condition}) ? resolve() : requestAnimationFrame(look));
			look();
		})`,
	);
}

function watch(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') complaints.push(message.text());
	});
	return complaints;
}

function strangersTo(url: string, page: Page): string[] {
	const strangers: string[] = [];
	page.on('request', (request) => {
		if (!request.url().startsWith(`${url}/`)) strangers.push(request.url());
	});
	return strangers;
}

async function close(context: BrowserContext, profile: string): Promise<void> {
	await context.close();
	await rm(profile, { recursive: true, force: true });
}
