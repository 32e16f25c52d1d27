/** What has the same key, together: the groups in the order of their first members, and those in their own. */
export function groupBy<T>(
	values: readonly T[],
	keyOf: (value: T) => string,
): ReadonlyArray<readonly [T, ...T[]]> {
	const groups = new Map<string, [T, ...T[]]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return [...groups.values()];
}
