import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Outcome, Submission } from '../../../delivery/outcome';
import { endpointUrl, normalizeBaseUrl } from '../../../gateway/endpoints';
import { isRecord } from '../../../gateway/envelope';
import { judgeAnswer, judgeError, readAnswer, type Verdict } from '../../../gateway/failure';
import { maskSecrets } from '../../../gateway/secrets';
import { fingerprint, isUsable, parseTokenSet } from '../../../gateway/tokens';

const CREDENTIAL = 'mobiConnectApi';

/** The tokens of a credential, as n8n stores them: `accessToken` being empty is what makes n8n sign in. */
interface Tokens {
	readonly accessToken: string;
	readonly tokenSet: string;
}

/**
 * The signed requests of one run. The credential is read once; each request gets a copy, which n8n writes a new token
 * set into when it signs in, so that afterwards the copy says which token the request went with.
 */
export class Session {
	private tokens: Tokens;
	/** Every secret that a request of this run carried: the gateway may repeat any of them. */
	private readonly secrets = new Set<string>();

	private constructor(
		private readonly context: IExecuteFunctions,
		private readonly account: ICredentialDataDecryptedObject,
		private readonly timeoutMs: number,
		private readonly site: Site,
		/** Set where nothing can be sent with this credential: trying again with each message would lock the account. */
		private barred: Outcome | undefined,
	) {
		this.tokens = tokensIn(account);
	}

	/** @param timeoutMs how long one request may take */
	static async open(context: IExecuteFunctions, timeoutMs: number): Promise<Session> {
		const account = await context.getCredentials(CREDENTIAL);
		const site = siteOf(account);
		return 'reason' in site
			? new Session(context, account, timeoutMs, { key: '', url: '' }, { status: 'refused', ...site })
			: new Session(context, account, timeoutMs, site, undefined);
	}

	/** Sends one submission, with one new sign-in and one more try where the gateway refused the token. Never throws. */
	async submit(submission: Submission): Promise<Outcome> {
		if (this.barred) return this.barred;
		const { outcome, refusedToken } = await this.request(submission);
		if (refusedToken === undefined) return outcome;
		if (this.tokens.accessToken === refusedToken) this.tokens = { ...this.tokens, accessToken: '' };
		return (await this.request(submission)).outcome;
	}

	private async request(submission: Submission): Promise<{ outcome: Outcome; refusedToken?: string }> {
		const before = this.usableTokens();
		const data: ICredentialDataDecryptedObject = { ...this.account, ...before };
		const verdict = await this.post(submission, data).catch((error: unknown) =>
			// Without a token the error is that of the sign-in, and the message was never sent.
			tokensIn(data).accessToken === '' ? this.signInFailed(error) : judgeError(error),
		);
		this.adopt(before, data);
		const outcome = outcomeOf(verdict);
		const tokenRefused = verdict.kind === 'refused' && verdict.then.do === 'signIn';
		return { outcome, ...(tokenRefused && { refusedToken: tokensIn(data).accessToken }) };
	}

	/** @param data the credential; n8n writes a new token set into it when it signs in */
	private async post(
		{ text, recipients, sourceId }: Submission,
		data: ICredentialDataDecryptedObject,
	): Promise<Verdict> {
		const options: IHttpRequestOptions = {
			method: 'POST',
			url: this.site.url,
			body: { message: text, recipients: [...recipients], sourceId },
			json: true,
			timeout: this.timeoutMs,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		};
		const { id, name } = this.context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
		const answer: unknown = await this.context.helpers.httpRequestWithAuthentication.call(
			finishesWhatItBegan(this.context),
			CREDENTIAL,
			options,
			{ credentialsDecrypted: { id: id ?? '', name, type: CREDENTIAL, data } },
		);
		secretsIn(data).forEach((secret) => this.secrets.add(secret));
		return judgeAnswer(maskSecrets(readAnswer(answer), [...this.secrets]), Date.now());
	}

	/** The tokens to go with; without an access token where the one at hand is about to end or isn't this account's. */
	private usableTokens(): Tokens {
		const { accessToken, tokenSet } = this.tokens;
		const set = parseTokenSet(tokenSet);
		const usable = isUsable(set, this.site.key, Date.now()) && set.accessToken === accessToken;
		return usable ? this.tokens : { accessToken: '', tokenSet };
	}

	/** Takes over the token set that n8n obtained for a request, unless another request brought one meanwhile. */
	private adopt(before: Tokens, data: ICredentialDataDecryptedObject): void {
		const after = tokensIn(data);
		if (after.tokenSet !== before.tokenSet && this.tokens.tokenSet === before.tokenSet) this.tokens = after;
	}

	private signInFailed(error: unknown): Verdict {
		const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
		const reason = cause instanceof Error ? cause.message : String(cause);
		const retryable = isRecord(cause) && cause['retryable'] === true;
		if (!retryable) this.barred = { status: 'refused', reason };
		return { kind: 'refused', reason, then: { do: retryable ? 'retry' : 'report' } };
	}
}

function outcomeOf(verdict: Verdict): Outcome {
	if (verdict.kind === 'accepted') return { status: 'accepted', response: verdict.envelope };
	const { reason, status } = verdict;
	const httpStatus = status === undefined ? {} : { httpStatus: status };
	if (verdict.kind === 'unknown') return { status: 'unknown', reason, ...httpStatus };
	const response = verdict.envelope === undefined ? {} : { response: verdict.envelope };
	return { status: 'refused', reason, ...httpStatus, ...response, ...againAfter(verdict.then) };
}

function againAfter(then: Extract<Verdict, { kind: 'refused' }>['then']): Pick<Refused, 'again'> {
	if (then.do === 'retry') return { again: {} };
	if (then.do !== 'wait') return {};
	return { again: then.retryAfterMs === undefined ? {} : { afterMs: then.retryAfterMs } };
}

type Refused = Extract<Outcome, { status: 'refused' }>;

function secretsIn(data: ICredentialDataDecryptedObject): string[] {
	const set = parseTokenSet(data['tokenSet']);
	return [data['password'], data['appKey'], set?.accessToken, set?.refreshToken].filter(
		(secret): secret is string => typeof secret === 'string',
	);
}

function tokensIn(data: ICredentialDataDecryptedObject): Tokens {
	const { accessToken, tokenSet } = data;
	return {
		accessToken: typeof accessToken === 'string' ? accessToken : '',
		tokenSet: typeof tokenSet === 'string' ? tokenSet : '',
	};
}

/** Where a credential's messages go, or why none may. */
function siteOf(account: ICredentialDataDecryptedObject): Site | { reason: string } {
	const { userName, password, appKey, baseUrl } = account;
	const missing = Object.entries({ 'User Name': userName, Password: password, 'App Key': appKey }).find(
		([, value]) => typeof value !== 'string' || value.trim() === '',
	);
	if (missing) return { reason: `the MobiConnect credential has no ${missing[0]}; open it and fill that in` };
	try {
		const base = normalizeBaseUrl(String(baseUrl ?? ''));
		const key = fingerprint({ userName: String(userName), password: String(password), baseUrl: base });
		return { key, url: endpointUrl(base, 'send') };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : String(error) };
	}
}

/** Where to send, and the fingerprint of the account that tokens must belong to. */
interface Site {
	readonly key: string;
	readonly url: string;
}

/**
 * The context as n8n's helper sees it, less the signal that somebody stopped the execution: the helper would break off
 * requests under way, and nobody could tell any more whether those messages went out.
 */
function finishesWhatItBegan(context: IExecuteFunctions): IExecuteFunctions {
	return new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && Reflect.has(target, name),
	});
}
