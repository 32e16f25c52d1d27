import { ANSWER_FIELD, type PageState } from './page';
import type { Question } from './question';

/** A request to the link of a question. */
export interface LinkRequest {
	readonly method: string;
	/** The mark of the question that the link is of. */
	readonly mark: unknown;
	/** What a form sent. */
	readonly form: Readonly<Record<string, unknown>>;
	/** When it came, as Unix time. */
	readonly nowMs: number;
}

/** What a request does: which page is shown, and whether it answers the question. */
export interface Decision {
	readonly page: PageState;
	/** Set where it does. */
	readonly approved?: boolean;
}

/**
 * What becomes of a request to a link. Only a POST with an answer decides anything: phones, carriers and messengers
 * fetch links ahead.
 *
 * @param question the one that the node waits for
 */
export function decide(question: Question | undefined, { method, mark, form, nowMs }: LinkRequest): Decision {
	if (!question || mark !== question.mark) return { page: { kind: 'closed' } };
	// n8n looks once a minute whether the time of an execution is over.
	if (question.waitTillMs !== undefined && nowMs >= question.waitTillMs) return { page: { kind: 'closed' } };
	if (method !== 'POST') return { page: { kind: 'ask' } };
	const { approveLabel, declineLabel } = question;
	const answer = Object.hasOwn(form, ANSWER_FIELD) ? form[ANSWER_FIELD] : undefined;
	if (answer === 'approve') return { page: { kind: 'answered', label: approveLabel }, approved: true };
	if (answer === 'decline' && declineLabel !== undefined) {
		return { page: { kind: 'answered', label: declineLabel }, approved: false };
	}
	return { page: { kind: 'askAgain' } };
}
