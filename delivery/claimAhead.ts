import type { Submission } from './plan';

/** Claims what a submission carries; what is not won is settled, and no longer open. */
export type Claim = (submission: Submission) => Promise<void>;

/**
 * Submissions in their order, each claimed before it is handed out. Claims are made ahead while others are sent, but no
 * more than `window` submissions are ever claimed and not handed out: so many a crash would leave behind.
 */
export class ClaimAhead {
	private readonly queue: IterableIterator<Submission>;
	private readonly claiming: Array<Promise<Submission>> = [];
	private ahead = 0;
	private left: number;

	constructor(
		submissions: readonly Submission[],
		private readonly claim: Claim,
		private readonly window: () => number,
	) {
		this.queue = submissions.values();
		this.left = submissions.length;
	}

	/** Whether all are handed out, or about to be. */
	get isEmpty(): boolean {
		return this.left === 0;
	}

	/** The next submission, or undefined after the last. Rejects where its claim fails. */
	async next(): Promise<Submission | undefined> {
		this.fill();
		const next = this.claiming.shift();
		if (!next) return undefined;
		this.left -= 1;
		const submission = await next;
		this.ahead -= 1;
		this.fill();
		return submission;
	}

	/** Waits for the claims that nobody asked for any more. */
	async drain(): Promise<void> {
		await Promise.allSettled(this.claiming);
	}

	private fill(): void {
		while (this.ahead < this.window()) {
			const { value: submission, done } = this.queue.next();
			if (done) return;
			const claimed = this.claim(submission).then(() => submission);
			// Whoever takes it hears of its failure; nobody may ever take it.
			claimed.catch(() => undefined);
			this.claiming.push(claimed);
			this.ahead += 1;
		}
	}
}
