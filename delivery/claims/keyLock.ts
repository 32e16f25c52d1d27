import type { Clock } from '../gate';

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

/** How often what others write over is tried. */
export const MAX_TRIES = 20;

/**
 * Marks that may stay in the store. Each is one entry fewer for keys, and to remove one is one more access that others may
 * collide with.
 */
export const MAX_SPENT_MARKS = 20;

/** What came of writing keys and a mark at once. */
interface Written {
	readonly mark: string;
	/** Those that were not there. */
	readonly fresh: readonly string[];
	/** False if somebody wrote over it. */
	readonly stands: boolean;
}

/**
 * Takes keys of one store for this process, and gives them back: of all processes, one has a key.
 *
 * To win keys, it writes them with a mark of its own, waits longer than a write takes, and reads back whether the mark is
 * still there: whoever wrote over it has won (Fischer's lock; L. Lamport, A Fast Mutual Exclusion Algorithm, 1987). It is
 * as good as the wait is long beside an access: no lock can be made of this store that holds whatever happens.
 *
 * To give keys back works the other way round: it removes them with a mark that all others have read, waits, and looks
 * whether the mark came back. If so, somebody wrote the keys back too.
 */
export class KeyLock {
	/** Accesses that run or wait for their turn. */
	private accessing = 0;
	private lastAccess: Promise<unknown> = Promise.resolve();
	private slowest = { ms: 0, at: 0 };
	/** Marks in the store that nobody looks for any more. */
	private spent: string[] = [];

	constructor(
		private readonly clock: Clock,
		/** A text that nobody else has. */
		private readonly newMark: () => string,
		/** Called after each access. */
		private readonly accessed: () => void,
	) {}

	get isAccessing(): boolean {
		return this.accessing > 0;
	}

	/**
	 * Gives those of the keys that this process has now.
	 *
	 * @throws whatever the store throws
	 */
	async win(keys: readonly string[], store: KeyStore): Promise<readonly string[]> {
		await this.tidy(store);
		let open = keys;
		for (let tries = 1; tries <= MAX_TRIES; tries++) {
			const { mark, fresh, stands } = await this.write(open, store);
			this.spent.push(mark);
			if (stands) return fresh;
			open = fresh;
		}
		throw tooMany();
	}

	/**
	 * Removes keys that this process has. Where the mark comes back the keys came with it, and nobody can have won them
	 * meanwhile: they are safe to remove again.
	 *
	 * @throws whatever the store throws
	 */
	async giveBack(keys: readonly string[], store: KeyStore): Promise<void> {
		for (let tries = 1; tries <= MAX_TRIES; tries++) {
			const { mark, stands } = await this.write([], store);
			const gone = stands && (await this.takeOut(keys, mark, store));
			this.spent.push(mark);
			if (gone) return;
		}
		throw tooMany();
	}

	/** Writes keys and a new mark at once. Where others have all the keys there is nothing to wait for. */
	private async write(keys: readonly string[], store: KeyStore): Promise<Written> {
		const mark = this.newMark();
		const recorded = await this.access(async () => await store.record([...keys, mark]));
		const fresh = keys.filter((key) => recorded.has(key));
		if (keys.length > 0 && fresh.length === 0) return { mark, fresh, stands: true };
		await this.outwait();
		const lost = await this.access(async () => await store.record([mark]));
		return { mark, fresh, stands: !lost.has(mark) };
	}

	/** Whether keys and the mark that is there with them stayed away. */
	private async takeOut(keys: readonly string[], mark: string, store: KeyStore): Promise<boolean> {
		await this.access(async () => await store.remove([...keys, mark]));
		await this.outwait();
		const gone = await this.access(async () => await store.record([mark]));
		return gone.has(mark);
	}

	private async tidy(store: KeyStore): Promise<void> {
		if (this.spent.length < MAX_SPENT_MARKS) return;
		const marks = this.spent;
		this.spent = [];
		await this.access(async () => await store.remove(marks));
	}

	/** Waits until whoever read the store before the last access has written. */
	private async outwait(): Promise<void> {
		const waitMs = Math.max(MIN_WAIT_MS, Math.min(MAX_WAIT_MS, WAIT_PER_ACCESS * this.slowestMs()));
		await this.clock.sleep(waitMs, undefined);
	}

	/** Accesses go one after another, or this process would write over itself. */
	private async access<T>(run: () => Promise<T>): Promise<T> {
		const timed = async () => {
			const began = this.clock.now();
			const result = await run();
			this.slowest = { ms: Math.max(this.slowestMs(), this.clock.now() - began), at: this.clock.now() };
			return result;
		};
		this.accessing += 1;
		const access = this.lastAccess.then(timed, timed).finally(() => {
			this.accessing -= 1;
			this.accessed();
		});
		this.lastAccess = access.catch(() => undefined);
		return await access;
	}

	/** What the slowest access took; it fades. */
	private slowestMs(): number {
		const { ms, at } = this.slowest;
		return ms * 0.5 ** ((this.clock.now() - at) / SLOWNESS_HALF_LIFE_MS);
	}
}

function tooMany(): Error {
	return new Error(`n8n's store of keys is written to by too many at once: ${MAX_TRIES} tries were in vain`);
}
