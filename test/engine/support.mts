import dns from 'node:dns';
import type { INode } from 'n8n-workflow';
import { z } from 'zod';
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

/** The numbers 254700100000 and up: the first mobile block, past the sandbox's numbers that misbehave. */
export function msisdn(index: number): string {
	return `2547001${String(index).padStart(5, '0')}`;
}

export function msisdns(count: number, from = 0): string[] {
	return Array.from({ length: count }, (_, index) => msisdn(from + index));
}

/** One item per number, each with its place in the list as a name. */
export function rows(count: number): Array<{ readonly phone: string; readonly name: string }> {
	return msisdns(count).map((phone, index) => ({ phone, name: `Customer ${index}` }));
}

export function sendTo(
	recipients: string,
	options: INode['parameters'] = {},
	message = 'Your order is ready',
	safeguards: INode['parameters'] = {},
): INode['parameters'] {
	return { message, recipients, sourceId: 1, options, safeguards };
}

/** How often each number was received. */
export function received(sandbox: Sandbox): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { to } of sandbox.messages()) counts.set(to, (counts.get(to) ?? 0) + 1);
	return counts;
}

/** What an item says of one recipient; strict, so that nothing of anybody else can be beside it. */
const entrySchema = z
	.object({
		input: z.string(),
		status: z.enum(['accepted', 'refused', 'unknown', 'skipped', 'notAttempted']),
		to: z.string().min(1).optional(),
		id: z.union([z.number(), z.string()]).optional(),
		code: z
			.enum([
				'ALREADY_SENT',
				'DO_NOT_TEXT',
				'DUPLICATE_RECIPIENT',
				'EVALUATION',
				'INVALID_INPUT',
				'INVALID_RECIPIENT',
				'NOT_ALLOWED',
				'OUTSIDE_HOURS',
			])
			.optional(),
		reason: z.string().min(1).optional(),
	})
	.strict();

/** An item as Send gives it: what it has, and nothing that is empty or null. */
const storySchema = z
	.object({
		status: z.enum(['accepted', 'partial', 'refused', 'unknown', 'skipped']),
		to: z.string().min(1).optional(),
		result: z.string().min(1),
		sendableFrom: z.string().datetime({ offset: true }).optional(),
		parts: z.number().optional(),
		encoding: z.string().optional(),
		characters: z.number().optional(),
		replaced: z.array(z.record(z.unknown())).min(1).optional(),
		sourceId: z.number().optional(),
		recipients: z.array(entrySchema).min(1).optional(),
		response: z
			.object({ status: z.union([z.string(), z.number(), z.boolean()]), message: z.string() })
			.partial()
			.strict()
			.optional(),
		error: z.string().min(1).optional(),
	})
	.strict();

export type Entry = z.output<typeof entrySchema>;
export type Story = z.output<typeof storySchema>;

/** The items of Send, each checked to be one. In those of the error output, n8n keeps what the input item had. */
export function stories(result: Result, output = 0): Story[] {
	const schema = output === 0 ? storySchema : storySchema.strip();
	return result.items('MobiConnect', output).map(({ json }) => schema.parse(json));
}

/** What the items say of their recipients, one after another. */
export function entries(told: readonly Story[]): Entry[] {
	return told.flatMap(({ recipients = [] }) => recipients);
}

/** The recipients with a status, as they are written in the items. */
export function inputsWith(status: Entry['status'], told: readonly Story[]): string[] {
	return entries(told).flatMap((entry) => (entry.status === status ? [entry.input] : []));
}

/** How often each status is told of a recipient. */
export function tally(told: readonly Story[]): Partial<Record<Entry['status'], number>> {
	const counts: Partial<Record<Entry['status'], number>> = {};
	for (const { status } of entries(told)) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/** What is told of one delivery of a message to a number. */
interface Claim {
	readonly delivery: string;
	readonly status: Entry['status'];
}

/**
 * What items tell of deliveries; a duplicate only tells of the delivery of another entry once more.
 *
 * @param deliveryOf names the delivery that an entry of an item is about
 */
export function claimsOf(
	told: readonly Story[],
	deliveryOf: (entry: Entry, item: number) => string = ({ input }) => input,
): Claim[] {
	return told.flatMap(({ recipients = [] }, item) =>
		recipients.flatMap((entry) =>
			entry.code === 'DUPLICATE_RECIPIENT'
				? []
				: [{ delivery: deliveryOf(entry, item), status: entry.status }],
		),
	);
}

/**
 * What is told must match what the sandbox received: whoever was accepted got it, of the unknown nobody knows, and
 * nobody else got anything. Who got it several times was accepted or unknown as often.
 *
 * @param got how often each delivery was received
 */
export function expectTruth(claims: readonly Claim[], got: ReadonlyMap<string, number>): void {
	const count = (delivery: string, ...statuses: ReadonlyArray<Entry['status']>) =>
		claims.filter((claim) => claim.delivery === delivery && statuses.includes(claim.status)).length;
	const deliveries = new Set([...claims.map(({ delivery }) => delivery), ...got.keys()]);
	const untrue = [...deliveries].flatMap((delivery) => {
		const times = got.get(delivery) ?? 0;
		const least = count(delivery, 'accepted');
		const most = count(delivery, 'accepted', 'unknown');
		return times < least || times > most ? [`${delivery}: ${times}, told ${least} to ${most}`] : [];
	});
	expect(untrue).toEqual([]);
}

const peopleSchema = z
	.object({
		accepted: z.array(z.string()).default([]),
		refused: z.array(z.string()).default([]),
		unknown: z.array(z.string()).default([]),
	})
	.strict();

/** Whom the error of a failing run names, by what became of them; nothing was tried with the others. */
export function peopleIn(error: Result['error']) {
	return peopleSchema.parse(error?.context['data']);
}

/** What the error of a failing run tells of the deliveries to numbers. */
export function claimsIn(error: Result['error']): Claim[] {
	const { accepted, refused, unknown } = peopleIn(error);
	const claims = (numbers: readonly string[], status: Claim['status']) =>
		numbers.map((delivery) => ({ delivery, status }));
	return [...claims(accepted, 'accepted'), ...claims(refused, 'refused'), ...claims(unknown, 'unknown')];
}

/** How many a failing run's error names of each. */
export function countsIn(error: Result['error']) {
	const { accepted, refused, unknown } = peopleIn(error);
	return { accepted: accepted.length, refused: refused.length, unknown: unknown.length };
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
			process.nextTick(callback, error);
			return;
		}
		const address = to === 'sandbox' ? '127.0.0.1' : '127.0.0.2';
		const all = typeof options === 'object' && options !== null && 'all' in options && options.all === true;
		process.nextTick(callback, null, all ? [{ address, family: 4 }] : address, 4);
	}) as typeof dns.lookup);
	return { restore: () => lookup.mockRestore() };
}

/** Moves the clock of this process, in which the sandbox runs as well; `jest.restoreAllMocks()` puts it right again. */
export function later(seconds: number): void {
	const now = Date.now() + seconds * 1000;
	jest.spyOn(Date, 'now').mockImplementation(() => now);
}

/** A run that sends one message. */
export const ONE = { parameters: sendTo('0712345678'), items: [{}] };
