import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { accountKey, readAccount } from '../../../../gateway/signIn/account';
import { DetourFinder } from '../../../../gateway/detour';
import { readResponse } from '../../../../gateway/response/http';
import { jsonPost, SIGN_IN_TIMEOUT_MS } from '../../../../gateway/jsonPost';
import { recentRefusal, rememberRefusal } from '../../../../gateway/signIn/refusals';
import { memoizeLast } from '../memoizeLast';
import { Masker } from '../../../../gateway/secrets';
import { signIn } from '../../../../gateway/signIn/signIn';
import { SignInError } from '../../../../gateway/signIn/signInError';
import { isRenewalDue, isUsable, parseTokenSet, type TokenSet } from '../../../../gateway/signIn/tokens';
import { CREDENTIAL } from './credential';
import { StoppedError, untilAborted } from './untilAborted';

/** The credential of one run, and the token set that its requests go with. */
export class AccessTokens {
	private held: TokenSet | undefined;
	private signingIn: Promise<TokenSet> | undefined;
	/** Whether a renewal ahead of time was tried: once in a run is enough. */
	private renewed = false;
	/** Why there is no token for this run, where somebody said no. */
	private failure: SignInError | undefined;
	/** Tells one token set from the next, which may have the same token. */
	generation = 0;
	/** Whether n8n has yet to keep the token set at hand. */
	unsaved = false;
	/** A hash, which every request asks for. */
	private readonly keyOf = memoizeLast(keyOf);
	readonly detours: DetourFinder;
	/** Knows every secret of this run: the gateway may repeat any of them. */
	readonly masker = new Masker();

	/** @param signal aborted when somebody stops the execution, which ends a wait for a sign-in */
	constructor(
		private readonly context: IExecuteFunctions,
		private fields: ICredentialDataDecryptedObject,
		private readonly signal: AbortSignal | undefined,
	) {
		this.detours = new DetourFinder(context.helpers.httpRequest);
		this.hold(parseTokenSet(fields['tokenSet']));
	}

	/** The credential's fields, as they were read last. */
	get credential(): ICredentialDataDecryptedObject {
		return this.fields;
	}

	get current(): TokenSet | undefined {
		return this.held;
	}

	/** Notes that the gateway refused the token at hand. */
	refuse(): void {
		if (this.held) this.held = { ...this.held, refused: true };
	}

	/**
	 * The token set at hand while it lasts, else that of a new sign-in, which all callers share.
	 *
	 * @throws {SignInError | BaseUrlError} in words for people
	 * @throws {StoppedError} where somebody stops the execution meanwhile
	 */
	async usable(): Promise<TokenSet> {
		if (this.signal?.aborted) throw new StoppedError('Somebody stopped the execution');
		if (this.failure) throw this.failure;
		const { held } = this;
		const now = Date.now();
		const isGood = isUsable(held, this.keyOf(this.fields), now);
		if (isGood && (this.renewed || !isRenewalDue(held, now))) return held;
		this.renewed = true;
		this.signingIn ??= this.signIn().finally(() => {
			this.signingIn = undefined;
		});
		const set = untilAborted(this.signingIn, this.signal);
		// What is renewed ahead of time still does where that fails.
		return isGood ? await set.catch(() => held) : await set;
	}

	/** Signs in; once more where somebody edited the credential meanwhile, which n8n 1 would overwrite with the old one. */
	private async signIn(): Promise<TokenSet> {
		const asked = this.fields;
		const [exchange] = await Promise.allSettled([this.exchange()]);
		this.fields = await this.context.getCredentials(CREDENTIAL);
		if (detailsOf(this.fields) !== detailsOf(asked)) {
			this.hold(parseTokenSet(this.fields['tokenSet']));
			return await this.signIn();
		}
		if (exchange.status === 'rejected') {
			const reason: unknown = exchange.reason;
			if (reason instanceof SignInError && !reason.retry) this.failure = reason;
			throw reason;
		}
		this.unsaved = true;
		return this.hold(exchange.value);
	}

	private async exchange(): Promise<TokenSet> {
		const key = keyOf(this.fields);
		const { httpRequest } = this.context.helpers;
		const refusal = recentRefusal(key, Date.now());
		if (refusal) throw refusal;
		const asked = signIn(readAccount(this.fields), this.held, {
			now: () => Date.now(),
			mask: (words) => this.masker.mask(words),
			post: async (url, body) => {
				const around = await this.detours.find(url);
				return readResponse(await httpRequest({ ...jsonPost(url, body, SIGN_IN_TIMEOUT_MS), ...around }));
			},
		});
		asked.catch((error: unknown) => {
			if (error instanceof SignInError) rememberRefusal(key, error, Date.now());
		});
		return await asked;
	}

	private hold<Set extends TokenSet | undefined>(set: Set): Set {
		this.held = set;
		this.generation += 1;
		const { password, appKey } = this.fields;
		const secrets = [password, appKey, set?.accessToken, set?.refreshToken];
		this.masker.add(secrets.filter((secret) => typeof secret === 'string'));
		return set;
	}
}

const REQUIRED: Readonly<Record<string, string>> = {
	userName: 'User Name',
	password: 'Password',
	appKey: 'App Key',
};

/**
 * The key of a credential's account.
 *
 * @throws {SignInError} naming what the credential lacks
 * @throws {BaseUrlError} where its base URL must not be given a secret
 */
function keyOf(fields: ICredentialDataDecryptedObject): string {
	for (const [field, label] of Object.entries(REQUIRED)) {
		const value = fields[field];
		if (typeof value === 'string' && value.trim() !== '') continue;
		throw new SignInError(`the MobiConnect credential has no ${label}; open it and fill that in`, undefined);
	}
	return accountKey(readAccount(fields));
}

/** What a user enters, as one text to compare. */
function detailsOf({ userName, password, appKey, baseUrl }: ICredentialDataDecryptedObject): string {
	return JSON.stringify([userName, password, appKey, baseUrl]);
}
