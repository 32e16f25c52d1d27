import type { Question } from './question';

/**
 * How long n8n may take to note that an execution goes on; from then on it takes no other answer itself. Should it fail
 * to go on, somebody can answer again after this.
 */
const KEPT_MS = 30_000;

/** When this process took an answer, for each question. */
const taken = new Map<string, number>();

/**
 * Takes an answer to a question, unless this process has just taken another one: n8n 1 lets an execution go on once for
 * each of several answers that come at the same moment.
 */
export function takeAnswer({ executionId, mark }: Question, nowMs: number): boolean {
	for (const [key, takenMs] of taken) if (nowMs - takenMs >= KEPT_MS) taken.delete(key);
	const key = `${executionId}/${mark}`;
	if (taken.has(key)) return false;
	taken.set(key, nowMs);
	return true;
}
