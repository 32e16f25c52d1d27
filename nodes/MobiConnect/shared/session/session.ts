import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { readAccount } from '../../../../gateway/signIn/account';
import { endpointUrl, type Endpoint } from '../../../../gateway/endpoints';
import { readResponse, type HttpResponse } from '../../../../gateway/response/http';
import { jsonPost } from '../../../../gateway/jsonPost';
import { SignInError } from '../../../../gateway/signIn/signInError';
import { formatTokenSet } from '../../../../gateway/signIn/tokens';
import { refusesToken } from '../../../../gateway/send/verdict';
import { AccessTokens } from './accessTokens';
import { CREDENTIAL } from './credential';

/** A response, and the generation of the token set that its request went with. */
interface Signed {
	readonly response: HttpResponse;
	readonly generation: number;
}

/** One request, ready to be sent as often as it takes. */
type Send = () => Promise<Signed>;

/** The most new token sets in a row that one request is sent with: one of a refresh, and one of the password. */
const MAX_RENEWALS = 2;

/** The most requests of a run that find out whether a new token helps: who needs more has no trouble with tokens. */
const MAX_PROBES = 5;

/** The signed requests of one run. */
export class Session {
	/** Under way while one request finds out whether a new token helps; the others wait for what it finds. */
	private probe: Promise<Signed> | undefined;
	/** Set when a fresh token was refused as well: it is not the token (docs/gateway.md, Assumed). */
	private tokensDontHelp = false;
	private probes = 0;

	private readonly tokens: AccessTokens;
	private readonly timeoutMs: number;

	/**
	 * @param credential its fields
	 * @param timeoutMs how long one request may take
	 * @param signal aborted when somebody stops the execution; requests under way are finished all the same
	 */
	constructor(
		private readonly context: IExecuteFunctions,
		credential: ICredentialDataDecryptedObject,
		{ timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
	) {
		this.tokens = new AccessTokens(context, credential, signal);
		this.timeoutMs = timeoutMs;
	}

	/**
	 * The response to a signed request, as it came: it may repeat a secret. Where the gateway refuses the token, it signs in anew and sends
	 * once more, and once again where the new token came of a refresh.
	 *
	 * @param onLeave called when the request leaves, each time that it does
	 * @throws {SignInError | BaseUrlError} where nothing was sent for want of a token
	 * @throws {StoppedError} where nothing was sent because somebody stopped the execution
	 * @throws whatever n8n's HTTP helper throws
	 */
	async request(endpoint: Endpoint, body: object, onLeave: () => void): Promise<HttpResponse> {
		const send = async () => await this.send(endpoint, body, onLeave);
		const sent = await send();
		return refusesToken(sent.response) ? (await this.sendAgain(sent, send)).response : sent.response;
	}

	/** Masks every secret of this session in what people may read. */
	mask<T>(value: T): T {
		return this.tokens.masker.mask(value);
	}

	private async sendAgain(refused: Signed, send: Send): Promise<Signed> {
		while (this.probe) await this.probe.catch(() => undefined);
		if (this.tokensDontHelp || this.probes >= MAX_PROBES) return refused;
		if (refused.generation !== this.tokens.generation) return await send();
		this.probes += 1;
		this.probe = this.tryNewTokens(refused, send).finally(() => {
			this.probe = undefined;
		});
		return await this.probe;
	}

	private async tryNewTokens(refused: Signed, send: Send): Promise<Signed> {
		let sent = refused;
		for (let renewals = 0; renewals < MAX_RENEWALS && refusesToken(sent.response); renewals++) {
			this.tokens.refuse();
			sent = await send();
			if (this.tokens.current?.grant === 'password') break;
		}
		this.tokensDontHelp = refusesToken(sent.response);
		return sent;
	}

	private async send(endpoint: Endpoint, body: object, onLeave: () => void): Promise<Signed> {
		const { tokens, context } = this;
		const set = await tokens.usable();
		const { generation } = tokens;
		const saving = tokens.unsaved;
		tokens.unsaved = false;
		// The empty access token is what makes n8n call preAuthentication, and keep the token set that it returns.
		const accessToken = saving ? '' : set.accessToken;
		const data = { ...tokens.credential, accessToken, tokenSet: formatTokenSet(set) };
		const url = endpointUrl(readAccount(data).baseUrl, endpoint);
		const around = await tokens.detours.find(url);
		const { id, name } = context.getNode().credentials?.[CREDENTIAL] ?? { id: null, name: '' };
		onLeave();
		const given: unknown = await context.helpers.httpRequestWithAuthentication
			.call(
				withoutCancelSignal(context),
				CREDENTIAL,
				{ ...jsonPost(url, body, this.timeoutMs), ...around },
				{ credentialsDecrypted: { id: id ?? '', name, type: CREDENTIAL, data } },
			)
			.catch((error: unknown) => {
				// n8n writes the token into the data before it sends anything.
				throw data.accessToken === '' ? this.notKept(error) : error;
			});
		return { response: readResponse(given), generation };
	}

	private notKept(error: unknown): SignInError {
		this.tokens.unsaved = true;
		const why = error instanceof Error ? error.message : String(error);
		return new SignInError(`n8n could not keep the access token: ${why}`, {});
	}
}

/**
 * The context as n8n's helper sees it, less the signal that somebody stopped the execution: the helper would break off
 * requests under way, and nobody could tell any more whether those messages went out.
 */
function withoutCancelSignal(context: IExecuteFunctions): IExecuteFunctions {
	return new Proxy(context, {
		has: (target, name) => name !== 'getExecutionCancelSignal' && Reflect.has(target, name),
	});
}
