import type { Clock } from '../gate';
import { KeyLock, type KeyStore } from './keyLock';

/**
 * How long a claim waits for others to go with it. Claims are made at the moment when requests leave, which keeps the
 * process busy: an access made meanwhile would seem to take several times as long as the store needs.
 */
const GATHER_MS = 10;

/** Claims that wait at the same time. Those that come meanwhile, or during an access, go together with the next one. */
const MAX_UNDER_WAY = 3;

interface Claim {
	readonly keys: readonly string[];
	readonly store: KeyStore;
	readonly resolve: (won: ReadonlySet<string>) => void;
	readonly reject: (error: unknown) => void;
}

interface Release {
	readonly keys: string[];
	readonly done: Promise<void>;
}

/** Claims of keys in one store, made by this process: of all claims of a key, in all processes, one wins. */
export class Claims {
	private waiting: Claim[] = [];
	private underWay = 0;
	private readonly lock: KeyLock;
	private nextRelease: Release | undefined;
	private lastRelease: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly clock: Clock,
		/** A text that no other claim has. */
		newMark: () => string,
	) {
		// Claims that came during an access start after it, together: one by one they would wait for each other.
		this.lock = new KeyLock(clock, newMark, () => this.start());
	}

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

	/**
	 * Makes keys claimable again, which this process had won. Those that come while others are released go together.
	 *
	 * @throws whatever the store throws
	 */
	async release(keys: readonly string[], store: KeyStore): Promise<void> {
		if (keys.length === 0) return;
		this.nextRelease ??= this.releaseAfter(this.lastRelease, store);
		this.nextRelease.keys.push(...keys);
		await this.nextRelease.done;
	}

	private releaseAfter(last: Promise<unknown>, store: KeyStore): Release {
		const keys: string[] = [];
		const done = last.then(async () => {
			this.nextRelease = undefined;
			await this.lock.giveBack(keys, store);
		});
		this.lastRelease = done.catch(() => undefined);
		return { keys, done };
	}

	private start(): void {
		if (this.underWay >= MAX_UNDER_WAY || this.lock.isAccessing || this.waiting.length === 0) return;
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
			const won = new Set(await this.lock.win([...new Set(claims.flatMap(({ keys }) => keys))], first.store));
			for (const { keys, resolve } of claims) resolve(new Set(keys.filter((key) => won.delete(key))));
		} catch (error) {
			for (const { reject } of claims) reject(error);
		}
	}
}
