import fc from 'fast-check';
import { ConcurrencyLimit, FIRST_LIMIT, type Ended } from '../../../delivery/concurrencyLimit.ts';
import type { Policy } from '../../../delivery/dispatch.ts';
import {
	BusyProcess,
	meanLevel,
	seeded,
	simulate,
	SimulatedGateway,
	type GatewayTraits,
	type SimulatedRun,
} from './simulatedGateway.mts';
import { VirtualClock } from './virtualClock.mts';

const LATENCY = [100, 150] as const;

/** By when a run has found its level. */
const SETTLED_MS = 10_000;
/** What is under way is looked at over so long: a pause between two requests is no level. */
const WINDOW_MS = 2000;

const GATEWAYS = ([5, 20, 80] as const).flatMap((capacity) =>
	(['queues', 'refuses', 'slows'] as const).map(
		(beyond): GatewayTraits => ({ capacity, beyond, latency: LATENCY }),
	),
);

/** Several thousand requests, and half a minute of them. */
const requestsFor = ({ capacity }: GatewayTraits) => 1000 + capacity * 150;

/** Runs at the same time through one gateway, each with so many messages. */
async function runs(
	traits: GatewayTraits,
	counts: readonly number[],
	policy: Partial<Policy> = {},
	seed = 1,
): Promise<readonly SimulatedRun[]> {
	const random = seeded(seed);
	const clock = new VirtualClock(0, random);
	const gateway = new SimulatedGateway(clock, traits, random);
	return await clock.run(Promise.all(counts.map((count) => simulate({ clock, gateway }, count, policy))));
}

async function runOne(...[traits, count, policy, seed]: [GatewayTraits, number, Partial<Policy>?, number?]) {
	const [run] = await runs(traits, [count], policy, seed);
	if (!run) throw new Error('There is one run');
	return run;
}

describe.each(GATEWAYS)('a gateway that serves $capacity at a time and $beyond beyond', (traits) => {
	const { capacity } = traits;
	const count = requestsFor(traits);

	test.each([1, 2, 3])(
		'is sent about as many as it can do, and is hardly asked for more (noise %i)',
		async (seed) => {
			const run = await runOne(traits, count, {}, seed);
			expect(run.accepted).toBe(count);
			expect(run.unknown).toBe(0);
			expect(run.refused / run.requests).toBeLessThanOrEqual(0.02);
			const shares: number[] = [];
			for (let from = SETTLED_MS; from + WINDOW_MS < run.end - 1000; from += WINDOW_MS)
				shares.push(meanLevel(run.levels, from, from + WINDOW_MS) / capacity);
			expect(shares.length).toBeGreaterThan(2);
			for (const share of shares) {
				expect(share).toBeGreaterThan(0.75);
				expect(share).toBeLessThan(1.5);
			}
			const whole = meanLevel(run.levels, SETTLED_MS, run.end) / capacity;
			expect(whole).toBeGreaterThan(0.8);
		},
	);

	test('is used as well as by the best fixed number', async () => {
		const own = await runOne(traits, count);
		const fixed = [0.8, 1, 1.25].map((share) => Math.round(capacity * share));
		const ends: number[] = [];
		for (const concurrentRequests of fixed)
			ends.push((await runOne(traits, count, { concurrentRequests, fixedConcurrency: true })).end);
		expect(Math.min(...ends) / own.end).toBeGreaterThanOrEqual(0.9);
	});

	test('is shared by two runs, and neither gets more than twice what the other gets', async () => {
		const both = await runs(traits, [2 * count, 2 * count]);
		const until = Math.min(...both.map(({ end }) => end));
		const [one = 0, other = 0] = both.map(({ levels }) => meanLevel(levels, SETTLED_MS, until));
		expect(Math.max(one, other) / Math.min(one, other)).toBeLessThanOrEqual(2);
		expect(both.map(({ accepted }) => accepted)).toEqual([2 * count, 2 * count]);
		for (const { refused, requests } of both) expect(refused / requests).toBeLessThanOrEqual(0.02);
	});
});

test.each<[string, number, Partial<Policy>]>([
	['three runs that find their level', 3, {}],
	['two runs with a fixed ten', 2, { concurrentRequests: 10, fixedConcurrency: true }],
])(
	'all messages go out where the gateway takes five at a time and refuses the rest: %s',
	async (_, count, policy) => {
		const traits: GatewayTraits = { capacity: 5, beyond: 'refuses', latency: LATENCY };
		const all = await runs(traits, Array<number>(count).fill(300), policy);
		expect(all.map(({ accepted }) => accepted)).toEqual(Array(count).fill(300));
	},
);

test('a gateway that takes all there is gets triple the requests with each answer, up to the most', async () => {
	const { levels } = await runOne({ capacity: 1000, beyond: 'queues', latency: [150, 150] }, 2000);
	const at = (ms: number) => meanLevel(levels, ms - 1, ms);
	expect([100, 250, 400, 550, 700].map(at)).toEqual([10, 30, 90, 100, 100]);
});

