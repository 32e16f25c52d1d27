import { type Fault, type Outcome, REPORTS, REPORTS_ONE, WAITS } from './fault.ts';
import { UNKNOWN_FAULTS } from './unknownFaults.ts';
import { USUAL_FAULTS } from './usualFaults.ts';

/** Faults that are shown together. */
export interface FaultGroup {
	readonly title: string;
	/** undefined where it is not the same for all of them */
	readonly outcome: Outcome | undefined;
	readonly faults: readonly Fault[];
}

const SIGNS_IN =
	'It signs in again once and sends once more: the gateway refused the message, so that it cannot go out twice.';

const REFUSED_FAULTS: readonly Fault[] = [
	{
		name: 'Bad request',
		answer: { kind: 'status', status: 400 },
		outcome: 'no',
		gateway: 'Answers 400.',
		node: REPORTS,
	},
	{
		name: 'Another word for no',
		answer: { kind: 'envelope', body: { status: 'denied', message: 'Sender not approved' } },
		outcome: 'no',
		gateway: 'Answers 200 with the status “denied”.',
		node: REPORTS,
	},
	{
		name: 'A row that failed',
		answer: { kind: 'rows', row: { status: 'FAILED' } },
		outcome: 'no',
		gateway: 'Takes all but the first recipient, whose row says FAILED.',
		node: REPORTS_ONE,
	},
	{
		name: 'A recipient listed apart',
		answer: { kind: 'rows', listedUnder: 'invalid', listedAs: 'objects' },
		outcome: 'no',
		gateway: 'Takes all but the first recipient, which it lists as “invalid”.',
		node: REPORTS_ONE,
	},
];

const LATER_FAULTS: readonly Fault[] = [
	{
		name: 'Unavailable',
		answer: { kind: 'unavailable', retryAfter: 2 },
		outcome: 'later',
		gateway: 'Answers 503 with Retry-After: 2 seconds.',
		node: WAITS,
		elsewhere: 'passing',
	},
	{
		name: 'Token refused',
		answer: { kind: 'unauthorized' },
		outcome: 'later',
		gateway: 'Answers 401, as to a token that is not valid.',
		node: SIGNS_IN,
		elsewhere: 'refused',
	},
	{
		name: 'Token refused with 403',
		answer: { kind: 'forbidden' },
		outcome: 'later',
		gateway: 'Answers 403.',
		node: SIGNS_IN,
		elsewhere: 'refused',
	},
	{
		name: 'Token refused with 200',
		answer: { kind: 'tokenExpired' },
		outcome: 'later',
		gateway: 'Answers 200 with an error that speaks of the token.',
		node: SIGNS_IN,
	},
];

const SENT_FAULTS: readonly Fault[] = [
	{
		name: 'Another word for yes',
		answer: { kind: 'envelope', body: { status: 'OK' }, afterAccept: true },
		outcome: 'yes',
		gateway: 'Takes the messages and answers with the status “OK”.',
		node: 'It reports them as sent.',
	},
];

/** The faults: first those that are met most, then the others by what becomes of the message. */
export const FAULTS: readonly FaultGroup[] = [
	{ title: 'Try these first', outcome: undefined, faults: USUAL_FAULTS },
	{ title: 'Not sent: the gateway refuses', outcome: 'no', faults: REFUSED_FAULTS },
	{ title: 'Not known: it may have gone out', outcome: 'unknown', faults: UNKNOWN_FAULTS },
	{ title: 'Sent, at the second try', outcome: 'later', faults: LATER_FAULTS },
	{ title: 'Sent, in unusual words', outcome: 'yes', faults: SENT_FAULTS },
];
