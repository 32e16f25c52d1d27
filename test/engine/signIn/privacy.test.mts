import type { Answer } from '../../../sandbox/index.mts';
import { msisdn, msisdns, rows, sendTo, startBench, stories, type Bench } from '../support.mts';

const COUNT = 50;
const TEXT = 'Your order is ready for collection';
const [FIRST = ''] = msisdns(1);

/** Fields of the gateway's rows that are nobody's business. */
const ROW_FIELDS = [
	'ipAddress',
	'dateTimeCreated',
	'timeSent',
	'sentResponseStatus',
	'processedStatus',
	'127.0.0.1:0',
];

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

const OTHERS = `Not sent to ${msisdn(1)}, +${msisdn(2)} and 0${msisdn(3).slice(3)}`;

const ANSWERS: ReadonlyArray<readonly [what: string, answer: Answer]> = [
	['a success', { kind: 'ok' }],
	['a refusal of one recipient', { kind: 'rows', recipients: [FIRST], row: { status: 'FAILED' } }],
	['a recipient that is left out', { kind: 'rows', recipients: [FIRST], afterAccept: true }],
	[
		'a list of refused recipients',
		{ kind: 'rows', recipients: msisdns(5), listedUnder: 'failed', listedAs: 'objects' },
	],
	[
		'an answer that is neither yes nor no',
		{ kind: 'envelope', body: { status: 'queued?' }, afterAccept: true },
	],
	['a success that contradicts itself', { kind: 'envelope', body: { errors: [OTHERS] }, afterAccept: true }],
	['a message that names recipients', { kind: 'envelope', body: { message: OTHERS }, afterAccept: true }],
	['an error that names recipients', { kind: 'envelopeError', message: OTHERS }],
];

test.each(ANSWERS)(
	'after %s no item holds a number of anybody else, a text or the rest of a row',
	async (_, answer) => {
		bench.sandbox.next('send', answer);
		const result = await bench.engine.run({
			parameters: sendTo('={{ $json.phone }}', {}, TEXT),
			items: rows(COUNT),
			settings: { onError: 'continueRegularOutput' },
		});
		const told = stories(result);
		expect(told).toHaveLength(COUNT);
		told.forEach((story, index) => {
			const text = JSON.stringify(story);
			const others = [...text.matchAll(/\d{9,}/g)].filter(
				([number]) => !msisdn(index).endsWith(number.replace(/^0/, '')),
			);
			expect(others).toEqual([]);
			expect(text).not.toContain(TEXT);
			for (const field of ['data', ...ROW_FIELDS]) expect(text).not.toContain(field);
		});
	},
);

test.each(ANSWERS)(
	'after %s nothing that n8n keeps of the execution holds an IP address or a row of the gateway',
	async (_, answer) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const) {
			bench.sandbox.next('send', answer);
			const result = await bench.engine.run({
				parameters: sendTo('={{ $json.phone }}', {}, TEXT),
				items: rows(COUNT),
				settings: { onError },
			});
			for (const field of ROW_FIELDS) expect(result.everything()).not.toContain(field);
		}
	},
);

test('10,000 items of one message of 150 characters are under 9 MB as JSON', async () => {
	const { engine, sandbox } = bench;
	const result = await engine.run({
		parameters: sendTo('={{ $json.phone }}', {}, 'x'.repeat(150)),
		items: rows(10_000),
	});
	expect(sandbox.counts().messages).toBe(10_000);
	expect(stories(result).every(({ status }) => status === 'accepted')).toBe(true);
	expect(Buffer.byteLength(JSON.stringify(result.items()))).toBeLessThan(9_000_000);
}, 60_000);
