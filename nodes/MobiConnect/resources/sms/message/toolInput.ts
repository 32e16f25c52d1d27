import type { Gap, Reading } from '../../../shared/parameters/gaps';

/** What n8n writes in place of the input of an agent's tool, which its own message of a review step names. */
const OBJECT = '[object Object]';
const INPUT = '$tool.parameters';

/**
 * A message in which the input of the tool that a person reviews stands in words, a line for each field.
 *
 * @param evaluate gives what an expression in braces is
 */
export function withToolInput(reading: Reading, evaluate: (expression: string) => unknown): Reading {
	const { value, gaps } = reading;
	const isInput = ({ source, left }: Gap) => source.trim() === INPUT && left === OBJECT;
	if (typeof value !== 'string' || !gaps.some(isInput)) return reading;
	const input = inputInWords(evaluate(`{{ ${INPUT} }}`));
	return { value: value.replaceAll(OBJECT, () => input), gaps: gaps.filter((gap) => !isInput(gap)) };
}

function inputInWords(input: unknown): string {
	return Object.entries(Object(input))
		.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
		.join('\n');
}
