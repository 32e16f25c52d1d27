import type { FullAnswer } from '../faults/fault.mts';
import type { Submission } from '../store/mailbox.mts';
import type { Endpoint } from '../store/requestLog.mts';
import { jsonReply, plainReply, type Reply } from './reply.mts';

/** What comes of a request when nothing is planned: an HTTP status, an envelope, and the messages that are accepted. */
export interface Usual {
	readonly status: number;
	readonly envelope: Readonly<Record<string, unknown>>;
	readonly accepts: Submission | undefined;
}

/** What is done with a request: whether its messages are accepted, and what its sender then sees. */
export type Outcome = { readonly accepts: Submission | undefined } & (
	| { readonly ends: 'reply' | 'truncated'; readonly reply: Reply }
	| { readonly ends: 'reset' | 'close' | 'hang' }
);

/** What a success of each endpoint says: that of a send is documented, the others' is made up. */
export const SUCCESS_WORDS: Readonly<Record<Endpoint, string>> = {
	auth: 'Successfully authenticated the user',
	refresh: 'Successfully authenticated the user',
	send: 'Sms scheduled successfully!',
	other: '',
};

/** The outcome of a request that meets a fault; what befalls some of its recipients only is in the usual already. */
export function outcomeOf(fault: FullAnswer | undefined, endpoint: Endpoint, usual: () => Usual): Outcome {
	if (fault === undefined) return unhindered(usual());
	switch (fault.kind) {
		case 'ok':
		case 'rows':
			return unhindered(usual());
		case 'reset':
			return { accepts: undefined, ends: fault.how };
		case 'resetAfterAccept':
			return afterAccepting(usual(), ({ accepts }) => ({ accepts, ends: fault.how }));
		case 'truncated': {
			const outcome = unhindered(usual());
			return { ...outcome, accepts: fault.afterAccept ? outcome.accepts : undefined, ends: 'truncated' };
		}
		case 'hang':
			return fault.afterAccept
				? afterAccepting(usual(), ({ accepts }) => ({ accepts, ends: 'hang' }))
				: { accepts: undefined, ends: 'hang' };
		case 'envelope':
			return fault.afterAccept
				? afterAccepting(usual(), ({ envelope, accepts }) => changed(fault, envelope, accepts))
				: changed(fault, { status: 'success', data: null, message: SUCCESS_WORDS[endpoint] }, undefined);
		case 'acceptThen':
			return afterAccepting(usual(), ({ accepts }) => ({
				accepts,
				ends: 'reply',
				reply: plainReply(fault.answer),
			}));
		default:
			return { accepts: undefined, ends: 'reply', reply: plainReply(fault) };
	}
}

function unhindered({ status, envelope, accepts }: Usual): Extract<Outcome, { reply: Reply }> {
	return { accepts, ends: 'reply', reply: jsonReply(status, envelope) };
}

/** What a gateway would refuse, it refuses, whatever was planned to happen after it accepts. */
function afterAccepting(usual: Usual, then: (usual: Usual) => Outcome): Outcome {
	return usual.envelope['status'] === 'success' ? then(usual) : unhindered(usual);
}

function changed(
	{ status, body, without }: Extract<FullAnswer, { kind: 'envelope' }>,
	envelope: Usual['envelope'],
	accepts: Submission | undefined,
): Outcome {
	const fields = Object.entries({ ...envelope, ...body }).filter(([name]) => !without.includes(name));
	return { accepts, ends: 'reply', reply: jsonReply(status, Object.fromEntries(fields)) };
}
