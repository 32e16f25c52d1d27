import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** Of WebP, in percent: the least at which small text is read without effort. */
const QUALITY = 35;

const STYLE = `
	body { margin: 0; background: #888; }
	main { display: inline-grid; grid-template-columns: auto auto; gap: 8px; padding: 8px; align-items: start; }
	img { display: block; }
`;

/** Joins the pictures into one WebP, a row for each error: its picture in each of the themes, side by side. */
export async function drawSheet(
	browser: Browser,
	rows: ReadonlyArray<readonly Buffer[]>,
	path: string,
): Promise<void> {
	const page = await browser.newPage();
	const images = rows
		.flat()
		.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
	await page.setContent(`<style>${STYLE}</style><main>${images.join('')}</main>`);
	const box = await page.locator('main').boundingBox();
	if (!box) throw new Error('The sheet is empty');
	// Playwright's own pictures are PNG or JPEG, which are three times as large.
	const session = await page.context().newCDPSession(page);
	const { data } = await session.send('Page.captureScreenshot', {
		format: 'webp',
		quality: QUALITY,
		captureBeyondViewport: true,
		clip: { ...box, scale: 1 },
	});
	await page.close();
	await writeFile(path, Buffer.from(data, 'base64'));
}
