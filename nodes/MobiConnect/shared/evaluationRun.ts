import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether n8n runs the workflow to evaluate it, with rows of a test. */
export function isEvaluationRun(context: IExecuteFunctions): boolean {
	const mode: string = context.getMode();
	// A workflow that an evaluated one calls is told by n8n 2 alone; asking costs an evaluation.
	return mode === 'evaluation' || (mode === 'integrated' && isPartOfOne(context));
}

function isPartOfOne(context: IExecuteFunctions): boolean {
	return Boolean(context.evaluateExpression('{{ $evaluation?.runId }}', 0));
}
