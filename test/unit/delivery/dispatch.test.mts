import fc from 'fast-check';
import { Delivery } from '../../../delivery/delivery.ts';
import {
	CROWDED_TRY,
	dispatch,
	MAX_TRIES,
	MAX_WAIT_MS,
	type Policy,
	type Submit,
} from '../../../delivery/dispatch.ts';
import { FIRST_LIMIT } from '../../../delivery/concurrencyLimit.ts';
import type { Outcome } from '../../../delivery/outcome.ts';
import type { Submission } from '../../../delivery/plan.ts';
import { ACCEPTED, BUSY, busyFor, msisdn, NOT_ATTEMPTED, REFUSED, UNKNOWN } from './deliveriesOf.mts';
import { VirtualClock } from './virtualClock.mts';

const POLICY: Policy = {
	concurrentRequests: 10,
	fixedConcurrency: true,
	requestsPerSecond: 0,
	stopOnFailure: false,
	resendUnknown: false,
	signal: undefined,
};

/** Submissions of so many recipients each, with texts that say which it is. */
const submissionsOf = (...sizes: readonly number[]): Submission[] =>
	sizes.map((size, item) => {
		const content = { text: String(item), sourceId: 1 };
		const deliveries = Array.from({ length: size }, (_, index) => new Delivery(item, msisdn(index), content));
		return { content, deliveries };
	});

/** A request: of which submission, to whom, and from when to when, in milliseconds since the start. */
interface Request {
	readonly submission: number;
	readonly recipients: readonly string[];
	readonly from: number;
	readonly to: number;
}

interface Run {
	readonly submissions: readonly Submission[];
	readonly requests: readonly Request[];
	readonly mostAtOnce: number;
	/** When it was over. */
	readonly end: number;
	/** Of each delivery, in order. */
	readonly outcomes: readonly Outcome[];
	readonly statuses: readonly string[];
}

/** What the gateway answers, by submission, try from 0, and recipient from 0. */
type Answer = (submission: number, tries: number, recipient: number) => Outcome;

/** Runs submissions, or so many of one recipient each, through a gateway that takes `latency` ms and answers as told. */
async function run(
	given: number | readonly Submission[],
	policy: Partial<Policy>,
	answer: Answer,
	{
		clock = new VirtualClock(),
		latency = () => 100,
	}: { clock?: VirtualClock; latency?: (submission: number) => number } = {},
): Promise<Run> {
	const submissions = typeof given === 'number' ? submissionsOf(...Array<number>(given).fill(1)) : given;
	const begun: Request[] = [];
	const tries = new Map<number, number>();
	let atOnce = 0;
	let mostAtOnce = 0;
	const submit: Submit = async ({ text, recipients }, onLeave) => {
		onLeave();
		const submission = Number(text);
		const from = clock.elapsed();
		const tried = tries.get(submission) ?? 0;
		tries.set(submission, tried + 1);
		begun.push({ submission, recipients, from, to: from + latency(submission) });
		mostAtOnce = Math.max(mostAtOnce, ++atOnce);
		if (latency(submission) > 0) await clock.sleep(latency(submission));
		atOnce--;
		return recipients.map((recipient) => answer(submission, tried, Number(recipient.slice(4))));
	};
	await clock.run(dispatch(submissions, { claim: async () => {}, submit }, { ...POLICY, ...policy }, clock));
	const outcomes = submissions.flatMap(({ deliveries }) => deliveries.map(({ outcome }) => outcome));
	const statuses = outcomes.map(({ status }) => status);
	return { submissions, requests: begun, mostAtOnce, end: clock.elapsed(), outcomes, statuses };
}

const starts = ({ requests }: Run) => requests.map(({ from }) => from);
const triesOf = ({ requests }: Run, submission: number) =>
	requests.filter((request) => request.submission === submission).length;

/** What is said of the rest where the gateway took nothing any more. */
const OVER: Outcome = { status: 'notAttempted', reason: 'the gateway took no more messages: busy' };

/** Answers by submission, and accepts what has none. */
const unless = (answers: Readonly<Record<number, Outcome>>) => (submission: number) =>
	answers[submission] ?? ACCEPTED;

