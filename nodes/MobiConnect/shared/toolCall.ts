import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/**
 * Whether an agent or an MCP client calls the node, which n8n then runs outside of the execution's order: each try has a
 * run index of its own, and there may be no execution data at all.
 */
export function isToolCall(context: IExecuteFunctions): boolean {
	return 'getNextRunIndex' in context;
}

/** What a call is told by: the object that holds its arguments, which all of its tries share. */
export function callOf(context: IExecuteFunctions): object {
	return context.getInputData()[0]?.json ?? {};
}

/**
 * What `run` gives; where it fails for a tool call that n8n does not try again, the reason as an item. Version 2 of the
 * agent hands the model an empty text for a tool that throws, and a model that reads nothing calls once more, whether or
 * not a text went out.
 */
export async function answering(
	context: IExecuteFunctions,
	run: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!isToolCall(context) || !isLastTry(context)) return await run();
	try {
		return await run();
	} catch (error) {
		return [[{ json: { error: wordsOf(error) } }]];
	}
}

/** How many tries each call under way has had. */
const triesOf = new WeakMap<object, number>();

/** Whether n8n makes no other try of the call after this one. */
function isLastTry(context: IExecuteFunctions): boolean {
	const { retryOnFail, maxTries = 3 } = context.getNode();
	const call = callOf(context);
	const nth = (triesOf.get(call) ?? 0) + 1;
	triesOf.set(call, nth);
	// The bounds that n8n keeps to.
	return retryOnFail !== true || nth >= Math.min(5, Math.max(2, maxTries));
}

/** The message and the description of an error, which is written as HTML, as plain text. */
function wordsOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const description =
		'description' in error && typeof error.description === 'string' ? error.description : '';
	const plain = description.replaceAll('<br>', '\n').replaceAll('&lt;', '<');
	return [error.message, plain].filter((words) => words !== '').join('\n');
}
