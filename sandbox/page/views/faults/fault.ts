import type { Answer } from '../../../faults/fault.mts';

/** What becomes of the message when the node has done what it does: docs/gateway.md, "What follows". */
export type Outcome = 'no' | 'later' | 'unknown' | 'yes';

/** A fault that can be planned, and what comes of it. */
export interface Fault {
	readonly name: string;
	readonly answer: Answer;
	readonly outcome: Outcome;
	/** what the gateway does */
	readonly gateway: string;
	/** what the node does when a send is answered so */
	readonly node: string;
	/** whether it can also befall a sign-in or a refresh; there it is either a refusal or something that may pass */
	readonly elsewhere?: 'refused' | 'passing';
}

export const REPORTS = 'It reports the gateway’s words and does not try again.';
export const REPORTS_ONE = 'It reports that recipient as refused, and the others as sent.';
export const WAITS = 'It waits as long as Retry-After says and tries again: the gateway took nothing.';
export const NOBODY_KNOWS =
	'It cannot know whether the message went out, so it never sends it again by itself, and says so.';
