import { countsIn, received, sendTo, startBench, stories, type Bench } from '../support.mts';

const NUMBER = '254712345678';
const TWICE = {
	parameters: sendTo('={{ $json.phone }}'),
	items: [{ phone: '0712 345 678' }, { phone: 712345678 }],
};
const CONTINUE = { onError: 'continueRegularOutput' } as const;

let bench: Bench;

beforeEach(async () => {
	bench = await startBench();
});

afterEach(async () => await bench.close());

test('a number that several items name gets the message once, and each of them says so with the row that carries it', async () => {
	const { engine, sandbox } = bench;
	const items = [{ phone: '0712 345 678' }, { phone: '+254712345678, 254711000000' }, { phone: 712345678 }];
	const result = await engine.run({ parameters: sendTo('={{ $json.phone }}'), items });
	const told = stories(result);
	expect(told).toMatchObject([
		{ status: 'accepted', to: NUMBER, result: 'Sent' },
		{ status: 'accepted', to: `${NUMBER}, 254711000000`, result: 'Sent to 2 of 2' },
		{ status: 'accepted', to: NUMBER, result: 'Sent once, with row 1' },
	]);
	const id = told[0]?.recipients?.[0]?.id;
	expect(told.map(({ recipients }) => recipients)).toEqual([
		[{ input: '0712 345 678', status: 'accepted', to: NUMBER, id }],
		[
			{
				input: '+254712345678',
				status: 'accepted',
				to: NUMBER,
				id,
				code: 'DUPLICATE_RECIPIENT',
				reason: 'Sent once, with row 1',
			},
			{ input: '254711000000', status: 'accepted', to: '254711000000', id: expect.any(Number) },
		],
		[
			{
				input: '712345678',
				status: 'accepted',
				to: NUMBER,
				id,
				code: 'DUPLICATE_RECIPIENT',
				reason: 'Sent once, with row 1',
			},
		],
	]);
	expect(received(sandbox)).toEqual(
		new Map([
			[NUMBER, 1],
			['254711000000', 1],
		]),
	);
});

test('a number that is written twice in one item is sent once, and the item is accepted', async () => {
	const { engine, sandbox } = bench;
	const result = await engine.run({ parameters: sendTo('0712345678, 254712345678'), items: [{}] });
	expect(stories(result)).toMatchObject([{ status: 'accepted', to: NUMBER, result: 'Sent to 2 of 2' }]);
	expect(received(sandbox)).toEqual(new Map([[NUMBER, 1]]));
});

test('the duplicate of a message that was refused is refused for the same reason, and not skipped', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelopeError', message: 'Insufficient balance' });
	const [original, duplicate] = stories(await engine.run({ ...TWICE, settings: CONTINUE }));
	expect(original).toMatchObject({
		status: 'refused',
		recipients: [{ status: 'refused', reason: 'The gateway said "Insufficient balance"' }],
	});
	expect(duplicate).toMatchObject({
		status: 'refused',
		result: 'Not sent: the gateway said "Insufficient balance" (it goes once, with row 1)',
		recipients: [{ input: '712345678', status: 'refused', code: 'DUPLICATE_RECIPIENT' }],
		error: expect.stringContaining('Insufficient balance'),
	});
	expect(duplicate?.to).toBeUndefined();
	expect(sandbox.counts().messages).toBe(0);
});

test('the duplicate of a message of unknown outcome is unknown, and says who may have got it', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'resetAfterAccept' });
	const [, duplicate] = stories(await engine.run({ ...TWICE, settings: CONTINUE }));
	expect(duplicate).toMatchObject({
		status: 'unknown',
		to: NUMBER,
		result: 'Not known: the connection broke before the gateway answered (it goes once, with row 1)',
		recipients: [{ input: '712345678', status: 'unknown', to: NUMBER, code: 'DUPLICATE_RECIPIENT' }],
		error: expect.stringContaining('Not known: '),
	});
	expect(received(sandbox)).toEqual(new Map([[NUMBER, 1]]));
});

test('the duplicate of a message that a retry gets accepted is accepted', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelopeError' });
	const result = await engine.run({
		...TWICE,
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(stories(result)).toMatchObject([
		{ status: 'accepted', result: 'Sent' },
		{ status: 'accepted', result: 'Sent once, with row 1' },
	]);
	expect(received(sandbox)).toEqual(new Map([[NUMBER, 1]]));
});

test('a duplicate is counted with the message that carries it where a failure ends the run', async () => {
	const { engine, sandbox } = bench;
	sandbox.next('send', { kind: 'envelopeError' });
	const { error } = await engine.run(TWICE);
	expect(countsIn(error)).toEqual({ accepted: 0, refused: 1, unknown: 0 });
});
