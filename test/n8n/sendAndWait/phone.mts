import type { Sandbox } from '../../../sandbox/index.mts';

/** What a phone gets when it opens the link of a text. */
export interface Page {
	readonly status: number;
	readonly headers: Headers;
	readonly html: string;
}

/** The link at the end of the newest text to a number, as soon as there is one. */
export async function linkTo(sandbox: Sandbox, to: string): Promise<string> {
	const find = () => {
		const message = sandbox.messages().findLast((one) => one.to === to);
		return /\n(https?:\S+)$/.exec(message?.text ?? '')?.[1];
	};
	await sandbox.waitFor(() => find() !== undefined, 180_000);
	return find() ?? '';
}

/** The execution that a link is of. */
export function executionOfLink(link: string): string {
	return new URL(link).pathname.split('/').at(-2) ?? '';
}

/** Opens a link, as the browser of a phone or a program that looks ahead does. */
export async function open(link: string, userAgent = PHONE, method = 'GET'): Promise<Page> {
	return await pageOf(await fetch(link, { method, headers: { 'user-agent': userAgent } }));
}

/** Presses a button of the page: what its form sends, from a page that may not say where it comes from. */
export async function press(link: string, answer: 'approve' | 'decline'): Promise<Page> {
	const headers = { 'user-agent': PHONE, origin: 'null' };
	return await pageOf(await fetch(link, { method: 'POST', headers, body: new URLSearchParams({ answer }) }));
}

const PHONE =
	'Mozilla/5.0 (Linux; Android 13; TECNO BG6) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36';

async function pageOf(response: Response): Promise<Page> {
	const { status, headers } = response;
	return { status, headers, html: await response.text() };
}
