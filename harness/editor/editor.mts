import type { Locator, Page } from 'playwright-core';
import type { Instance } from '../n8n/instance.mts';
import { owner } from '../n8n/rest.mts';
import { drag } from './drag.mts';
import type { Account } from '../n8n/workflows.mts';

/** What must be seen of a cell, from its corner, for its text to be read. */
const MIN_SEEN_PX = 24;

/** n8n takes over what was typed 100 ms after the last key; what is pressed sooner is done with the old value. */
const TYPED_MS = 200;

/** How long what a press brings may take, for each press so far; and how often something is pressed. */
const PRESS_MS = 15_000;
const MAX_PRESSES = 5;

/** n8n's editor, by what a person does in it. Works in versions 1 and 2. */
export class Editor {
	constructor(
		readonly page: Page,
		private readonly instance: Instance,
	) {}

	/** What n8n's own developers find elements by. */
	part(name: string): Locator {
		return this.page.locator(`[data-test-id="${name}"]`);
	}

	field(parameter: string): Locator {
		return this.part(`parameter-input-${parameter}`).locator('input, textarea').first();
	}

	/** Types into a field, until n8n has taken it over: in the page, a longer timer that is set later ends later. */
	async fill(parameter: string, value: string): Promise<void> {
		await this.field(parameter).fill(value);
		await this.page.evaluate(async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)), TYPED_MS);
	}

	async logIn(): Promise<void> {
		await this.page.goto(`${this.instance.url}/signin`);
		await this.page.locator('input[name=emailOrLdapLoginId], input[name=email]').first().fill(owner.email);
		await this.page.locator('input[name=password]').fill(owner.password);
		await this.page.getByRole('button', { name: 'Sign in' }).click();
		await this.page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	}

	/** Opens an empty form for a new MobiConnect credential. */
	async newCredential(): Promise<void> {
		await this.page.goto(`${this.instance.url}/home/credentials/create`);
		await this.page.getByPlaceholder('Search for app...').first().fill('MobiConnect');
		await this.part('new-credential-type-select-option').filter({ hasText: 'MobiConnect API' }).click();
		await this.part('new-credential-type-button').click();
	}

	/** Fills the form in and saves it, which makes n8n test the credential; hands back what it says of it. */
	async saveCredential(account: Account): Promise<string> {
		for (const name of ['userName', 'password', 'appKey', 'baseUrl'] as const) {
			await this.fill(name, account[name]);
		}
		const tested = this.page.waitForResponse(/\/rest\/credentials\/test/);
		const button = this.part('credential-save-button');
		await button.click();
		await tested;
		// What is filled in before the form has settled ("Testing", then "Save" or "Saved") counts as saved already.
		await button.filter({ hasText: /Saved?\s*$/ }).waitFor();
		const form = this.part('editCredential-modal');
		const verdict = form.getByText(/Couldn.t connect with these settings|Connection tested successfully/);
		await verdict.first().waitFor();
		const more = form.getByText('More details');
		if (await more.isVisible()) await more.click();
		return await form.innerText();
	}

	/** Begins a workflow that is started by hand. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.instance.url}/workflow/new`);
		await this.part('canvas-plus-button').click();
		await this.page.getByText('Trigger manually').first().click();
		await this.part('canvas-trigger-node').first().waitFor();
	}

	/** What the editor offers to whoever looks for these words. */
	async search(words: string): Promise<string[]> {
		const bar = this.part('node-creator-search-bar');
		if (!(await bar.isVisible())) await this.part('node-creator-plus-button').click();
		await bar.fill(words);
		const found = this.part('node-creator-item-name');
		await found.filter({ hasText: 'MobiConnect' }).first().waitFor();
		return (await found.allInnerTexts()).map((text) => text.trim());
	}

	/** The steps that n8n 2 offers for a person to approve what the tools of the agent on the canvas do. */
	async reviewSteps(): Promise<string[]> {
		const tools = this.part('canvas-node-input-handle').filter({ hasText: 'Tool' });
		const offered = this.part('node-creator-item-name');
		const review = offered.filter({ hasText: 'Human review' });
		await this.pressFor(tools.locator('[data-test-id="canvas-handle-plus"]'), review);
		await review.click();
		await review.waitFor({ state: 'detached' });
		return (await offered.allInnerTexts()).map((text) => text.trim());
	}

	/** Presses until what it brings is there: an editor that is still busy with opening a workflow loses what is pressed. */
	private async pressFor(button: Locator, what: Locator): Promise<void> {
		for (let tries = 1; ; tries++) {
			await button.click();
			try {
				await what.waitFor({ timeout: tries * PRESS_MS });
				return;
			} catch (error) {
				if (tries === MAX_PRESSES) throw error;
				await this.page.keyboard.press('Escape');
			}
		}
	}

	/** Takes MobiConnect from what was found, and of its actions the one that sends; its form opens. */
	async dropNode(): Promise<void> {
		const found = this.part('node-creator-item-name');
		await found.filter({ hasText: 'MobiConnect' }).first().click();
		await found.filter({ hasText: 'Send SMS' }).first().click();
		await this.part('ndv').or(this.part('node-parameters')).first().waitFor();
	}

	/** Opens the form of a node that has not run yet. */
	async openForm(name: string): Promise<void> {
		await this.part('canvas-node').filter({ hasText: name }).first().dblclick();
		await this.part('ndv').or(this.part('node-parameters')).first().waitFor();
	}

	/** Drags a column of the input, on the left, onto a field, which becomes an expression. */
	async drag(column: string, parameter: string): Promise<void> {
		const field = this.part(`parameter-input-${parameter}`).first();
		await drag(this.part('run-data-schema-item').getByText(column, { exact: true }).first(), field);
		await field.getByText(`$json.${column}`).first().waitFor();
	}

	async executeStep(): Promise<void> {
		await this.part('node-execute-button').click();
		await this.part('output-panel').locator('table').first().waitFor();
	}

	/** The table of what came out, one line of text per cell. */
	async output(): Promise<string> {
		return await this.part('output-panel').locator('table').first().innerText();
	}

	/** Opens a node of the workflow that was run, with what came out of it. */
	async openNode(name: string): Promise<void> {
		await this.part('canvas-node').filter({ hasText: name }).first().dblclick();
		await this.part('output-panel').locator('table').first().waitFor();
	}

	/** Runs the workflow that is open, to the failure of one of its nodes. */
	async executeToFailure(): Promise<void> {
		await this.part('execute-workflow-button').click();
		await this.page
			.getByText(/Problem in node/)
			.first()
			.waitFor();
	}

	/** Opens a node that failed, with what it says and the data it says it of; hands back the words. */
	async openError(name: string): Promise<string> {
		await this.part('canvas-node').filter({ hasText: name }).first().dblclick();
		const error = this.error();
		await error.waitFor();
		const facts = error.locator('summary').filter({ hasText: 'From MobiConnect' });
		if (await facts.isVisible()) await facts.click();
		return await error.innerText();
	}

	/** What is shown in the place of the output of a node that failed. */
	error(): Locator {
		return this.part('output-panel').locator('.node-error-view');
	}

	/** What the red mark on a node of the canvas says. */
	async issues(): Promise<string> {
		await this.part('node-issues').first().hover();
		const told = this.page.getByText(/^Issues:?/).locator('visible=true');
		await told.first().waitFor();
		return await told.first().locator('xpath=..').innerText();
	}

	/** What is seen of the output without scrolling: its columns in their order, and the first cells of its rows. */
	async glance(): Promise<{ columns: string[]; rows: string[] }> {
		const table = this.part('output-panel').locator('table').first();
		const seen = async (cells: Locator): Promise<string[]> => {
			const texts: string[] = [];
			for (const cell of await cells.all()) if (await this.isSeen(cell)) texts.push(await cell.innerText());
			return texts.map((text) => text.trim());
		};
		return {
			columns: await seen(table.locator('thead th')),
			rows: await seen(table.locator('tbody tr td:first-child')),
		};
	}

	/** Whether the beginning of a cell is within the output panel: one line of text of it. */
	private async isSeen(cell: Locator): Promise<boolean> {
		const [box, panel] = [await cell.boundingBox(), await this.part('output-panel').boundingBox()];
		if (!box || !panel) return false;
		const { x, y } = box;
		return x + MIN_SEEN_PX < panel.x + panel.width && y + MIN_SEEN_PX < panel.y + panel.height;
	}

	async open(workflowId: string): Promise<void> {
		await this.page.goto(`${this.instance.url}/workflow/${workflowId}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Runs the workflow that is open, to its end. */
	async executeWorkflow(): Promise<void> {
		await this.part('execute-workflow-button').click();
		await this.page.getByText('Workflow executed successfully').first().waitFor();
	}

	/** Waits until what pops up for a moment is gone, and shows the whole canvas if there is one. */
	async quiet(): Promise<void> {
		const notice = this.page.locator('.el-notification');
		for (const one of await notice.all())
			await one
				.locator('.el-notification__closeBtn')
				.click()
				.catch(() => undefined);
		await notice.first().waitFor({ state: 'hidden' });
		const fit = this.part('zoom-to-fit');
		if (await this.part('ndv').isVisible()) return;
		if (await fit.isVisible()) await fit.click().catch(() => undefined);
	}

	/** Where the picture comes from that our node wears on the canvas. */
	async nodeIcon(): Promise<string> {
		const image = this.part('canvas-node').locator('img[src*=mobiconnect]').first();
		await image.waitFor();
		return (await image.getAttribute('src')) ?? '';
	}
}
