import fc from 'fast-check';
import { plan, type Message, type Plan } from '../../../delivery/plan.ts';

const message = (item: number, recipients: string, text = 'Hi', sourceId = 1): Message => ({
	item,
	text,
	sourceId,
	recipients: [...recipients].map((msisdn) => ({ msisdn })),
});

const ONCE = { recipientsPerRequest: 3, sendDuplicates: false };
const OFTEN = { recipientsPerRequest: 3, sendDuplicates: true };

/** A plan as text: the recipients of each submission. */
const carried = ({ submissions }: Plan) => submissions.map(({ recipients }) => recipients.join(''));

describe('a plan', () => {
	test('of nothing is nothing', () => {
		expect(plan([], ONCE)).toEqual({ submissions: [], places: [] });
		expect(plan([message(0, '')], ONCE)).toEqual({ submissions: [], places: [[]] });
	});

	test.each<[count: number, limit: number, sizes: number[]]>([
		[1, 100, [1]],
		[99, 100, [99]],
		[100, 100, [100]],
		[101, 100, [100, 1]],
		[200, 100, [100, 100]],
		[201, 100, [100, 100, 1]],
		[3, 1, [1, 1, 1]],
	])('of %i recipients of one message, up to %i in a request', (count, recipientsPerRequest, sizes) => {
		const recipients = Array.from({ length: count }, (_, index) => ({ msisdn: `2547${10_000_000 + index}` }));
		const made = plan([{ item: 0, text: 'Hi', sourceId: 1, recipients }], {
			recipientsPerRequest,
			sendDuplicates: false,
		});
		expect(made.submissions.map((submission) => submission.recipients.length)).toEqual(sizes);
		expect(made.places[0]).toEqual(recipients.map((_, index) => Math.floor(index / recipientsPerRequest)));
	});

	test('lets items that say the same thing share requests, in their order', () => {
		const made = plan([message(0, 'ab'), message(1, 'cd'), message(2, 'e')], ONCE);
		expect(carried(made)).toEqual(['abc', 'de']);
		expect(made.places).toEqual([[0, 0], [0, 1], [1]]);
		expect(made.submissions.map(({ item }) => item)).toEqual([0, 1]);
	});

	test('keeps texts and sources apart, even where they stand between one another', () => {
		const made = plan(
			[
				message(0, 'a'),
				message(1, 'b', 'Bye'),
				message(2, 'c', 'Hi', 2),
				message(3, 'd'),
				message(4, 'e', 'Bye'),
			],
			ONCE,
		);
		expect(carried(made)).toEqual(['ad', 'be', 'c']);
		expect(made.submissions.map(({ text, sourceId }) => [text, sourceId])).toEqual([
			['Hi', 1],
			['Bye', 1],
			['Hi', 2],
		]);
		expect(made.places).toEqual([[0], [1], [2], [0], [1]]);
	});

	test('is not fooled by texts that look like a source and a text', () => {
		const made = plan(
			[message(0, 'a', 'x', 1), message(1, 'a', '1\nx', 1), message(2, 'a', '\n1\nx', 0)],
			ONCE,
		);
		expect(made.places).toEqual([[0], [1], [2]]);
	});

	test('carries a number once per text and source, and calls the rest duplicates', () => {
		const made = plan(
			[message(0, 'aab'), message(1, 'ba'), message(2, 'a', 'Bye'), message(3, 'a', 'Hi', 2)],
			ONCE,
		);
		expect(carried(made)).toEqual(['ab', 'a', 'a']);
		expect(made.places).toEqual([[0, 'duplicate', 0], ['duplicate', 'duplicate'], [1], [2]]);
	});

	test('carries duplicates where they are wanted, each in another request', () => {
		const made = plan([message(0, 'aab'), message(1, 'ba'), message(2, 'c')], OFTEN);
		expect(carried(made)).toEqual(['abc', 'ab', 'a']);
		expect(made.places).toEqual([[0, 1, 0], [1, 2], [0]]);
	});

	test('puts the second ones of many in one request', () => {
		expect(carried(plan([message(0, 'abcabcabc')], OFTEN))).toEqual(['abc', 'abc', 'abc']);
		expect(carried(plan([message(0, 'abcdabcd')], OFTEN))).toEqual(['abc', 'd', 'abc', 'd']);
	});
});

