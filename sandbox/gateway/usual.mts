import type { Endpoint } from '../store/requestLog.mts';
import { SUCCESS_WORDS, type Usual } from './outcome.mts';
import type { Verdict } from './rules.mts';
import { schedule, type Scheduling } from './schedule.mts';

/** What surrounds a request; numbers for its recipients are only taken where there are any. */
export interface Surroundings extends Omit<Scheduling, 'firstId'> {
	takeIds(count: number): number;
}

/** What the gateway answers by its own verdict: docs/gateway.md, "Documented" and, for refusals, "Observed". */
export function usualOf(verdict: Verdict, endpoint: Endpoint, surroundings: Surroundings): Usual {
	const message = SUCCESS_WORDS[endpoint];
	switch (verdict.kind) {
		case 'refused':
			return {
				status: verdict.status,
				envelope: { status: 'error', data: null, message: verdict.message },
				accepts: undefined,
			};
		case 'granted':
			return {
				status: 200,
				envelope: { status: 'success', data: verdict.tokens, message },
				accepts: undefined,
			};
		case 'scheduled': {
			const { send } = verdict;
			const firstId = surroundings.takeIds(send.recipients.length);
			const { rows, lists, accepts } = schedule(send, { ...surroundings, firstId });
			return { status: 200, envelope: { status: 'success', data: rows, message, ...lists }, accepts };
		}
	}
}
