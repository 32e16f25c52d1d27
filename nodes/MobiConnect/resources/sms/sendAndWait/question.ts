import type { IDataObject } from 'n8n-workflow';

/** A question that was texted, as n8n keeps it with the execution until somebody answers. */
export interface Question {
	/** Tells the link of this question from those of others that the node asked in the same execution. */
	readonly mark: string;
	readonly executionId: string;
	/** As it was texted, without the link. */
	readonly text: string;
	readonly approveLabel: string;
	/** Undefined where it can only be approved. */
	readonly declineLabel?: string;
	/** Whether more than one number got it. */
	readonly isShared: boolean;
	/** Unix time, in ms, from which nobody's answer counts; undefined where there is no limit. */
	readonly waitTillMs?: number;
	/** The item that the node gives, but for the answer. */
	readonly facts: IDataObject;
}

/** The name of the question among what n8n keeps for the node. */
export const QUESTION_FIELD = 'mobiConnectQuestion';

/** The query parameter of a link that holds the question's mark. */
export const MARK_PARAMETER = 'q';

/** Enough for the milliseconds of half a day to differ: two questions of an execution are not asked within one. */
const MARK_LENGTH = 5;

/** The mark of a question that is asked at a moment, as short as it tells the turns of a loop apart. */
export function markOf(nowMs: number): string {
	return (nowMs % 36 ** MARK_LENGTH).toString(36).padStart(MARK_LENGTH, '0');
}

/** The item that the node gives: the answer, or that there was none, what Send says of the text, and both in words. */
export function answeredItem(
	{ facts }: Pick<Question, 'facts'>,
	answer: IDataObject,
	words: string,
): IDataObject {
	return { ...answer, ...facts, result: `${String(facts['result'])}. ${words}` };
}

/** A question as text. */
export function formatQuestion(question: Question): string {
	return JSON.stringify(question);
}

/** Reads what {@link formatQuestion} wrote; undefined for anything else. */
export function parseQuestion(kept: unknown): Question | undefined {
	const value = typeof kept === 'string' ? parseJson(kept) : undefined;
	if (!isRecord(value)) return undefined;
	const { mark, executionId, text, approveLabel, declineLabel, isShared, waitTillMs, facts } = value;
	if (typeof mark !== 'string' || typeof executionId !== 'string' || typeof text !== 'string')
		return undefined;
	if (typeof approveLabel !== 'string' || typeof isShared !== 'boolean' || !isData(facts)) return undefined;
	return {
		...{ mark, executionId, text, approveLabel, isShared, facts },
		...(typeof declineLabel === 'string' && { declineLabel }),
		...(typeof waitTillMs === 'number' && { waitTillMs }),
	};
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was JSON is data of n8n's. */
function isData(value: unknown): value is IDataObject {
	return isRecord(value);
}
