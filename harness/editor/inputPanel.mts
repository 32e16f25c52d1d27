import type { Locator } from 'playwright-core';
import type { Editor } from './editor.mts';

/** What a person must move the mouse by for it to be a drag. */
const DRAG_STEPS = 15;

/** The left side of a node's form: what comes in, or, before a run, what usually does. */
export class InputPanel {
	constructor(private readonly editor: Editor) {}

	/** Opens the form of a node that was never executed; hands back the fields that it is offered. */
	async openBeforeRun(node: string): Promise<string[]> {
		await this.editor.part('canvas-node').filter({ hasText: node }).first().dblclick();
		await this.panel().getByText('Usually outputs the following fields').first().waitFor();
		return (await this.fields().allInnerTexts()).map((text) => text.trim());
	}

	/** Drags a field into the first of the values that a Set node assigns; hands back what it says then. */
	async dragIntoAssignment(field: string): Promise<string> {
		const { mouse } = this.editor.page;
		const from = await middleOf(this.fields().getByText(field, { exact: true }).first());
		const to = await middleOf(this.editor.part('assignment-value').first());
		await mouse.move(from.x, from.y);
		await mouse.down();
		await mouse.move(to.x, to.y, { steps: DRAG_STEPS });
		await mouse.up();
		const value = this.editor.part('assignment').first();
		await value.getByText('{{').first().waitFor();
		return await value.innerText();
	}

	private panel(): Locator {
		return this.editor.part('ndv-input-panel').or(this.editor.part('input-panel')).first();
	}

	private fields(): Locator {
		return this.panel().locator('[data-test-id="run-data-schema-node-name"]');
	}
}

async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
	const box = await element.boundingBox();
	if (!box) throw new Error('There is nothing to drag, or nowhere to drop it');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
