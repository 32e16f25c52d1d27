import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
} from 'n8n-workflow';

/**
 * What is stored when a token was obtained: n8n 2 merges the new fields into what is stored; n8n 1 stores the whole
 * credential as the node holds it, and so undoes an edit made since the node read it.
 */
export type WriteBack = 'newFields' | 'wholeCredential';

/**
 * n8n's credentials, kept in memory: what its own `CredentialsHelper` does between the engine and the database. Each
 * read gives a copy, and what `preAuthentication` returns is stored.
 */
export class CredentialStore extends ICredentialsHelper {
	reads = 0;
	writes = 0;
	writeBack: WriteBack = 'newFields';

	private readonly defaults: ICredentialDataDecryptedObject = {};

	constructor(
		private readonly type: ICredentialType,
		public data: ICredentialDataDecryptedObject,
	) {
		super();
		for (const { name, default: value } of type.properties) {
			if (typeof value === 'string') this.defaults[name] = value;
		}
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		return { ...this.defaults, ...structuredClone(this.data) };
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const testing = node.type === 'n8n-nodes-base.noOp' && node.parameters['temp'] === '';
		if (credentials['accessToken'] !== '' && !credentialsExpired && !testing) return undefined;
		const output = Object.entries((await this.type.preAuthentication?.call(helpers, credentials)) ?? {});
		const tokens = Object.fromEntries(
			output.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
		);
		if (tokens['accessToken'] === undefined || !node.credentials) return undefined;
		this.writes += 1;
		const held = Object.assign(credentials, tokens);
		this.data = this.writeBack === 'wholeCredential' ? structuredClone(held) : { ...this.data, ...tokens };
		return held;
	}

	/** What a user does who changes fields of the credential in the editor and saves it. */
	edit(fields: ICredentialDataDecryptedObject): void {
		this.data = { ...this.data, ...fields };
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') throw new Error('The credential signs with a function');
		return await this.type.authenticate(credentials, requestOptions);
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('Only decrypted credentials are kept here');
	}

	async updateCredentials(
		_credentials: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.data = data;
	}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}
}
