/** What is shown to people of the gateway's answer. */
export interface ResponseSummary {
	readonly status?: string | number | boolean;
	readonly message?: string;
}

/**
 * What became of one recipient of a message. `reason` is a clause in plain words that goes on after a colon.
 */
export type Outcome =
	| {
			readonly status: 'accepted';
			/** The gateway's id of the message, where it gave one. */
			readonly id?: string | number;
			readonly response?: ResponseSummary;
	  }
	| {
			readonly status: 'refused';
			readonly reason: string;
			/** HTTP status, where there was a response. */
			readonly httpStatus?: number;
			readonly response?: ResponseSummary;
			/** Set where the same again may be accepted: after this long in milliseconds, or after a growing pause. */
			readonly retry?: { readonly afterMs?: number };
			/** How to fix it, in a sentence, where it is nobody's fault among the recipients. */
			readonly hint?: string;
	  }
	| {
			readonly status: 'unknown';
			readonly reason: string;
			readonly httpStatus?: number;
			readonly response?: ResponseSummary;
	  }
	| LeftOut
	| {
			readonly status: 'notAttempted';
			readonly reason: string;
			/** The moment from which it may go (ISO 8601), where it is a question of time. */
			readonly sendableFrom?: string;
	  };

/** Left out, because it is not wanted: ever, or now. */
export type LeftOut =
	| {
			readonly status: 'skipped';
			readonly code: 'ALREADY_SENT' | 'DO_NOT_TEXT' | 'EVALUATION';
			readonly reason: string;
	  }
	| {
			readonly status: 'skipped';
			readonly code: 'OUTSIDE_HOURS';
			readonly reason: string;
			/** The moment from which it may go (ISO 8601). */
			readonly sendableFrom: string;
	  };

export type OutcomeStatus = Outcome['status'];
