import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Known } from '../../../../../../delivery/record';
import { SettingError } from '../../../../shared/inputError';
import type { ItemProblem } from '../../message/messages';
import type { Obstacle } from '../../plan/obstacle';
import { describeGroups, describeReason, describeRows, groupProblems } from './problemGroups';
import { paragraphs, withMessage } from './withMessage';

/**
 * n8n's error for input that can't be used, found before anything was sent.
 *
 * @param known what earlier tries knew of recipients
 */
export function inputError(
	context: IExecuteFunctions,
	problems: readonly [ItemProblem, ...ItemProblem[]],
	known: readonly Known[],
): NodeOperationError {
	const [{ error }] = problems;
	const count = context.getInputData().length;
	// What is wrong with every row alike is no row's fault.
	const isOfAll = problems.length === count && problems.every((row) => row.error === error);
	const setting = isOfAll
		? error
		: problems.map((row) => row.error).find((each) => each instanceof SettingError);
	if (setting) return obstacleError(context, { error: setting }, known);
	const groups = groupProblems(problems);
	const [group, ...others] = groups;
	const isOneGroup = group !== undefined && others.length === 0;
	const reason = isOneGroup ? `${describeRows(group)}: ${describeReason(group)}` : `${problems.length} rows`;
	const description = isOneGroup
		? [`${error.hint} ${oldRows(known)}`.trim()]
		: [...describeGroups(groups), oldRows(known)];
	return operationError(context, `${nobody(known)} was texted, because of ${reason}`, description);
}

/** n8n's error for a run that is kept back as a whole, before anything was sent. */
export function obstacleError(
	context: IExecuteFunctions,
	{ error }: Obstacle,
	known: readonly Known[],
): NodeOperationError {
	return operationError(context, `${nobody(known)} was texted: ${error.message}`, [error.hint]);
}

/** n8n's error for a run that can't be gone on with, before anything was sent. */
export function recordError(context: IExecuteFunctions, error: unknown): NodeOperationError {
	const why = error instanceof Error ? error.message : String(error);
	return operationError(context, `Nobody more was texted: ${why}`, [
		'Look in the MobiConnect portal under "Messages" who got it, and run the workflow anew for the others.',
	]);
}

function nobody(known: readonly Known[]): string {
	return known.length > 0 ? 'Nobody more' : 'Nobody';
}

/** n8n's Retry runs the node again with the items that it had. */
function oldRows(known: readonly Known[]): string {
	const again = known.length > 0 ? 'for those rows alone' : 'again';
	return `Retry uses the rows as they were: correct them at their source, and run the workflow ${again}.`;
}

function operationError(
	context: IExecuteFunctions,
	message: string,
	description: readonly string[],
): NodeOperationError {
	const error = new NodeOperationError(context.getNode(), message, { description: paragraphs(description) });
	return withMessage(error, message);
}
