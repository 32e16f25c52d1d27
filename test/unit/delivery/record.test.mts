import fc from 'fast-check';
import { Deliveries } from '../../../delivery/deliveries.ts';
import { formatRecord, parseRecord, restore, type Known } from '../../../delivery/record.ts';
import type { Outcome } from '../../../delivery/outcome.ts';
import { ACCEPTED, BUSY, msisdn, NOT_ATTEMPTED, REFUSED, UNKNOWN } from './deliveriesOf.mts';

/** The requests of items, each to some numbers; no two items say the same. */
function requestsOf(items: ReadonlyArray<readonly number[]>, sendDuplicates = false) {
	const deliveries = new Deliveries(sendDuplicates);
	items.forEach((numbers, item) => {
		for (const number of numbers) deliveries.add(item, msisdn(number), { text: `Text ${item}`, sourceId: 1 });
	});
	return deliveries.requests;
}

const outcome = fc.constantFrom<Outcome>(ACCEPTED, REFUSED, BUSY, UNKNOWN, NOT_ATTEMPTED);
const items = fc.array(fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 5 }), { maxLength: 6 });

test('what a record keeps is what went out or may have, and comes back to the same recipients', () => {
	fc.assert(
		fc.property(items, fc.infiniteStream(outcome), (asked, outcomes) => {
			const before = requestsOf(asked);
			const settled = [...outcomes.take(before.length)];
			before.forEach(({ delivery }, index) => delivery.settle(settled[index] ?? NOT_ATTEMPTED));
			const after = requestsOf(asked);
			expect(restore(after, parseRecord(formatRecord(before, [])))).toEqual([]);
			after.forEach(({ delivery }, index) => {
				const { status } = before[index]?.delivery.outcome ?? NOT_ATTEMPTED;
				const lasts = status === 'accepted' || status === 'unknown';
				expect(delivery.outcome.status).toBe(lasts ? status : 'notAttempted');
			});
		}),
	);
});

test('a recipient whose request is under way is of unknown outcome to whoever reads the record', () => {
	const requests = requestsOf([[1]]);
	requests[0]?.delivery.begin();
	expect(parseRecord(formatRecord(requests, []))).toMatchObject([
		{
			msisdn: msisdn(1),
			outcome: { status: 'unknown', reason: 'the execution ended before the gateway answered' },
		},
	]);
});

test('the id of the gateway, its answer, and whether it was sent once more are kept', () => {
	const known: Known[] = [
		{ item: 0, msisdn: msisdn(1), outcome: { ...ACCEPTED, status: 'accepted', id: 'a-8' }, resent: false },
		{
			item: 3,
			msisdn: msisdn(2),
			outcome: { status: 'unknown', reason: 'lost', httpStatus: 502 },
			resent: true,
		},
	];
	expect(parseRecord(formatRecord([], known))).toEqual(known);
});

test('a record is written in a form that other versions read, with each outcome once', () => {
	const accepted = { status: 'accepted', response: { status: 'success' } } as const;
	const known: Known[] = [
		{ item: 0, msisdn: msisdn(1), outcome: { ...accepted, id: 'a-8' }, resent: false },
		{ item: 0, msisdn: msisdn(2), outcome: { ...accepted, id: 9 }, resent: false },
		{ item: 1, msisdn: msisdn(1), outcome: accepted, resent: false },
		{ item: 2, msisdn: msisdn(2), outcome: { status: 'unknown', reason: 'lost' }, resent: true },
	];
	expect(JSON.parse(formatRecord([], known))).toEqual({
		version: 1,
		outcomes: [accepted, { status: 'unknown', reason: 'lost', resent: true }],
		entries: [
			[0, msisdn(1), 0, 'a-8'],
			[0, msisdn(2), 0, 9],
			[1, msisdn(1), 0],
			[2, msisdn(2), 1],
		],
	});
	expect(parseRecord(formatRecord([], known))).toEqual(known);
});

/** A record of one recipient, with an outcome and an id as somebody else may have written them. */
const recordOf = (outcome: object, id: unknown) =>
	JSON.stringify({ version: 1, outcomes: [outcome], entries: [[0, msisdn(1), 0, id]] });

test.each<[string, outcome: object, id: unknown, read: object]>([
	['an answer that is none', { status: 'accepted', response: null }, 8, { status: 'accepted', id: 8 }],
	['an answer that is a text', { status: 'accepted', response: 'ok' }, 'a', { status: 'accepted', id: 'a' }],
	['an id that is none', { status: 'accepted' }, true, { status: 'accepted' }],
	[
		'an HTTP status that is no number',
		{ status: 'unknown', reason: 'lost', httpStatus: '502' },
		undefined,
		{ status: 'unknown', reason: 'lost' },
	],
])('%s is left out of what a record says', (_name, outcome, id, read) => {
	expect(parseRecord(recordOf(outcome, id)).map((one) => one.outcome)).toEqual([read]);
});

test('two messages of one item to one number are known both', () => {
	const before = requestsOf([[1, 1]], true);
	before.forEach(({ delivery }) => delivery.settle(ACCEPTED));
	const after = requestsOf([[1, 1]], true);
	expect(restore(after, parseRecord(formatRecord(before, [])))).toEqual([]);
	expect(after.map(({ delivery }) => delivery.outcome.status)).toEqual(['accepted', 'accepted']);
});

test('whoever was texted is not texted again where rows have moved, and is told where no row asks any more', () => {
	const before = requestsOf([[1], [2], [3]]);
	before.forEach(({ delivery }) => delivery.settle(ACCEPTED));
	const after = requestsOf([[4], [1], [2]]);
	const gone = restore(after, parseRecord(formatRecord(before, [])));
	expect(after.map(({ delivery }) => delivery.outcome.status)).toEqual([
		'notAttempted',
		'accepted',
		'accepted',
	]);
	expect(gone.map((one) => one.msisdn)).toEqual([msisdn(3)]);
});

test('a second message to a number is not taken for the first, which went out', () => {
	const before = requestsOf([[1]]);
	before[0]?.delivery.settle(ACCEPTED);
	const after = requestsOf([[1], [1]]);
	restore(after, parseRecord(formatRecord(before, [])));
	expect(after.map(({ delivery }) => delivery.outcome.status)).toEqual(['accepted', 'notAttempted']);
});

test('no record means that nothing is known', () => {
	expect(parseRecord(undefined)).toEqual([]);
});

test.each([
	[''],
	['{'],
	['null'],
	['[]'],
	['{"version":2,"outcomes":[],"entries":[]}'],
	['{"version":1,"outcomes":{},"entries":[]}'],
	['{"version":1,"outcomes":[],"entries":[[0,"254700000001",0]]}'],
	['{"version":1,"outcomes":[{"status":"refused","reason":"no"}],"entries":[[0,"254700000001",0]]}'],
	['{"version":1,"outcomes":[{"status":"accepted"}],"entries":[[0,254700000001,0]]}'],
	['{"version":1,"outcomes":[{"status":"accepted"}],"entries":[["0","254700000001",0]]}'],
	['{"version":1,"outcomes":[{"status":"unknown"}],"entries":[[0,"254700000001",0]]}'],
	['{"version":1,"outcomes":[{"status":"accepted"}],"entries":[7]}'],
])('the record %s is refused, because whoever can not read one must not send', (text) => {
	expect(() => parseRecord(text)).toThrow(/another version/);
});
