import type { LeftOut, Outcome } from './outcome';

/** What a message is, to whoever delivers it. */
export interface Content {
	readonly text: string;
	readonly sourceId: number;
	/** What the message is about: a number gets one for it, in all executions. */
	readonly onceKey?: string;
}

/** An outcome that no later try may change by sending again. */
export type LastingOutcome = Extract<Outcome, { status: 'accepted' | 'unknown' }>;

const UNDER_WAY: LastingOutcome = {
	status: 'unknown',
	reason: 'the execution ended before the gateway answered',
};

/**
 * One message to one recipient: what is sent once, and what has an outcome. Items that ask for the same message to the
 * same number share one.
 */
export class Delivery {
	private current: Outcome = { status: 'notAttempted', reason: 'the run ended before its turn came' };
	private wasResent = false;
	private isUnderWay = false;
	private isLeftOut = false;

	constructor(
		/** The first input item that asks for it. */
		readonly item: number,
		readonly msisdn: string,
		readonly content: Content,
	) {}

	get outcome(): Outcome {
		return this.current;
	}

	/** Whether it may have gone out, and was sent once more all the same. */
	get resent(): boolean {
		return this.wasResent;
	}

	/** What a later try must know: that it went out, or may have. Undefined where it surely did not. */
	get lasting(): LastingOutcome | undefined {
		const { current } = this;
		if (current.status === 'accepted' || current.status === 'unknown') return current;
		return this.isUnderWay ? UNDER_WAY : undefined;
	}

	/** Whether it may be sent: it surely did not go out, or it may have and shall go out once more all the same. */
	isOpen(resendUnknown: boolean): boolean {
		if (this.isLeftOut) return false;
		const { status } = this.current;
		if (status === 'unknown') return resendUnknown && !this.wasResent;
		return status === 'refused' || status === 'notAttempted';
	}

	/** Whether it may be sent again at once, without anybody having fixed anything. */
	isRetryable(resendUnknown: boolean): boolean {
		if (this.current.status === 'refused') return this.current.retry !== undefined;
		return this.current.status === 'unknown' && this.isOpen(resendUnknown);
	}

	/** Leaves it out of this run, whatever an earlier try knew of it. */
	leaveOut(why: LeftOut): void {
		this.isLeftOut = true;
		this.settle(why);
	}

	/** Notes that a request leaves with it. */
	begin(): void {
		this.isUnderWay = true;
		if (this.current.status === 'unknown') this.wasResent = true;
	}

	/** Notes an outcome. What may have gone out stays unknown, whatever a later try is answered, until it is accepted. */
	settle(outcome: Outcome): void {
		this.isUnderWay = false;
		if (this.current.status === 'unknown' && outcome.status !== 'accepted') return;
		this.current = outcome;
	}

	/** Takes over what an earlier try knew of it. */
	restore({ outcome, resent }: { readonly outcome: LastingOutcome; readonly resent: boolean }): void {
		if (this.current.status !== 'accepted') this.current = outcome;
		this.wasResent ||= resent;
	}
}
