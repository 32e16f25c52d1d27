import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
	PAGE_HEADERS,
	renderPage,
	type PageState,
} from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/page';
import type { Question } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/question';

const QUESTION: Question = {
	mark: 'q001',
	executionId: '7',
	text: 'Refund KES 12,000 for order A-1041?',
	approveLabel: 'Approve',
	declineLabel: 'Decline',
	isShared: false,
	facts: {},
};
const STATES: readonly PageState[] = [
	{ kind: 'ask' },
	{ kind: 'askAgain' },
	{ kind: 'answered', label: 'Approve' },
	{ kind: 'closed' },
];

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", '/', 'a', '&lt;', '</p>', '<script>') }),
);

test('whatever a question and its labels hold, the page has the same elements', () => {
	const tagsOf = (html: string) => html.match(/<[^>]*>/g);
	fc.assert(
		fc.property(text, text, text, fc.constantFrom(...STATES), (asked, approveLabel, declineLabel, state) => {
			const told = state.kind === 'answered' ? { ...state, label: approveLabel } : state;
			const page = renderPage({ ...QUESTION, text: asked, approveLabel, declineLabel }, told);
			expect(tagsOf(page)).toEqual(tagsOf(renderPage(QUESTION, state)));
		}),
	);
});

test.each(STATES)('the page in the state $kind has no script, loads nothing and is small', (state) => {
	const page = renderPage({ ...QUESTION, text: 'x'.repeat(306) }, state);
	expect(page).not.toMatch(/<(?:script|link|img|iframe)|\b(?:src|href|style|on\w+)=|url\(|@import/i);
	expect(Buffer.byteLength(page)).toBeLessThan(5000);
});

test('the page that asks has the question, and a form with a button for each answer', () => {
	const page = renderPage(QUESTION, { kind: 'ask' });
	expect(page).toContain(QUESTION.text);
	expect(page).toContain('<form method="post">');
	expect(page.match(/<button[^>]*>[^<]*/g)).toEqual([
		'<button class="approve" name="answer" value="approve" dir="auto">Approve',
		'<button class="decline" name="answer" value="decline" dir="auto">Decline',
	]);
});

test('a question that can only be approved has one button', () => {
	const { declineLabel: _, ...single } = QUESTION;
	expect(renderPage(single, { kind: 'ask' }).match(/<button/g)).toHaveLength(1);
});

test('a page without a question to answer has no button', () => {
	for (const state of [{ kind: 'answered', label: 'Yes' }, { kind: 'closed' }] as const) {
		expect(renderPage(QUESTION, state)).not.toMatch(/<(?:button|form)/);
	}
});

test('only where several were asked it says that another answer may count', () => {
	const state = { kind: 'answered', label: 'Approve' } as const;
	expect(renderPage({ ...QUESTION, isShared: true }, state)).toContain('their answer counts');
	expect(renderPage(QUESTION, state)).not.toContain('their answer counts');
});

test('a closed page shows nothing of any question', () => {
	expect(renderPage(QUESTION, { kind: 'closed' })).not.toContain('Refund');
	expect(renderPage(undefined, { kind: 'ask' })).toContain('closed');
});

test('the headers allow the style of the page, its form, and nothing else', () => {
	const [, style = ''] = /<style>([^]*)<\/style>/.exec(renderPage(QUESTION, { kind: 'ask' })) ?? [];
	const hash = createHash('sha256').update(style).digest('base64');
	expect(PAGE_HEADERS['Content-Security-Policy']).toBe(
		`default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	);
	expect(PAGE_HEADERS).toMatchObject({
		'Cache-Control': 'no-store',
		'Referrer-Policy': 'no-referrer',
		'X-Content-Type-Options': 'nosniff',
	});
});
