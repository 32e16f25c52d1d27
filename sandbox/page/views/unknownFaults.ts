const NOBODY_KNOWS =
	'It cannot know whether the message went out, so it never sends it again by itself, and says so.';

/** Faults after which nobody knows whether the message went out. */
export const UNKNOWN_FAULTS = [
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
] as const;
