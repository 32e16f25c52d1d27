import type { Answer } from '../../faults/fault.mts';
import type { PlannedEndpoint } from '../../faults/queue.mts';

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
	faults: Fault[];
}

const REPORTS = 'It reports the gateway’s words and does not try again.';
const SIGNS_IN =
	'It signs in again once and sends once more: the gateway refused the message, so that it cannot go out twice.';
const WAITS = 'It waits as long as Retry-After says and tries again: the gateway took nothing.';
const REPORTS_ONE = 'It reports that recipient as refused, and the others as sent.';
const NOBODY_KNOWS =
	'It cannot know whether the message went out, so it never sends it again by itself, and says so.';

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
		faults: [
			{
				name: 'Taken, then 504',
				answer: { kind: 'acceptThen', answer: { kind: 'status', status: 504 } },
				gateway: 'Takes the messages and answers 504.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, then 503',
				answer: { kind: 'acceptThen', answer: { kind: 'unavailable' } },
				gateway: 'Takes the messages and answers 503 without Retry-After, as a proxy might.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, one left out',
				answer: { kind: 'rows', recipients: 'last', afterAccept: true },
				gateway: 'Takes the messages and has no row for the last recipient.',
				node: 'It cannot know about that recipient, so it never sends to it again by itself, and says so.',
			},
			{
				name: 'Taken, an unclear word',
				answer: { kind: 'envelope', body: { status: 'partial' }, afterAccept: true },
				gateway: 'Takes the messages and answers 200 with the status “partial”.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, but contradicted',
				answer: { kind: 'envelope', body: { errors: ['Partly processed'] }, afterAccept: true },
				gateway: 'Takes the messages and answers with success and errors.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Not taken, contradicted',
				answer: { kind: 'envelope', body: { success: false } },
				gateway: 'Takes nothing and answers with status “success” and success: false.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, then cut off',
				answer: { kind: 'resetAfterAccept' },
				gateway: 'Takes the messages and breaks the connection.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, half an answer',
				answer: { kind: 'truncated' },
				gateway: 'Takes the messages and breaks off in the middle of its answer.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Taken, no answer',
				answer: { kind: 'hang', afterAccept: true },
				gateway: 'Takes the messages and never answers.',
				node: `It waits for its Timeout. ${NOBODY_KNOWS}`,
			},
			{
				name: 'Server error',
				answer: { kind: 'status', status: 500 },
				gateway: 'Takes nothing and answers 500.',
				node: NOBODY_KNOWS,
				elsewhere: 'passing',
			},
			{
				name: 'Cut off',
				answer: { kind: 'reset' },
				gateway: 'Takes nothing and breaks the connection.',
				node: NOBODY_KNOWS,
				elsewhere: 'passing',
			},
			{
				name: 'No answer',
				answer: { kind: 'hang' },
				gateway: 'Takes nothing and never answers.',
				node: `It waits for its Timeout. ${NOBODY_KNOWS}`,
				elsewhere: 'passing',
			},
			{
				name: 'A web page',
				answer: { kind: 'html' },
				gateway: 'Answers 200 with an HTML page.',
				node: NOBODY_KNOWS,
				elsewhere: 'refused',
			},
			{
				name: 'Not JSON',
				answer: { kind: 'notJson' },
				gateway: 'Answers 200 with “OK, queued”.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Empty',
				answer: { kind: 'empty' },
				gateway: 'Answers 200 with nothing.',
				node: NOBODY_KNOWS,
			},
			{
				name: 'Redirect',
				answer: { kind: 'redirect' },
				gateway: 'Answers 302 with another address.',
				node: `It does not follow, for its headers hold secrets. ${NOBODY_KNOWS}`,
			},
		],
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

/** What the node does when it is a sign-in or a refresh that fails so. */
export function withoutToken(
	endpoint: Exclude<PlannedEndpoint, 'send'>,
	elsewhere: Fault['elsewhere'],
): string {
	if (endpoint === 'refresh') return 'It signs in with the password instead.';
	return elsewhere === 'passing'
		? 'It has no token and has sent nothing, so it tries again; if that fails too, it says that it could not sign in, and why.'
		: 'It has no token and sends nothing; it says that it could not sign in, and why.';
}
