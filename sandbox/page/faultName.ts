import type { Answer } from '../faults/fault.mts';

/** What a fault is called that was planned from code or over HTTP, without a name. */
const KINDS: Readonly<Record<Answer['kind'], string>> = {
	ok: 'As usual',
	status: 'Another HTTP status',
	envelopeError: 'Refused',
	tokenExpired: 'Token refused with 200',
	unauthorized: 'Token refused',
	forbidden: 'Token refused with 403',
	tooMany: 'Busy',
	unavailable: 'Unavailable',
	html: 'A web page',
	notJson: 'Not JSON',
	empty: 'Empty',
	redirect: 'Redirect',
	envelope: 'Another answer',
	rows: 'Other rows',
	reset: 'Cut off',
	resetAfterAccept: 'Answer lost',
	truncated: 'Half an answer',
	hang: 'No answer',
	acceptThen: 'Taken, then an error',
};

/** A fault as people call it: by the name that it was given, or else by its kind. */
export function faultName(name: string): string {
	const kinds: Readonly<Record<string, string>> = KINDS;
	return Object.hasOwn(kinds, name) ? (kinds[name] ?? name) : name;
}
