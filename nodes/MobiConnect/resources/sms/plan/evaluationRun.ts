import type { IExecuteFunctions } from 'n8n-workflow';
import { quoteNodeName } from '../../../shared/nodeName';

const TRIGGER = 'n8n-nodes-base.evaluationTrigger';

/** Whether n8n runs the workflow to evaluate it, with rows of a test. */
export function isEvaluationRun(context: IExecuteFunctions): boolean {
	const mode: string = context.getMode();
	if (mode === 'evaluation') return true;
	if (mode === 'manual' || mode === 'retry') return comesFromTrigger(context);
	// A workflow that an evaluated one calls is told by n8n 2 alone; asking costs an evaluation.
	return mode === 'integrated' && isPartOfOne(context);
}

/** Execute Workflow from the trigger in the editor, and Retry, run the rows of a test as well, without saying what for. */
function comesFromTrigger(context: IExecuteFunctions): boolean {
	return context
		.getParentNodes(context.getNode().name)
		.filter(({ type }) => type === TRIGGER)
		.some(({ name }) => Boolean(context.evaluateExpression(`{{ $(${quoteNodeName(name)}).isExecuted }}`, 0)));
}

function isPartOfOne(context: IExecuteFunctions): boolean {
	return Boolean(context.evaluateExpression('{{ $evaluation?.runId }}', 0));
}
