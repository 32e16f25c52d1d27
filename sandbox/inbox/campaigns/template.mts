import { commonEnds } from './grouping.mts';
import { isBlank } from './shape.mts';
import { type Piece, splitVaried } from './variation.mts';

/** Texts of one shape, by what stands in its blanks. */
export interface Filled {
	readonly words: readonly string[];
	readonly values: ReadonlyArray<readonly string[]>;
}

/**
 * What the texts of a campaign have in common, and what varies. Its shapes agree at their beginning and at their end,
 * where each word is looked at by itself; whatever stands between is looked at as a whole.
 */
export function templateOf(shapes: readonly Filled[]): Piece[] {
	const [first = []] = shapes.map(({ words }) => words);
	const { before, after } = commonEnds(shapes.map(({ words }) => words));
	const columns = [...first.slice(0, before), ...first.slice(first.length - after)].map((word) => ({
		word,
		cells: new Set(isBlank(word) ? [] : [word]),
	}));
	if (shapes.some(({ words }) => words.length > before + after)) {
		const cells = shapes.flatMap((shape) => middlesOf(shape, before, after));
		columns.splice(before, 0, { word: '', cells: new Set(cells) });
	}
	const blanksBefore = first.slice(0, before).filter(isBlank).length;
	const blanksAfter = first.slice(first.length - after).filter(isBlank).length;
	const blanks = columns.filter(({ word, cells }) => isBlank(word) && cells.size === 0);
	for (const [index, { word, cells }] of blanks.entries()) {
		// From the end where it stands there: shapes may have more or fewer blanks in between.
		const at = index < blanksBefore ? index : index - blanksBefore - blanksAfter;
		for (const { values } of shapes) for (const filling of values) cells.add(word + (filling.at(at) ?? ''));
	}
	return joinSame(columns.flatMap(({ cells }) => splitVaried(cells)));
}

/** What stands in each text of a shape between its first and its last words. */
function middlesOf({ words, values }: Filled, before: number, after: number): string[] {
	const end = words.length - after;
	const skipped = words.slice(0, before).filter(isBlank).length;
	const middle = words.slice(before, end);
	return values.map((filling) => {
		let next = skipped;
		return middle.map((word) => (isBlank(word) ? word + (filling[next++] ?? '') : word)).join('');
	});
}

function joinSame(pieces: readonly Piece[]): Piece[] {
	const joined: Piece[] = [];
	for (const piece of pieces) {
		const last = joined.at(-1);
		if (last?.kind === 'same' && piece.kind === 'same')
			joined[joined.length - 1] = { kind: 'same', text: last.text + piece.text };
		else if (piece.kind === 'varies' || piece.text !== '') joined.push(piece);
	}
	return joined;
}
