import { WAIT_INDEFINITELY, type INode, type INodeExecutionData } from 'n8n-workflow';
import { NODE_TYPE, node } from '../../../harness/engine/engine.mts';
import type { Result } from '../../../harness/engine/result.mts';
import { msisdn, startBench, type Bench } from '../support.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
beforeEach(() => bench.sandbox.clear());
afterAll(async () => await bench.close());

const QUESTION = 'Refund KES 12,000 for order A-1041?';
const ask = (more: INode['parameters'] = {}): INode['parameters'] => ({
	operation: 'sendAndWait',
	message: QUESTION,
	recipients: msisdn(0),
	sourceId: 1,
	...more,
});

async function run(
	more: INode['parameters'] = {},
	items: Array<INodeExecutionData['json']> = [{ order: 'A-1041' }],
): Promise<Result> {
	return await bench.engine.run({ parameters: ask(more), items });
}

/** The link of the text that a number got last. */
function linkTo(to = msisdn(0)): string {
	const message = bench.sandbox.messages().findLast((one) => one.to === to);
	const [, link = ''] = /\n(https?:\S+)$/.exec(message?.text ?? '') ?? [];
	return link;
}

const press = async (waiting: Result, answer: string, url = linkTo()) =>
	await bench.engine.openLink(waiting, { method: 'POST', url, form: { answer } });

const FACTS = { status: 'accepted', to: msisdn(0), result: 'Sent' };
const UNANSWERED = { ...FACTS, result: 'Sent. Nobody answered in time', timedOut: true };

describe('a question', () => {
	test('is texted with one signed link at its end, and the execution waits', async () => {
		const waiting = await run();
		const [message, ...others] = bench.sandbox.messages();
		expect(others).toEqual([]);
		expect(message?.text).toMatch(
			new RegExp(`^${QUESTION.replace('?', '\\?')}\nhttp://\\S+\\?q=\\w{5}&signature=[0-9a-f]{64}$`),
		);
		expect(new Date(waiting.run.waitTill ?? 0)).toEqual(WAIT_INDEFINITELY);
		expect(waiting.json()).toEqual([expect.objectContaining(FACTS)]);
		expect(JSON.stringify(waiting.json())).not.toContain('signature');
	});

	test('goes to all recipients with the same link', async () => {
		await run({ recipients: `${msisdn(0)}, ${msisdn(1)}` });
		expect(linkTo(msisdn(0))).toContain('signature=');
		expect(linkTo(msisdn(1))).toBe(linkTo(msisdn(0)));
	});

	test('counts its link in the parts', async () => {
		const [told] = (await run()).json();
		expect(told).toMatchObject({ parts: 2, characters: QUESTION.length + 1 + linkTo().length });
	});

	test('is limited in parts with its link', async () => {
		const { error } = await run({ safeguards: { maxParts: 1 } });
		expect(error?.message).toMatch(
			/^Nobody was texted.*Message needs 2 parts, more than "Longest Message in Parts" allows/,
		);
		expect(bench.sandbox.messages()).toEqual([]);
	});
});

