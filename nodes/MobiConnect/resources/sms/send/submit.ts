import type { Submit } from '../../../../../delivery/dispatch';
import type { Outcome } from '../../../../../delivery/outcome';
import { BaseUrlError } from '../../../../../gateway/endpoints';
import type { HttpResponse } from '../../../../../gateway/response/http';
import { readRequestError } from '../../../../../gateway/response/requestError';
import { sendBody } from '../../../../../gateway/send/send';
import { SignInError, type Suspect } from '../../../../../gateway/signIn/signInError';
import { readOutcomes } from '../../../../../gateway/send/verdict';
import type { Session } from '../../../shared/session/session';
import { StoppedError } from '../../../shared/session/untilAborted';

/** Sends by the signed requests of a session. */
export function submitWith(session: Session): Submit {
	return async ({ recipients, ...content }, onLeave) => {
		try {
			const response = await session.request('send', sendBody({ recipients, ...content }), onLeave);
			return readMasked(response, recipients, session);
		} catch (error) {
			const outcome = whyNoResponse(error, (words) => session.mask(words));
			return recipients.map(() => outcome);
		}
	};
}

/**
 * The outcomes by the response as it came, in the words of the masked one: a secret may be a word of the protocol, and
 * then the masked response says something else.
 */
function readMasked(
	response: HttpResponse,
	recipients: readonly string[],
	session: Session,
): readonly Outcome[] {
	const now = Date.now();
	const outcomes = readOutcomes(response, recipients, now);
	const masked = session.mask(response);
	if (masked === response) return outcomes;
	const shown = readOutcomes(masked, recipients, now);
	return outcomes.map((outcome, index) => inWordsOf(outcome, shown[index]));
}

function inWordsOf(outcome: Outcome, shown: Outcome | undefined): Outcome {
	if (shown?.status === outcome.status) {
		// Not the masked one's: a number may be a secret, too.
		return shown.status === 'refused' && outcome.status === 'refused' && outcome.retry
			? { ...shown, retry: outcome.retry }
			: shown;
	}
	if (outcome.status === 'accepted') return { status: 'accepted' };
	const reason = "the gateway's answer repeats a secret, and is not shown";
	return outcome.status === 'refused' && outcome.retry
		? { status: 'refused', reason, retry: outcome.retry }
		: { status: outcome.status === 'unknown' ? 'unknown' : 'refused', reason };
}

function whyNoResponse(error: unknown, mask: (words: string) => string): Outcome {
	if (error instanceof StoppedError) return { status: 'notAttempted', reason: 'the execution was stopped' };
	if (error instanceof BaseUrlError) {
		return { status: 'refused', reason: mask(error.message), hint: HINTS.address };
	}
	if (!(error instanceof SignInError)) return readRequestError(error);
	const { message, retry, suspect } = error;
	return {
		status: 'refused',
		reason: mask(message),
		hint: suspect ? HINTS[suspect] : 'Once the cause is put right, run the workflow again.',
		...(retry && { retry }),
	};
}

const HINTS: Readonly<Record<Suspect, string>> = {
	account:
		'Check "User Name" and "Password" in the MobiConnect credential: they are those of the API user, not of the web portal. What you correct there is tried at once.',
	address:
		'Check "Base URL" in the MobiConnect credential, and the network. What you correct there is tried at once.',
};
