import type { Answer } from './fault.mts';

/** Numbers with the same consequence for whoever sends to them; a fault of kind `rows` befalls the number alone. */
export interface NumberGroup {
	/** what its sender can conclude about the message */
	readonly outcome: 'no' | 'later' | 'unknown';
	/** what the node makes of it: docs/gateway.md, "What follows" */
	readonly node: string;
	/** whether they behave after the first time, until the sandbox is cleared or started again */
	readonly once: boolean;
	readonly numbers: ReadonlyArray<
		readonly [lastDigits: string, name: string, gateway: string, fault: Answer]
	>;
}

/** All words in the gateway's answers are made up, and differ from each other: nobody knows the real ones. */
export const NUMBER_GROUPS: readonly NumberGroup[] = [
	{
		outcome: 'no',
		node: 'It reports this recipient as refused, and why; the others in the request get theirs.',
		once: false,
		numbers: [
			['00', 'Failed', 'Its row says status FAILED.', { kind: 'rows', row: { status: 'FAILED' } }],
			[
				'01',
				'Rejected',
				'Its row says processedStatus REJECTED.',
				{ kind: 'rows', row: { processedStatus: 'REJECTED' } },
			],
			[
				'02',
				'Number on a blacklist',
				'Its row has a failureReason: Blacklisted number.',
				{ kind: 'rows', row: { failureReason: 'Blacklisted number' } },
			],
			[
				'03',
				'Opted out',
				'Its row says Failed, with the failureReason: Recipient opted out.',
				{ kind: 'rows', row: { status: 'Failed', failureReason: 'Recipient opted out' } },
			],
			[
				'04',
				'HTTP error',
				'Its row says sentResponseStatus 400 Bad Request.',
				{ kind: 'rows', row: { sentResponseStatus: '400 Bad Request' } },
			],
			[
				'05',
				'Undeliverable',
				'Its row says processedStatus UNDELIVERABLE and sentResponseStatus 404.',
				{ kind: 'rows', row: { processedStatus: 'UNDELIVERABLE', sentResponseStatus: 404 } },
			],
			[
				'06',
				'Listed as failed',
				'It has no row; the answer lists it under “failed”.',
				{ kind: 'rows', listedUnder: 'failed' },
			],
			[
				'07',
				'Listed as invalid',
				'It has no row; the answer lists it under “invalid”, with a reason.',
				{ kind: 'rows', listedUnder: 'invalid', listedAs: 'objects' },
			],
			[
				'08',
				'Listed among errors',
				'It has no row; the answer’s “errors” name it, with a reason.',
				{ kind: 'rows', listedUnder: 'errors', listedAs: 'map' },
			],
		],
	},
	{
		outcome: 'unknown',
		node: 'It reports this recipient as unknown, and never sends to it again by itself.',
		once: false,
		numbers: [
			[
				'10',
				'Left out, texted',
				'It has no row, and is texted all the same.',
				{ kind: 'rows', afterAccept: true },
			],
			[
				'11',
				'Left out, not texted',
				'It has no row among those of others, and is not texted. Alone, the answer has no rows: a success.',
				{ kind: 'rows' },
			],
		],
	},
	{
		outcome: 'no',
		node: 'It reports all in the request as refused, in the gateway’s words, and does not try again.',
		once: false,
		numbers: [
			[
				'20',
				'No balance',
				'Answers 200 with the error: Insufficient balance.',
				{ kind: 'envelopeError', message: 'Insufficient balance' },
			],
			[
				'21',
				'Another word for no',
				'Answers 200 with status REJECTED.',
				{ kind: 'envelope', body: { status: 'REJECTED', message: 'Sender not approved' } },
			],
			['22', 'Bad request', 'Answers 400.', { kind: 'status', status: 400 }],
		],
	},
	{
		outcome: 'later',
		node: 'It waits as long as Retry-After says and sends again: everybody is texted once.',
		once: true,
		numbers: [
			['30', 'Busy, once', 'Answers 429 with Retry-After: 1.', { kind: 'tooMany', retryAfter: 1 }],
			['31', 'Unavailable, once', 'Answers 503 with Retry-After: 1.', { kind: 'unavailable', retryAfter: 1 }],
		],
	},
	{
		outcome: 'later',
		node: 'It signs in again and sends again, but not twice in one run: everybody is texted once.',
		once: true,
		numbers: [
			['35', 'Token refused, once', 'Answers 401.', { kind: 'unauthorized', message: 'Token revoked' }],
			[
				'36',
				'Token refused with 403, once',
				'Answers 403.',
				{ kind: 'forbidden', message: 'Token has no access' },
			],
			[
				'37',
				'Token refused with 200, once',
				'Answers 200 with an error that speaks of the token.',
				{ kind: 'tokenExpired', message: 'Invalid or expired jwt' },
			],
		],
	},
	{
		outcome: 'unknown',
		node: 'It reports all in the request as unknown, and never sends it again by itself.',
		once: false,
		numbers: [
			[
				'40',
				'Accepted, then 503',
				'Accepts the messages and answers 503 without Retry-After.',
				{ kind: 'acceptThen', answer: { kind: 'unavailable' } },
			],
			['41', 'Answer lost', 'Accepts the messages and breaks the connection.', { kind: 'resetAfterAccept' }],
			[
				'42',
				'Time-out',
				'Accepts the messages and never answers, so that the node waits for its Timeout.',
				{ kind: 'hang', afterAccept: true },
			],
			['43', 'Cut off', 'Breaks the connection and accepts nothing.', { kind: 'reset', how: 'close' }],
			[
				'44',
				'Accepted, then 500',
				'Accepts the messages and answers 500.',
				{ kind: 'acceptThen', answer: { kind: 'status', status: 500 } },
			],
			['45', 'Server error', 'Answers 500 and accepts nothing.', { kind: 'status', status: 500 }],
			[
				'46',
				'A web page',
				'Accepts the messages and answers with a web page.',
				{ kind: 'acceptThen', answer: { kind: 'html' } },
			],
			[
				'47',
				'Not JSON',
				'Answers “Accepted.” as plain text, and accepts nothing.',
				{ kind: 'notJson', body: 'Accepted.' },
			],
			[
				'48',
				'Half an answer',
				'Accepts the messages and breaks off in the middle of its answer.',
				{ kind: 'truncated' },
			],
			[
				'49',
				'An unclear word',
				'Accepts the messages and answers with status “queued?”.',
				{ kind: 'envelope', body: { status: 'queued?' }, afterAccept: true },
			],
			[
				'50',
				'A success that contradicts itself',
				'Answers with status success and success: false, and accepts nothing.',
				{ kind: 'envelope', body: { success: false } },
			],
			[
				'51',
				'A success with errors',
				'Accepts the messages and answers with status success and errors.',
				{ kind: 'envelope', body: { errors: ['Partly processed'] }, afterAccept: true },
			],
		],
	},
];
