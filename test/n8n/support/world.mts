import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { install } from '../../../harness/install/install.mts';
import { createInstance, removeInstance, start, type Instance } from '../../../harness/n8n/instance.mts';
import { placePackage } from '../../../harness/n8n/package.mts';
import type { Running } from '../../../harness/process.mts';
import { releaseFor, type Release } from '../../../harness/install/releases.mts';
import { Rest } from '../../../harness/n8n/rest.mts';
import type { Account } from '../../../harness/n8n/workflows.mts';

declare global {
	/** Set by the configuration: the tests run once for each version of n8n. */
	var N8N_VERSION: string;
}

export const release: Release = releaseFor(globalThis.N8N_VERSION);

/** An n8n with a folder and ports of its own, and a sandbox for it to send to. */
export interface World {
	readonly instance: Instance;
	readonly sandbox: Sandbox;
	readonly account: Account;
	/** Starts n8n, perhaps by another clock, and logs in; `close` will stop it. */
	begin(instance?: Instance): Promise<{ main: Running; rest: Rest }>;
	/** Something else to put away at the end, last come, first gone. */
	finally(putAway: () => Promise<unknown>): void;
	close(): Promise<void>;
}

interface WorldOptions {
	readonly withPackage?: boolean;
	readonly env?: Readonly<Record<string, string>>;
}

export async function openWorld({ withPackage = true, env = {} }: WorldOptions = {}): Promise<World> {
	const instance = await createInstance(await install(release, () => undefined), { env });
	if (withPackage) await placePackage(instance);
	const sandbox = await startSandbox();
	const putAway: Array<() => Promise<unknown>> = [() => removeInstance(instance), () => sandbox.close()];
	return {
		instance,
		sandbox,
		account: { ...sandbox.account, baseUrl: sandbox.apiUrl },
		begin: async (begun = instance) => {
			const main = await start(begun);
			putAway.push(() => main.stop());
			return { main, rest: await Rest.logIn(begun) };
		},
		finally: (one) => void putAway.push(one),
		close: async () => {
			for (const one of putAway.reverse()) await one();
		},
	};
}

/** Everything of the sandbox's messages that a test cares about, in an order that does not depend on chance. */
export function received(sandbox: Sandbox): Array<{ to: string; text: string }> {
	return sandbox
		.messages()
		.map(({ to, text }) => ({ to, text }))
		.sort((a, b) => `${a.to} ${a.text}`.localeCompare(`${b.to} ${b.text}`));
}

/** Calls one of n8n's webhooks, as any program would. */
export async function callWebhook(instance: Instance, path: string, body: unknown): Promise<Response> {
	return await fetch(`${instance.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
}
