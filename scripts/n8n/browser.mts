import { chromium, type Browser, type Page } from 'playwright-core';
import { need } from './system.mts';

/** Starts Chromium without a window, and keeps it from calling anybody but the pages it is told to open. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: need('chromium'),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

export interface PageOptions {
	readonly dark?: boolean;
	readonly width?: number;
	readonly height?: number;
}

/** A fresh page, with what went wrong on it. */
export async function openPage(
	browser: Browser,
	{ dark = false, width = 1280, height = 800 }: PageOptions = {},
): Promise<{ page: Page; problems: string[] }> {
	const context = await browser.newContext({
		colorScheme: dark ? 'dark' : 'light',
		viewport: { width, height },
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(`${error.message}\n${error.stack ?? ''}`));
	page.on('console', (message) => {
		const { url } = message.location();
		if (message.type() === 'error' && !isNotOurs(url)) problems.push(`${message.text()} (${url})`);
	});
	return { page, problems };
}

/** The editor asks other people's servers for things, and asks who is logged in before anybody is. */
function isNotOurs(url: string): boolean {
	const isHere = url === '' || new URL(url).hostname === '127.0.0.1';
	return !isHere || url.endsWith('/rest/login');
}
