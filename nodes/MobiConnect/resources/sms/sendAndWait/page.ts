import { createHash } from 'node:crypto';
import { escapeHtml } from '../../../shared/words';
import type { Question } from './question';

/** What the page says. */
export type PageState =
	| { readonly kind: 'ask' }
	/** The form came without an answer. */
	| { readonly kind: 'askAgain' }
	/** @param label of the button that was pressed */
	| { readonly kind: 'answered'; readonly label: string }
	/** It was answered before, or its time is over; a later question may be open. */
	| { readonly kind: 'closed' };

/** The name of the form's field that holds the answer. */
export const ANSWER_FIELD = 'answer';

/** Light or dark as the phone is; buttons as wide as the screen and 56 px high, one above the other. */
const STYLE = `:root{color-scheme:light dark}
body{margin:0 auto;max-width:32rem;padding:1.5rem 1rem;font:1.125rem/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff}
h1{font-size:1.25rem;margin:0 0 1rem}
.question{white-space:pre-wrap;overflow-wrap:anywhere;margin:0 0 1.5rem;padding:1rem;border:1px solid #767676;border-radius:.5rem}
button{display:block;width:100%;min-height:3.5rem;margin:0 0 1rem;padding:.75rem 1rem;font:inherit;font-weight:600;overflow-wrap:anywhere;border:2px solid #14532d;border-radius:.5rem;color:#fff;background:#14532d}
button.decline{color:#1b1b1b;background:#fff;border-color:#1b1b1b}
button:focus-visible{outline:3px solid #1d4ed8;outline-offset:3px}
@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#121212}
button{color:#052e16;background:#86efac;border-color:#86efac}
button.decline{color:#f2f2f2;background:#121212;border-color:#f2f2f2}
button:focus-visible{outline-color:#93c5fd}}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** What a browser may do with the page: show it in its style, and send its form back to where it came from. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'X-Robots-Tag': 'noindex, nofollow, noarchive',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
	'Cache-Control': 'no-store',
};

/**
 * The page that a link of a text leads to, as HTML without a script. Whatever the question holds is shown as it is.
 *
 * @param question the one that the link is of; undefined where nothing is known of it any more
 */
export function renderPage(question: Question | undefined, state: PageState): string {
	const { title, body } = contentOf(question, state);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
}

interface PageContent {
	readonly title: string;
	readonly body: string;
}

const CLOSED: PageContent = {
	title: 'This question is closed',
	body: '<p>It was answered already, or it is too late. You do not need to do anything.</p>',
};

function contentOf(question: Question | undefined, state: PageState): PageContent {
	if (!question || state.kind === 'closed') return CLOSED;
	if (state.kind === 'answered') {
		const first = question.isShared
			? '<p>Others were asked, too. If one of them answered before you, their answer counts.</p>'
			: '';
		return {
			title: 'Thank you',
			body: `${textOf(question)}\n<p>Your answer: <strong dir="auto">${escapeHtml(state.label)}</strong></p>${first}\n<p>You can close this page.</p>`,
		};
	}
	const again = state.kind === 'askAgain' ? '<p role="alert">Please press one of the buttons.</p>\n' : '';
	return {
		title: 'Your answer is needed',
		body: `${again}${textOf(question)}\n<form method="post">\n${buttonsOf(question)}\n</form>`,
	};
}

function textOf({ text }: Question): string {
	return `<p class="question" dir="auto">${escapeHtml(text)}</p>`;
}

function buttonsOf({ approveLabel, declineLabel }: Question): string {
	const approve = button('approve', approveLabel);
	return declineLabel === undefined ? approve : `${approve}\n${button('decline', declineLabel)}`;
}

function button(answer: 'approve' | 'decline', label: string): string {
	return `<button class="${answer}" name="${ANSWER_FIELD}" value="${answer}" dir="auto">${escapeHtml(label)}</button>`;
}
