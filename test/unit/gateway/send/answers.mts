import type { Outcome } from '../../../../gateway/response/outcome.ts';
import { readOutcomes } from '../../../../gateway/send/verdict.ts';

/** Noon in UTC, on the first day of 2026. */
export const NOW = Date.UTC(2026, 0, 1, 12, 0, 0);

export const A = '254700000001';
export const B = '254700000002';
export const C = '254700000003';

/** The text that the requests carried. */
export const TEXT = 'Dear customer, your order is ready';

/** The sender, which each row names. */
export const IP_ADDRESS = '192.0.2.17';

/** A row as docs/gateway.md, Documented, has it. */
export function row(
	recipient: unknown,
	changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
	return {
		dateTimeCreated: 1617139133671,
		ipAddress: IP_ADDRESS,
		id: 8,
		message: TEXT,
		recipient,
		timeSent: 1617139133435,
		status: null,
		processedStatus: 'NEW',
		attempts: 0,
		sentResponseStatus: '200 OK',
		...changes,
	};
}

/** The documented answer, with other fields where they are given. */
export function success(data: unknown, changes: Readonly<Record<string, unknown>> = {}) {
	return { status: 'success', data, message: 'Sms scheduled successfully!', ...changes };
}

/** What an answer says of each recipient of a request. */
export function outcomesOf(
	body: unknown,
	recipients: readonly string[] = [A, B],
	{ statusCode = 200, headers = {} }: { statusCode?: number; headers?: Record<string, unknown> } = {},
): readonly Outcome[] {
	return readOutcomes({ statusCode, headers, body }, recipients, NOW);
}

/** An outcome in a word, and its reason where it has one. */
export function gist(outcome: Outcome): string {
	return outcome.status === 'accepted' ? 'accepted' : `${outcome.status}: ${outcome.reason}`;
}

export function statusesOf(...args: Parameters<typeof outcomesOf>): string[] {
	return outcomesOf(...args).map(({ status }) => status);
}

export function gistsOf(...args: Parameters<typeof outcomesOf>): string[] {
	return outcomesOf(...args).map(gist);
}