describe('the link', () => {
	test('shows the question to a GET, however often, and the execution waits on', async () => {
		const waiting = await run();
		for (let fetched = 0; fetched < 3; fetched += 1) {
			const { html, status, headers, result } = await bench.engine.openLink(waiting, {
				method: 'GET',
				url: linkTo(),
				form: { answer: 'approve' },
			});
			expect(result).toBeUndefined();
			expect(status).toBe(200);
			expect(html).toContain(QUESTION);
			expect(headers['Content-Security-Policy']).toContain("default-src 'none'");
		}
	});

	test.each([
		['approve', true, 'Sent. Answer: Approve'],
		['decline', false, 'Sent. Answer: Decline'],
	])('lets the execution go on with the answer %s', async (answer, approved, words) => {
		const waiting = await run();
		const { html, result } = await press(waiting, answer);
		expect(html).toContain('Thank you');
		expect(result?.json()).toEqual([
			expect.objectContaining({
				...FACTS,
				result: words,
				data: { approved, respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
			}),
		]);
		// First, where it is seen.
		expect(Object.keys(result?.json()[0] ?? {})[0]).toBe('data');
		expect(result?.json()[0]).not.toHaveProperty('timedOut');
		expect(bench.sandbox.messages()).toHaveLength(1);
	});

	test('with another mark answers nothing', async () => {
		const waiting = await run();
		const { status, html, result } = await press(waiting, 'approve', linkTo().replace(/q=\w+/, 'q=0000'));
		expect([status, result]).toEqual([410, undefined]);
		expect(html).toContain('closed');
	});

	test('of a question that can only be approved takes no other answer', async () => {
		const waiting = await run({ approvalOptions: { values: { approvalType: 'single' } } });
		expect((await press(waiting, 'decline')).result).toBeUndefined();
		expect((await press(waiting, 'approve')).result?.json()).toMatchObject([{ data: { approved: true } }]);
	});

	test('shows labels and text as they were when it was asked', async () => {
		const parameters = ask({
			message: '=Refund {{ $json.order }} <b>now</b>?',
			approvalOptions: { values: { approveLabel: '=Pay {{ $json.order }}', disapproveLabel: 'No & never' } },
		});
		const waiting = await bench.engine.run({ parameters, items: [{ order: 'A-1041' }] });
		const { html } = await bench.engine.openLink(waiting, { method: 'GET', url: linkTo() });
		expect(html).toContain('Refund A-1041 &lt;b&gt;now&lt;/b&gt;?');
		expect(html).toContain('>Pay A-1041<');
		expect(html).toContain('>No &amp; never<');
	});
});

describe('a time-out', () => {
	const limited = (values: INode['parameters']) => ({ options: { limitWaitTime: { values } } });

	test('gives what Send gives with timedOut, and no answer', async () => {
		const before = Date.now();
		const waiting = await run(
			limited({ limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'hours' }),
		);
		const waits = Number(new Date(waiting.run.waitTill ?? 0)) - before;
		expect(waits).toBeGreaterThanOrEqual(7_200_000);
		expect(waits).toBeLessThan(7_260_000);
		const [item, ...others] = (await bench.engine.timeOut(waiting)).json();
		expect(others).toEqual([]);
		expect(item).toMatchObject(UNANSWERED);
		expect(item).not.toHaveProperty('data');
		expect(bench.sandbox.messages()).toHaveLength(1);
	});

	test('closes the link at once, though n8n looks for it once a minute', async () => {
		const waiting = await run(limited({ resumeAmount: 2, resumeUnit: 'minutes' }));
		const pressed = Date.now() + 120_001;
		const clock = jest.spyOn(Date, 'now').mockReturnValue(pressed);
		const late = await press(waiting, 'approve');
		clock.mockRestore();
		expect([late.status, late.result]).toEqual([410, undefined]);
		expect((await press(waiting, 'approve')).status).toBe(200);
	});

	test('leaves what came in as it was', async () => {
		const timedOut = await bench.engine.timeOut(await run());
		expect(timedOut.json('Rows')).toEqual([{ order: 'A-1041' }]);
	});

	test('at a time goes by the clocks of the workflow', async () => {
		const waiting = await run(
			limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2099-06-01T18:00:00' }),
		);
		expect(new Date(waiting.run.waitTill ?? 0).toISOString()).toBe('2099-06-01T15:00:00.000Z');
	});

	test.each([
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01' },
			/Max Date and Time "2020-01-01" is over/,
		],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }, /Max Date and Time "soon" is not a date/],
		[{ resumeAmount: 0 }, /Amount "0" is not a number from 0.01/],
	])('that makes no sense is refused before anything is sent: %j', async (values, words) => {
		const { error } = await run(limited(values));
		expect(error?.message).toMatch(words);
		expect(error?.message).toMatch(/^Nobody was texted/);
		expect(bench.sandbox.messages()).toEqual([]);
	});
});

