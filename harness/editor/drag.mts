import type { Locator } from 'playwright-core';

/** What a person must move the mouse by for it to be a drag. */
const DRAG_STEPS = 20;

/** Drags one thing of the page onto another, as a person does with a mouse. */
export async function drag(what: Locator, onto: Locator): Promise<void> {
	const { mouse } = what.page();
	await what.hover();
	await mouse.down();
	const box = await onto.boundingBox();
	if (!box) throw new Error('There is nowhere to drop it');
	await mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: DRAG_STEPS });
	await mouse.up();
}
