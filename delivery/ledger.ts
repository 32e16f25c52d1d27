import { NOT_ATTEMPTED, type Outcome, type OutcomeStatus, type Submission } from './outcome';

/** What became of each submission of a plan so far: the one record that reports and retries are read from. */
export class Ledger {
	private readonly outcomes: Outcome[];

	constructor(readonly submissions: readonly Submission[]) {
		this.outcomes = submissions.map(() => NOT_ATTEMPTED);
	}

	outcomeOf(submission: number): Outcome {
		return this.outcomes[submission] ?? NOT_ATTEMPTED;
	}

	/** Notes an outcome. What may have gone out once stays unknown when a later try is refused. */
	record(submission: number, outcome: Outcome): void {
		if (outcome.status === 'refused' && this.outcomeOf(submission).status === 'unknown') return;
		this.outcomes[submission] = outcome;
	}

	/** The submissions that may be sent: those surely not accepted, and on request those of unknown outcome. */
	open(resendUnknown: boolean): number[] {
		return this.outcomes.flatMap(({ status }, index) =>
			status === 'accepted' || (status === 'unknown' && !resendUnknown) ? [] : [index],
		);
	}

	/** Recipients by what became of them. */
	counts(): Record<OutcomeStatus, number> {
		const counts = { accepted: 0, refused: 0, unknown: 0, notAttempted: 0 };
		this.submissions.forEach(({ recipients }, index) => {
			counts[this.outcomeOf(index).status] += recipients.length;
		});
		return counts;
	}

	/** The first submission, in the order of the items, that was tried and not accepted. */
	firstFailure(): { submission: Submission; outcome: Extract<Outcome, { reason: string }> } | undefined {
		for (const [index, submission] of this.submissions.entries()) {
			const outcome = this.outcomeOf(index);
			if ('reason' in outcome) return { submission, outcome };
		}
		return undefined;
	}
}

/**
 * Remembers what a run began, so that running it again goes on instead of beginning anew. It is keyed by an object that
 * lives as long as the execution does, and holds one run per key: the memory is that of the run's own messages, and
 * goes when the run ends well, when the next run of the same node begins, or with the execution.
 */
export class RunMemory<T> {
	private readonly runs = new WeakMap<object, { readonly runIndex: number; readonly value: T }>();

	recall(execution: object, runIndex: number): T | undefined {
		const run = this.runs.get(execution);
		return run?.runIndex === runIndex ? run.value : undefined;
	}

	remember(execution: object, runIndex: number, value: T): void {
		this.runs.set(execution, { runIndex, value });
	}

	forget(execution: object): void {
		this.runs.delete(execution);
	}
}
