import fc from 'fast-check';
import type { Delivery } from '../../../delivery/delivery.ts';
import { plan, type Submission } from '../../../delivery/plan.ts';
import { deliveriesOf, msisdn, type Asked } from './deliveriesOf.mts';

const asked = (recipients: string, text = 'Hi', sourceId = 1): Asked => ({
	recipients: [...recipients],
	text,
	sourceId,
});

/** A plan as text: the recipients of each submission. */
const carried = (submissions: readonly Submission[]) =>
	submissions.map(({ deliveries }) => deliveries.map((one) => one.msisdn).join(''));

const planned = (items: readonly Asked[], recipientsPerRequest = 3, sendDuplicates = false) =>
	plan(deliveriesOf(items, sendDuplicates), recipientsPerRequest);

describe('a plan', () => {
	test('of nothing is nothing', () => {
		expect(plan([], 3)).toEqual([]);
	});

	test.each<[count: number, limit: number, sizes: number[]]>([
		[1, 100, [1]],
		[99, 100, [99]],
		[100, 100, [100]],
		[101, 100, [100, 1]],
		[200, 100, [100, 100]],
		[201, 100, [100, 100, 1]],
		[3, 1, [1, 1, 1]],
	])('of %i recipients of one message, up to %i in a request, is requests of %j', (count, limit, sizes) => {
		const recipients = Array.from({ length: count }, (_, index) => msisdn(index));
		const submissions = planned([{ recipients }], limit);
		expect(submissions.map(({ deliveries }) => deliveries.length)).toEqual(sizes);
		expect(submissions.flatMap(({ deliveries }) => deliveries.map((one) => one.msisdn))).toEqual(recipients);
	});

	test('lets items that say the same thing share requests, in their order', () => {
		const submissions = planned([asked('ab'), asked('cd'), asked('e')]);
		expect(carried(submissions)).toEqual(['abc', 'de']);
		expect(submissions.map(({ deliveries }) => deliveries.map(({ item }) => item))).toEqual([
			[0, 0, 1],
			[1, 2],
		]);
	});

	test('keeps texts and sources apart, even where they stand between one another', () => {
		const submissions = planned([
			asked('a'),
			asked('b', 'Bye'),
			asked('c', 'Hi', 2),
			asked('d'),
			asked('e', 'Bye'),
		]);
		expect(carried(submissions)).toEqual(['ad', 'be', 'c']);
		expect(submissions.map(({ content }) => [content.text, content.sourceId])).toEqual([
			['Hi', 1],
			['Bye', 1],
			['Hi', 2],
		]);
	});

	test('is not fooled by texts that look like a source and a text', () => {
		expect(planned([asked('a', 'x', 1), asked('a', '1\nx', 1), asked('a', '\n1\nx', 0)])).toHaveLength(3);
	});

	test('carries a number once per text and source, unless duplicates are sent', () => {
		const items = [asked('aab'), asked('ba'), asked('a', 'Bye'), asked('a', 'Hi', 2)];
		expect(carried(planned(items))).toEqual(['ab', 'a', 'a']);
	});

	test('carries duplicates, where they are sent, each in another request', () => {
		expect(carried(planned([asked('aab'), asked('ba'), asked('c')], 3, true))).toEqual(['abc', 'ab', 'a']);
	});

	test('puts the second ones of many in one request', () => {
		expect(carried(planned([asked('abcabcabc')], 3, true))).toEqual(['abc', 'abc', 'abc']);
		expect(carried(planned([asked('abcdabcd')], 3, true))).toEqual(['abc', 'd', 'abc', 'd']);
	});
});

describe('laws', () => {
	const items = fc.array(
		fc.record({
			text: fc.constantFrom('Hi', 'Bye', '1\nHi'),
			sourceId: fc.constantFrom(1, 2),
			recipients: fc.array(fc.constantFrom(...'abcdefghijklmnopqrst'), { maxLength: 15 }),
		}),
		{ maxLength: 12 },
	);
	const recipientsPerRequest = fc.integer({ min: 1, max: 8 });

	const groupOf = ({ content }: Pick<Delivery, 'content'>) =>
		JSON.stringify([content.sourceId, content.text]);

	const laws = (
		check: (deliveries: readonly Delivery[], limit: number, submissions: readonly Submission[]) => void,
	) =>
		fc.assert(
			fc.property(items, fc.boolean(), recipientsPerRequest, (all, sendDuplicates, limit) => {
				const deliveries = deliveriesOf(all, sendDuplicates);
				check(deliveries, limit, plan(deliveries, limit));
			}),
			{ numRuns: 300 },
		);

	test('every delivery is carried once, with its own text and source, and nothing else is', () => {
		laws((deliveries, _limit, submissions) => {
			const all = submissions.flatMap((submission) => submission.deliveries);
			expect(all).toHaveLength(deliveries.length);
			expect(new Set(all)).toEqual(new Set(deliveries));
			for (const submission of submissions) {
				for (const delivery of submission.deliveries) expect(groupOf(delivery)).toBe(groupOf(submission));
			}
		});
	});

	test('no submission is empty, over the limit, or holds a number twice', () => {
		laws((_deliveries, limit, submissions) => {
			for (const { deliveries } of submissions) {
				expect(deliveries.length).toBeGreaterThanOrEqual(1);
				expect(deliveries.length).toBeLessThanOrEqual(limit);
				expect(new Set(deliveries.map((one) => one.msisdn)).size).toBe(deliveries.length);
			}
		});
	});

	test('submissions stand in the order of their first deliveries, and deliveries in theirs', () => {
		laws((deliveries, _limit, submissions) => {
			const places = new Map(deliveries.map((delivery, place) => [delivery, place]));
			const ascending = (list: readonly Delivery[]) => {
				const found = list.map((delivery) => places.get(delivery) ?? -1);
				expect(found).toEqual(found.toSorted((one, other) => one - other));
			};
			ascending(submissions.flatMap((submission) => submission.deliveries.slice(0, 1)));
			for (const submission of submissions) ascending(submission.deliveries);
		});
	});

	test('there are as few submissions as can be, where the second ones of a number go with other second ones', () => {
		laws((deliveries, limit, submissions) => {
			const groups = new Map<string, Map<string, number>>();
			for (const delivery of deliveries) {
				const numbers = groups.get(groupOf(delivery)) ?? new Map<string, number>();
				groups.set(groupOf(delivery), numbers);
				numbers.set(delivery.msisdn, (numbers.get(delivery.msisdn) ?? 0) + 1);
			}
			let fewest = 0;
			for (const numbers of groups.values()) {
				// Round by round: whoever is asked for at least so often.
				for (let round = 1; round <= Math.max(...numbers.values()); round++) {
					const inRound = [...numbers.values()].filter((times) => times >= round).length;
					fewest += Math.ceil(inRound / limit);
				}
			}
			expect(submissions).toHaveLength(fewest);
		});
	});
});
