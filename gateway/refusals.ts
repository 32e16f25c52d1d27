import { SignInError } from './signIn';

/** How long a refused account is not tried again: a workflow that runs each second would lock it. */
const REMEMBERED_MS = 60_000;

/** Accounts remembered; the one refused longest ago is forgotten first. */
const MAX_ACCOUNTS = 100;

const refusals = new Map<string, { readonly message: string; readonly atMs: number }>();

/** The refusal of an account (by its key) in the last minute in this process, in words that say so. */
export function recentRefusal(key: string, now: number): SignInError | undefined {
	const refusal = refusals.get(key);
	if (!refusal || now >= refusal.atMs + REMEMBERED_MS || now < refusal.atMs) return undefined;
	const seconds = Math.round((now - refusal.atMs) / 1000);
	return new SignInError(
		`${refusal.message} (that was ${seconds} s ago; the same details are tried once a minute, so that the account is not locked)`,
		undefined,
	);
}

/** Remembers that the gateway refused an account; one that asking again may help is not remembered. */
export function rememberRefusal(key: string, error: SignInError, now: number): void {
	if (error.retry) return;
	refusals.delete(key);
	refusals.set(key, { message: error.message, atMs: now });
	const [oldest] = refusals.keys();
	if (refusals.size > MAX_ACCOUNTS && oldest !== undefined) refusals.delete(oldest);
}
