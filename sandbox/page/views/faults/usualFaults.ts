import { type Fault, NOBODY_KNOWS, REPORTS, REPORTS_ONE, WAITS } from './fault.ts';

/** The ones to try first: together they show each of the ways in which a message can end but well. */
export const USUAL_FAULTS: readonly Fault[] = [
	{
		name: 'No balance',
		answer: { kind: 'envelopeError', message: 'Insufficient balance' },
		outcome: 'no',
		gateway: 'Answers 200 with the error “Insufficient balance”.',
		node: REPORTS,
		elsewhere: 'refused',
	},
	{
		name: 'Busy',
		answer: { kind: 'tooMany', retryAfter: 2 },
		outcome: 'later',
		gateway: 'Answers 429 with Retry-After: 2 seconds.',
		node: WAITS,
		elsewhere: 'passing',
	},
	{
		name: 'Answer lost',
		answer: { kind: 'resetAfterAccept' },
		outcome: 'unknown',
		gateway: 'Takes the messages and breaks the connection.',
		node: NOBODY_KNOWS,
	},
	{
		name: 'Number on a blacklist',
		answer: { kind: 'rows', row: { failureReason: 'Blacklisted number' } },
		outcome: 'no',
		gateway: 'Takes all but the first recipient, whose row has the failureReason “Blacklisted number”.',
		node: REPORTS_ONE,
	},
];
