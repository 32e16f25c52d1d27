import type { Outcome } from '../../../delivery/outcome';

/** An outcome that has to be explained. */
export type Failure = Extract<Outcome, { reason: string }>;

/** What happened, in a sentence that says whether the message went out. */
export function sentenceOf(failure: Failure): string {
	return failure.status === 'unknown'
		? `It is unknown whether the message went out: ${failure.reason}.`
		: `The message did not go out: ${failure.reason}.`;
}

/** What to do about it. */
export function adviceOn(failure: Failure): string {
	if (failure.status === 'unknown') {
		return 'Ask MobiConnect or a recipient whether it arrived before you send it again; the node does not send it again by itself.';
	}
	return failure.again
		? 'The gateway could not take it even after several tries: run it again later, or turn on Retry On Fail, which never sends twice what was accepted.'
		: 'Correct what is named here and run it again; Retry On Fail never sends twice what was accepted.';
}
