import type { Ended } from './concurrencyLimit';

/** Time, handed in so that whoever waits stays pure. */
export interface Clock {
	/** Unix milliseconds. */
	now(): number;
	/** Resolves after `ms` milliseconds, or as soon as the signal is aborted. */
	sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
	/** From 0 up to 1. */
	random(): number;
}

/** How many requests may be under way at a time, as it learns it from how they end. */
export interface Limit {
	readonly current: number;
	note(ended: Ended): void;
}

/** A request's turn, from the moment at which it may leave to that at which it ends. */
export interface Turn {
	/** How many have a turn, this one included. */
	readonly underWay: number;
	/** When it left (Unix milliseconds); undefined where it did not, or not yet. */
	leftAt: number | undefined;
	/** How late this process was with what was due just after the request left; undefined until it got there. */
	lagMs: number | undefined;
}

/** What is due at once, or nearly: how late it comes is how busy this process is. */
const LAG_PROBE_MS = 1;

/** The first growing pause, in milliseconds; each next one is twice as long. */
const FIRST_PAUSE_MS = 250;

/**
 * What every request passes, one after another: the pace, the pauses that the gateway asks of everybody, and the limit of
 * how many are under way.
 */
export class Gate {
	/** When the next request may leave, to keep the pace. */
	private nextSlot: number;
	/** Until when nothing may leave. */
	private pausedUntil = 0;
	/** Whether the gateway said last that it is busy. */
	private isBusy = false;
	/** Set while one request finds out whether it still is; it resolves when that is known. */
	private probe: News | undefined;
	private underWay = 0;
	/** How late this process was, the last time that it showed. */
	private lagMs = 0;
	/** Set while somebody waits because as many are under way as may be; it resolves when one of them ends. */
	private room: News | undefined;
	/** Aborted when the run ends, so that nobody waits for a turn that won't come. */
	private readonly closing = new AbortController();
	private readonly signal: AbortSignal;

	constructor(
		/** 0 for no limit. */
		private readonly requestsPerSecond: number,
		private readonly limit: Limit,
		signal: AbortSignal | undefined,
		private readonly clock: Clock,
	) {
		this.nextSlot = clock.now();
		this.signal = signal ? AbortSignal.any([signal, this.closing.signal]) : this.closing.signal;
	}

	isShut(): boolean {
		return this.signal.aborted;
	}

	shut(): void {
		this.closing.abort();
		this.probe?.resolve();
		this.room?.resolve();
	}

	/** Waits for a turn. Undefined where none will come. */
	async pass(): Promise<Turn | undefined> {
		const interval = this.requestsPerSecond > 0 ? 1000 / this.requestsPerSecond : 0;
		while (!this.isShut()) {
			const now = this.clock.now();
			const wait = Math.max(this.nextSlot, this.pausedUntil) - now;
			if (wait > 0) await this.clock.sleep(wait, this.signal);
			else if (this.probe) await this.probe.known;
			else if (this.underWay >= this.limit.current) await (this.room ??= news()).known;
			else {
				// A turn taken late doesn't delay those after it, or the pace would sink below what was asked.
				this.nextSlot = Math.max(this.nextSlot, now - interval) + interval;
				if (this.isBusy) this.probe = news();
				return { underWay: ++this.underWay, leftAt: undefined, lagMs: undefined };
			}
		}
		return undefined;
	}

	/** Notes that the request of a turn leaves; where it leaves several times, the last one counts. */
	leave(turn: Turn): void {
		const leftAt = this.clock.now();
		turn.leftAt = leftAt;
		void this.clock.sleep(LAG_PROBE_MS, undefined).then(() => {
			turn.lagMs = this.lagMs = Math.max(0, this.clock.now() - leftAt - LAG_PROBE_MS);
		});
	}

	/** Gives a turn back. What never left says nothing of the gateway. */
	end({ underWay, leftAt, lagMs }: Turn, result: Ended['result']): void {
		const underWayAtEnd = this.underWay--;
		const endedAt = this.clock.now();
		if (leftAt !== undefined) {
			// This process made it wait when it left, and about as long when the answer came.
			const lag = (lagMs ?? 0) + this.lagMs;
			this.limit.note({ leftAt, endedAt, lagMs: lag, underWay, underWayAtEnd, result });
		}
		this.room?.resolve();
		this.room = undefined;
	}

	/** Notes that the gateway takes requests. */
	open(): void {
		this.isBusy = false;
		this.endProbe();
	}

	/**
	 * Notes that the gateway takes none now: everybody waits as long as it asked, else with exponential backoff, and then
	 * one finds out for all whether it takes them again.
	 */
	busy(askedMs: number | undefined, tries: number): void {
		this.isBusy = true;
		this.pause(askedMs, tries);
		this.endProbe();
	}

	/** Makes everybody wait: as long as asked, or longer after each try. The jitter spreads separate runs. */
	pause(askedMs: number | undefined, tries: number): void {
		const growing = FIRST_PAUSE_MS * 2 ** (tries - 1) * (0.5 + this.clock.random() / 2);
		this.pausedUntil = Math.max(this.pausedUntil, this.clock.now() + (askedMs ?? growing));
	}

	private endProbe(): void {
		this.probe?.resolve();
		this.probe = undefined;
	}
}

/** Something that others wait to know. */
interface News {
	readonly known: Promise<void>;
	readonly resolve: () => void;
}

function news(): News {
	let resolve = () => {};
	const known = new Promise<void>((settle) => {
		resolve = settle;
	});
	return { known, resolve };
}
