import { RunMemory } from '../../../nodes/MobiConnect/shared/runMemory.ts';

describe('the memory of a run', () => {
	test('recalls what was remembered for the same execution and the same run of the node', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		expect(memory.recall(execution, 0)).toBe('first');
		expect(memory.recall(execution, 0)).toBe('first');
	});

	test('recalls nothing for another run of the node, as in a loop, or for another execution', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 1, 'second');
		expect(memory.recall(execution, 0)).toBeUndefined();
		expect(memory.recall(execution, 2)).toBeUndefined();
		expect(memory.recall({}, 1)).toBeUndefined();
		expect(new RunMemory<string>().recall(execution, 1)).toBeUndefined();
	});

	test('holds one run at a time', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		memory.remember(execution, 1, 'second');
		expect(memory.recall(execution, 0)).toBeUndefined();
		expect(memory.recall(execution, 1)).toBe('second');
	});

	test('is gone when the run ended well', () => {
		const memory = new RunMemory<string>();
		const execution = {};
		memory.remember(execution, 0, 'first');
		memory.forget({});
		expect(memory.recall(execution, 0)).toBe('first');
		memory.forget(execution);
		expect(memory.recall(execution, 0)).toBeUndefined();
	});
});
