/**
 * Remembers what a run began, so that running it again goes on instead of beginning anew. It is keyed by an object that
 * lives as long as the execution does, and holds one run per key.
 */
export class RunMemory<T> {
	private readonly runs = new WeakMap<object, { readonly runIndex: number; readonly value: T }>();

	recall(execution: object, runIndex: number): T | undefined {
		const run = this.runs.get(execution);
		return run?.runIndex === runIndex ? run.value : undefined;
	}

	remember(execution: object, runIndex: number, value: T): void {
		this.runs.set(execution, { runIndex, value });
	}

	forget(execution: object): void {
		this.runs.delete(execution);
	}
}
