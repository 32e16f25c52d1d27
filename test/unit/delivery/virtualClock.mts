import type { Clock } from '../../../delivery/gate.ts';

interface Sleeper {
	readonly at: number;
	readonly wake: () => void;
	readonly signal: AbortSignal | undefined;
}

/** Time that passes only when nobody has anything left to do, and then jumps to the next moment that matters. */
export class VirtualClock implements Clock {
	private time: number;
	private sleepers: Sleeper[] = [];
	private readonly heeded = new WeakSet<AbortSignal>();

	/**
	 * @param start milliseconds since the epoch
	 * @param randomness what `random` gives, each time or as a function tells
	 * @param lateness how many milliseconds after its moment a sleeper wakes
	 */
	constructor(
		private readonly start = 1_767_225_600_000,
		private readonly randomness: number | (() => number) = 0,
		private readonly lateness = 0,
	) {
		this.time = start;
	}

	now(): number {
		return this.time;
	}

	/** Milliseconds since the start. */
	elapsed(): number {
		return Math.round((this.time - this.start) * 1000) / 1000;
	}

	random(): number {
		return typeof this.randomness === 'number' ? this.randomness : this.randomness();
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve) => {
			if (signal?.aborted) {
				resolve();
				return;
			}
			this.sleepers.push({ at: this.time + ms + this.lateness, wake: resolve, signal });
			if (signal) this.heed(signal);
		});
	}

	/** Sees to it that all who sleep under a signal wake when it is aborted. */
	private heed(signal: AbortSignal): void {
		if (this.heeded.has(signal)) return;
		this.heeded.add(signal);
		signal.addEventListener('abort', () => {
			const woken = this.sleepers.filter((one) => one.signal === signal);
			this.sleepers = this.sleepers.filter((one) => one.signal !== signal);
			for (const { wake } of woken) wake();
		});
	}

	/** Does something at a moment after the start. */
	at(ms: number, action: () => void): void {
		this.sleepers.push({ at: this.start + ms, wake: action, signal: undefined });
	}

	/** Lets time pass until the promise is settled. */
	async run<T>(promise: Promise<T>): Promise<T> {
		let settled = false;
		const settle = () => {
			settled = true;
		};
		const isOver = async () => {
			await untilIdle();
			return settled;
		};
		promise.then(settle, settle);
		while (!(await isOver())) {
			const next = this.sleepers.reduce<Sleeper | undefined>(
				(first, one) => (first === undefined || one.at < first.at ? one : first),
				undefined,
			);
			if (next === undefined) throw new Error('Everybody waits, and nothing will ever happen');
			this.sleepers = this.sleepers.filter((one) => one !== next);
			this.time = Math.max(this.time, next.at);
			next.wake();
		}
		return await promise;
	}
}

/** Resolves when all that could run without the clock has run. */
async function untilIdle(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
