import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Delivery } from '../../../../../delivery/delivery';
import type { OutcomeStatus } from '../../../../../delivery/outcome';
import { adviceOn, sentenceOf } from '../explain';
import type { ItemProblem } from '../messages';

/** n8n's error for input that can't be used, found before anything was sent. */
export function inputError(
	context: IExecuteFunctions,
	{ error, item }: ItemProblem,
	otherItems: number,
): NodeOperationError {
	const others =
		otherItems > 0 ? ` ${otherItems} more ${otherItems === 1 ? 'item has' : 'items have'} a problem.` : '';
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex: item,
		description: `Nothing was sent. ${error.hint}${others}`,
	});
}

/** n8n's error for a run that a failure ended, with the recipients counted; undefined where there was no failure. */
export function deliveryError(
	context: IExecuteFunctions,
	deliveries: readonly Delivery[],
): NodeApiError | undefined {
	const failed = deliveries.find(({ outcome: { status } }) => status === 'refused' || status === 'unknown');
	if (!failed || failed.outcome.status === 'accepted') return undefined;
	const { outcome, item } = failed;
	const count = (status: OutcomeStatus) => deliveries.filter((one) => one.outcome.status === status).length;
	const counts = `${count('accepted')} accepted, ${count('refused')} refused, ${count('unknown')} unknown, ${count('notAttempted')} not attempted`;
	const message = sentenceOf(outcome);
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description: `Recipients: ${counts}. ${adviceOn(outcome)}`,
			itemIndex: item,
			...('httpStatus' in outcome && { httpCode: String(outcome.httpStatus) }),
		},
	);
}
