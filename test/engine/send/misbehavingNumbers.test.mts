import { MISBEHAVING_NUMBERS } from '../../../sandbox/index.mts';
import {
	claimsOf,
	expectTruth,
	msisdns,
	received,
	sendTo,
	startBench,
	stories,
	tally,
	type Bench,
} from '../support.mts';

/** What Send makes of each kind of misbehaviour. */
const STATUS = { no: 'refused', unknown: 'unknown', later: 'accepted' } as const;

/** A request's timeout, which one of the numbers makes everybody wait for. */
const TIMEOUT_SECONDS = 3;

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

test.each(MISBEHAVING_NUMBERS)(
	"the number $number ($name) is told as it is, each story is true, and a fault of its own is nobody else's",
	async ({ number, outcome, fault }) => {
		const { engine, sandbox } = bench;
		const [first = '', last = ''] = msisdns(2);
		const result = await engine.run({
			parameters: sendTo('={{ $json.phone }}', { timeout: TIMEOUT_SECONDS }),
			items: [{ phone: first }, { phone: number }, { phone: last }],
			settings: { onError: 'continueRegularOutput' },
		});
		const told = stories(result);
		const others = fault.kind === 'rows' ? 'accepted' : STATUS[outcome];
		expect(told.map(({ status }) => status)).toEqual([others, STATUS[outcome], others]);
		expectTruth(claimsOf(told), received(sandbox));
	},
	60_000,
);

test('all misbehaving numbers in one run, a request each: every story is true, and nobody else is affected', async () => {
	const { engine, sandbox } = bench;
	const others = msisdns(MISBEHAVING_NUMBERS.length + 20);
	// Each in company: an answer to a recipient alone that has no row has no rows at all, which is a success.
	const items = others.map((other, index) => ({
		phones: [...(MISBEHAVING_NUMBERS[index] ? [MISBEHAVING_NUMBERS[index].number] : []), other],
	}));
	const result = await engine.run({
		parameters: sendTo('={{ $json.phones }}', { timeout: TIMEOUT_SECONDS }, '=Hi {{ $json.phones.join() }}'),
		items,
		settings: { onError: 'continueRegularOutput', retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	const told = stories(result);
	const expected = { accepted: 20, refused: 0, unknown: 0 };
	for (const { outcome, fault } of MISBEHAVING_NUMBERS) {
		expected[STATUS[outcome]] += 1;
		expected[fault.kind === 'rows' ? 'accepted' : STATUS[outcome]] += 1;
	}
	expect(tally(told)).toEqual(expected);
	expectTruth(claimsOf(told), received(sandbox));
}, 60_000);
