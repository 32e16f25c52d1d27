/** What is grouped: the words of a shape, and whose texts have it. */
export interface Groupable {
	readonly sourceId: number;
	readonly words: readonly string[];
	/** the words as one text, by which shapes are sorted: from the first word on, and from the last one back */
	readonly forward: string;
	readonly backward: string;
}

/** Of how many words in a row one may be another, or missing. */
const WORDS_PER_OTHER = 5;

/**
 * Puts shapes together that are the same but for one stretch of words, of at most a fifth of them: so that a product or
 * a reason that is written small does not make a campaign of its own. Only neighbours are compared, once sorted from
 * the beginning and once from the end: those that differ in one stretch have the same beginning and the same end. What
 * comes out depends on which shapes there are, and not on their order.
 */
export function grouped<Shape extends Groupable>(shapes: readonly Shape[]): Shape[][] {
	const parents = new Map<Shape, Shape>();
	for (const key of ['forward', 'backward'] as const) {
		const sorted = [...shapes].sort((one, other) =>
			one.sourceId === other.sourceId ? (one[key] < other[key] ? -1 : 1) : one.sourceId - other.sourceId,
		);
		for (const [index, shape] of sorted.entries()) {
			const before = sorted[index - 1];
			if (before !== undefined && areAlike(before, shape)) join(parents, before, shape);
		}
	}
	const groups = new Map<Shape, Shape[]>();
	for (const shape of shapes) {
		const root = rootOf(parents, shape);
		const group = groups.get(root);
		if (group === undefined) groups.set(root, [shape]);
		else group.push(shape);
	}
	return [...groups.values()];
}

/** How many words lists have in common at their beginning, and after that at their end. */
export function commonEnds(lists: ReadonlyArray<readonly string[]>): { before: number; after: number } {
	const [first = [], ...others] = lists;
	const shortest = lists.reduce((least, { length }) => Math.min(least, length), first.length);
	let before = 0;
	while (before < shortest && others.every((words) => words[before] === first[before])) before += 1;
	let after = 0;
	while (before + after < shortest && others.every((words) => words.at(-1 - after) === first.at(-1 - after)))
		after += 1;
	return { before, after };
}

function areAlike(one: Groupable, other: Groupable): boolean {
	if (one.sourceId !== other.sourceId) return false;
	const longest = Math.max(one.words.length, other.words.length);
	const shortest = Math.min(one.words.length, other.words.length);
	if ((longest - shortest) * WORDS_PER_OTHER > longest) return false;
	const { before, after } = commonEnds([one.words, other.words]);
	return (longest - before - after) * WORDS_PER_OTHER <= longest;
}

function join<Shape>(parents: Map<Shape, Shape>, one: Shape, other: Shape): void {
	const [root, otherRoot] = [rootOf(parents, one), rootOf(parents, other)];
	if (root !== otherRoot) parents.set(root, otherRoot);
}

function rootOf<Shape>(parents: Map<Shape, Shape>, shape: Shape): Shape {
	let root = shape;
	for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
	// What was passed on the way leads straight to the root from now on.
	for (let one = shape; one !== root; ) {
		const next = parents.get(one) ?? root;
		parents.set(one, root);
		one = next;
	}
	return root;
}
