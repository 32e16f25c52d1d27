import fc from 'fast-check';
import { ClaimAhead } from '../../../delivery/claimAhead.ts';
import { Claims } from '../../../delivery/claims/claims.ts';
import { MAX_SPENT_MARKS, MAX_TRIES, MIN_WAIT_MS, type KeyStore } from '../../../delivery/claims/keyLock.ts';
import { plan } from '../../../delivery/plan.ts';
import { deliveriesOf, msisdn } from './deliveriesOf.mts';
import { VirtualClock } from './virtualClock.mts';

/** A store as n8n's is: it reads all keys, takes its time, and writes them whole. */
class SharedStore implements KeyStore {
	keys: readonly string[] = [];
	accesses = 0;

	constructor(
		private readonly clock: VirtualClock,
		private readonly nextMs: () => number,
	) {}

	async record(asked: readonly string[]): Promise<ReadonlySet<string>> {
		this.accesses += 1;
		const seen = this.keys;
		await this.clock.sleep(this.nextMs());
		const fresh = asked.filter((key) => !seen.includes(key));
		this.keys = [...seen, ...fresh];
		return new Set(fresh);
	}

	async remove(keys: readonly string[]): Promise<void> {
		this.accesses += 1;
		const seen = this.keys;
		await this.clock.sleep(this.nextMs());
		this.keys = seen.filter((key) => !keys.includes(key));
	}
}

let marks = 0;
const newMark = () => `mark ${++marks}`;

/** Every worker claims every key, a few at a time; how often each was won. */
async function race(workers: number, keyCount: number, durations: readonly number[]): Promise<number[]> {
	const clock = new VirtualClock();
	let access = 0;
	const store = new SharedStore(clock, () => durations[access++ % durations.length] ?? 1);
	const keys = Array.from({ length: keyCount }, (_, index) => `key ${index}`);
	const wins = new Map(keys.map((key) => [key, 0]));
	const all = Array.from({ length: workers }, () => new Claims(clock, newMark)).flatMap((claims) =>
		keys.map(async (key, index) => {
			await clock.sleep(Math.floor(index / 5) * 50);
			const won = await claims.claim([key], store);
			if (won.has(key)) wins.set(key, (wins.get(key) ?? 0) + 1);
		}),
	);
	await clock.run(Promise.all(all));
	return [...wins.values()];
}

test('of claims by several processes each key is won once, as long as no access takes longer than the wait', async () => {
	const duration = fc.oneof(
		{ weight: 20, arbitrary: fc.integer({ min: 1, max: 10 }) },
		{ weight: 1, arbitrary: fc.integer({ min: 40, max: MIN_WAIT_MS / 4 }) },
	);
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 2, max: 3 }),
			fc.array(duration, { minLength: 7, maxLength: 101 }),
			async (workers, durations) => {
				expect(await race(workers, 20, durations)).toEqual(Array(20).fill(1));
			},
		),
		{ numRuns: 40 },
	);
}, 60_000);

test('of claims that write over each other all the time in a slow store each key is won once', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 20, max: 60 }), { minLength: 101, maxLength: 301 }),
			async (durations) => {
				expect(await race(3, 60, durations)).toEqual(Array(60).fill(1));
			},
		),
		{ numRuns: 15 },
	);
}, 60_000);

test('without reading back, the store lets several processes have a key', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 10);
	const won = await clock.run(Promise.all([store.record(['key']), store.record(['key'])]));
	expect(won.map((keys) => keys.has('key'))).toEqual([true, true]);
});

test('claims of one moment go together, and the first one has what several ask for', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 1);
	const claims = new Claims(clock, newMark);
	const won = await clock.run(
		Promise.all([claims.claim(['a', 'b'], store), claims.claim(['b', 'c'], store)]),
	);
	expect(won.map((keys) => [...keys])).toEqual([['a', 'b'], ['c']]);
	expect(store.accesses).toBe(2);
});

