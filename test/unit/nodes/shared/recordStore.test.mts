import { recordStore } from '../../../../nodes/MobiConnect/shared/recordStore.ts';

/** What a run of the node in an execution is given. */
function execution(runIndex: number, holder: Record<string, unknown> = {}) {
	const context = { getWorkflowDataProxy: () => ({ $runIndex: runIndex }), getContext: () => holder };
	return recordStore(context as never);
}

/** What a call of the node as a tool is given. */
function call(args: object) {
	return recordStore({ getNextRunIndex: () => 0, getInputData: () => [{ json: args }] } as never);
}

test('an execution keeps the record of a run for its next try, and for no other run', () => {
	const holder = {};
	execution(0, holder).keep('the record');
	expect(execution(0, holder).read()).toBe('the record');
	expect(execution(1, holder).read()).toBeUndefined();
	execution(0, holder).clear();
	expect(holder).toEqual({});
});

test('a record that is followed is written at the moment when the execution is saved', () => {
	const holder = {};
	let written = 'first';
	execution(2, holder).follow(() => written);
	written = 'second';
	expect(JSON.stringify(holder)).toBe('{"mobiConnect":{"runIndex":2,"record":"second"}}');
	expect(execution(2, holder).read()).toBe('second');
});

test.each([[undefined], [null], ['text'], [{}], [{ runIndex: 0 }]])(
	'what somebody else kept (%j) is no record',
	(kept) => {
		expect(execution(0, { mobiConnect: kept }).read()).toBeUndefined();
	},
);

test('the tries of a call share a record, and another call with the same arguments has its own', () => {
	const args = { phone: '254700000011' };
	call(args).follow(() => 'nobody reads it');
	expect(call(args).read()).toBeUndefined();
	call(args).keep('the record');
	expect(call(args).read()).toBe('the record');
	expect(call({ ...args }).read()).toBeUndefined();
	call(args).clear();
	expect(call(args).read()).toBeUndefined();
});
