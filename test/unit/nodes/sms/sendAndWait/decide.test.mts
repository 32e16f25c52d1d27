import fc from 'fast-check';
import { decide } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/decide';
import {
	formatQuestion,
	markOf,
	parseQuestion,
	type Question,
} from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/question';

const SINGLE: Question = {
	mark: 'q001',
	executionId: '7',
	text: 'Refund?',
	approveLabel: 'Yes',
	isShared: false,
	facts: { status: 'accepted' },
};
const DOUBLE: Question = { ...SINGLE, declineLabel: 'No' };
const NOW = Date.parse('2026-01-05T10:00:00Z');
const post = (answer: unknown, mark = 'q001', nowMs = NOW) => ({
	method: 'POST',
	mark,
	form: { answer },
	nowMs,
});

test.each([
	['approve', DOUBLE, { page: { kind: 'answered', label: 'Yes' }, approved: true }],
	['decline', DOUBLE, { page: { kind: 'answered', label: 'No' }, approved: false }],
	['approve', SINGLE, { page: { kind: 'answered', label: 'Yes' }, approved: true }],
	['decline', SINGLE, { page: { kind: 'askAgain' } }],
	['', DOUBLE, { page: { kind: 'askAgain' } }],
	[undefined, DOUBLE, { page: { kind: 'askAgain' } }],
	[['approve', 'decline'], DOUBLE, { page: { kind: 'askAgain' } }],
] as const)('the answer %j of a form', (answer, question, decision) => {
	expect(decide(question, post(answer))).toEqual(decision);
});

test('whatever a request holds, nothing but a POST answers', () => {
	const method = fc.string().filter((one) => one !== 'POST');
	const answer = fc.constantFrom('approve', 'decline');
	fc.assert(
		fc.property(fc.oneof(fc.constantFrom('GET', 'HEAD', 'post'), method), answer, (each, value) => {
			expect(decide(DOUBLE, { ...post(value), method: each })).toEqual({ page: { kind: 'ask' } });
		}),
	);
});

test('the link of another question answers nothing, and is told that it is closed', () => {
	for (const mark of ['q000', '', undefined, ['q001']]) {
		const decision = decide(DOUBLE, { ...post('approve'), mark });
		expect(decision).toEqual({ page: { kind: 'closed' } });
	}
	expect(decide(undefined, post('approve'))).toEqual({ page: { kind: 'closed' } });
});

test('a form that only inherits an answer has none', () => {
	const form = Object.create({ answer: 'approve' }) as Record<string, unknown>;
	expect(decide(DOUBLE, { ...post('approve'), form })).toEqual({ page: { kind: 'askAgain' } });
});

test.each([SINGLE, DOUBLE, { ...DOUBLE, waitTillMs: NOW }])(
	'a question is read as it was written',
	(question) => {
		expect(parseQuestion(formatQuestion(question))).toEqual(question);
	},
);

test.each([undefined, '', '[]', 'null', '{', { ...DOUBLE }, JSON.stringify({ ...DOUBLE, facts: 1 })])(
	'what is no question is none: %j',
	(kept) => expect(parseQuestion(kept)).toBeUndefined(),
);

test.each([
	[NOW + 1, true],
	[NOW, undefined],
	[NOW - 1, undefined],
	[undefined, true],
])('of a question whose time ends at %j, an answer counts: %j', (waitTillMs, approved) => {
	const question = waitTillMs === undefined ? DOUBLE : { ...DOUBLE, waitTillMs };
	const decision = decide(question, post('approve'));
	expect(decision.approved).toBe(approved);
	expect(decision.page.kind).toBe(approved ? 'answered' : 'closed');
	expect(decide(question, { ...post(''), method: 'GET' }).page.kind).toBe(approved ? 'ask' : 'closed');
});

test('two questions of one execution have different marks, five characters each', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 4e12 }),
			fc.integer({ min: 1, max: 16 * 3_600_000 }),
			(nowMs, laterMs) => {
				const marks = [markOf(nowMs), markOf(nowMs + laterMs)];
				expect(new Set(marks).size).toBe(2);
				for (const mark of marks) expect(mark).toMatch(/^[0-9a-z]{5}$/);
			},
		),
	);
});
