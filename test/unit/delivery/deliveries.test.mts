import fc from 'fast-check';
import { Deliveries } from '../../../delivery/deliveries.ts';
import { ACCEPTED, deliveriesOf, msisdn } from './deliveriesOf.mts';

const [A, B] = [msisdn(1), msisdn(2)];
const HI = { text: 'Hi', sourceId: 1 };

describe('the same message to the same number', () => {
	test('is one delivery, that of the first item, and has one outcome', () => {
		const deliveries = new Deliveries(false);
		const first = deliveries.add(0, A, HI);
		const second = deliveries.add(5, A, { ...HI });
		expect(first.isDuplicate).toBe(false);
		expect(second).toEqual({ delivery: first.delivery, isDuplicate: true });
		expect(second.delivery).toBe(first.delivery);
		expect(second.delivery.item).toBe(0);
		expect(deliveries.all).toEqual([first.delivery]);
		first.delivery.settle(ACCEPTED);
		expect(second.delivery.outcome).toBe(ACCEPTED);
	});

	test('is a delivery for each that asks for it, where duplicates are sent', () => {
		const deliveries = new Deliveries(true);
		const added = [0, 0, 5].map((item) => deliveries.add(item, A, HI));
		expect(added.map(({ isDuplicate }) => isDuplicate)).toEqual([false, false, false]);
		expect(deliveries.all.map(({ item }) => item)).toEqual([0, 0, 5]);
		expect(new Set(deliveries.all).size).toBe(3);
	});

	test.each([
		['another number', B, HI],
		['another text', A, { ...HI, text: 'hi' }],
		['another source', A, { ...HI, sourceId: 2 }],
		['a text that looks like a source and a text', A, { text: '1\nHi', sourceId: 1 }],
	])('is not the same with %s', (_name, recipient, content) => {
		const deliveries = new Deliveries(false);
		deliveries.add(0, A, HI);
		expect(deliveries.add(1, recipient, content).isDuplicate).toBe(false);
		expect(deliveries.all).toHaveLength(2);
	});
});

test('messages about two things are two deliveries, though they read the same, and about one thing are one', () => {
	const deliveries = new Deliveries(false);
	const added = ['Order 1', 'Order 2', 'Order 1'].map((onceKey, item) =>
		deliveries.add(item, A, { ...HI, onceKey }),
	);
	expect(added.map(({ isDuplicate }) => isDuplicate)).toEqual([false, false, true]);
});

describe('laws', () => {
	const item = fc.record({
		recipients: fc.array(fc.constantFrom(...'abcde'), { maxLength: 6 }),
		text: fc.constantFrom('Hi', 'Bye', '1\nHi'),
		sourceId: fc.constantFrom(1, 2),
	});
	const items = fc.array(item, { maxLength: 10 });

	test('there is one delivery for each number, text and source, in the order of the items', () => {
		fc.assert(
			fc.property(items, (asked) => {
				const wanted = asked.flatMap(({ recipients, text, sourceId }) =>
					recipients.map((recipient) => JSON.stringify([recipient, text, sourceId])),
				);
				const got = (sendDuplicates: boolean) =>
					deliveriesOf(asked, sendDuplicates).map((one) =>
						JSON.stringify([one.msisdn, one.content.text, one.content.sourceId]),
					);
				expect(got(true)).toEqual(wanted);
				expect(got(false)).toEqual([...new Set(wanted)]);
			}),
		);
	});
});
