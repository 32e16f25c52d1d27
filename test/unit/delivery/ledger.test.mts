import fc from 'fast-check';
import { Ledger, RunMemory } from '../../../delivery/ledger.ts';
import { NOT_ATTEMPTED, type Outcome, type Submission } from '../../../delivery/outcome.ts';

const ACCEPTED: Outcome = { status: 'accepted', response: { status: 'success' } };
const REFUSED: Outcome = { status: 'refused', reason: 'no' };
const UNKNOWN: Outcome = { status: 'unknown', reason: 'who knows' };

/** Submissions of so many recipients each. */
const submissionsOf = (...sizes: readonly number[]): Submission[] =>
	sizes.map((size, item) => ({
		sourceId: 1,
		text: 'Hi',
		recipients: Array.from({ length: size }, (_, index) => `2547${item}${String(index).padStart(7, '0')}`),
		item,
	}));

const statusesOf = (ledger: Ledger) => ledger.submissions.map((_, index) => ledger.outcomeOf(index).status);

describe('a ledger', () => {
	test('begins with nothing attempted', () => {
		const ledger = new Ledger(submissionsOf(1, 2));
		expect(ledger.outcomeOf(0)).toBe(NOT_ATTEMPTED);
		expect(ledger.open(false)).toEqual([0, 1]);
		expect(ledger.firstFailure()).toBeUndefined();
		expect(ledger.counts()).toEqual({ accepted: 0, refused: 0, unknown: 0, notAttempted: 3 });
	});

	test('knows nothing of a submission that is none of its own', () => {
		expect(new Ledger([]).outcomeOf(0)).toBe(NOT_ATTEMPTED);
		expect(new Ledger(submissionsOf(1)).outcomeOf(-1)).toBe(NOT_ATTEMPTED);
	});

	test.each<[string, Outcome[], Outcome]>([
		['accepted', [ACCEPTED], ACCEPTED],
		['refused', [REFUSED], REFUSED],
		['unknown', [UNKNOWN], UNKNOWN],
		['refused and then accepted', [REFUSED, ACCEPTED], ACCEPTED],
		['refused and then unknown', [REFUSED, UNKNOWN], UNKNOWN],
		['unknown and then accepted', [UNKNOWN, ACCEPTED], ACCEPTED],
		['unknown and then refused, which is still unknown', [UNKNOWN, REFUSED], UNKNOWN],
		['unknown, refused and then accepted', [UNKNOWN, REFUSED, ACCEPTED], ACCEPTED],
		[
			'refused twice, with the later words',
			[REFUSED, { status: 'refused', reason: 'later' }],
			{ status: 'refused', reason: 'later' },
		],
		[
			'unknown twice, with the later words',
			[UNKNOWN, { status: 'unknown', reason: 'later' }],
			{ status: 'unknown', reason: 'later' },
		],
	])('notes what was %s', (_name, outcomes, last) => {
		const ledger = new Ledger(submissionsOf(1));
		for (const outcome of outcomes) ledger.record(0, outcome);
		expect(ledger.outcomeOf(0)).toEqual(last);
	});

	test('has open what was surely not accepted, and on request what is unknown', () => {
		const ledger = new Ledger(submissionsOf(1, 1, 1, 1));
		ledger.record(0, ACCEPTED);
		ledger.record(1, REFUSED);
		ledger.record(2, UNKNOWN);
		expect(ledger.open(false)).toEqual([1, 3]);
		expect(ledger.open(true)).toEqual([1, 2, 3]);
	});

	test('counts recipients, not submissions', () => {
		const ledger = new Ledger(submissionsOf(100, 20, 3, 7, 1));
		ledger.record(0, ACCEPTED);
		ledger.record(1, REFUSED);
		ledger.record(2, UNKNOWN);
		ledger.record(4, ACCEPTED);
		expect(ledger.counts()).toEqual({ accepted: 101, refused: 20, unknown: 3, notAttempted: 7 });
	});

	test('names the first failure in the order of the items, not of time', () => {
		const submissions = submissionsOf(1, 1, 1, 1);
		const ledger = new Ledger(submissions);
		ledger.record(3, REFUSED);
		expect(ledger.firstFailure()).toEqual({ submission: submissions[3], outcome: REFUSED });
		ledger.record(1, UNKNOWN);
		ledger.record(0, ACCEPTED);
		expect(ledger.firstFailure()).toEqual({ submission: submissions[1], outcome: UNKNOWN });
	});

	test('never makes the unknown refused, and loses no recipient, whatever it notes', () => {
		const note = fc.tuple(fc.nat(4), fc.constantFrom(ACCEPTED, REFUSED, UNKNOWN));
		fc.assert(
			fc.property(fc.array(fc.nat(5), { minLength: 5, maxLength: 5 }), fc.array(note), (sizes, notes) => {
				const ledger = new Ledger(submissionsOf(...sizes));
				for (const [index, outcome] of notes) {
					const before = ledger.outcomeOf(index).status;
					ledger.record(index, outcome);
					const unsure = before === 'unknown' && outcome.status === 'refused';
					expect(ledger.outcomeOf(index).status).toBe(unsure ? 'unknown' : outcome.status);
				}
				const counts = ledger.counts();
				const sum = counts.accepted + counts.refused + counts.unknown + counts.notAttempted;
				expect(sum).toBe(sizes.reduce((total, size) => total + size, 0));
				const statuses = statusesOf(ledger);
				expect(ledger.open(false).map((index) => statuses[index])).toEqual(
					statuses.filter((status) => status === 'refused' || status === 'notAttempted'),
				);
				expect(ledger.open(true)).toHaveLength(statuses.filter((status) => status !== 'accepted').length);
			}),
		);
	});
});

describe('the memory of a run', () => {
	test('recalls what was remembered for the same execution and the same run of the node', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		expect(memory.recall(execution, 0)).toBe('first');
		expect(memory.recall(execution, 0)).toBe('first');
	});

	test('recalls nothing for another run of the node, as in a loop, or for another execution', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 1, 'second');
		expect(memory.recall(execution, 0)).toBeUndefined();
		expect(memory.recall(execution, 2)).toBeUndefined();
		expect(memory.recall({}, 1)).toBeUndefined();
		expect(new RunMemory<string>().recall(execution, 1)).toBeUndefined();
	});

	test('holds one run at a time', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		memory.remember(execution, 1, 'second');
		expect(memory.recall(execution, 0)).toBeUndefined();
		expect(memory.recall(execution, 1)).toBe('second');
	});

	test('is gone when the run ended well', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		memory.forget({});
		expect(memory.recall(execution, 0)).toBe('first');
		memory.forget(execution);
		expect(memory.recall(execution, 0)).toBeUndefined();
	});
});
