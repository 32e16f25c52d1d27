import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../delivery/ledger';
import type { InputError } from './inputError';
import { adviceOn, sentenceOf } from './words';

/** n8n's error for input that can't be used, found before anything was sent. */
export function inputErrorOf(
	context: IExecuteFunctions,
	error: InputError,
	item: number,
	otherItems: number,
): NodeOperationError {
	const others =
		otherItems > 0 ? ` ${otherItems} more ${otherItems === 1 ? 'item has' : 'items have'} a problem.` : '';
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex: item,
		description: `Nothing was sent. ${error.mend}${others}`,
	});
}

/** n8n's error for a run that a failure ended, with the recipients counted; undefined where there was no failure. */
export function deliveryError(context: IExecuteFunctions, ledger: Ledger): NodeApiError | undefined {
	const failure = ledger.firstFailure();
	if (!failure) return undefined;
	const { outcome, submission } = failure;
	const { accepted, refused, unknown, notAttempted } = ledger.counts();
	const counts = `${accepted} accepted, ${refused} refused, ${unknown} unknown, ${notAttempted} not attempted`;
	const message = sentenceOf(outcome);
	return new NodeApiError(
		context.getNode(),
		{ message },
		{
			message,
			description: `Recipients: ${counts}. ${adviceOn(outcome)}`,
			itemIndex: submission.item,
			...(outcome.httpStatus !== undefined && { httpCode: String(outcome.httpStatus) }),
		},
	);
}
