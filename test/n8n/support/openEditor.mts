import { openBrowser, openPage, type PageOptions } from '../../../harness/editor/browser.mts';
import { Editor } from '../../../harness/editor/editor.mts';
import type { World } from './world.mts';

/** The editor of a world whose n8n has begun, with its owner logged in. */
export interface OpenedEditor {
	readonly editor: Editor;
	/** What the browser complains of meanwhile. */
	readonly problems: readonly string[];
}

/** Opens the editor in a browser that is closed with the world. */
export async function openEditor(world: World, options?: PageOptions): Promise<OpenedEditor> {
	const browser = await openBrowser();
	world.finally(() => browser.close());
	const { page, problems } = await openPage(browser, options);
	const editor = new Editor(page, world.instance);
	await editor.logIn();
	return { editor, problems };
}
