import { sendBody } from '../../gateway/send/send.ts';
import { outcomeOf, rowsOf, type SendAttempt, type SendToken } from './evidence.mts';
import { exchange } from './exchange.mts';

/** The one text that is ever sent. */
export const TEXT = 'This is a test by n8n-nodes-mobiconnect. Nothing needs to be done.';

/** What a send needs: its recipient, and the tokens to go with, one after the other. */
export interface SendPlan {
	readonly to: string;
	readonly sourceId: number;
	readonly url: string;
	readonly signed: (token: string) => Readonly<Record<string, string>>;
	readonly tokens: ReadonlyArray<readonly [kind: SendToken, token: string]>;
	readonly log: (words: string) => void;
}

/**
 * Sends the message at most once. Each token is tried once, and only where every earlier one was plainly refused: an
 * answer that may mean that the message went out ends it.
 */
export async function sendOnce({ to, sourceId, url, signed, tokens, log }: SendPlan): Promise<SendAttempt[]> {
	const attempts: SendAttempt[] = [];
	for (const [kind, token] of tokens) {
		log(`Asking to send, with the access token that is ${kind}`);
		const startedAtMs = Date.now();
		const exchanged = await exchange({
			name: `send, token ${kind}`,
			url,
			method: 'POST',
			headers: signed(token),
			body: sendBody({ text: TEXT, recipients: [to], sourceId }),
		});
		const attempt = { token: kind, exchange: exchanged, outcome: outcomeOf(exchanged, to), startedAtMs };
		attempts.push(attempt);
		if (!isPlainRefusal(attempt)) break;
	}
	return attempts;
}

/** An answer that says no to the whole request: no row, and no "not now", after which another request would be a retry. */
function isPlainRefusal({ exchange: exchanged, outcome }: SendAttempt): boolean {
	return (
		exchanged.kind === 'answered' &&
		outcome.status === 'refused' &&
		outcome.retry === undefined &&
		rowsOf(exchanged).length === 0
	);
}
