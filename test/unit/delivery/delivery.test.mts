import fc from 'fast-check';
import { Delivery } from '../../../delivery/delivery.ts';
import type { Outcome } from '../../../delivery/outcome.ts';
import { ACCEPTED, BUSY, busyFor, msisdn, NOT_ATTEMPTED, REFUSED, UNKNOWN } from './deliveriesOf.mts';

const LATER: Outcome = { status: 'unknown', reason: 'later' };

const newDelivery = () => new Delivery(3, msisdn(1), { text: 'Hi', sourceId: 1 });

const resent = (delivery: Delivery) => delivery.resent;

/** A delivery that was sent once for each outcome. */
function after(...outcomes: readonly Outcome[]): Delivery {
	const delivery = newDelivery();
	for (const outcome of outcomes) {
		delivery.begin();
		delivery.settle(outcome);
	}
	return delivery;
}

describe('a delivery', () => {
	test('begins not attempted, and says why in case it stays so', () => {
		expect(newDelivery().outcome).toEqual({
			status: 'notAttempted',
			reason: 'the run ended before its turn came',
		});
	});

	test.each<[string, Outcome[], Outcome]>([
		['accepted', [ACCEPTED], ACCEPTED],
		['refused', [REFUSED], REFUSED],
		['unknown', [UNKNOWN], UNKNOWN],
		['not attempted', [NOT_ATTEMPTED], NOT_ATTEMPTED],
		['refused and then accepted', [REFUSED, ACCEPTED], ACCEPTED],
		['refused and then unknown', [REFUSED, UNKNOWN], UNKNOWN],
		['refused twice, with the later words', [BUSY, REFUSED], REFUSED],
		['unknown and then accepted', [UNKNOWN, ACCEPTED], ACCEPTED],
		['unknown and then refused, which is still unknown', [UNKNOWN, REFUSED], UNKNOWN],
		['unknown and then not attempted, which is still unknown', [UNKNOWN, NOT_ATTEMPTED], UNKNOWN],
		['unknown twice, with the words of when it may have gone out', [UNKNOWN, LATER], UNKNOWN],
		['unknown, refused and then accepted', [UNKNOWN, REFUSED, ACCEPTED], ACCEPTED],
	])('notes what was %s', (_name, outcomes, last) => {
		expect(after(...outcomes).outcome).toBe(last);
	});

	test.each<[string, Outcome[], open: boolean, withResend: boolean]>([
		['nothing', [], true, true],
		['accepted', [ACCEPTED], false, false],
		['refused', [REFUSED], true, true],
		['refused for now', [BUSY], true, true],
		['not attempted', [NOT_ATTEMPTED], true, true],
		['unknown', [UNKNOWN], false, true],
		['unknown, and again', [UNKNOWN, UNKNOWN], false, false],
		['unknown, and refused when it was resent', [UNKNOWN, REFUSED], false, false],
		['unknown, and accepted when it was resent', [UNKNOWN, ACCEPTED], false, false],
		['refused, and unknown', [REFUSED, UNKNOWN], false, true],
	])('after %s may be sent: %j %j, and with resending: %j', (_name, outcomes, open, withResend) => {
		expect(after(...outcomes).isOpen(false)).toBe(open);
		expect(after(...outcomes).isOpen(true)).toBe(withResend);
	});

	test.each<[string, Outcome[], retryable: boolean, withResend: boolean]>([
		['accepted', [ACCEPTED], false, false],
		['refused', [REFUSED], false, false],
		['refused for now', [BUSY], true, true],
		['refused for a time', [busyFor(1000)], true, true],
		['unknown', [UNKNOWN], false, true],
		['unknown, and again', [UNKNOWN, UNKNOWN], false, false],
		['unknown, and refused for now', [UNKNOWN, BUSY], false, false],
	])(
		'after %s may be sent again at once: %j %j, and with resending: %j',
		(_name, outcomes, retryable, withResend) => {
			expect(after(...outcomes).isRetryable(false)).toBe(retryable);
			expect(after(...outcomes).isRetryable(true)).toBe(withResend);
		},
	);
});

describe('what a later try must know of a delivery', () => {
	test.each<[string, Outcome[], Outcome | undefined]>([
		['was not begun', [], undefined],
		['was accepted', [ACCEPTED], ACCEPTED],
		['was refused', [REFUSED], undefined],
		['is unknown', [UNKNOWN], UNKNOWN],
	])('that %s', (_name, outcomes, lasting) => {
		expect(after(...outcomes).lasting).toBe(lasting);
	});

	test('that is under way is that it may have gone out', () => {
		const delivery = after(REFUSED);
		delivery.begin();
		expect(delivery.lasting?.status).toBe('unknown');
		expect(delivery.outcome).toBe(REFUSED);
	});

	test('is whether it was sent once more', () => {
		expect([after(), after(UNKNOWN), after(REFUSED, REFUSED), after(UNKNOWN, REFUSED)].map(resent)).toEqual([
			false,
			false,
			false,
			true,
		]);
	});
});

describe('a delivery that was left out', () => {
	const WHY = { status: 'skipped', code: 'DO_NOT_TEXT', reason: 'is not to be texted' } as const;

	test('is not sent, and says why', () => {
		const delivery = newDelivery();
		delivery.leaveOut(WHY);
		expect(delivery.outcome).toBe(WHY);
		expect([delivery.isOpen(false), delivery.isOpen(true)]).toEqual([false, false]);
	});

	test('is not sent once more where it may have gone out, and that is what is known of it', () => {
		const delivery = after(UNKNOWN);
		delivery.leaveOut(WHY);
		expect(delivery.outcome).toBe(UNKNOWN);
		expect([delivery.isOpen(true), delivery.isRetryable(true)]).toEqual([false, false]);
	});
});

describe('a delivery of which an earlier try knew', () => {
	test('takes over what became of it, and whether it was sent once more', () => {
		const delivery = newDelivery();
		delivery.restore({ outcome: { status: 'unknown', reason: 'lost' }, resent: true });
		expect(delivery.outcome).toEqual({ status: 'unknown', reason: 'lost' });
		expect(delivery.resent).toBe(true);
	});

	test('stays accepted and resent, whatever is known beside that', () => {
		const delivery = newDelivery();
		delivery.restore({ outcome: { status: 'accepted', id: 8 }, resent: true });
		delivery.restore({ outcome: { status: 'unknown', reason: 'lost' }, resent: false });
		expect(delivery.outcome).toEqual({ status: 'accepted', id: 8 });
		expect(delivery.resent).toBe(true);
	});
});

test('however often whatever may be sent is sent, nothing follows an acceptance, and one request at most an unknown outcome', () => {
	const outcome = fc.constantFrom(ACCEPTED, REFUSED, BUSY, UNKNOWN, LATER, NOT_ATTEMPTED);
	fc.assert(
		fc.property(fc.array(outcome), fc.boolean(), (outcomes, resendUnknown) => {
			const delivery = newDelivery();
			const sent: Outcome[] = [];
			for (const one of outcomes) {
				if (!delivery.isOpen(resendUnknown)) break;
				delivery.begin();
				delivery.settle(one);
				sent.push(one);
			}
			const statuses = sent.map(({ status }) => status);
			expect(statuses.slice(0, -1)).not.toContain('accepted');
			const unknownAt = statuses.indexOf('unknown');
			if (unknownAt === -1) return;
			expect(statuses.length - 1 - unknownAt).toBeLessThanOrEqual(resendUnknown ? 1 : 0);
			expect(delivery.outcome.status).toBe(statuses.at(-1) === 'accepted' ? 'accepted' : 'unknown');
		}),
	);
});
