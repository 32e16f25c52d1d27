import type { Locator } from 'playwright-core';
import { drag } from './drag.mts';
import type { Editor } from './editor.mts';

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
		const from = this.fields().getByText(field, { exact: true }).first();
		await drag(from, this.editor.part('assignment-value').first());
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
