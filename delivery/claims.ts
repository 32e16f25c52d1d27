import type { Clock } from './gate';

/**
 * A store of keys that all processes share. It is not atomic: it reads all keys, and writes them whole, so that of two
 * writers at one moment the later undoes what the earlier one wrote.
 */
export interface KeyStore {
	/** Records keys, and gives those that were not there yet. */
	record(keys: readonly string[]): Promise<ReadonlySet<string>>;
	remove(keys: readonly string[]): Promise<void>;
}

/**
 * How long a claim waits for writers that read the store before it wrote: so many times what an access takes. One is not
 * enough: who wrote over a claim may be written over by somebody who read before that, and the claim is there again. In
 * simulations with four times, keys were won twice although no access took longer than the wait, and with ten where some accesses
 * took far longer than most; with twenty, none.
 */
const WAIT_PER_ACCESS = 20;
export const MIN_WAIT_MS = 200;
export const MAX_WAIT_MS = 3000;

/** The time in which what the slowest access took comes to count half: one that was slow says nothing of a quiet hour. */
const SLOWNESS_HALF_LIFE_MS = 5000;

/**
 * How long a claim waits for others to go with it. Claims are made at the moment when requests leave, which keeps the
 * process busy: an access made meanwhile would seem to take several times as long as the store needs.
 */
const GATHER_MS = 10;

/** Claims that wait at the same time. Those that come meanwhile, or during an access, go together with the next one. */
const MAX_UNDER_WAY = 3;

/** How often a claim that others write over is tried. */
export const MAX_TRIES = 20;

interface Claim {
	readonly keys: readonly string[];
	readonly store: KeyStore;
	readonly resolve: (won: ReadonlySet<string>) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Claims of keys in one store, made by this process: of all claims of a key, in all processes, one wins.
 *
 * A claim writes its keys and a mark of its own, waits longer than a write takes, and reads back whether its mark is
 * still there: whoever wrote over it has won (Fischer's lock; L. Lamport, A Fast Mutual Exclusion Algorithm, 1987). It is
 * as good as the wait is long beside an access: no lock can be made of this store that holds whatever happens.
 */
export class Claims {
	private waiting: Claim[] = [];
	private underWay = 0;
	/** Accesses of claims that run or wait for their turn. */
	private accessing = 0;
	private lastAccess: Promise<unknown> = Promise.resolve();
	private slowest = { ms: 0, at: 0 };

	constructor(
		private readonly clock: Clock,
		/** A text that no other claim has. */
		private readonly newMark: () => string,
	) {}

	/**
	 * Claims keys, and gives those that nobody had claimed before.
	 *
	 * @throws whatever the store throws
	 */
	async claim(keys: readonly string[], store: KeyStore): Promise<ReadonlySet<string>> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ keys, store, resolve, reject });
			void this.clock.sleep(GATHER_MS, undefined).then(() => this.start());
		});
	}

	/** Makes keys claimable again. */
	async release(keys: readonly string[], store: KeyStore): Promise<void> {
		if (keys.length > 0) await this.access(async () => await store.remove(keys));
	}

	private start(): void {
		if (this.underWay >= MAX_UNDER_WAY || this.accessing > 0 || this.waiting.length === 0) return;
		const claims = this.waiting;
		this.waiting = [];
		this.underWay += 1;
		void this.settle(claims).finally(() => {
			this.underWay -= 1;
			this.start();
		});
	}

	/** Several claims as one; a key that more than one of them asks for is the first one's. */
	private async settle(claims: readonly Claim[]): Promise<void> {
		const [first] = claims;
		if (!first) return;
		try {
			const won = new Set(await this.win([...new Set(claims.flatMap(({ keys }) => keys))], first.store));
			for (const { keys, resolve } of claims) resolve(new Set(keys.filter((key) => won.delete(key))));
		} catch (error) {
			for (const { reject } of claims) reject(error);
		}
	}

	private async win(keys: readonly string[], store: KeyStore): Promise<readonly string[]> {
		let open = keys;
		for (let tries = 1; tries <= MAX_TRIES; tries++) {
			const mark = this.newMark();
			const asked = open;
			const fresh = await this.accessForClaim(async () => await store.record([...asked, mark]));
			open = open.filter((key) => fresh.has(key));
			if (open.length === 0) return [];
			const waitMs = Math.max(MIN_WAIT_MS, Math.min(MAX_WAIT_MS, WAIT_PER_ACCESS * this.slowestMs()));
			await this.clock.sleep(waitMs, undefined);
			const lost = await this.accessForClaim(async () => await store.record([mark]));
			if (!lost.has(mark)) return open;
		}
		throw new Error(`n8n's store of keys is written to by too many at once: ${MAX_TRIES} tries were in vain`);
	}

	/** An access after which the claims that came meanwhile start, together: one by one they would wait for each other. */
	private async accessForClaim<T>(run: () => Promise<T>): Promise<T> {
		this.accessing += 1;
		return await this.access(run).finally(() => {
			this.accessing -= 1;
			this.start();
		});
	}

	/** Accesses go one after another, or this process would write over itself. */
	private async access<T>(run: () => Promise<T>): Promise<T> {
		const timed = async () => {
			const began = this.clock.now();
			const result = await run();
			this.slowest = { ms: Math.max(this.slowestMs(), this.clock.now() - began), at: this.clock.now() };
			return result;
		};
		const access = this.lastAccess.then(timed, timed);
		this.lastAccess = access.catch(() => undefined);
		return await access;
	}

	/** What the slowest access took; it fades. */
	private slowestMs(): number {
		const { ms, at } = this.slowest;
		return ms * 0.5 ** ((this.clock.now() - at) / SLOWNESS_HALF_LIFE_MS);
	}
}