describe('several at once', () => {
	test.each([
		[1, 5, 500],
		[2, 5, 300],
		[5, 5, 100],
		[10, 5, 100],
		[100, 250, 300],
	])('%i at once, %i submissions of 100 ms take %i ms', async (concurrentRequests, count, end) => {
		const result = await run(count, { concurrentRequests }, () => ACCEPTED);
		expect(result.end).toBe(end);
		expect(result.mostAtOnce).toBe(Math.min(concurrentRequests, count));
		expect(result.requests.map(({ submission }) => submission)).toEqual([...Array(count).keys()]);
		expect(new Set(result.statuses)).toEqual(new Set(['accepted']));
	});

	test('a slow one holds up nobody else', async () => {
		const result = await run(5, { concurrentRequests: 2 }, () => ACCEPTED, {
			latency: (submission) => (submission === 0 ? 1000 : 100),
		});
		expect(starts(result)).toEqual([0, 0, 100, 200, 300]);
		expect(result.end).toBe(1000);
	});

	test('where the number is not fixed, few leave at first, and more as they are taken', async () => {
		const result = await run(100, { concurrentRequests: 100, fixedConcurrency: false }, () => ACCEPTED);
		expect([0, 100, 200].map((at) => starts(result).filter((from) => from === at).length)).toEqual([
			10, 30, 60,
		]);
		expect(result.end).toBe(300);
	});

	test('of submissions claimed and not yet sent there are no more than may be under way', async () => {
		const clock = new VirtualClock();
		const submissions = submissionsOf(...Array<number>(200).fill(1));
		const claimed = { count: 0, left: 0, most: 0 };
		const carrier = {
			claim: async () => {
				claimed.most = Math.max(claimed.most, ++claimed.count - claimed.left);
			},
			submit: async () => {
				claimed.left += 1;
				await clock.sleep(100);
				return [BUSY];
			},
		};
		const policy = { ...POLICY, concurrentRequests: 100, fixedConcurrency: false };
		await clock.run(dispatch(submissions, carrier, policy, clock));
		expect(claimed.most).toBeLessThanOrEqual(2 * FIRST_LIMIT);
	});

	test('nothing to send takes no time', async () => {
		const result = await run(0, {}, () => ACCEPTED);
		expect([result.requests, result.end]).toEqual([[], 0]);
	});
});

