import type { Browser } from 'playwright-core';

/** One error, in each of the themes. */
export interface SheetRow {
	readonly id: string;
	readonly pictures: readonly Buffer[];
}

const STYLE = `
	body { margin: 0; background: #888; }
	main { display: grid; grid-template-columns: repeat(2, auto); gap: 8px; padding: 8px; align-items: start; }
	img { display: block; }
`;

/** Joins the pictures into one: a row for each error, the themes side by side. */
export async function drawSheet(browser: Browser, rows: readonly SheetRow[], path: string): Promise<void> {
	const page = await browser.newPage();
	const images = rows
		.flatMap(({ pictures }) => pictures)
		.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
	await page.setContent(`<style>${STYLE}</style><main>${images.join('')}</main>`);
	await page.locator('main').screenshot({ path });
	await page.close();
}
