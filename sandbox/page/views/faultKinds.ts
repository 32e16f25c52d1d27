import type { Answer } from '../../faults/fault.mts';
import { UNKNOWN_FAULTS } from './unknownFaults.ts';

/** A fault that can be planned, and what comes of it. */
export interface Fault {
	name: string;
	answer: Answer;
	/** what the gateway does */
	gateway: string;
	/** what the node does when a send is answered so */
	node: string;
	/** whether it can also befall a sign-in or a refresh; there it is either a refusal or something that may pass */
	elsewhere?: 'refused' | 'passing';
}

/** Faults that say the same about the message. */
export interface FaultGroup {
	title: string;
	outcome: 'no' | 'later' | 'unknown' | 'yes';
	faults: readonly Fault[];
}

const REPORTS = 'It reports the gateway’s words and does not try again.';
const SIGNS_IN =
	'It signs in again once and sends once more: the gateway refused the message, so that it cannot go out twice.';
const WAITS = 'It waits as long as Retry-After says and tries again: the gateway took nothing.';
const REPORTS_ONE = 'It reports that recipient as refused, and the others as sent.';

/** The faults by what a sender can conclude from them: docs/gateway.md, "What follows". */
export const FAULTS: FaultGroup[] = [
	{
		title: 'Refused: the message does not go out',
		outcome: 'no',
		faults: [
			{
				name: 'Unauthorized',
				answer: { kind: 'unauthorized' },
				gateway: 'Answers 401, as to a token that is not valid.',
				node: SIGNS_IN,
				elsewhere: 'refused',
			},
			{
				name: 'Forbidden',
				answer: { kind: 'forbidden' },
				gateway: 'Answers 403.',
				node: SIGNS_IN,
				elsewhere: 'refused',
			},
			{
				name: 'Expired, with 200',
				answer: { kind: 'tokenExpired' },
				gateway: 'Answers 200 with an error that speaks of the token.',
				node: SIGNS_IN,
			},
			{
				name: 'Error, with 200',
				answer: { kind: 'envelopeError', message: 'Insufficient balance' },
				gateway: 'Answers 200 with the error “Insufficient balance”.',
				node: REPORTS,
				elsewhere: 'refused',
			},
			{
				name: 'Bad request',
				answer: { kind: 'status', status: 400 },
				gateway: 'Answers 400.',
				node: REPORTS,
			},
			{
				name: 'Another word for no',
				answer: { kind: 'envelope', body: { status: 'denied', message: 'Sender not approved' } },
				gateway: 'Answers 200 with the status “denied”.',
				node: REPORTS,
			},
			{
				name: 'A row that failed',
				answer: { kind: 'rows', row: { status: 'FAILED' } },
				gateway: 'Takes all but the first recipient, whose row says FAILED.',
				node: REPORTS_ONE,
			},
			{
				name: 'A row with a reason',
				answer: { kind: 'rows', row: { failureReason: 'Blacklisted number' } },
				gateway: 'Takes all but the first recipient, whose row has a failureReason.',
				node: REPORTS_ONE,
			},
			{
				name: 'A recipient listed apart',
				answer: { kind: 'rows', listedUnder: 'invalid', listedAs: 'objects' },
				gateway: 'Takes all but the first recipient, which it lists as “invalid”.',
				node: REPORTS_ONE,
			},
		],
	},
	{
		title: 'Not now: the message can go out later',
		outcome: 'later',
		faults: [
			{
				name: 'Too many requests',
				answer: { kind: 'tooMany', retryAfter: 2 },
				gateway: 'Answers 429 with Retry-After: 2 seconds.',
				node: WAITS,
				elsewhere: 'passing',
			},
			{
				name: 'Unavailable',
				answer: { kind: 'unavailable', retryAfter: 2 },
				gateway: 'Answers 503 with Retry-After: 2 seconds.',
				node: WAITS,
				elsewhere: 'passing',
			},
		],
	},
	{
		title: 'Nobody knows: the message may have gone out',
		outcome: 'unknown',
		faults: UNKNOWN_FAULTS,
	},
	{
		title: 'Unusual: the message goes out',
		outcome: 'yes',
		faults: [
			{
				name: 'Another word for yes',
				answer: { kind: 'envelope', body: { status: 'OK' }, afterAccept: true },
				gateway: 'Takes the messages and answers with the status “OK”.',
				node: 'It reports them as sent.',
			},
		],
	},
];
