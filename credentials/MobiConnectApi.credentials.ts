import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { accountKey, readAccount } from '../gateway/signIn/account';
import { detour, DetourFinder } from '../gateway/detour';
import { DEFAULT_BASE_URL, endpointUrl, normalizeBaseUrl } from '../gateway/endpoints';
import { readResponse } from '../gateway/response/http';
import { jsonPost, SIGN_IN_TIMEOUT_MS } from '../gateway/jsonPost';
import { Masker } from '../gateway/secrets';
import { signIn, type SignInContext } from '../gateway/signIn/signIn';
import { formatTokenSet, isUsable, parseTokenSet } from '../gateway/signIn/tokens';

export class MobiConnectApi implements ICredentialType {
	name = 'mobiConnectApi';

	displayName = 'MobiConnect API';

	documentationUrl = 'https://github.example/owner/n8n-nodes-mobiconnect#credentials';

	icon: Icon = { light: 'file:../icons/mobiconnect.svg', dark: 'file:../icons/mobiconnect.dark.svg' };

	properties: INodeProperties[] = [
		{
			displayName: 'User Name',
			name: 'userName',
			type: 'string',
			default: '',
			required: true,
			description:
				'User name of your MobiConnect API user. API users are separate from those who sign in to the web portal.',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'Password of the API user',
		},
		// eslint-disable-next-line @n8n/community-nodes/credential-unnecessary-password -- it is a secret by another name
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"The key that MobiConnect assigned to your organisation, which it sends you with the API user. The test of this credential can't check it: a wrong one shows when the first message is sent.",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			required: true,
			description:
				'Where the gateway lives. Must begin with https://, or with http:// for a gateway on this machine.',
		},
		{
			displayName: 'Only These Numbers',
			name: 'onlyTheseNumbers',
			type: 'string',
			// An expression that gives nothing would look like a field that nobody filled in.
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. 0712 345 678, +254722345678',
			description:
				'Where you fill this in, nobody else is ever texted with this credential: for trying things out with a real account, and for AI agents. Leave it empty to text anybody.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Token Set',
			name: 'tokenSet',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	];

	/**
	 * What the Test button asks: a sign-in with the password, so that a wrong one fails even while a token is valid. Where
	 * n8n holds no token, it runs `preAuthentication` first, whose error it shows word for word.
	 */
	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/auth',
			body: { userName: '={{ $credentials.userName }}', password: '={{ $credentials.password }}' },
			json: true,
			disableFollowRedirect: true,
		},
		rules: ['error', 'fail', 'failed', 'failure', 'rejected', 'denied', 'unsuccessful', false].map(
			(value) => ({
				type: 'responseSuccessBody',
				properties: {
					key: 'status',
					value,
					message: 'MobiConnect refused to sign in. Check the user name and the password.',
				},
			}),
		),
	};

	/**
	 * n8n calls this when `accessToken` is empty, when a request came back 401, and when a user tests the credential.
	 * What it returns is kept by n8n, encrypted. The node signs in by itself, and hands over the token set that it
	 * obtained beside an empty `accessToken`, for n8n to keep.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const account = readAccount(credentials);
		const held = parseTokenSet(credentials['tokenSet']);
		const isHandedOver = credentials['accessToken'] === '' && isUsable(held, accountKey(account), Date.now());
		const set = isHandedOver
			? held
			: await signIn(account, held && { ...held, refused: true }, contextWith(this, credentials));
		return { accessToken: set.accessToken, tokenSet: formatTokenSet(set) };
	}

	/** Signs a request to the gateway with both headers; one to anywhere else gets an error instead. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const base = new URL(normalizeBaseUrl(readAccount(credentials).baseUrl));
		const target = new URL((requestOptions.baseURL ?? '') + addressIn(requestOptions));
		if (target.origin !== base.origin) {
			throw new Error(
				`The MobiConnect credential signs requests to ${base.origin} only, not to ${target.origin}`,
			);
		}
		return {
			...requestOptions,
			// What the Test button asks carries the password.
			...(target.href === endpointUrl(base.href, 'signIn') && detour(target.href)),
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${text(credentials['accessToken'])}`,
				'App-Key': text(credentials['appKey']),
			},
		};
	}
}

function contextWith(
	{ helpers }: IHttpRequestHelper,
	{ password, appKey }: ICredentialDataDecryptedObject,
): SignInContext {
	const masker = new Masker([text(password), text(appKey)]);
	const detours = new DetourFinder(async (options) => await helpers.httpRequest(options));
	return {
		now: () => Date.now(),
		mask: (words) => masker.mask(words),
		post: async (url, body) => {
			const around = await detours.find(url);
			return readResponse(
				await helpers.httpRequest({ ...jsonPost(url, body, SIGN_IN_TIMEOUT_MS), ...around }),
			);
		},
	};
}

/** n8n's HTTP Request node names the address `uri`, as an older library did. */
function addressIn(requestOptions: IHttpRequestOptions): string {
	return 'uri' in requestOptions ? String(requestOptions.uri) : requestOptions.url;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
