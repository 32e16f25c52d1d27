import type { Running } from '../../../harness/process.mts';
import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows } from '../../../harness/n8n/workflows.mts';
import { PAGE_HEADERS } from '../../../nodes/MobiConnect/resources/sms/sendAndWait/page';
import { chain, sendSms, webhook, type Step } from '../support/chain.mts';
import { executionWith, type Execution } from '../support/executions.mts';
import { callWebhook, openWorld, received, type World } from '../support/world.mts';
import { executionOfLink, linkTo, open, press } from './phone.mts';

let world: World;
let main: Running;
let rest: Rest;
let timesOut: string;

const [OWNER, OTHER, SHOP, NOBODY] = ['254700000071', '254700000072', '254700000079', '254700000078'];
const QUESTION = 'Refund KES 12,000 for <b>A-1041</b>?';
/** How long n8n may take to notice that a wait is over: it looks once a minute. */
const NOTICED_MS = 300_000;

const asking = (options: object): Step => ({
	...sendSms({
		operation: 'sendAndWait',
		message: '={{ $json.body.question }}',
		recipients: '={{ $json.body.to }}',
		options,
	}),
	// A name that is no plain text in an expression.
	name: `Ask "the" {{ owner }}'s \\ OK`,
});
const ask = asking({});
const LATE = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
const askBriefly = asking({ limitWaitTime: { values: LATE } });
/** Goes out once for each time that the workflow goes on. */
const tell = (recipients: string): Step => ({
	...sendSms({ message: '={{ $json.data?.approved ? "Refund it" : "Do not refund" }}', recipients }),
	name: 'Tell the shop',
});
/** Answers its caller at once. */
const called = (path: string): Step => ({
	...webhook(path),
	parameters: { httpMethod: 'POST', path, options: {} },
});
const workflows = [
	chain('ask', called('ask'), ask, tell(SHOP)),
	chain('brief', called('brief'), askBriefly, tell(NOBODY)),
];

interface Asked {
	readonly link: string;
	readonly id: string;
}

async function askPeople(to: string, workflow = 'ask'): Promise<Asked> {
	const { status } = await callWebhook(world.instance, workflow, { to, question: QUESTION });
	expect(status).toBe(200);
	const link = await linkTo(world.sandbox, to.split(',')[0] ?? '');
	const id = executionOfLink(link);
	await executionWith(rest, id, 'waiting');
	return { link, id };
}

async function begin(): Promise<void> {
	({ main, rest } = await world.begin());
}