describe('laws', () => {
	const messages = fc
		.array(
			fc.record({
				text: fc.constantFrom('Hi', 'Bye', '1\nHi'),
				sourceId: fc.constantFrom(1, 2),
				recipients: fc.array(
					fc.constantFrom(...'abcdefghijklmnopqrst').map((msisdn) => ({ msisdn })),
					{ maxLength: 15 },
				),
			}),
			{ maxLength: 12 },
		)
		.map((all) => all.map((one, item): Message => ({ item, ...one })));
	const options = fc.record({
		recipientsPerRequest: fc.integer({ min: 1, max: 8 }),
		sendDuplicates: fc.boolean(),
	});

	const keyOf = ({ text, sourceId }: { text: string; sourceId: number }) => JSON.stringify([sourceId, text]);

	/** How often each number stands in what a group of messages asks for. */
	function demand(all: readonly Message[]): Map<string, Map<string, number>> {
		const groups = new Map<string, Map<string, number>>();
		for (const one of all) {
			const group = groups.get(keyOf(one)) ?? new Map<string, number>();
			groups.set(keyOf(one), group);
			for (const { msisdn } of one.recipients) group.set(msisdn, (group.get(msisdn) ?? 0) + 1);
		}
		return groups;
	}

	test('every recipient has a place, and it is carried there; no submission carries anything else', () => {
		fc.assert(
			fc.property(messages, options, (all, chosen) => {
				const made = plan(all, chosen);
				const placed = made.submissions.map((): string[] => []);
				expect(made.places).toHaveLength(all.length);
				all.forEach((one, index) => {
					const places = made.places[index] ?? [];
					expect(places).toHaveLength(one.recipients.length);
					one.recipients.forEach(({ msisdn }, at) => {
						const place = places[at];
						if (typeof place !== 'number') return;
						expect(made.submissions[place]).toMatchObject({ text: one.text, sourceId: one.sourceId });
						placed[place]?.push(msisdn);
					});
				});
				// In their order, each as often as it was placed.
				expect(made.submissions.map(({ recipients }) => recipients)).toEqual(placed);
			}),
			{ numRuns: 300 },
		);
	});

	test('no submission is empty, over the limit, or holds a number twice', () => {
		fc.assert(
			fc.property(messages, options, (all, chosen) => {
				for (const { recipients } of plan(all, chosen).submissions) {
					expect(recipients.length).toBeGreaterThanOrEqual(1);
					expect(recipients.length).toBeLessThanOrEqual(chosen.recipientsPerRequest);
					expect(new Set(recipients).size).toBe(recipients.length);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('a number is carried once, or as often as asked for where duplicates are wanted, and the first one is never a duplicate', () => {
		fc.assert(
			fc.property(messages, options, (all, chosen) => {
				const made = plan(all, chosen);
				const wanted = demand(all);
				const got = demand(
					made.submissions.map((one) => ({
						...one,
						recipients: one.recipients.map((msisdn) => ({ msisdn })),
					})),
				);
				for (const [group, numbers] of wanted) {
					for (const [msisdn, times] of numbers) {
						expect(got.get(group)?.get(msisdn)).toBe(chosen.sendDuplicates ? times : 1);
					}
				}
				if (chosen.sendDuplicates) expect(made.places.flat()).not.toContain('duplicate');
				const seen = new Set<string>();
				all.forEach((one, index) => {
					one.recipients.forEach(({ msisdn }, at) => {
						const first = !seen.has(keyOf(one) + msisdn);
						seen.add(keyOf(one) + msisdn);
						if (first || chosen.sendDuplicates) expect(made.places[index]?.[at]).toEqual(expect.any(Number));
						else expect(made.places[index]?.[at]).toBe('duplicate');
					});
				});
			}),
			{ numRuns: 300 },
		);
	});

	test('there are as few submissions as can be', () => {
		fc.assert(
			fc.property(messages, options, (all, { recipientsPerRequest, sendDuplicates }) => {
				const made = plan(all, { recipientsPerRequest, sendDuplicates });
				let fewest = 0;
				for (const numbers of demand(all).values()) {
					// Round by round: whoever is asked for at least so often.
					const most = sendDuplicates ? Math.max(0, ...numbers.values()) : Math.min(1, numbers.size);
					for (let round = 1; round <= most; round++) {
						const inRound = [...numbers.values()].filter((times) => times >= round).length;
						fewest += Math.ceil(inRound / recipientsPerRequest);
					}
				}
				expect(made.submissions).toHaveLength(fewest);
			}),
			{ numRuns: 300 },
		);
	});

	test('a submission belongs to the first item that it carries something of', () => {
		fc.assert(
			fc.property(messages, options, (all, chosen) => {
				const made = plan(all, chosen);
				made.submissions.forEach(({ item }, index) => {
					expect(item).toBe(made.places.findIndex((places) => places.includes(index)));
				});
			}),
		);
	});
});
