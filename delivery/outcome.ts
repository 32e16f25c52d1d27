/** One submission: what one request carries. A number stands in it once. */
export interface Submission {
	readonly sourceId: number;
	readonly text: string;
	/** MSISDNs. */
	readonly recipients: readonly string[];
	/** The first input item that it carries something of. */
	readonly item: number;
}

/** What became of a submission, and so of every recipient in it. `response` is the gateway's answer. */
export type Outcome =
	| { readonly status: 'accepted'; readonly response: unknown }
	| {
			readonly status: 'refused';
			readonly reason: string;
			readonly response?: unknown;
			/** HTTP status, where there was an answer. */
			readonly httpStatus?: number;
			/** Set where the same again may be accepted: after this long in milliseconds, or after a growing pause. */
			readonly again?: { readonly afterMs?: number };
	  }
	| { readonly status: 'unknown'; readonly reason: string; readonly httpStatus?: number }
	| { readonly status: 'notAttempted' };

export type OutcomeStatus = Outcome['status'];

export const NOT_ATTEMPTED: Outcome = { status: 'notAttempted' };
