/** How many entries have each key, in the order in which the keys first occur. */
export function countBy<Entry>(
	entries: Iterable<Entry>,
	keyOf: (entry: Entry) => string,
): Map<string, number> {
	const counts = new Map<string, number>();
	for (const entry of entries) {
		const key = keyOf(entry);
		counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	return counts;
}
