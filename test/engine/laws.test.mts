import * as fc from 'fast-check';
import { MISBEHAVING_NUMBERS, type Answer } from '../../sandbox/index.mts';
import {
	claimsIn,
	claimsOf,
	expectTruth,
	msisdn,
	received,
	startBench,
	stories,
	type Bench,
	type Entry,
} from './support.mts';

const fault: fc.Arbitrary<Answer> = fc.constantFrom<Answer[]>(
	{ kind: 'unauthorized' },
	{ kind: 'forbidden' },
	{ kind: 'tokenExpired' },
	{ kind: 'tooMany', retryAfter: 0 },
	{ kind: 'unavailable', retryAfter: 0 },
	{ kind: 'unavailable' },
	{ kind: 'acceptThen', answer: { kind: 'unavailable' } },
	{ kind: 'envelope', body: { status: 'REJECTED' } },
	{ kind: 'envelope', body: { success: false } },
	{ kind: 'envelope', body: { status: 'queued?' }, afterAccept: true },
	{ kind: 'envelope', body: { errors: ['Partly processed'] }, afterAccept: true },
	{ kind: 'envelope', body: { data: [] }, afterAccept: true },
	{ kind: 'rows', row: { status: 'FAILED' } },
	{ kind: 'rows', recipients: 'all', row: { failureReason: 'Blacklisted' } },
	{ kind: 'rows', recipients: 'last', listedUnder: 'failed' },
	{ kind: 'rows', recipients: 'last', listedUnder: 'errors', listedAs: 'map' },
	{ kind: 'rows', afterAccept: true },
	{ kind: 'rows' },
	{ kind: 'truncated' },
	{ kind: 'status', status: 400 },
	{ kind: 'envelopeError' },
	{ kind: 'reset' },
	{ kind: 'resetAfterAccept' },
	{ kind: 'acceptThen', answer: { kind: 'status', status: 502 } },
	{ kind: 'acceptThen', answer: { kind: 'html' } },
	{ kind: 'empty' },
);

/** What no busy machine exceeds: nothing here never answers. */
const TIMEOUT_SECONDS = 30;

/**
 * A recipient that is alone in its request and left out is answered by no rows at all, which is a success: docs/gateway.md,
 * "Assumed". So nobody is left out alone here; nor is a number that misbehaves answered by an envelope made up for it,
 * which may hide that it was refused.
 */
function isLeavingOut(answer: Answer | undefined): boolean {
	return answer?.kind === 'rows' && (answer.row ?? 'leftOut') === 'leftOut' && !answer.listedUnder;
}

/** Numbers that misbehave, but for those that cost a second or more each time. */
const misbehaving = MISBEHAVING_NUMBERS.filter(
	({ fault: answer }) => !isLeavingOut(answer) && !('retryAfter' in answer) && answer.kind !== 'hang',
).map(({ number }) => number);

/** A few numbers, so that they repeat. */
const phone = fc.oneof(
	{ weight: 12, arbitrary: fc.nat({ max: 12 }).map(msisdn) },
	{ weight: 1, arbitrary: fc.constantFrom(...misbehaving) },
);

const scenario = fc.record({
	/** The numbers and the text of each item; a few of each, so that they repeat. */
	items: fc.array(
		fc.record({
			phones: fc.array(phone, { minLength: 1, maxLength: 5 }),
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
	rowOrder: fc.constantFrom('asSent' as const, 'reversed' as const),
	recipientFormat: fc.constantFrom('plain' as const, 'plus' as const, 'local' as const, 'number' as const),
});

/** A delivery that the items ask for: one number, one text, one source. */
function deliveryKey(to: string, text: unknown, sourceId: unknown): string {
	return JSON.stringify([to, text, sourceId]);
}

let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

afterAll(async () => await bench.close());

test('whatever goes wrong, nobody gets more than the items ask for, nobody is lost, and each story is true', async () => {
	const { engine, sandbox } = bench;
	const property = fc.asyncProperty(scenario, async (scene) => {
		const { items, faults, retryOnFail, carryOn, rowOrder, recipientFormat, sendDuplicates, ...options } =
			scene;
		sandbox.clear();
		sandbox.set({ rowOrder, recipientFormat });
		let requests = 0;
		sandbox.onSend(({ recipients }) => {
			const given = faults[String(requests++)];
			// One fault a request: a number that misbehaves has one of its own.
			if (recipients.some((number) => misbehaving.includes(number))) return undefined;
			return recipients.length === 1 && isLeavingOut(given) ? undefined : given;
		});
		const result = await engine.run({
			parameters: {
				message: '={{ $json.text }}',
				recipients: '={{ $json.phones }}',
				sourceId: '={{ $json.source }}',
				options: { ...options, timeout: TIMEOUT_SECONDS },
				safeguards: { sendDuplicates },
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
				asked.set(key, sendDuplicates ? (asked.get(key) ?? 0) + 1 : 1);
			}
		}
		const got = new Map<string, number>();
		for (const { to, text, sourceId } of sandbox.messages()) {
			const key = deliveryKey(to, text, sourceId);
			got.set(key, (got.get(key) ?? 0) + 1);
		}
		for (const [key, times] of got) expect(times).toBeLessThanOrEqual(asked.get(key) ?? 0);

		if (result.error) {
			expectTruth(claimsIn(result.error), received(sandbox));
			return;
		}
		const told = stories(result);
		told.forEach(({ recipients = [] }, index) => {
			expect(recipients.map(({ input }) => input)).toEqual(items[index]?.phones);
		});
		const deliveryOf = ({ input }: Entry, item: number) =>
			deliveryKey(input, items[item]?.text, items[item]?.source);
		expectTruth(claimsOf(told, deliveryOf), got);
	});
	await fc.assert(property, { numRuns: 150 });
}, 120_000);
