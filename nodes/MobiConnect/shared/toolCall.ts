import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

/** Whether the node is a tool of an AI agent or of an MCP server, and no step of human review before one. */
export function isTool(context: IExecuteFunctions): boolean {
	return /(?<!Hitl)Tool$/.test(context.getNode().type);
}

/**
 * Whether n8n runs the tool outside of the execution's order, as all but version 3 of the agent have it: each try has a
 * run index of its own, and there may be no execution data at all.
 */
export function isOutOfOrder(context: IExecuteFunctions): boolean {
	return 'getNextRunIndex' in context;
}

/** What a call is told by: the object that holds its arguments, which all of its tries share. */
export function callOf(context: IExecuteFunctions): object {
	return context.getInputData()[0]?.json ?? {};
}

/**
 * What `run` gives; where it fails for a tool that n8n does not try again, the reason as an item. The agent hands the
 * model an empty text for a tool that throws (version 2), or the title alone (version 3), and a model that does not know
 * who was texted calls once more.
 */
export async function answering(
	context: IExecuteFunctions,
	run: () => Promise<INodeExecutionData[][]>,
): Promise<INodeExecutionData[][]> {
	if (!isTool(context)) return await run();
	refuseErrorOutput(context);
	if (!isLastTry(context)) return await run();
	try {
		return await run();
	} catch (error) {
		return [[{ json: wordsOf(error) }]];
	}
}

/** A tool has one output, which n8n empties in the order of an execution where there shall be one for errors, too. */
function refuseErrorOutput(context: IExecuteFunctions): void {
	const node = context.getNode();
	if (node.onError !== 'continueErrorOutput' || isOutOfOrder(context)) return;
	throw new NodeOperationError(
		node,
		'Nobody was texted: with On Error on "Continue (using error output)" n8n tells the model nothing of what a tool did. Choose another On Error in the settings of the tool',
	);
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

/** What an error says and advises, as plain text; its description is written as HTML. */
function wordsOf(error: unknown): IDataObject {
	if (!(error instanceof Error)) return { error: String(error) };
	const description =
		'description' in error && typeof error.description === 'string' ? error.description : '';
	return { error: error.message, hint: description.replaceAll('<br>', '\n').replaceAll('&lt;', '<') };
}
