import * as fc from 'fast-check';
import type { Answer } from '../../sandbox/index.mts';
import { countsIn, msisdn, received, startBench, stories } from './support.mts';

const fault: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(
	{ kind: 'unauthorized' },
	{ kind: 'forbidden' },
	{ kind: 'tokenExpired' },
	{ kind: 'tooMany', retryAfter: 0 },
	{ kind: 'unavailable', retryAfter: 0 },
	{ kind: 'status', status: 400 },
	{ kind: 'envelopeError' },
	{ kind: 'reset' },
	{ kind: 'resetAfterAccept' },
	{ kind: 'acceptThen', answer: { kind: 'status', status: 502 } },
	{ kind: 'acceptThen', answer: { kind: 'html' } },
	{ kind: 'empty' },
);

const scenario = fc.record({
	/** The numbers and the text of each item; a few of each, so that they repeat. */
	items: fc.array(
		fc.record({
			phones: fc.array(fc.nat({ max: 12 }).map(msisdn), { minLength: 1, maxLength: 5 }),
			text: fc.constantFrom('Your order is ready', 'We are closed today', 'It’s here'),
			source: fc.integer({ min: 1, max: 2 }),
		}),
		{ minLength: 1, maxLength: 12 },
	),
	/** What goes wrong with the request of that number; nothing with the others. */
	faults: fc.dictionary(fc.nat({ max: 15 }).map(String), fault, { maxKeys: 5 }),
	recipientsPerRequest: fc.integer({ min: 1, max: 6 }),
	concurrentRequests: fc.integer({ min: 1, max: 6 }),
	sendDuplicates: fc.boolean(),
	retryOnFail: fc.boolean(),
	carryOn: fc.boolean(),
});

/** A delivery that the items ask for: one number, one text, one source. */
function deliveryKey(to: string, text: unknown, sourceId: unknown): string {
	return JSON.stringify([to, text, sourceId]);
}

test('whatever goes wrong, nobody gets more than the items ask for, nobody is lost, and each story is true', async () => {
	const bench = await startBench();
	const { engine, sandbox } = bench;
	const property = fc.asyncProperty(scenario, async ({ items, faults, retryOnFail, carryOn, ...options }) => {
		sandbox.clear();
		let requests = 0;
		sandbox.onSend(() => faults[String(requests++)]);
		const result = await engine.run({
			parameters: {
				message: '={{ $json.text }}',
				recipients: '={{ $json.phones }}',
				sourceId: '={{ $json.source }}',
				options,
			},
			items,
			settings: {
				...(retryOnFail && { retryOnFail, maxTries: 3, waitBetweenTries: 1 }),
				...(carryOn && { onError: 'continueRegularOutput' }),
			},
		});

		const asked = new Map<string, number>();
		for (const { phones, text, source } of items) {
			for (const phone of phones) {
				const key = deliveryKey(phone, text, source);
				asked.set(key, options.sendDuplicates ? (asked.get(key) ?? 0) + 1 : 1);
			}
		}
		const got = new Map<string, number>();
		for (const { to, text, sourceId } of sandbox.messages()) {
			const key = deliveryKey(to, text, sourceId);
			got.set(key, (got.get(key) ?? 0) + 1);
		}
		for (const [key, times] of got) expect(times).toBeLessThanOrEqual(asked.get(key) ?? 0);

		const total = [...asked.values()].reduce((sum, times) => sum + times, 0);
		const receivedInAll = [...received(sandbox).values()].reduce((sum, times) => sum + times, 0);
		if (result.error) {
			const counts = countsIn(result.error);
			expect(counts.accepted + counts.refused + counts.unknown + counts.notAttempted).toBe(total);
			expect(receivedInAll).toBeGreaterThanOrEqual(counts.accepted);
			expect(receivedInAll).toBeLessThanOrEqual(counts.accepted + counts.unknown);
			return;
		}
		const told = stories(result);
		told.forEach(({ accepted, notSent, unknown }, index) => {
			const { phones = [], text, source } = items[index] ?? {};
			const inputs = [...accepted, ...unknown, ...notSent.map(({ input }) => input)];
			expect(inputs.sort()).toEqual([...phones].sort());
			for (const to of accepted) expect(got.get(deliveryKey(to, text, source))).toBeGreaterThan(0);
		});
		const accepted = told.reduce((sum, story) => sum + story.accepted.length, 0);
		const unknown = told.reduce((sum, story) => sum + story.unknown.length, 0);
		expect(receivedInAll).toBeGreaterThanOrEqual(accepted);
		expect(receivedInAll).toBeLessThanOrEqual(accepted + unknown);
	});
	await fc.assert(property, { numRuns: 150 });
	await bench.close();
}, 120_000);
