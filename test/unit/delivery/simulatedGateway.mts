import { Delivery } from '../../../delivery/delivery.ts';
import { dispatch, type Policy, type Submit } from '../../../delivery/dispatch.ts';
import type { Clock } from '../../../delivery/gate.ts';
import type { Outcome } from '../../../delivery/outcome.ts';
import type { Submission } from '../../../delivery/plan.ts';
import { ACCEPTED, BUSY, UNKNOWN } from './deliveriesOf.mts';
import { VirtualClock } from './virtualClock.mts';

/** What a gateway does with more requests at a time than it can serve: they wait, are answered 429, or all get slower. */
export type Beyond = 'queues' | 'refuses' | 'slows';

export interface GatewayTraits {
	/** How many it serves at a time. */
	readonly capacity: number;
	readonly beyond: Beyond;
	/** Milliseconds that it takes over a request at ease; generated, between the two. */
	readonly latency: readonly [least: number, most: number];
	/** Milliseconds until a refusal. */
	readonly refusal?: number;
}

/** How many requests were under way, from a moment on (milliseconds since the start). */
export interface Level {
	readonly at: number;
	readonly underWay: number;
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** How long a sender waits for an answer, in milliseconds; by then nobody knows what became of the request. */
const TIMEOUT_MS = 2000;

/** A gateway in virtual time. */
export class SimulatedGateway {
	private serving = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly clock: VirtualClock,
		private readonly traits: GatewayTraits,
		private readonly random: () => number,
	) {}

	async answer(): Promise<Outcome> {
		const { capacity, beyond, latency, refusal = 30 } = this.traits;
		const from = this.clock.now();
		const [least, most] = latency;
		if (beyond === 'refuses' && this.serving >= capacity) {
			await this.clock.sleep(refusal);
			return BUSY;
		}
		if (beyond === 'queues' && this.serving >= capacity) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		} else this.serving += 1;
		const crowding = beyond === 'slows' ? Math.max(1, this.serving / capacity) : 1;
		await this.clock.sleep((least + this.random() * (most - least)) * crowding);
		const next = this.waiting.shift();
		if (next) next();
		else this.serving -= 1;
		return this.clock.now() - from > TIMEOUT_MS ? UNKNOWN : ACCEPTED;
	}
}

/** A process that does one thing after another: its time is late where there is much to do. */
export class BusyProcess implements Clock {
	private freeAt = 0;

	/** @param workMs what it has to do for a request before that leaves, and again when its answer has come */
	constructor(
		private readonly clock: VirtualClock,
		private readonly workMs: number,
	) {}

	now(): number {
		return this.clock.now();
	}

	random(): number {
		return this.clock.random();
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await this.clock.sleep(ms, signal);
		await this.untilFree();
	}

	/** Stands still, as for its garbage collector. */
	stall(ms: number): void {
		this.freeAt = Math.max(this.freeAt, this.clock.now()) + ms;
	}

	/** Resolves when the work for a request is done, after all that is to do already. */
	async work(): Promise<void> {
		this.stall(this.workMs);
		await this.untilFree();
	}

	private async untilFree(): Promise<void> {
		const waitMs = this.freeAt - this.clock.now();
		if (waitMs > 0) await this.clock.sleep(waitMs);
	}
}

/** What one run did. */
export interface SimulatedRun {
	/** When it was over, in milliseconds since the start. */
	readonly end: number;
	readonly requests: number;
	readonly refused: number;
	readonly unknown: number;
	readonly accepted: number;
	readonly levels: readonly Level[];
}

/** Where a run takes place. */
interface Place {
	readonly clock: VirtualClock;
	readonly gateway: SimulatedGateway;
	/** One without anything else to do, unless given. */
	readonly process?: BusyProcess;
}

/** Sends so many messages of one recipient each through a gateway. */
export async function simulate(
	{ clock, gateway, process = new BusyProcess(clock, 0) }: Place,
	count: number,
	policy: Partial<Policy> = {},
): Promise<SimulatedRun> {
	const submissions = Array.from({ length: count }, (_, item): Submission => {
		const content = { text: String(item), sourceId: 1 };
		return { content, deliveries: [new Delivery(item, `2547001${String(item).padStart(5, '0')}`, content)] };
	});
	const levels: Level[] = [];
	const tally = { requests: 0, refused: 0, unknown: 0 };
	let underWay = 0;
	const move = (by: number) => levels.push({ at: clock.elapsed(), underWay: (underWay += by) });
	const submit: Submit = async (_, onLeave) => {
		onLeave();
		await process.work();
		move(1);
		tally.requests += 1;
		const outcome = await gateway.answer();
		move(-1);
		await process.work();
		if (outcome.status === 'refused' || outcome.status === 'unknown') tally[outcome.status] += 1;
		return [outcome];
	};
	const whole: Policy = {
		concurrentRequests: 100,
		fixedConcurrency: false,
		requestsPerSecond: 0,
		stopOnFailure: false,
		resendUnknown: false,
		signal: undefined,
		...policy,
	};
	await dispatch(submissions, { claim: async () => {}, submit }, whole, process);
	const accepted = submissions.filter(({ deliveries: [one] }) => one?.outcome.status === 'accepted').length;
	return { end: clock.elapsed(), ...tally, accepted, levels };
}

/** How many were under way between two moments, on average over the time. */
export function meanLevel(levels: readonly Level[], from: number, to: number): number {
	let sum = 0;
	let last: Level = { at: 0, underWay: 0 };
	for (const next of [...levels, { at: to, underWay: 0 }]) {
		const since = Math.max(from, last.at);
		const until = Math.min(to, next.at);
		if (until > since) sum += last.underWay * (until - since);
		last = next;
	}
	return sum / (to - from);
}
