import { Claims } from '../../../delivery/claims/claims.ts';
import type { KeyStore } from '../../../delivery/claims/keyLock.ts';
import { Delivery } from '../../../delivery/delivery.ts';
import { dispatch, type Carrier } from '../../../delivery/dispatch.ts';
import { plan } from '../../../delivery/plan.ts';
import { VirtualClock } from './virtualClock.mts';

/** What claims cost a run, in time that no busy machine stretches; what it is in n8n's engine, `npm run bench` measures. */
const KEYS = 10_000;
const GATEWAY_MS = 150;
const STORE_MS = 5;
const POLICY = {
	fixedConcurrency: true,
	requestsPerSecond: 0,
	stopOnFailure: true,
	resendUnknown: false,
	signal: undefined,
};

type Mode = 'with keys' | 'without keys';

/** Milliseconds until everybody is texted: the first request signs in, and the others wait for it. */
async function timeOf(mode: Mode, textOf: (index: number) => string, concurrentRequests: number) {
	const clock = new VirtualClock();
	const deliveries = Array.from(
		{ length: KEYS },
		(_, index) => new Delivery(index, `2547001${index}`, { text: textOf(index), sourceId: 1 }),
	);
	const claims = new Claims(clock, markMaker());
	const store = storeWith(clock);
	let signedIn: Promise<void> | undefined;
	const carrier: Carrier = {
		claim: async (submission) => {
			if (mode === 'with keys')
				await claims.claim(
					submission.deliveries.map(({ msisdn }) => msisdn),
					store,
				);
		},
		submit: async ({ recipients }, onLeave) => {
			signedIn ??= clock.sleep(GATEWAY_MS);
			await signedIn;
			onLeave();
			await clock.sleep(GATEWAY_MS);
			return recipients.map(() => ({ status: 'accepted' }));
		},
	};
	await clock.run(dispatch(plan(deliveries, 100), carrier, { ...POLICY, concurrentRequests }, clock));
	expect(deliveries.filter(({ outcome }) => outcome.status === 'accepted')).toHaveLength(KEYS);
	return clock.elapsed();
}

function markMaker(): () => string {
	let marks = 0;
	return () => `mark ${++marks}`;
}

function storeWith(clock: VirtualClock): KeyStore {
	const kept = new Set<string>();
	return {
		record: async (keys) => {
			await clock.sleep(STORE_MS);
			const fresh = new Set(keys.filter((key) => !kept.has(key)));
			keys.forEach((key) => kept.add(key));
			return fresh;
		},
		remove: async () => undefined,
	};
}

test.each<[string, (index: number) => string, number]>([
	['one message, 10 requests at once', () => 'Hi', 10],
	['a message each, 50 requests at once', (index) => `Hi ${index}`, 50],
])(
	'10,000 keys of %s take under 1.5 times the time without',
	async (_, textOf, concurrentRequests) => {
		const without = await timeOf('without keys', textOf, concurrentRequests);
		expect(await timeOf('with keys', textOf, concurrentRequests)).toBeLessThan(1.5 * without);
	},
	60_000,
);
