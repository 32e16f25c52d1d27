import { onceKeysOf } from '../../../../nodes/MobiConnect/shared/onceKeys.ts';

let nodes = 0;

/** A node of its own, whose store fails at first with these errors. */
function contextWith(...errors: unknown[]) {
	const kept = new Set<string>();
	const helpers = {
		checkProcessedAndRecord: async (keys: string[]) => {
			if (errors.length > 0) return await Promise.reject(errors.shift());
			const fresh = keys.filter((key) => !kept.has(key));
			fresh.forEach((key) => kept.add(key));
			return { new: fresh, processed: [] };
		},
		removeProcessed: async (keys: string[]) => keys.forEach((key) => kept.delete(key)),
	};
	const id = `node ${++nodes}`;
	return { helpers, getWorkflow: () => ({ id: undefined }), getNode: () => ({ id }) } as never;
}

test('a key is claimed once, and again after it was given back', async () => {
	const keys = onceKeysOf(contextWith(), 100);
	expect([...(await keys.claim(['a']))]).toEqual(['a']);
	expect([...(await keys.claim(['a']))]).toEqual([]);
	await keys.release(['a']);
	expect([...(await keys.claim(['a']))]).toEqual(['a']);
});

test.each(['UNIQUE constraint failed', 'duplicate key value violates unique constraint'])(
	'a store whose row another process makes at the same moment is asked again: %s',
	async (message) => {
		expect([...(await onceKeysOf(contextWith(new Error(message)), 100).claim(['a']))]).toEqual(['a']);
	},
);

test.each([
	[new Error('database is locked'), 'database is locked'],
	['gone', 'gone'],
])('a store that fails otherwise is told: %s', async (error, words) => {
	await expect(onceKeysOf(contextWith(error), 100).claim(['a'])).rejects.toThrow(
		`n8n could not keep the once keys, and may count these texts as sent: ${words}`,
	);
});
