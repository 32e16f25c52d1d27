import { randomUUID } from 'node:crypto';
import type { DeduplicationScope, IExecuteFunctions } from 'n8n-workflow';
import { Claims } from '../../../delivery/claims/claims';
import type { KeyStore } from '../../../delivery/claims/keyLock';
import { clock } from './clock';

const SCOPE: DeduplicationScope = 'node';

/** The claims of each node's keys in this process. */
const claimsByNode = new Map<string, Claims>();

/** Keys of which each is claimed once, by whatever execution of a node comes first. */
export interface OnceKeys {
	/** Claims keys, and gives those that no execution has claimed before. */
	claim(keys: readonly string[]): Promise<ReadonlySet<string>>;
	release(keys: readonly string[]): Promise<void>;
}

/**
 * The keys that n8n keeps for a node in its database, for all workers and over restarts.
 *
 * @param maxKeys how many are kept; the oldest are forgotten
 */
export function onceKeysOf(context: IExecuteFunctions, maxKeys: number): OnceKeys {
	const { helpers } = context;
	// Half of the room is for the marks of claims, of which some stay when a process ends.
	const options = { mode: 'entries', maxEntries: 2 * maxKeys } as const;
	const store: KeyStore = {
		record: async (keys) => {
			const record = async () => await helpers.checkProcessedAndRecord([...keys], SCOPE, options);
			const recorded = await record()
				.catch(async (error: unknown) => (isFirstOfTwo(error) ? await record() : await Promise.reject(error)))
				.catch(couldNot('keep the once keys, and may count these texts as sent'));
			return new Set(recorded.new.map(String));
		},
		remove: async (keys) =>
			await helpers.removeProcessed([...keys], SCOPE, options).catch(couldNot('remove once keys')),
	};
	const name = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	const claims = claimsByNode.get(name) ?? new Claims(clock, randomUUID);
	claimsByNode.set(name, claims);
	return {
		claim: async (keys) => await claims.claim(keys, store),
		release: async (keys) => await claims.release(keys, store),
	};
}

/** Two processes that make the row of a node at one moment: one of them fails, having written nothing. */
function isFirstOfTwo(error: unknown): boolean {
	return error instanceof Error && /unique|duplicate/i.test(error.message);
}

function couldNot(what: string): (error: unknown) => never {
	return (error) => {
		throw new Error(`n8n could not ${what}: ${error instanceof Error ? error.message : String(error)}`);
	};
}
