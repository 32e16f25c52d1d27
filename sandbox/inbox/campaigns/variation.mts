import { commonEnds } from './grouping.mts';
import { gapBefore } from './shape.mts';

/** A stretch of a campaign's text: the same in all its texts, or not. */
export type Piece =
	| { readonly kind: 'same'; readonly text: string }
	| {
			readonly kind: 'varies';
			/** how many different things stand there */
			readonly different: number;
			/** a few of them, in the order of their characters */
			readonly examples: readonly string[];
	  };

const MAX_EXAMPLES = 4;
const PUNCTUATION_BEFORE = /^[^\p{L}\p{N}\s]*/u;
const PUNCTUATION_AFTER = /[^\p{L}\p{N}\s]*$/u;

/**
 * What is the same in all these stretches of text, and what is not: of "Dear Amina," and "Dear Mary Wanjiku," the
 * greeting and the comma are the same. Where all have as many words, each word is looked at by itself.
 */
export function splitVaried(cells: ReadonlySet<string>): Piece[] {
	if (cells.size <= 1) return [...cells].map(same);
	const lists = [...cells].map((cell) => cell.match(/\s*\S+/g) ?? []);
	const { before, after } = commonEnds(lists);
	const [first = []] = lists;
	const middles = lists.map((words) => words.slice(before, words.length - after));
	return [
		...first.slice(0, before).map(same),
		...runsOf(middles).flatMap((run) => trimmed(new Set(run))),
		...first.slice(first.length - after).map(same),
	];
}

/** Columns of words where all have as many, those that vary side by side as one; otherwise all as one. */
function runsOf(lists: ReadonlyArray<readonly string[]>): string[][] {
	const [first = []] = lists;
	if (lists.some(({ length }) => length !== first.length)) return [lists.map((words) => words.join(''))];
	const runs: Array<{ varies: boolean; texts: string[] }> = [];
	for (const index of first.keys()) {
		const column = lists.map((words) => words[index] ?? '');
		const varies = column.some((word) => word !== first[index]);
		const last = runs.at(-1);
		if (last === undefined || !last.varies || !varies) runs.push({ varies, texts: column });
		else last.texts = last.texts.map((text, row) => text + (column[row] ?? ''));
	}
	return runs.map(({ texts }) => texts);
}

/** A stretch that varies, without the white space and the punctuation that all have around it. */
function trimmed(texts: ReadonlySet<string>): Piece[] {
	if (texts.size === 1) return [...texts].map(same);
	const gap = least([...texts].map(gapBefore));
	const bare = [...texts].map((text) => text.trimStart());
	const start = common(bare.map((text) => PUNCTUATION_BEFORE.exec(text)?.[0] ?? ''));
	const rest = bare.map((text) => text.slice(start.length));
	const end = common(rest.map((text) => PUNCTUATION_AFTER.exec(text)?.[0] ?? ''));
	const values = new Set(rest.map((text) => text.slice(0, text.length - end.length)));
	// What differs in its white space only is the same to a reader.
	if (values.size === 1) return [same(least([...texts]))];
	const examples = [...values].sort().slice(0, MAX_EXAMPLES);
	return [same(gap + start), { kind: 'varies', different: values.size, examples }, same(end)];
}

/** What they all are; nothing where they differ. */
function common([first = '', ...others]: readonly string[]): string {
	return others.every((text) => text === first) ? first : '';
}

/** The first of them in the order of their characters, in whatever order they came. */
function least(texts: readonly string[]): string {
	return texts.reduce((one, other) => (other < one ? other : one));
}

function same(text: string): Piece {
	return { kind: 'same', text };
}
