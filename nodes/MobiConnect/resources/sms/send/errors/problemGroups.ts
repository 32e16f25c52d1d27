import { groupBy } from '../../../../shared/groupBy';
import { capitalize, nameFirst } from '../../../../shared/words';
import type { InputError } from '../../../../shared/inputError';
import type { ItemProblem } from '../../message/messages';

/** Rows of which the same is wrong, each maybe with a value of its own; the first row speaks for all. */
export type ProblemGroup = readonly [ItemProblem, ...ItemProblem[]];

/** Rows that are named before the rest is counted. */
const MAX_ROWS = 10;
/** Groups that are told of before the rest is counted. */
const MAX_GROUPS = 5;

/** Rows by what is wrong with them: what most have first, and otherwise in the order of the rows. */
export function groupProblems(problems: readonly ItemProblem[]): ProblemGroup[] {
	return [...groupBy(problems, ({ error }) => kindOf(error))].sort((one, other) => other.length - one.length);
}

/** What is wrong, whatever the value is. */
function kindOf({ message, hint, own }: InputError): string {
	const kind = own.reduce((rest, piece) => rest.replace(piece, ''), message);
	return `${kind}\n${hint}`;
}

/** `row 4`, `rows 2, 6 and 8`, `31 rows (1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 21 more)`. */
export function describeRows(group: ProblemGroup): string {
	const rows = group.map(({ item }) => item + 1);
	if (rows.length === 1) return `row ${rows.join()}`;
	if (rows.length <= MAX_ROWS) return `rows ${rows.slice(0, -1).join(', ')} and ${rows.slice(-1).join()}`;
	return `${rows.length} rows (${nameFirst(rows, MAX_ROWS)})`;
}

/** What is wrong with a group, with the first row's value as an example where the others have another one. */
export function describeReason([{ error }, ...others]: ProblemGroup): string {
	const [piece] = error.own;
	const isSame = others.every((other) => other.error.message === error.message);
	if (piece === undefined || isSame) return error.message;
	return error.message.endsWith(piece)
		? `${error.message.slice(0, -piece.length)}for example ${piece}`
		: error.message.replace(piece, () => `${piece}, for example,`);
}

/** A paragraph for each group, and its advice in it. */
export function describeGroups(groups: readonly ProblemGroup[]): string[] {
	const told = groups
		.slice(0, MAX_GROUPS)
		.map((group) =>
			`${capitalize(describeRows(group))}: ${describeReason(group)}. ${group[0].error.hint}`.trim(),
		);
	const others = groups.slice(MAX_GROUPS).reduce((sum, group) => sum + group.length, 0);
	const rest = others > 0 ? [`Other problems: ${others} rows.`] : [];
	return [...told, ...rest];
}
