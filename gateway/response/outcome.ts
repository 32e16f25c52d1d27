import type { EnvelopeSummary } from './envelope';

/**
 * What became of one recipient of a request. `reason` is a clause in plain words that goes on after a colon; it holds
 * the gateway's own words where there are any.
 */
export type Outcome =
	| {
			readonly status: 'accepted';
			/** The gateway's id of the message, where it gave one. */
			readonly id?: string | number;
			readonly response?: EnvelopeSummary;
	  }
	| {
			readonly status: 'refused';
			readonly reason: string;
			/** HTTP status, where there was a response. */
			readonly httpStatus?: number;
			readonly response?: EnvelopeSummary;
			/** Set where the same again may be accepted: after this long in milliseconds, or after a growing pause. */
			readonly retry?: { readonly afterMs?: number };
	  }
	| {
			readonly status: 'unknown';
			readonly reason: string;
			readonly httpStatus?: number;
			readonly response?: EnvelopeSummary;
	  };
