import { Claims, MIN_WAIT_MS, type KeyStore } from '../../../delivery/claims.ts';
import { VirtualClock } from './virtualClock.mts';

const ACCESS_MS = 5;

/** A store in memory that takes its time. */
class SlowStore implements KeyStore {
	accesses = 0;
	private readonly kept = new Set<string>();

	constructor(private readonly clock: VirtualClock) {}

	async record(keys: readonly string[]): Promise<ReadonlySet<string>> {
		this.accesses += 1;
		await this.clock.sleep(ACCESS_MS);
		const fresh = new Set(keys.filter((key) => !this.kept.has(key)));
		keys.forEach((key) => this.kept.add(key));
		return fresh;
	}

	async remove(keys: readonly string[]): Promise<void> {
		keys.forEach((key) => this.kept.delete(key));
	}
}

function startClaims() {
	const clock = new VirtualClock();
	let marks = 0;
	return { clock, store: new SlowStore(clock), claims: new Claims(clock, () => `mark ${++marks}`) };
}

test('claims that come one by one during an access go together with the next one, and wait for no earlier claim', async () => {
	const { clock, store, claims } = startClaims();
	const claimAt = async (ms: number) => {
		await clock.sleep(ms);
		const won = await claims.claim([`key ${ms}`], store);
		return { won: [...won], tookMs: clock.elapsed() - ms };
	};
	const results = await clock.run(Promise.all([0, 1, 2, 3, 4].map(claimAt)));
	expect(results.map(({ won }) => won)).toEqual([0, 1, 2, 3, 4].map((ms) => [`key ${ms}`]));
	// Until the access under way has ended, two of its own, and the wait between them.
	const mostMs = ACCESS_MS + 2 * ACCESS_MS + MIN_WAIT_MS;
	expect(Math.max(...results.map(({ tookMs }) => tookMs))).toBeLessThanOrEqual(mostMs);
	// Two for the first claim, and two for the four others.
	expect(store.accesses).toBe(4);
});

test('a store that fails fails the claims of that access only', async () => {
	const { clock, store, claims } = startClaims();
	const failing: KeyStore = {
		record: async () => await Promise.reject(new Error('database is locked')),
		remove: async () => undefined,
	};
	const failed = claims.claim(['a'], failing);
	await expect(clock.run(failed)).rejects.toThrow('database is locked');
	expect([...(await clock.run(claims.claim(['a'], store)))]).toEqual(['a']);
});
