import type { Locator } from 'playwright-core';
import type { Editor } from './editor.mts';

/** What is kept below the last line of a picture. */
const MARGIN_PX = 12;

/** A picture of what is shown in the place of the output of a node that failed, down to its last line. */
export async function pictureOfError(editor: Editor): Promise<Buffer> {
	return await pictureDownTo(editor.error(), editor.error().locator('summary').last());
}

/** A picture of the output, down to the last row of its table. */
export async function pictureOfOutput(editor: Editor): Promise<Buffer> {
	const panel = editor.part('output-panel');
	return await pictureDownTo(panel, panel.locator('table tbody tr').last());
}

async function pictureDownTo(whole: Locator, end: Locator): Promise<Buffer> {
	const [box, last] = [await whole.boundingBox(), await end.boundingBox()];
	if (!box || !last) throw new Error('There is nothing to take a picture of');
	const clip = { ...box, height: Math.min(last.y + last.height - box.y + MARGIN_PX, box.height) };
	return await whole.page().screenshot({ clip, animations: 'disabled' });
}
