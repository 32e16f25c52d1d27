import { messageIn, type Envelope } from '../response/envelope';
import { shorten } from '../response/json';
import { readRequestError } from '../response/requestError';
import { readEnvelopeStatus } from '../response/statusWords';

/** What of the credential is to be looked at: who signs in, or where. */
export type Suspect = 'account' | 'address';

/** Why there is no token, in words that hold no secret. */
export class SignInError extends Error {
	override readonly name = 'SignInError';

	constructor(
		message: string,
		/** Set where asking again may help, since nobody said no: after this long, or after a growing pause. */
		readonly retry: { readonly afterMs?: number } | undefined,
		readonly suspect?: Suspect,
	) {
		super(message);
	}
}

/** Why nothing was answered at an address. */
export function unreachable(url: string, error: unknown): SignInError {
	const { host } = new URL(url);
	const { status, reason } = readRequestError(error);
	const words = `Could not sign in to MobiConnect at ${host}: ${reason}`;
	return status === 'refused'
		? new SignInError(`${words}. Is the Base URL right?`, {}, 'address')
		: new SignInError(words, {});
}

/** An answer without a token. */
interface NoToken {
	readonly statusCode: number;
	readonly envelope: Envelope | undefined;
	/** What the gateway asks to wait for. */
	readonly afterMs: number | undefined;
	/** Masks secrets in the gateway's words. */
	readonly mask: (words: string) => string;
}

/** Statuses of a server that has no such page. */
const NOWHERE = new Set([404, 405, 410]);

/** Why there is no token in what was answered at an address. */
export function refusal(url: string, { statusCode, envelope, afterMs, mask }: NoToken): SignInError {
	const failed = envelope && readEnvelopeStatus(envelope['status']) === 'failure';
	// A 500 that says in an envelope what is wrong says no; the others are said by whoever stands in between, too.
	const isBusy = statusCode === 429 || (statusCode >= 500 && !(statusCode === 500 && failed));
	const retry = isBusy ? { ...(afterMs !== undefined && { afterMs }) } : undefined;
	const words = envelope && messageIn(envelope);
	const isNowhere = NOWHERE.has(statusCode);
	if (isNowhere || (!envelope && statusCode >= 200 && statusCode < 400)) {
		const base = url.replace(/\/auth(\/refresh)?$/, '');
		const instead =
			words === undefined ? 'what answers there is something else' : `it said "${shorten(mask(words))}"`;
		return new SignInError(
			`There is no MobiConnect at ${base}: ${instead} (HTTP status ${statusCode}). Is the Base URL right?`,
			retry,
			'address',
		);
	}
	if (words === undefined) {
		return new SignInError(
			`Could not sign in to MobiConnect: the gateway answered ${statusCode} without an access token`,
			retry,
		);
	}
	const said = `MobiConnect refused to sign in: ${shorten(mask(words))}`;
	return new SignInError(said, retry, isBusy ? undefined : 'account');
}
