import { SignInError } from './signInError';

/** How long a refused account is not tried again: a workflow that runs each second would lock it. */
const REMEMBERED_MS = 60_000;

/** The longest that a gateway's Retry-After is kept to by later runs. */
const MAX_REMEMBERED_MS = 3_600_000;

/** Accounts remembered; the one refused longest ago is forgotten first. */
const MAX_ACCOUNTS = 100;

interface Refusal {
	readonly error: SignInError;
	readonly atMs: number;
	readonly untilMs: number;
}

const refusals = new Map<string, Refusal>();

/** Why an account (by its key) is not to be tried at this moment (Unix milliseconds), as far as this process knows. */
export function recentRefusal(key: string, now: number): SignInError | undefined {
	const refusal = refusals.get(key);
	if (!refusal || now >= refusal.untilMs || now < refusal.atMs) return undefined;
	const { error, atMs, untilMs } = refusal;
	if (error.retry) return new SignInError(error.message, { afterMs: untilMs - now }, error.suspect);
	const seconds = Math.round((now - atMs) / 1000);
	return new SignInError(
		`${error.message} (that was ${seconds} s ago; the same details are tried once a minute, so that the account is not locked)`,
		undefined,
		error.suspect,
	);
}

/** Remembers that the gateway refused an account, or asked for a time. */
export function rememberRefusal(key: string, error: SignInError, now: number): void {
	const { retry } = error;
	if (retry && retry.afterMs === undefined) return;
	const rememberedMs =
		retry?.afterMs === undefined ? REMEMBERED_MS : Math.min(retry.afterMs, MAX_REMEMBERED_MS);
	refusals.delete(key);
	refusals.set(key, { error, atMs: now, untilMs: now + rememberedMs });
	const [oldest] = refusals.keys();
	if (refusals.size > MAX_ACCOUNTS && oldest !== undefined) refusals.delete(oldest);
}
