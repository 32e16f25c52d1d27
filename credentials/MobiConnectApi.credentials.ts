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
import { DEFAULT_BASE_URL, normalizeBaseUrl } from '../gateway/endpoints';
import { readAnswer } from '../gateway/failure';
import { signIn, type Post } from '../gateway/signIn';
import { formatTokenSet, parseTokenSet } from '../gateway/tokens';

export class MobiConnectApi implements ICredentialType {
	name = 'mobiConnectApi';

	displayName = 'MobiConnect API';

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-mobiconnect#the-credential';

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
				'The key that MobiConnect assigned to your organisation, which it sends you with the API user',
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
	 * Signs in only for n8n's test button, which shows its error word for word; the request itself then signs in with
	 * the password even where an earlier token would still do.
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
		rules: ['error', 'fail', 'failed', false].map((value) => ({
			type: 'responseSuccessBody',
			properties: {
				key: 'status',
				value,
				message: 'MobiConnect refused to sign in. Check the user name and the password.',
			},
		})),
	};

	/**
	 * n8n calls this when `accessToken` is empty, when a request came back 401, and when a user tests the credential.
	 * What it returns is kept by n8n, encrypted.
	 */
	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		const account = {
			userName: text(credentials['userName']),
			password: text(credentials['password']),
			baseUrl: text(credentials['baseUrl']),
		};
		const set = await signIn(account, parseTokenSet(credentials['tokenSet']), postWith(this));
		return { accessToken: set.accessToken, tokenSet: formatTokenSet(set) };
	}

	/** Signs a request to the gateway with both headers; one to anywhere else gets an error instead. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const base = new URL(normalizeBaseUrl(text(credentials['baseUrl'])));
		const target = new URL((requestOptions.baseURL ?? '') + requestOptions.url);
		if (target.origin !== base.origin) {
			throw new Error(
				`The MobiConnect credential signs requests to ${base.origin} only, not to ${target.origin}`,
			);
		}
		return {
			...requestOptions,
			headers: {
				...requestOptions.headers,
				Authorization: `Bearer ${text(credentials['accessToken'])}`,
				'App-Key': text(credentials['appKey']),
			},
		};
	}
}

function postWith({ helpers }: IHttpRequestHelper): Post {
	return async (url, body) => {
		const answer: unknown = await helpers.httpRequest({
			method: 'POST',
			url,
			body,
			json: true,
			timeout: SIGN_IN_TIMEOUT_MS,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		return readAnswer(answer);
	};
}

/** The vendor's own web client waits as long (docs/gateway.md, Observed). */
const SIGN_IN_TIMEOUT_MS = 20_000;

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
