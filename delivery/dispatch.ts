import type { Ledger } from './ledger';
import type { Outcome, Submission } from './outcome';

/** Sends one submission and says what became of it. It never throws. */
export type Submit = (submission: Submission) => Promise<Outcome>;

export interface Policy {
	readonly concurrentRequests: number;
	/** 0 for no limit. */
	readonly requestsPerSecond: number;
	/** Whether the first failure ends the run: what is under way finishes, nothing further starts. */
	readonly stopOnFailure: boolean;
	/** Whether what may have gone out is sent again. */
	readonly resendUnknown: boolean;
	/** Aborted when somebody stops the execution. */
	readonly signal: AbortSignal | undefined;
}

/** Time, handed in so that this stays pure. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	/** Resolves after `ms` milliseconds, or as soon as the signal is aborted. */
	sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
	/** From 0 up to 1. */
	random(): number;
}

/** How often one submission is tried in all. */
export const MOST_TRIES = 6;

/** The first growing pause, in milliseconds; each next one is twice as long. */
const FIRST_PAUSE_MS = 250;

/** The longest wait that a gateway may ask for, in milliseconds: a run must end some day. */
export const LONGEST_WAIT_MS = 5 * 60 * 1000;

/** Sends what is open in the ledger, several at once, and records what became of it. Never throws. */
export async function dispatch(ledger: Ledger, submit: Submit, policy: Policy, clock: Clock): Promise<void> {
	const gate = new Gate(policy, clock);
	const open = ledger.open(policy.resendUnknown);
	const queue = open.values();
	const worker = async () => {
		for (const index of queue) {
			const submission = ledger.submissions[index];
			if (submission === undefined || gate.isShut()) return;
			await deliver(
				async () => {
					const outcome = await submit(submission);
					ledger.record(index, outcome);
					return outcome;
				},
				policy,
				gate,
			);
			if (policy.stopOnFailure && ledger.outcomeOf(index).status !== 'accepted') gate.shut();
		}
	};
	await Promise.all(Array.from({ length: Math.min(policy.concurrentRequests, open.length) }, worker));
}

/** Tries one submission as often as its outcomes allow. */
async function deliver(attempt: () => Promise<Outcome>, policy: Policy, gate: Gate): Promise<void> {
	for (let tries = 1; tries <= MOST_TRIES && (await gate.pass()); tries++) {
		const outcome = await attempt();
		const again = outcome.status === 'refused' ? outcome.again : resendOf(outcome, policy);
		if (again === undefined || (again.afterMs ?? 0) > LONGEST_WAIT_MS) return;
		gate.pause(again.afterMs, tries);
	}
}

function resendOf(outcome: Outcome, policy: Policy): { readonly afterMs?: number } | undefined {
	return outcome.status === 'unknown' && policy.resendUnknown ? {} : undefined;
}

/** What every request passes, one after another: the pace, and the pauses that the gateway asks of everybody. */
class Gate {
	/** When the next request may leave, to keep the pace. */
	private nextSlot: number;
	/** Until when nothing may leave. */
	private pausedUntil = 0;
	/** Aborted by a failure that ends the run, so that nobody waits for a turn that won't come. */
	private readonly closing = new AbortController();
	private readonly signal: AbortSignal;

	constructor(
		private readonly policy: Policy,
		private readonly clock: Clock,
	) {
		this.nextSlot = clock.now();
		const { signal } = policy;
		this.signal = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
	}

	isShut(): boolean {
		return this.signal.aborted;
	}

	shut(): void {
		this.closing.abort();
	}

	/** Waits for a turn. False where none will come. */
	async pass(): Promise<boolean> {
		const interval = this.policy.requestsPerSecond > 0 ? 1000 / this.policy.requestsPerSecond : 0;
		while (!this.isShut()) {
			const now = this.clock.now();
			const wait = Math.max(this.nextSlot, this.pausedUntil) - now;
			if (wait <= 0) {
				// A turn taken late doesn't delay those after it, or the pace would sink below what was asked.
				this.nextSlot = Math.max(this.nextSlot, now - interval) + interval;
				return true;
			}
			await this.clock.sleep(wait, this.signal);
		}
		return false;
	}

	/** Makes everybody wait: as long as asked, or longer after each try, jittered so that they don't return as one. */
	pause(askedMs: number | undefined, tries: number): void {
		const growing = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + this.clock.random() / 2);
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + (askedMs ?? growing));
	}
}
