import dns from 'node:dns';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { Engine, type Result } from '../../harness/engine/engine.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';

/** A sandbox, and n8n's engine with a credential for it. */
export interface Bench {
	readonly sandbox: Sandbox;
	readonly engine: Engine;
	close(): Promise<void>;
}

export async function startBench(credential: Readonly<Record<string, string>> = {}): Promise<Bench> {
	const sandbox = await startSandbox();
	const account = { ...sandbox.account, baseUrl: sandbox.apiUrl, ...credential };
	const engine = await Engine.start(account, 'sources');
	return { sandbox, engine, close: async () => await sandbox.close() };
}

/** The numbers 254700000000 and up, of the numbering plan's first mobile block. */
export function msisdn(index: number): string {
	return `2547000${String(index).padStart(5, '0')}`;
}

export function msisdns(count: number, from = 0): string[] {
	return Array.from({ length: count }, (_, index) => msisdn(from + index));
}

/** One item per number, each with its place in the list as a name. */
export function rows(count: number): Array<INodeExecutionData['json']> {
	return msisdns(count).map((phone, index) => ({ phone, name: `Customer ${index}` }));
}

export function sendTo(
	recipients: string,
	options: INode['parameters'] = {},
	message = 'Your order is ready',
): INode['parameters'] {
	return { message, recipients, sourceId: 1, options };
}

/** How often each number was received. */
export function received(sandbox: Sandbox): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { to } of sandbox.messages()) counts.set(to, (counts.get(to) ?? 0) + 1);
	return counts;
}

/** An item as Send gives it. */
export interface Story {
	readonly status: string;
	readonly accepted: readonly string[];
	readonly notSent: ReadonlyArray<{ readonly input: string; readonly code: string; readonly reason: string }>;
	readonly unknown: readonly string[];
	readonly error?: string;
}

export function stories(result: Result, output = 0): Story[] {
	return result.items('MobiConnect', output).map(({ json }) => {
		const { status, accepted, notSent, unknown, error } = json;
		if (!Array.isArray(accepted) || !Array.isArray(notSent) || !Array.isArray(unknown)) {
			throw new Error(`Not an item of Send: ${JSON.stringify(json)}`);
		}
		return {
			status: String(status),
			accepted: accepted.map(String),
			notSent: notSent.map((entry) => {
				const { input, code, reason } = Object(entry) as Record<string, unknown>;
				return { input: String(input), code: String(code), reason: String(reason) };
			}),
			unknown: unknown.map(String),
			...(typeof error === 'string' && { error }),
		};
	});
}

/** The counts of recipients that a failing run's error tells. */
export function countsIn(error: { description?: string | null | undefined } | undefined) {
	const counts = /(\d+) accepted, (\d+) refused, (\d+) unknown, (\d+) not attempted/.exec(
		error?.description ?? '',
	);
	if (!counts) throw new Error(`No counts in ${JSON.stringify(error?.description)}`);
	const [accepted = 0, refused = 0, unknown = 0, notAttempted = 0] = counts.slice(1).map(Number);
	return { accepted, refused, unknown, notAttempted };
}

/** Where the next look-ups of `localhost` lead: to the sandbox, to an address where nobody listens, or nowhere. */
export type Route = 'sandbox' | 'refused' | 'unresolved';

/**
 * Stands in for a network that breaks: decides each look-up of `localhost`, of which n8n makes one per request.
 * Everything after the look-up is real.
 */
export function routeLocalhost(route: (lookup: number) => Route): { restore(): void } {
	let lookups = 0;
	const lookup = jest.spyOn(dns, 'lookup').mockImplementation(((...given: unknown[]) => {
		const callback = given.at(-1);
		if (typeof callback !== 'function') throw new Error('dns.lookup was called without a callback');
		const [hostname, options] = given;
		const to = route(lookups++);
		if (to === 'unresolved') {
			const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${String(hostname)}`), {
				code: 'ENOTFOUND',
				syscall: 'getaddrinfo',
				hostname,
			});
			return process.nextTick(callback, error);
		}
		const address = to === 'sandbox' ? '127.0.0.1' : '127.0.0.2';
		const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
		return process.nextTick(callback, null, all ? [{ address, family: 4 }] : address, 4);
	}) as typeof dns.lookup);
	return { restore: () => lookup.mockRestore() };
}
