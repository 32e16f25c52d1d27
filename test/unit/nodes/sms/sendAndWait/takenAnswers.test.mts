import type { Question } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/question';
import { takeAnswer } from '../../../../../nodes/MobiConnect/resources/sms/sendAndWait/takenAnswers';

const question = (executionId: string, mark: string): Question => ({
	executionId,
	mark,
	text: 'Refund?',
	approveLabel: 'Approve',
	isShared: false,
	facts: {},
});

test('the first answer to a question is taken, and no other one right after it', () => {
	expect(takeAnswer(question('1', 'aaaa'), 0)).toBe(true);
	expect(takeAnswer(question('1', 'aaaa'), 0)).toBe(false);
	expect(takeAnswer(question('1', 'aaaa'), 29_999)).toBe(false);
});

test('another question of the same execution, and one of another execution, have answers of their own', () => {
	expect(takeAnswer(question('2', 'aaaa'), 0)).toBe(true);
	expect(takeAnswer(question('2', 'bbbb'), 0)).toBe(true);
	expect(takeAnswer(question('3', 'aaaa'), 0)).toBe(true);
});

test('a question whose execution did not go on can be answered later', () => {
	expect(takeAnswer(question('4', 'aaaa'), 0)).toBe(true);
	expect(takeAnswer(question('4', 'aaaa'), 30_000)).toBe(true);
});