describe('a process that is busy is not taken for a slow gateway', () => {
	/** Ends of a run at a gateway that takes all there is, from a process that also stands still now and then. */
	async function endOf(workMs: number, stallMs: number, policy: Partial<Policy>): Promise<number> {
		const clock = new VirtualClock(0, seeded(1));
		const gateway = new SimulatedGateway(
			clock,
			{ capacity: 1000, beyond: 'queues', latency: [150, 150] },
			seeded(2),
		);
		const process = new BusyProcess(clock, workMs);
		const random = seeded(3);
		for (let at = 300; at < 60_000; at += 300 + 600 * random()) clock.at(at, () => process.stall(stallMs));
		return (await clock.run(simulate({ clock, gateway, process }, 4000, policy))).end;
	}

	test.each([
		[0.5, 0],
		[1, 0],
		[2, 0],
		[0.5, 50],
		[0.5, 100],
		[1, 100],
	])('with %d ms of work before and after each request, and pauses of %i ms', async (workMs, stallMs) => {
		const own = await endOf(workMs, stallMs, {});
		const fixed = await endOf(workMs, stallMs, { fixedConcurrency: true });
		expect(fixed / own).toBeGreaterThan(0.9);
	});
});

/** Requests with nothing else to say than what is given. */
const ended = (given: Partial<Ended>): Ended => ({
	leftAt: 0,
	endedAt: 100,
	lagMs: 0,
	underWay: FIRST_LIMIT,
	underWayAtEnd: FIRST_LIMIT,
	result: 'taken',
	...given,
});

/** Tells a limit of so many requests, one after another, of which each has as many beside it as there may be. */
function feed(limit: ConcurrencyLimit, count: number, msOf: (index: number) => number, from = 0): number {
	let now = from;
	for (let index = 0; index < count; index++) {
		const ms = msOf(index);
		now += ms / limit.current;
		limit.note(
			ended({ leftAt: now - ms, endedAt: now, underWay: limit.current, underWayAtEnd: limit.current }),
		);
	}
	return now;
}

describe('the limit', () => {
	test.each([
		[1, 1],
		[4, 4],
		[FIRST_LIMIT, FIRST_LIMIT],
		[100, FIRST_LIMIT],
	])('of at most %i begins with %i', (most, first) => {
		expect(new ConcurrencyLimit(most).current).toBe(first);
	});

	test('does not grow where fewer are under way than may be', () => {
		const limit = new ConcurrencyLimit(100);
		for (let at = 0; at < 100_000; at += 100)
			limit.note(ended({ leftAt: at, endedAt: at + 100, underWayAtEnd: 2 }));
		expect(limit.current).toBe(FIRST_LIMIT);
	});

	test.each(['refused', 'lost'] as const)(
		'says nothing of one that was %s while nothing else was under way',
		(result) => {
			const limit = new ConcurrencyLimit(100);
			limit.note(ended({ underWay: 1, result }));
			expect(limit.current).toBe(FIRST_LIMIT);
		},
	);

	test('is cut once for a burst of refusals, below what was under way', () => {
		const limit = new ConcurrencyLimit(100);
		for (let underWay = 6; underWay <= FIRST_LIMIT; underWay++)
			limit.note(ended({ leftAt: 0, endedAt: 30, underWay, result: 'refused' }));
		expect(limit.current).toBe(4);
	});

	test('after a lost request stays below what was under way for the rest of the run, though not below ten', () => {
		const limit = new ConcurrencyLimit(100);
		const grown = feed(limit, 200, () => 100);
		expect(limit.current).toBe(100);
		limit.note(ended({ leftAt: grown, endedAt: grown + 100, underWay: 41, result: 'lost' }));
		const later = feed(limit, 50_000, () => 100, grown + 200);
		expect(limit.current).toBe(30);
		limit.note(ended({ leftAt: later, endedAt: later + 100, underWay: 3, result: 'lost' }));
		feed(limit, 50_000, () => 100, later + 200);
		expect(limit.current).toBe(10);
	});

	test('comes back where the gateway becomes slower for good, for a reason that is not this run', () => {
		const limit = new ConcurrencyLimit(100);
		const grown = feed(limit, 500, () => 100);
		const slower = feed(limit, 300, () => 300, grown);
		expect(limit.current).toBeLessThan(30);
		feed(limit, 20_000, () => 300, slower);
		expect(limit.current).toBe(100);
	});

	test('is not moved by a few stragglers', () => {
		const limit = new ConcurrencyLimit(100);
		let now = feed(limit, 500, () => 100);
		let least = limit.current;
		for (let index = 0; index < 2000; index++) {
			now = feed(limit, 1, () => (index % 10 === 0 ? 2000 : 100), now);
			least = Math.min(least, limit.current);
		}
		expect(least).toBe(100);
	});

	test('never leaves its bounds, whatever it is told', () => {
		const told = fc.record({
			ms: fc.integer({ min: 0, max: 5000 }),
			since: fc.integer({ min: 0, max: 2000 }),
			underWay: fc.integer({ min: 1, max: 120 }),
			result: fc.constantFrom<Ended['result']>('taken', 'taken', 'taken', 'refused', 'lost'),
		});
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 100 }), fc.array(told, { maxLength: 200 }), (most, all) => {
				const limit = new ConcurrencyLimit(most);
				let now = 0;
				for (const { ms, since, underWay, result } of all) {
					now += since;
					limit.note({ leftAt: now - ms, endedAt: now, lagMs: 0, underWay, underWayAtEnd: underWay, result });
					expect(limit.current).toBeGreaterThanOrEqual(1);
					expect(limit.current).toBeLessThanOrEqual(most);
				}
			}),
		);
	});
});
