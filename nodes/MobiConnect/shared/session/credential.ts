import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../inputError';

/** The credential type's name in n8n. */
export const CREDENTIAL = 'mobiConnectApi';

/** The fields of the node's credential; undefined where none is chosen. */
export async function readCredential(
	context: IExecuteFunctions,
): Promise<ICredentialDataDecryptedObject | undefined> {
	return context.getNode().credentials?.[CREDENTIAL]
		? await context.getCredentials<ICredentialDataDecryptedObject>(CREDENTIAL)
		: undefined;
}

/**
 * The fields of the node's credential.
 *
 * @throws {InputError} where none is chosen
 */
export async function requireCredential(context: IExecuteFunctions): Promise<ICredentialDataDecryptedObject> {
	const credential = await readCredential(context);
	if (credential) return credential;
	throw new InputError(
		'no credential is chosen',
		'Choose one under "Credential", at the top of the node, or make one there.',
	);
}
