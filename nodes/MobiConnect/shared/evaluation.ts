import type { IExecuteFunctions } from 'n8n-workflow';
import { leftInText, leftInValue, type Gap } from './gaps';
import { isPlainRead } from './reads';
import { markTemplate, type Piece, type Template } from './template';

/** A parameter's value for an item, and the expressions in it that left a gap, in order. */
export interface Reading {
	readonly value: unknown;
	readonly gaps: readonly Gap[];
}

/** Keeps the pieces of a text apart while n8n composes it; no text that can be sent has this character. */
const MARK = '\u0000';

/**
 * How a template is evaluated for an item by n8n's engine, and each expression in it judged: in one evaluation, but for
 * an expression of whose value the text does not show whether it is blank or nothing.
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
		const leftByOne = ({ source, raw }: Expression) => leftInValue(source, evaluate(raw), read);
		if (only) {
			const value = evaluateWhole(item);
			return { value, gaps: gapsOf([only], ({ source }) => leftInValue(source, value, read)) };
		}
		const texts = marked === undefined ? [] : String(evaluate(marked)).split(MARK);
		if (texts.length !== 2 * expressions.length + 1) {
			return { value: evaluateWhole(item), gaps: gapsOf(expressions, leftByOne) };
		}
		const gaps = gapsOf(expressions, (expression, index) => {
			const { source } = expression;
			const text = texts[2 * index + 1] ?? '';
			if (text === '' && !isPlainRead(source)) return leftByOne(expression);
			return leftInText(source, text, read);
		});
		return { value: texts.join(''), gaps };
	};
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