test('a key that was released can be won again', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 1);
	const claims = new Claims(clock, newMark);
	const again = async () => {
		const first = await claims.claim(['a'], store);
		const second = await claims.claim(['a'], store);
		await claims.release(['a'], store);
		return [first, second, await claims.claim(['a'], store)].map((keys) => keys.has('a'));
	};
	expect(await clock.run(again())).toEqual([true, false, true]);
});

test('what several processes release at the same time is free again, whoever writes over whom', async () => {
	const durations = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 7, maxLength: 101 });
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 2, max: 3 }), durations, async (workers, accesses) => {
			const clock = new VirtualClock();
			let access = 0;
			const store = new SharedStore(clock, () => accesses[access++ % accesses.length] ?? 1);
			const runs = Array.from({ length: workers }, () => new Claims(clock, newMark)).flatMap(
				(claims, worker) =>
					Array.from({ length: 15 }, async (_, index) => {
						const keys = [`key ${worker} ${index}`];
						await clock.sleep(index * 30);
						expect(await claims.claim(keys, store)).toEqual(new Set(keys));
						await claims.release(keys, store);
					}),
			);
			await clock.run(Promise.all(runs));
			expect(store.keys.filter((key) => key.startsWith('key'))).toEqual([]);
		}),
		{ numRuns: 40 },
	);
}, 60_000);

test('releases of one moment go together', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 1);
	store.keys = [...'abcd'];
	const claims = new Claims(clock, newMark);
	await clock.run(Promise.all([...'abcd'].map(async (key) => await claims.release([key], store))));
	expect(store.keys.filter((key) => key.length === 1)).toEqual([]);
	// A mark, whether it stands, the removal, and whether what was removed stayed away.
	expect(store.accesses).toBe(4);
});

test('claims that win and claims that lose leave a few marks behind, however many there are', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 1);
	const claims = new Claims(clock, newMark);
	const claimAll = async () => {
		for (let index = 0; index < 300; index++) await claims.claim([`key ${index % 30}`], store);
	};
	await clock.run(claimAll());
	expect(store.keys.length).toBeLessThanOrEqual(30 + MAX_SPENT_MARKS);
});

test('a release of nothing leaves the store alone', async () => {
	const clock = new VirtualClock();
	const remove = async () => await Promise.reject(new Error('nothing was to be removed'));
	const store: KeyStore = { record: async () => new Set(), remove };
	await clock.run(new Claims(clock, newMark).release([], store));
	expect(clock.elapsed()).toBe(0);
});

test('a claim of a key that others have costs one access, and no wait', async () => {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => 1);
	store.keys = ['a'];
	expect(await clock.run(new Claims(clock, newMark).claim(['a'], store))).toEqual(new Set());
	expect(store.accesses).toBe(1);
	expect(clock.elapsed()).toBeLessThan(MIN_WAIT_MS);
});

/** Claims keys one after another, so many milliseconds apart; when the store was asked for each. */
async function askedAt(keys: readonly string[], apartMs: number, accessMs: number) {
	const clock = new VirtualClock();
	const store = new SharedStore(clock, () => accessMs);
	const asked = new Map<string, number>();
	const watched: KeyStore = {
		record: async (all) => {
			for (const key of all) if (!asked.has(key)) asked.set(key, clock.elapsed());
			return await store.record(all);
		},
		remove: async (all) => await store.remove(all),
	};
	const claims = new Claims(clock, newMark);
	const all = keys.map(async (key, index) => {
		await clock.sleep(index * apartMs);
		await claims.claim([key], watched);
	});
	await clock.run(Promise.all(all));
	return keys.map((key) => asked.get(key));
}

test('three claims wait at the same time, and the next one until one of them is settled', async () => {
	const [first = 0, second = 0, third = 0, fourth = 0, fifth] = await askedAt([...'abcde'], 20, 1);
	expect([second - first, third - second]).toEqual([20, 20]);
	expect(fourth).toBeGreaterThan(first + MIN_WAIT_MS);
	expect(fifth).toBe(fourth);
});

