import type { INode } from 'n8n-workflow';
import type { Result } from '../../../harness/engine/engine.mts';
import type { Answer } from '../../../sandbox/index.mts';
import {
	claimsIn,
	claimsOf,
	expectTruth,
	msisdn,
	received,
	rows,
	sendTo,
	startBench,
	stories,
	type Bench,
} from '../support.mts';

/** Every fault, at each place of a run, and every way to say "again": nobody gets two texts, and each story is true. */
let bench: Bench;

beforeAll(async () => {
	bench = await startBench();
});

afterAll(async () => await bench.close());

const FAULTS: Readonly<Record<string, Answer>> = {
	'a refusal': { kind: 'envelopeError' },
	'a bad request': { kind: 'status', status: 400 },
	'a refused token': { kind: 'unauthorized' },
	'a busy gateway': { kind: 'tooMany', retryAfter: 0 },
	'a bare 503 after acceptance': { kind: 'acceptThen', answer: { kind: 'unavailable' } },
	'a 502 after acceptance': { kind: 'acceptThen', answer: { kind: 'status', status: 502 } },
	'a cut connection': { kind: 'reset' },
	'a lost answer': { kind: 'resetAfterAccept' },
	'half an answer': { kind: 'truncated' },
	'a web page': { kind: 'html' },
	'an unclear word after acceptance': { kind: 'envelope', body: { status: 'perhaps' }, afterAccept: true },
	'a contradicted success': { kind: 'envelope', body: { success: false }, afterAccept: true },
};

/** Runs the items, with the fault at its place, and again in a way of its own; gives what was told last. */
type Way = (parameters: INode['parameters'], items: ReturnType<typeof rows>) => Promise<Result>;

const WAYS: Readonly<Record<string, Way>> = {
	'Retry On Fail': async (parameters, items) =>
		await bench.engine.run({
			parameters,
			items,
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		}),
	'Retry, twice over': async (parameters, items) => {
		const first = await bench.engine.run({ parameters, items });
		const second = first.error ? await bench.engine.retry(first) : first;
		return second.error ? await bench.engine.retry(second) : second;
	},
	'another execution with keys': async (parameters, items) => {
		const keyed = { ...parameters, safeguards: { onceKey: '={{ $json.order }}' } };
		await bench.engine.run({ parameters: keyed, items });
		return await bench.engine.run({ parameters: keyed, items });
	},
};

const PLACES = { first: 0, middle: 2, last: 4 };

const cases = Object.entries(FAULTS).flatMap(([fault, answer]) =>
	Object.entries(PLACES).flatMap(([place, index]) =>
		Object.entries(WAYS).map(([way, run]) => ({ fault, answer, place, index, way, run })),
	),
);

let orders = 0;

test.each(cases)(
	'$fault at the $place of five and then $way: nobody gets two texts',
	async ({ answer, index, way, run }) => {
		const { sandbox } = bench;
		sandbox.clear();
		let isPlanned = true;
		sandbox.onSend(({ recipients }) => {
			if (!isPlanned || !recipients.includes(msisdn(index))) return undefined;
			isPlanned = false;
			return answer;
		});
		orders += 1;
		const items = rows(5).map((row) => ({ ...row, order: `${orders} ${row.name}` }));
		const parameters = sendTo('={{ $json.phone }}', { concurrentRequests: 2 }, '=Hi {{ $json.name }}');
		const last = await run(parameters, items);
		const got = received(sandbox);
		expect(Math.max(...got.values())).toBe(1);
		// Whoever is left out for a key was told of by the execution before.
		if (way !== 'another execution with keys') {
			expectTruth(last.error ? claimsIn(last.error) : claimsOf(stories(last)), got);
		}
	},
);