describe('where nobody was asked, it does not wait', () => {
	test('since the gateway refused the text', async () => {
		bench.sandbox.next('send', { kind: 'envelopeError', message: 'No credit' });
		const { run: ended, error } = await run();
		expect(error?.message).toMatch(/^Nobody was texted: .*No credit/);
		expect(ended.waitTill).toBeFalsy();
	});

	test('since a safeguard left the number out', async () => {
		const result = await run({ safeguards: { doNotText: msisdn(0) } });
		expect(result.run.waitTill).toBeFalsy();
		expect(result.json()).toMatchObject([{ status: 'skipped' }]);
		expect(result.json()[0]).not.toHaveProperty('data');
	});

	test('and the error output has no answer to an earlier question', async () => {
		bench.sandbox.next('send', { kind: 'envelopeError', message: 'No credit' });
		const result = await bench.engine.run({
			parameters: ask(),
			items: [{ order: 'A-1041', data: { approved: true }, timedOut: true }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(result.json('MobiConnect', 1)).toMatchObject([{ order: 'A-1041', status: 'refused' }]);
		const [item = {}] = JSON.parse(JSON.stringify(result.json('MobiConnect', 1)));
		expect(item).not.toHaveProperty('data');
		expect(item).not.toHaveProperty('timedOut');
	});

	test('since more than one item came in', async () => {
		const { error } = await run({}, [{ order: 'A-1' }, { order: 'A-2' }]);
		expect(error?.message).toMatch(/^Nobody was texted: 2 items came in/);
		expect(bench.sandbox.messages()).toEqual([]);
	});
});

test('a question that may have gone out waits, and says so', async () => {
	bench.sandbox.next('send', { kind: 'resetAfterAccept' });
	const waiting = await run();
	expect(waiting.run.waitTill).toBeTruthy();
	expect(waiting.json()).toMatchObject([{ status: 'unknown', result: expect.stringContaining('Not known') }]);
	expect((await press(waiting, 'approve')).result?.json()).toMatchObject([
		{ status: 'unknown', data: { approved: true } },
	]);
});

test('two branches that lead to one node each ask their question', async () => {
	const branch = [{ node: 'MobiConnect', type: 'main' as const, index: 0 }];
	const sms = {
		...node('MobiConnect', NODE_TYPE, 1, { resource: 'sms', ...ask({ message: '={{ $json.order }}?' }) }),
		credentials: { mobiConnectApi: { id: 'account', name: 'MobiConnect account' } },
	};
	const isFirst = { leftValue: '={{ $json.order }}', rightValue: 'A-1' };
	const equals = { type: 'string', operation: 'equals' };
	const branches = node('If', 'n8n-nodes-base.if', 2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict' },
			conditions: [{ id: 'a', ...isFirst, operator: equals }],
			combinator: 'and',
		},
	});
	const waiting = await bench.engine.runWorkflow(
		[node('Rows', 'n8n-nodes-base.manualTrigger', 1, {}), branches, sms],
		{ Rows: { main: [[{ node: 'If', type: 'main', index: 0 }]] }, If: { main: [branch, branch] } },
		{ pinData: { Rows: ['A-1', 'A-2'].map((order) => ({ json: { order } })) } },
	);
	expect(bench.sandbox.messages()).toHaveLength(1);
	const { result } = await press(waiting, 'approve');
	const asked = bench.sandbox.messages().map(({ text }) => text.split('?')[0]);
	expect(asked.sort()).toEqual(['A-1', 'A-2']);
	expect(result?.run.waitTill).toBeTruthy();
});

test('Retry On Fail asks once where the first try was refused', async () => {
	bench.sandbox.next('send', { kind: 'envelopeError', message: 'Not now' });
	const waiting = await bench.engine.run({
		parameters: ask(),
		items: [{}],
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(waiting.run.waitTill).toBeTruthy();
	expect(bench.sandbox.messages()).toHaveLength(1);
});

test("n8n's Retry of a question that waited asks nobody again, and takes it as not answered", async () => {
	const retried = await bench.engine.retry(await run());
	expect(retried.json()).toMatchObject([UNANSWERED]);
	expect(bench.sandbox.messages()).toHaveLength(1);
});

test('Preview counts the link where it is told that the message is a question, and shows no whole link', async () => {
	const preview = async (more: INode['parameters']) =>
		(await bench.engine.run({ parameters: ask({ ...more, operation: 'preview' }), items: [{}] })).json()[0];
	await run();
	const [sent] = bench.sandbox.messages();
	expect(await preview({})).toMatchObject({ parts: 1, message: QUESTION });
	const told = await preview({ asQuestion: true });
	expect(told).toMatchObject({ parts: 2, characters: sent?.text.length });
	expect(JSON.stringify(told)).not.toContain('signature');
});
