import type { Outcome } from '../../../../delivery/outcome';

/** An outcome that has to be explained. */
export type Failure = Exclude<Outcome, { status: 'accepted' | 'skipped' }>;

/** What to do about it. */
export function adviceOn(failure: Failure): string {
	if (failure.status === 'unknown') {
		return 'Look in the MobiConnect portal under Messages whether it went out; the node never sends it again by itself.';
	}
	if (failure.status === 'notAttempted' || failure.retry) return 'Send it again when that has passed.';
	return 'Correct what is named here, then send it again.';
}
