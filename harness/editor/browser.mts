import { chromium, type Browser, type Page } from 'playwright-core';
import { need } from '../system.mts';

/** How to start Chromium so that it calls nobody but the pages it is told to open. */
export function quietChromium() {
	return {
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
	};
}

/** A ceiling and no target, as that of the tests: n8n's editor may take a minute to open on a machine that is busy. */
const PATIENCE_MS = 180_000;

/** Starts Chromium without a window. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch(quietChromium());
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
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	const problems: string[] = [];
	const note = (text: string, url = '') => {
		if (!isNotOurs(text, url)) problems.push(`${text} (${url})`);
	};
	page.on('pageerror', (error) => note(`${error.message}\n${error.stack ?? ''}`));
	page.on('console', (message) => {
		if (message.type() === 'error') note(message.text(), message.location().url);
	});
	return { page, problems };
}

/** What n8n's editor complains of by itself, whatever is on its canvas; there is no code of ours in it. */
const N8N_ITSELF = [
	/** Of nobody being logged in yet. */
	/\/rest\/login$/,
	/** Version 1, of newer versions that it was told not to look for, … */
	/versions\.store/,
	/** … of what a licence would give, … */
	/\/rest\/(ai\/sessions|external-secrets)/,
	/sessions metadata/,
	/** … of the last run of a workflow that never ran, and of what its own nodes put out. */
	/\/executions\/last-successful/,
	/\/schemas\/n8n-nodes-base\./,
];

function isNotOurs(text: string, url: string): boolean {
	const isHere = url === '' || new URL(url).hostname === '127.0.0.1';
	return !isHere || N8N_ITSELF.some((pattern) => pattern.test(url) || pattern.test(text));
}