beforeAll(async () => {
	world = await openWorld();
	await importCredentials(world.instance, world.account);
	await importWorkflows(world.instance, workflows);
	await begin();
	for (const { id } of workflows) await rest.activate(id);
	for (const { id } of workflows) await rest.webhookReady(id);
	timesOut = (await askPeople(OWNER, 'brief')).id;
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

const ended = async (id: string): Promise<Execution> => await executionWith(rest, id, 'ended', NOTICED_MS);
const told = () => received(world.sandbox).filter(({ to }) => to === SHOP);
const tells = (text: string) => [{ to: SHOP, text }];

test.each([
	['approve', true, 'Refund it'],
	['decline', false, 'Do not refund'],
] as const)('%s lets the workflow go on with what was asked and answered', async (answer, approved, text) => {
	const { link, id } = await askPeople(OWNER);
	const page = await press(link, answer);
	expect(page.status).toBe(200);
	expect(page.html).toContain('Thank you');

	const { status, output } = await ended(id);
	expect(status).toBe('success');
	const [item, ...others] = output(ask.name);
	expect(others).toEqual([]);
	expect(item).toMatchObject({
		status: 'accepted',
		to: OWNER,
		data: { approved, respondedAt: expect.stringMatching(/Z$/) },
	});
	expect(item).not.toHaveProperty('timedOut');
	expect(told()).toEqual(tells(text));
});

test('nothing that looks at the link ahead answers it', async () => {
	const { link, id } = await askPeople(OWNER);
	const bots = [
		'WhatsApp/2.24.20 A',
		'TelegramBot (like TwitterBot)',
		'facebookexternalhit/1.1',
		'GoogleMessages/20240101',
	];
	for (const bot of bots) {
		const { status, html } = await open(link, bot);
		expect([bot, status]).toEqual([bot, 200]);
		expect(html).toContain('Refund KES 12,000 for &lt;b&gt;A-1041&lt;/b&gt;?');
	}
	await open(link, bots[0], 'HEAD');
	await open(link, bots[0], 'OPTIONS');
	expect((await executionWith(rest, id, 'waiting')).status).toBe('waiting');

	await press(link, 'approve');
	await ended(id);
	expect(told()).toEqual(tells('Refund it'));
});

test('the page goes out with its own headers, and none that let it do more', async () => {
	const { link } = await askPeople(OWNER);
	const { headers, html } = await open(link);
	for (const [name, value] of Object.entries(PAGE_HEADERS))
		expect([name, headers.get(name)]).toEqual([name, value]);
	expect(headers.get('set-cookie')).toBeNull();
	expect(Buffer.byteLength(html)).toBeLessThan(5000);
});

test('who presses a button after the answer learns that there is nothing to do, and changes nothing', async () => {
	const { link, id } = await askPeople(OWNER);
	await press(link, 'decline');
	await ended(id);
	for (const page of [await press(link, 'approve'), await open(link)]) {
		expect(page.status).toBeLessThan(500);
		expect(page.html).toMatch(/no action required/i);
	}
	expect(told()).toEqual(tells('Do not refund'));
});

describe('a link that was not texted', () => {
	const forgeries: ReadonlyArray<readonly [string, (link: URL) => void]> = [
		['with another signature', (link) => link.searchParams.set('signature', 'f'.repeat(64))],
		['without a signature', (link) => link.searchParams.delete('signature')],
		['with a signature that is too short', (link) => link.searchParams.set('signature', 'f')],
		['with another mark', (link) => link.searchParams.set('q', '0000')],
		['with a parameter more', (link) => link.searchParams.append('answer', 'approve')],
	];

	test('is refused, and the question stays open', async () => {
		const { link, id } = await askPeople(OWNER);
		for (const [how, change] of forgeries) {
			const forged = new URL(link);
			change(forged);
			expect([how, (await open(forged.href)).status]).toEqual([how, 401]);
			expect([how, (await press(forged.href, 'approve')).status]).toEqual([how, 401]);
		}
		expect((await executionWith(rest, id, 'waiting')).status).toBe('waiting');
		expect(told()).toEqual([]);
	});

	test('but that of another question answers the other question alone', async () => {
		const [first, second] = [await askPeople(OWNER), await askPeople(OTHER)];
		const moved = new URL(second.link);
		moved.pathname = new URL(first.link).pathname;
		expect((await press(moved.href, 'approve')).status).toBe(401);
		await press(second.link, 'approve');
		await ended(second.id);
		expect((await executionWith(rest, first.id, 'waiting')).status).toBe('waiting');
	});
});

test('of two who answer at the same moment one answer counts, and the workflow goes on once', async () => {
	for (let round = 0; round < 5; round += 1) {
		world.sandbox.clear();
		const { link, id } = await askPeople(`${OWNER}, ${OTHER}`);
		expect(await linkTo(world.sandbox, OTHER)).toBe(link);
		const answers = ['approve', 'decline', 'approve', 'decline'] as const;
		const pages = await Promise.all(answers.map(async (answer) => await press(link, answer)));
		expect(pages.filter(({ html }) => html.includes('Thank you'))).toHaveLength(1);
		const { status, output } = await ended(id);
		expect(status).toBe('success');
		const [{ data }] = output(ask.name) as [{ data: { approved: boolean } }];
		expect(told()).toEqual(tells(data.approved ? 'Refund it' : 'Do not refund'));
	}
});

test('a question is answered after n8n was started anew while it waited', async () => {
	const { link, id } = await askPeople(OWNER);
	await main.stop();
	await begin();
	await rest.webhookReady('ask');
	expect((await open(link)).html).toContain('Your answer is needed');
	await press(link, 'approve');
	expect((await ended(id)).output(ask.name)).toMatchObject([{ data: { approved: true } }]);
	expect(told()).toEqual(tells('Refund it'));
});

test('where nobody answers in time, the workflow goes on without an answer', async () => {
	const { status, output } = await ended(timesOut);
	expect(status).toBe('success');
	const [item, ...others] = output(ask.name);
	expect(others).toEqual([]);
	expect(item).toMatchObject({ status: 'accepted', to: OWNER, timedOut: true });
	expect(item).not.toHaveProperty('data');
});
