import type { IExecuteFunctions } from 'n8n-workflow';
import { hasEmptyPlace } from './absentValues';
import { leftInText, leftInValue, type Gap, type Reading } from './gaps';
import { onlyReads, textsIn } from './reads';
import { markTemplate, type Piece, type Template } from './template';

/** Keeps the pieces of a text apart while n8n composes it; no text that can be sent has this character. */
const MARK = '\u0000';

/**
 * How a template is evaluated for an item by n8n's engine, and each expression in it checked for gaps: in one
 * evaluation, but for an expression of whose value the text does not show whether it is blank or nothing.
 *
 * @param evaluateWhole gives the parameter as n8n does
 */
export function evaluation(
	context: IExecuteFunctions,
	template: Template,
	evaluateWhole: (item: number) => unknown,
): (item: number) => Reading {
	const expressions = template.flatMap((piece) => (piece.kind === 'text' ? [] : [piece]));
	const [only] = template.length === 1 ? expressions : [];
	const marked = only ? undefined : markTemplate(template, MARK);
	return (item) => {
		const evaluate = (expression: string): unknown => context.evaluateExpression(expression, item);
		const read = (source: string): unknown => evaluate(`{{ ${source} }}`);
		if (only) {
			const value = evaluateWhole(item);
			return { value, gaps: gapsOf([only], ({ source }) => leftInValue(source, value, read)) };
		}
		const texts = marked === undefined ? [] : textOf(evaluate(marked)).split(MARK);
		const isApart = texts.length === 2 * expressions.length + 1;
		const value = isApart ? texts.join('') : evaluateWhole(item);
		const gaps = gapsOf(expressions, ({ source, raw }, index) => {
			const text = isApart ? (texts[2 * index + 1] ?? '') : textOf(evaluate(` ${raw}`)).slice(1);
			const left = isUnclear(source, text) ? leftInValue(source, evaluate(raw), read) : undefined;
			return left ?? leftInText(source, text, read);
		});
		return { value, gaps };
	};
}

/**
 * Whether a text doesn't show what the expression gave: nothing or a blank that it meant, a list with an empty place or
 * a text with commas.
 */
function isUnclear(source: string, text: string): boolean {
	if (!hasEmptyPlace(text)) return false;
	return text === '' ? !onlyReads(source) : !textsIn(source).some((written) => written.includes(','));
}

/** Text that n8n composed; of some that fails it makes nothing. */
function textOf(composed: unknown): string {
	return typeof composed === 'string' ? composed : '';
}

type Expression = Exclude<Piece, { kind: 'text' }>;

function gapsOf(
	expressions: readonly Expression[],
	leftBy: (expression: Expression, index: number) => string | undefined,
): Gap[] {
	return expressions.flatMap((expression, index) => {
		const left = leftBy(expression, index);
		return left === undefined ? [] : [{ source: expression.source, left }];
	});
}