test('claims that come during an access go together with the next one', async () => {
	const [first = 0, second = 0, third] = await askedAt([...'abc'], 15, 50);
	expect(second - first).toBe(50);
	expect(third).toBe(second);
});

test('a slow access makes later claims wait longer, and ever less so', async () => {
	const clock = new VirtualClock();
	const durations = [100];
	const store = new SharedStore(clock, () => durations.pop() ?? 1);
	const claims = new Claims(clock, newMark);
	const timeOf = async (key: string) => {
		const began = clock.elapsed();
		await claims.claim([key], store);
		return clock.elapsed() - began;
	};
	const [first, second, last] = await clock.run(
		(async () => {
			const times = [await timeOf('a'), await timeOf('b')];
			await clock.sleep(60_000);
			return [...times, await timeOf('c')];
		})(),
	);
	// Twenty times the slowest access: at once, after two seconds of the five that halve it, and after a minute.
	expect(first).toBeCloseTo(10 + 100 + 2000 + 1, -1);
	expect(second).toBeCloseTo(2000 * 0.5 ** (2.012 / 5), -2);
	expect(last).toBeLessThan(MIN_WAIT_MS + 20);
});

test('a store that fails is told to all who wait for it', async () => {
	const clock = new VirtualClock();
	const broken: KeyStore = {
		record: async () => await Promise.reject(new Error('database is locked')),
		remove: async () => {},
	};
	const claims = new Claims(clock, newMark);
	const both = Promise.allSettled([claims.claim(['a'], broken), claims.claim(['b'], broken)]);
	expect((await clock.run(both)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a store in which every claim is written over is given up', async () => {
	const clock = new VirtualClock();
	let accesses = 0;
	const forgetful: KeyStore = {
		record: async (keys) => {
			accesses += 1;
			return new Set(keys);
		},
		remove: async () => {},
	};
	await expect(clock.run(new Claims(clock, newMark).claim(['a'], forgetful))).rejects.toThrow(
		/too many at once/,
	);
	expect(accesses).toBe(2 * MAX_TRIES);
});

test('no more submissions are claimed ahead than the window holds, and all come in their order', async () => {
	const submissions = plan(
		deliveriesOf(
			Array.from({ length: 9 }, (_, index) => ({ recipients: [msisdn(index)], text: `Text ${index}` })),
		),
		1,
	);
	let claimed = 0;
	let handedOut = 0;
	let most = 0;
	const queue = new ClaimAhead(
		submissions,
		async () => {
			claimed += 1;
			most = Math.max(most, claimed - handedOut);
		},
		() => 3,
	);
	const order: string[] = [];
	for (let next = await queue.next(); next; next = await queue.next()) {
		handedOut += 1;
		order.push(next.content.text);
	}
	expect(order).toEqual(submissions.map(({ content }) => content.text));
	expect(most).toBeLessThanOrEqual(4);
	expect(claimed).toBe(submissions.length);
});

test('whoever drains the queue waits for the claims that nobody asked for', async () => {
	const clock = new VirtualClock();
	const submissions = plan(deliveriesOf([{ recipients: [msisdn(0), msisdn(1)] }]), 1);
	let settled = 0;
	const claim = async () => {
		await clock.sleep(50);
		settled += 1;
	};
	const queue = new ClaimAhead(submissions, claim, () => 2);
	await clock.run(queue.next().then(async () => await queue.drain()));
	expect(settled).toBe(2);
});

test('a claim that fails is told to whoever takes its submission', async () => {
	const submissions = plan(deliveriesOf([{ recipients: [msisdn(0)] }]), 1);
	const queue = new ClaimAhead(
		submissions,
		async () => await Promise.reject(new Error('locked')),
		() => 1,
	);
	await expect(queue.next()).rejects.toThrow('locked');
	await queue.drain();
});
