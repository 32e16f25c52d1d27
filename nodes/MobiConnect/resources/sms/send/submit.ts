import type { Submit } from '../../../../../delivery/dispatch';
import type { Outcome } from '../../../../../delivery/outcome';
import { BaseUrlError } from '../../../../../gateway/endpoints';
import { readRequestError } from '../../../../../gateway/requestError';
import { sendBody } from '../../../../../gateway/send';
import { SignInError } from '../../../../../gateway/signIn';
import { readOutcomes } from '../../../../../gateway/verdict';
import type { Session } from '../../../shared/session';
import { StoppedError } from '../../../shared/untilAborted';

/** Sends by the signed requests of a session. */
export function submitWith(session: Session): Submit {
	return async (request, onLeave) => {
		try {
			const response = await session.request('send', sendBody(request), onLeave);
			return readOutcomes(response, request.recipients, Date.now());
		} catch (error) {
			const outcome = whyNoResponse(error);
			return request.recipients.map(() => outcome);
		}
	};
}

function whyNoResponse(error: unknown): Outcome {
	if (error instanceof StoppedError) return { status: 'notAttempted', reason: 'the execution was stopped' };
	if (error instanceof BaseUrlError) return { status: 'refused', reason: error.message };
	if (!(error instanceof SignInError)) return readRequestError(error);
	return { status: 'refused', reason: error.message, ...(error.retry && { retry: error.retry }) };
}