describe('the pace', () => {
	test.each([
		[1, [0, 1000, 2000, 3000]],
		[2, [0, 500, 1000, 1500]],
		[10, [0, 100, 200, 300]],
		[0.5, [0, 2000, 4000, 6000]],
		[0, [0, 0, 0, 0]],
	])('of %d a second starts four at %j', async (requestsPerSecond, expected) => {
		expect(starts(await run(4, { requestsPerSecond }, () => ACCEPTED))).toEqual(expected);
	});

	test('counts tries like any other request', async () => {
		const result = await run(2, { requestsPerSecond: 1 }, (_, tries) =>
			tries === 0 ? busyFor(0) : ACCEPTED,
		);
		expect(starts(result)).toEqual([0, 1000, 2000, 3000]);
	});

	test('is no quicker than requests end', async () => {
		const result = await run(3, { requestsPerSecond: 10, concurrentRequests: 1 }, () => ACCEPTED, {
			latency: () => 250,
		});
		expect(starts(result)).toEqual([0, 250, 500]);
	});

	test('does not sink where each turn is taken late', async () => {
		const clock = new VirtualClock(0, 0, 40);
		const result = await run(101, { requestsPerSecond: 10, concurrentRequests: 100 }, () => ACCEPTED, {
			clock,
		});
		const last = starts(result).at(-1) ?? 0;
		expect(last).toBeGreaterThanOrEqual(10_000);
		expect(last).toBeLessThanOrEqual(10_100);
	});

	test('after a pause makes up for no more than one turn', async () => {
		const result = await run(
			8,
			{ requestsPerSecond: 10, concurrentRequests: 1 },
			(submission, tries) => (submission === 0 && tries === 0 ? busyFor(5000) : ACCEPTED),
			{ latency: () => 0 },
		);
		const [, second = 0, ...later] = starts(result);
		expect(second).toBe(5000);
		later.forEach((from, index) => expect(from).toBeGreaterThanOrEqual(5000 + index * 100));
	});

	test('is kept by any number of submissions, whatever they take', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 30 }),
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 1, max: 20 }),
				fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 5 }),
				async (count, requestsPerSecond, concurrentRequests, latencies) => {
					const result = await run(count, { requestsPerSecond, concurrentRequests }, () => ACCEPTED, {
						latency: (submission) => latencies[submission % latencies.length] ?? 0,
					});
					expect(result.requests).toHaveLength(count);
					starts(result).forEach((from, index) => {
						expect(from).toBeGreaterThanOrEqual((index * 1000) / requestsPerSecond - 0.01);
					});
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('a gateway that asks to wait', () => {
	test('makes everybody wait as long as it says, and is asked once more', async () => {
		const result = await run(6, { concurrentRequests: 2 }, (submission, tries) =>
			submission === 0 && tries === 0 ? busyFor(3000) : ACCEPTED,
		);
		// What is under way ends; nothing leaves before 100 + 3000.
		expect(result.requests.map(({ submission, from }) => [submission, from])).toEqual([
			[0, 0],
			[1, 0],
			[0, 3100],
			[2, 3100],
			[3, 3200],
			[4, 3200],
			[5, 3300],
		]);
		expect(new Set(result.statuses)).toEqual(new Set(['accepted']));
	});

	test('waits for the longest of several demands', async () => {
		const result = await run(2, {}, (submission, tries) =>
			tries > 0 ? ACCEPTED : submission === 0 ? busyFor(5000) : busyFor(1000),
		);
		expect(starts(result)).toEqual([0, 0, 5100, 5200]);
	});

	test('is asked by one request at a time whether it takes requests again', async () => {
		const result = await run(100, { concurrentRequests: 100 }, (_, tries) =>
			tries > 0 ? ACCEPTED : busyFor(1000),
		);
		expect(starts(result).filter((start) => start > 0 && start < 1200)).toHaveLength(1);
		expect(result.statuses).toEqual(Array(100).fill('accepted'));
	});

	test('that stays busy gets few requests, however many could go at once', async () => {
		const result = await run(100, { concurrentRequests: 100 }, () => BUSY);
		expect(result.requests.length).toBeLessThanOrEqual(100 + MAX_TRIES);
	});

	test.each([
		['at once', 0, [0, 100]],
		['after a second', 1000, [0, 1100]],
		['after as long as is bearable', MAX_WAIT_MS, [0, 300_100]],
		['later than is bearable', MAX_WAIT_MS + 1, [0]],
		['never', Number.POSITIVE_INFINITY, [0]],
	])('%s', async (_name, afterMs, expected) => {
		const result = await run(1, {}, (_, tries) => (tries === 0 ? busyFor(afterMs) : ACCEPTED));
		expect(starts(result)).toEqual(expected);
		expect(result.statuses).toEqual([expected.length > 1 ? 'accepted' : 'refused']);
	});

	test('for no said time gets growing pauses, jittered down to half', async () => {
		const timesAt = async (randomness: number) =>
			starts(await run(1, {}, () => BUSY, { clock: new VirtualClock(0, randomness), latency: () => 0 }));
		expect(await timesAt(0)).toEqual([0, 125, 375, 875, 1875, 3875]);
		expect(await timesAt(0.5)).toEqual([0, 187.5, 562.5, 1312.5, 2812.5, 5812.5]);
		expect(await timesAt(1)).toEqual([0, 250, 750, 1750, 3750, 7750]);
	});

	test('every time is tried six times in all, and then the run ends: the rest is not attempted, and told why', async () => {
		expect(MAX_TRIES).toBe(6);
		for (const outcome of [BUSY, busyFor(1000)]) {
			const result = await run(3, { concurrentRequests: 1 }, unless({ 1: outcome }));
			expect([0, 1, 2].map((submission) => triesOf(result, submission))).toEqual([1, 6, 0]);
			expect(result.outcomes).toEqual([ACCEPTED, outcome, OVER]);
		}
	});

	test('longer than is bearable ends the run at once', async () => {
		expect(MAX_WAIT_MS).toBe(300_000);
		const result = await run(3, { concurrentRequests: 1 }, unless({ 1: busyFor(MAX_WAIT_MS + 1) }));
		expect([0, 1, 2].map((submission) => triesOf(result, submission))).toEqual([1, 1, 0]);
		expect(result.outcomes).toEqual([ACCEPTED, busyFor(MAX_WAIT_MS + 1), OVER]);
		expect(result.end).toBe(200);
	});

	test('for ever ends the run for everybody: what is under way finishes, who waits is woken, and nobody begins', async () => {
		const result = await run(
			9,
			{ concurrentRequests: 3 },
			(submission, tries) => {
				if (submission === 0) return tries === 0 ? busyFor(1000) : busyFor(MAX_WAIT_MS + 1);
				return submission === 1 ? busyFor(60_000) : ACCEPTED;
			},
			{ latency: (submission) => (submission === 1 ? 1150 : submission === 2 ? 5000 : 100) },
		);
		// 0 asks for a second at 100, and for too long at 1200, when 1 waits for its turn; 2 ends at 5000.
		expect(result.requests.map(({ submission, from }) => [submission, from])).toEqual([
			[0, 0],
			[1, 0],
			[2, 0],
			[0, 1100],
		]);
		expect(result.outcomes).toEqual([
			busyFor(MAX_WAIT_MS + 1),
			busyFor(60_000),
			ACCEPTED,
			...Array<Outcome>(6).fill(OVER),
		]);
	});

	test('for ever leaves what an earlier try said of others as it was', async () => {
		const submissions = submissionsOf(1, 1, 1, 1);
		submissions[1]?.deliveries[0]?.settle(REFUSED);
		submissions[2]?.deliveries[0]?.settle(UNKNOWN);
		const result = await run(submissions, { concurrentRequests: 1 }, () => busyFor(MAX_WAIT_MS + 1));
		expect(result.outcomes).toEqual([busyFor(MAX_WAIT_MS + 1), REFUSED, UNKNOWN, OVER]);
	});

	test('and refuses for good after that ends nothing: the rest is sent', async () => {
		const result = await run(3, { concurrentRequests: 1 }, (submission, tries) =>
			submission !== 1 ? ACCEPTED : tries < 5 ? BUSY : REFUSED,
		);
		expect([triesOf(result, 1), result.statuses]).toEqual([6, ['accepted', 'refused', 'accepted']]);
	});

	test('is accepted at the last try as well as at the first', async () => {
		const result = await run(1, {}, (_, tries) => (tries < 5 ? BUSY : ACCEPTED));
		expect([result.statuses, result.requests.length]).toEqual([['accepted'], 6]);
	});

	test('and refuses a message while others are under way is tried four times as often, and no more', async () => {
		const result = await run(9, { concurrentRequests: 4 }, unless({ 1: BUSY }), {
			latency: (submission) => (submission === 1 ? 100 : 600_000),
		});
		expect(triesOf(result, 1)).toBe(MAX_TRIES / CROWDED_TRY);
		expect(result.outcomes[1]).toEqual(BUSY);
		expect(result.outcomes.at(-1)).toEqual(OVER);
	});

	test('is not waited for at the end of the run', async () => {
		const result = await run(1, {}, () => busyFor(1000));
		expect(result.end).toBe(6 * 100 + 5 * 1000);
	});
});

describe('what may not be sent again', () => {
	test('a plain refusal is tried once', async () => {
		const result = await run(3, {}, unless({ 1: REFUSED }));
		expect(result.requests).toHaveLength(3);
		expect(result.statuses).toEqual(['accepted', 'refused', 'accepted']);
	});

	test('an unknown outcome is tried once', async () => {
		const result = await run(3, {}, unless({ 1: UNKNOWN }));
		expect(result.requests).toHaveLength(3);
		expect(result.statuses).toEqual(['accepted', 'unknown', 'accepted']);
	});

	test('an unknown outcome after a pause ends the tries', async () => {
		const result = await run(1, {}, (_, tries) => (tries === 0 ? BUSY : UNKNOWN));
		expect([result.statuses, result.requests.length]).toEqual([['unknown'], 2]);
	});
});

describe('where the unknown is sent again on request', () => {
	const resendUnknown = true;

	test('it is sent exactly once more, after a pause, and stays unknown', async () => {
		const result = await run(1, { resendUnknown }, () => UNKNOWN, { latency: () => 0 });
		expect(starts(result)).toEqual([0, 125]);
		expect(result.statuses).toEqual(['unknown']);
	});

	test.each<[string, Outcome[], string, number]>([
		['accepted', [UNKNOWN, ACCEPTED], 'accepted', 2],
		['refused, it stays unknown: it may have gone out before', [UNKNOWN, REFUSED], 'unknown', 2],
		['refused for now, it stays unknown', [UNKNOWN, BUSY], 'unknown', 2],
		['refused for too long, it stays unknown', [UNKNOWN, busyFor(MAX_WAIT_MS + 1)], 'unknown', 2],
		['refused for now before that, and then accepted', [BUSY, UNKNOWN, ACCEPTED], 'accepted', 3],
		['refused for now before that, and then refused', [BUSY, UNKNOWN, REFUSED], 'unknown', 3],
	])('and %s', async (_name, answers, status, tries) => {
		const result = await run(1, { resendUnknown }, (_, tried) => answers[tried] ?? ACCEPTED);
		expect([result.statuses, result.requests.length]).toEqual([[status], tries]);
	});

	test('a run that goes on sends it once more, and the next one not again', async () => {
		const first = await run(1, {}, () => UNKNOWN);
		const second = await run(first.submissions, { resendUnknown }, () => UNKNOWN);
		const third = await run(first.submissions, { resendUnknown }, () => ACCEPTED);
		expect([first, second, third].map(({ requests }) => requests.length)).toEqual([1, 1, 0]);
		expect(third.statuses).toEqual(['unknown']);
	});

	test('a refusal for a time makes the others wait, though what it answers stays unknown', async () => {
		const policy = { resendUnknown, concurrentRequests: 1 };
		const result = await run(2, policy, (submission, tries) =>
			submission === 1 ? ACCEPTED : tries === 0 ? UNKNOWN : busyFor(3000),
		);
		// The pause before it is sent once more is 125 ms.
		expect(starts(result)).toEqual([0, 225, 3325]);
		expect(result.statuses).toEqual(['unknown', 'accepted']);
	});

	test('a refusal for too long a time ends the run, and what it answers stays unknown', async () => {
		const policy = { resendUnknown, concurrentRequests: 1 };
		const result = await run(2, policy, (_, tries) => (tries === 0 ? UNKNOWN : busyFor(MAX_WAIT_MS + 1)));
		expect(result.outcomes).toEqual([UNKNOWN, OVER]);
	});

	test('only that one is sent again, and not those of its request that were accepted or refused', async () => {
		const result = await run(submissionsOf(3), { resendUnknown }, (_, tries, recipient) =>
			tries > 0 ? ACCEPTED : ([ACCEPTED, UNKNOWN, REFUSED][recipient] ?? ACCEPTED),
		);
		expect(result.requests.map(({ recipients }) => recipients)).toEqual([
			[msisdn(0), msisdn(1), msisdn(2)],
			[msisdn(1)],
		]);
		expect(result.statuses).toEqual(['accepted', 'accepted', 'refused']);
	});
});

describe('a request whose recipients fare differently', () => {
	test('is sent again to those only who may be accepted later', async () => {
		const result = await run(submissionsOf(5), {}, (_, tries, recipient) =>
			tries > 0 ? ACCEPTED : ([ACCEPTED, BUSY, REFUSED, UNKNOWN, BUSY][recipient] ?? ACCEPTED),
		);
		expect(result.requests.map(({ recipients }) => recipients)).toEqual([
			[0, 1, 2, 3, 4].map(msisdn),
			[1, 4].map(msisdn),
		]);
		expect(result.outcomes).toEqual([ACCEPTED, ACCEPTED, REFUSED, UNKNOWN, ACCEPTED]);
	});

	test('is settled in the order of its recipients, try by try', async () => {
		const result = await run(submissionsOf(3), {}, (_, tries, recipient) =>
			recipient === 0
				? { status: 'accepted', id: 'first' }
				: tries === recipient
					? { status: 'accepted', id: recipient }
					: BUSY,
		);
		expect(result.outcomes.map((outcome) => outcome.status === 'accepted' && outcome.id)).toEqual([
			'first',
			1,
			2,
		]);
	});

	test('ends the run when one of them is refused for ever', async () => {
		const result = await run(submissionsOf(2, 1), { concurrentRequests: 1 }, (_, __, recipient) =>
			recipient === 1 ? BUSY : ACCEPTED,
		);
		expect(triesOf(result, 0)).toBe(MAX_TRIES);
		expect(result.requests.slice(1).every(({ recipients }) => recipients.join() === msisdn(1))).toBe(true);
		expect(result.outcomes).toEqual([ACCEPTED, BUSY, OVER]);
	});

	test('is a failure where one of them fails', async () => {
		const policy = { stopOnFailure: true, concurrentRequests: 1 };
		const result = await run(submissionsOf(3, 1), policy, (_, __, recipient) =>
			recipient === 1 ? REFUSED : ACCEPTED,
		);
		expect(result.statuses).toEqual(['accepted', 'refused', 'accepted', 'notAttempted']);
	});

	test('names everybody who is open, and nobody else', async () => {
		const submissions = submissionsOf(4);
		[ACCEPTED, REFUSED, UNKNOWN].forEach((outcome, index) => {
			submissions[0]?.deliveries[index]?.settle(outcome);
		});
		const result = await run(submissions, {}, () => ACCEPTED);
		expect(result.requests.map(({ recipients }) => recipients)).toEqual([[1, 3].map(msisdn)]);
	});
});

describe('the first failure, where it ends the run', () => {
	const stopOnFailure = true;

	test.each([
		['refused', REFUSED],
		['unknown', UNKNOWN],
	])('lets what is under way finish and starts no more: %s', async (status, outcome) => {
		const result = await run(10, { stopOnFailure, concurrentRequests: 3 }, unless({ 1: outcome }), {
			latency: (submission) => (submission === 1 ? 150 : 100),
		});
		// 0 and 2 end at 100 and are followed by 3 and 4; 1 fails at 150.
		expect(result.requests.map(({ submission }) => submission)).toEqual([0, 1, 2, 3, 4]);
		expect(result.statuses).toEqual([
			'accepted',
			status,
			'accepted',
			'accepted',
			'accepted',
			...Array<string>(5).fill('notAttempted'),
		]);
		expect(result.end).toBe(200);
	});

	test('ends it as well where somebody might stop the execution, and nobody does', async () => {
		const { signal } = new AbortController();
		const result = await run(3, { stopOnFailure, concurrentRequests: 1, signal }, unless({ 1: REFUSED }));
		expect(result.statuses).toEqual(['accepted', 'refused', 'notAttempted']);
	});

	test('is one that stands after all tries, not one on the way', async () => {
		const result = await run(5, { stopOnFailure, concurrentRequests: 1 }, (_, tries) =>
			tries < 2 ? BUSY : ACCEPTED,
		);
		expect(new Set(result.statuses)).toEqual(new Set(['accepted']));
	});

	test('comes after the last try of a submission', async () => {
		const result = await run(5, { stopOnFailure, concurrentRequests: 1 }, unless({ 2: BUSY }));
		expect(triesOf(result, 2)).toBe(MAX_TRIES);
		expect(result.outcomes).toEqual([ACCEPTED, ACCEPTED, BUSY, OVER, OVER]);
	});

	test('wakes whoever waits for a turn, and they get none', async () => {
		const result = await run(3, { stopOnFailure, requestsPerSecond: 0.1 }, unless({ 0: REFUSED }));
		expect([result.requests.length, result.end]).toEqual([1, 100]);
		expect(result.statuses).toEqual(['refused', 'notAttempted', 'notAttempted']);
	});

	test('wakes whoever waits to try again, and what was refused stays refused', async () => {
		const result = await run(2, { stopOnFailure }, unless({ 0: busyFor(60_000), 1: REFUSED }), {
			latency: (submission) => (submission === 1 ? 500 : 100),
		});
		expect([result.requests.length, result.end]).toEqual([2, 500]);
		expect(result.statuses).toEqual(['refused', 'refused']);
	});

	test('counts a submission that was unknown before as a failure, even when it is refused now', async () => {
		const submissions = submissionsOf(1, 1);
		submissions[0]?.deliveries[0]?.settle(UNKNOWN);
		const result = await run(
			submissions,
			{ stopOnFailure, resendUnknown: true, concurrentRequests: 1 },
			unless({ 0: REFUSED }),
		);
		expect(result.statuses).toEqual(['unknown', 'notAttempted']);
	});

	test('does nothing where everything is to be tried', async () => {
		const result = await run(5, { concurrentRequests: 1 }, unless({ 0: REFUSED, 2: UNKNOWN }));
		expect(result.statuses).toEqual(['refused', 'accepted', 'unknown', 'accepted', 'accepted']);
	});
});

describe('an execution that somebody stops', () => {
	test('sends nothing further, and knows what was sent', async () => {
		const controller = new AbortController();
		const clock = new VirtualClock();
		clock.at(150, () => controller.abort());
		const result = await run(
			10,
			{ concurrentRequests: 2, signal: controller.signal },
			unless({ 3: UNKNOWN }),
			{ clock },
		);
		expect(result.requests).toHaveLength(4);
		expect(result.statuses).toEqual([
			'accepted',
			'accepted',
			'accepted',
			'unknown',
			...Array<string>(6).fill('notAttempted'),
		]);
		expect(result.end).toBe(200);
	});

	test('before it began sends nothing', async () => {
		const result = await run(3, { signal: AbortSignal.abort() }, () => ACCEPTED);
		expect([result.requests, result.end]).toEqual([[], 0]);
		expect(new Set(result.statuses)).toEqual(new Set(['notAttempted']));
	});

	test('in a pause ends at once, and what was refused stays refused', async () => {
		const controller = new AbortController();
		const clock = new VirtualClock();
		clock.at(1000, () => controller.abort());
		const result = await run(3, { concurrentRequests: 1, signal: controller.signal }, () => busyFor(60_000), {
			clock,
		});
		expect([result.requests.length, result.end]).toEqual([1, 1000]);
		expect(result.statuses).toEqual(['refused', 'notAttempted', 'notAttempted']);
	});

	test('while a request waits for its token leaves its recipients not attempted, and tries no more', async () => {
		const controller = new AbortController();
		const result = await run(2, { concurrentRequests: 1, signal: controller.signal }, () => {
			controller.abort();
			return NOT_ATTEMPTED;
		});
		expect(result.requests).toHaveLength(1);
		expect(result.outcomes[0]).toEqual(NOT_ATTEMPTED);
		expect(result.statuses).toEqual(['notAttempted', 'notAttempted']);
	});

	test('or that nobody stopped, though requests say so, is not tried again', async () => {
		const result = await run(1, {}, (_, tries) => {
			if (tries > 20) throw new Error('Tried for ever');
			return NOT_ATTEMPTED;
		});
		expect([result.requests.length, result.statuses]).toEqual([1, ['notAttempted']]);
	});

	test('while it waits for its turn ends at once', async () => {
		const controller = new AbortController();
		const clock = new VirtualClock();
		clock.at(300, () => controller.abort());
		const result = await run(3, { requestsPerSecond: 1, signal: controller.signal }, () => ACCEPTED, {
			clock,
		});
		expect([result.requests.length, result.end]).toEqual([1, 300]);
	});
});

describe('a run that goes on', () => {
	test('sends only what was surely not accepted', async () => {
		const answers = unless({ 1: REFUSED, 2: UNKNOWN, 4: BUSY });
		const { submissions, statuses } = await run(6, { concurrentRequests: 1 }, answers);
		expect(statuses).toEqual(['accepted', 'refused', 'unknown', 'accepted', 'refused', 'notAttempted']);
		const second = await run(submissions, {}, () => ACCEPTED);
		expect(second.requests.map(({ submission }) => submission)).toEqual([1, 4, 5]);
		expect(second.statuses).toEqual(['accepted', 'accepted', 'unknown', 'accepted', 'accepted', 'accepted']);
		expect((await run(submissions, {}, () => ACCEPTED)).requests).toEqual([]);
		expect((await run(submissions, { resendUnknown: true }, () => ACCEPTED)).requests).toHaveLength(1);
		expect((await run(submissions, { resendUnknown: true }, () => ACCEPTED)).requests).toEqual([]);
	});
});

describe('laws', () => {
	const outcome = fc.oneof(
		{ weight: 6, arbitrary: fc.constant(ACCEPTED) },
		{ weight: 1, arbitrary: fc.constantFrom(REFUSED, UNKNOWN) },
		{ weight: 2, arbitrary: fc.oneof(fc.constant(BUSY), fc.integer({ min: 0, max: 310_000 }).map(busyFor)) },
	);
	/** What each recipient of a submission is answered, try by try. */
	const recipient = fc.array(outcome, { minLength: MAX_TRIES, maxLength: MAX_TRIES });
	const script = fc.array(fc.array(recipient, { minLength: 1, maxLength: 3 }), { maxLength: 10 });
	const policy = fc.record({
		concurrentRequests: fc.integer({ min: 1, max: 12 }),
		fixedConcurrency: fc.boolean(),
		requestsPerSecond: fc.constantFrom(0, 0, 3, 50),
		stopOnFailure: fc.boolean(),
		resendUnknown: fc.boolean(),
	});

	test('whatever the gateway answers, nobody gets a message twice, and every outcome is the one that was answered', async () => {
		await fc.assert(
			fc.asyncProperty(
				script,
				policy,
				fc.option(fc.integer({ min: 0, max: 5000 })),
				async (answers, chosen, stopAt) => {
					const controller = new AbortController();
					const clock = new VirtualClock();
					if (stopAt !== null) clock.at(stopAt, () => controller.abort());
					const answered: Outcome[][][] = answers.map((all) => all.map(() => []));
					const endings: Outcome[] = [];
					const result = await run(
						submissionsOf(...answers.map((all) => all.length)),
						{ ...chosen, signal: controller.signal },
						(submission, tries, one) => {
							const given = answers[submission]?.[one]?.[tries] ?? ACCEPTED;
							const afterMs = given.status === 'refused' ? given.retry?.afterMs : undefined;
							if ((afterMs ?? 0) > MAX_WAIT_MS) endings.push(given);
							if (given.status === 'refused' && given.retry && tries === MAX_TRIES - 1) endings.push(given);
							answered[submission]?.[one]?.push(given);
							return given;
						},
						{ clock },
					);
					expect(result.mostAtOnce).toBeLessThanOrEqual(chosen.concurrentRequests);
					for (const [index, outcomes] of answered.flat().entries()) {
						const statuses = outcomes.map(({ status }) => status);
						const firstUnknown = outcomes.find(({ status }) => status === 'unknown');
						const last = outcomes.at(-1);
						expect(outcomes.length).toBeLessThanOrEqual(MAX_TRIES / CROWDED_TRY);
						// Nothing follows what was accepted or plainly refused; one request at most what was unknown.
						expect(statuses.slice(0, -1)).not.toContain('accepted');
						expect(outcomes.slice(0, -1)).not.toContain(REFUSED);
						const afterUnknown = firstUnknown ? outcomes.length - 1 - outcomes.indexOf(firstUnknown) : 0;
						expect(afterUnknown).toBeLessThanOrEqual(chosen.resendUnknown ? 1 : 0);
						const expected = last?.status === 'accepted' ? last : (firstUnknown ?? last);
						if (expected) expect(result.outcomes[index]).toBe(expected);
						else expect(result.statuses[index]).toBe('notAttempted');
					}
					for (const { recipients } of result.requests)
						expect(new Set(recipients).size).toBe(recipients.length);
					if (!chosen.stopOnFailure && stopAt === null && endings.length === 0) {
						expect(result.statuses).not.toContain('notAttempted');
					}
				},
			),
			{ numRuns: 100 },
		);
	});

	test('nothing leaves in the time for which the gateway asked for quiet', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(recipient, { maxLength: 25 }),
				fc.integer({ min: 1, max: 8 }),
				fc.boolean(),
				async (answers, concurrentRequests, resendUnknown) => {
					const clock = new VirtualClock();
					const quiet: Array<readonly [from: number, to: number]> = [];
					const result = await run(
						answers.length,
						{ concurrentRequests, resendUnknown },
						(submission, tries) => {
							const given = answers[submission]?.[tries] ?? ACCEPTED;
							const asked = given.status === 'refused' ? (given.retry?.afterMs ?? 0) : 0;
							if (asked <= MAX_WAIT_MS) quiet.push([clock.elapsed(), clock.elapsed() + asked]);
							return given;
						},
						{ clock },
					);
					for (const { from } of result.requests) {
						// Sums of virtual milliseconds differ in their last digits.
						for (const [since, until] of quiet) expect(from > since && from < until - 0.001).toBe(false);
					}
				},
			),
			{ numRuns: 100 },
		);
	});
});
