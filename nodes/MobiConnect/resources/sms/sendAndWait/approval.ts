import { describe, InputError } from '../../../shared/inputError';
import { choice } from '../../../shared/values';
import type { Question } from './question';

/** The buttons of a question. */
export type Buttons = Pick<Question, 'approveLabel' | 'declineLabel'>;

/** What the buttons say until somebody changes it. */
export const APPROVE_LABEL = 'Approve';
export const DECLINE_LABEL = 'Decline';

/** The most characters of a label: what a button holds in two lines of a small phone. */
const MAX_LABEL = 60;

/**
 * Reads the buttons.
 *
 * @param given the values of Approval Options, where they were added
 * @throws {InputError} naming the field, the value and how to fix it
 */
export function readButtons(given: unknown): Buttons {
	const values: Readonly<Record<string, unknown>> = { ...DEFAULTS, ...Object(given ?? {}) };
	const approveLabel = label(values['approveLabel'], 'Approve Button Label');
	if (choice(values['approvalType'], 'Type of Approval', ['single', 'double']) === 'single') {
		return { approveLabel };
	}
	const declineLabel = label(values['disapproveLabel'], 'Decline Button Label');
	if (declineLabel !== approveLabel) return { approveLabel, declineLabel };
	throw new InputError(
		`Decline Button Label "${declineLabel}" says the same as the other button`,
		'Give the two buttons in Approval Options different labels.',
	);
}

const DEFAULTS = { approvalType: 'double', approveLabel: APPROVE_LABEL, disapproveLabel: DECLINE_LABEL };

function label(value: unknown, name: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text !== '' && text.length <= MAX_LABEL) return text;
	const shown = describe(value);
	throw new InputError(
		shown.trim() === ''
			? `${name} is empty`
			: `${name} "${shown}" is not a text of 1 to ${MAX_LABEL} characters`,
		'Open Approval Options and write what the button shall say.',
	);
}
