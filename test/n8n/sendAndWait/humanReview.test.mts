import { MAX_REVIEW_PARTS } from '../../../nodes/MobiConnect/resources/sms/sendAndWait/questionLink';
import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, type Workflow } from '../../../harness/n8n/workflows.mts';
import { splitParts } from '../../../sms/text';
import { chain, sendSms, webhook, withServants, type Step } from '../support/chain.mts';
import { executionWith } from '../support/executions.mts';
import { startModel, type Model } from '../support/model.mts';
import { openEditor } from '../support/openEditor.mts';
import { callWebhook, openWorld, received, type World } from '../support/world.mts';
import { executionOfLink, linkTo, open, press } from './phone.mts';

/** The node as a review step: a person is asked by SMS before the agent's tool may run. n8n 2 alone has such steps. */
let world: World;
let rest: Rest;
const models = new Map<string, Model>();

const [OWNER, CUSTOMER] = ['254700000081', '254700000082'];
const SHORT = { message: 'Your refund is on its way', recipients: CUSTOMER };
const LONG = { message: 'We are very sorry. '.repeat(60), recipients: CUSTOMER };
const CALLS = { short: [[SHORT]], long: [[LONG]], brief: [[SHORT]], two: [[SHORT, SHORT]] };

/** What the model says of a call that a person has to approve. */
const gated = (input: object) => ({ toolParameters: input, hitlParameters: {} });

const tool: Step = {
	...sendSms({
		message: "={{ $fromAI('message', 'The text', 'string') }}",
		recipients: "={{ $fromAI('recipients', 'The phone numbers', 'string') }}",
	}),
	name: 'Text a customer',
	type: 'n8n-nodes-mobiconnect.mobiConnectTool',
};

function review(options: object): Step {
	const step = sendSms({ operation: 'sendAndWait', recipients: OWNER, options });
	// The message is the one that n8n puts into each review step.
	const { message, ...parameters } = step.parameters;
	return { ...step, parameters, name: 'Ask the owner', type: 'n8n-nodes-mobiconnect.mobiConnectHitlTool' };
}

const BRIEFLY = {
	limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } },
};

const assistant: Step = {
	name: 'Assistant',
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion: 3,
	parameters: { promptType: 'define', text: 'Tell the customer', options: {} },
};

function agent(id: string): Workflow {
	const called: Step = { ...webhook(id), parameters: { httpMethod: 'POST', path: id, options: {} } };
	const languageModel: Step = {
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		parameters: { model: { __rl: true, mode: 'id', value: 'gpt-4.1-mini' }, options: {} },
		settings: { credentials: { openAiApi: { id, name: id } } },
	};
	const reviewed = withServants(chain(id, called, assistant), assistant.name, {
		ai_languageModel: languageModel,
		ai_tool: review(id === 'brief' ? BRIEFLY : {}),
	});
	return withServants(reviewed, 'Ask the owner', { ai_tool: tool });
}

beforeAll(async () => {
	world = await openWorld();
	const credentials = [];
	for (const [id, turns] of Object.entries(CALLS)) {
		const model = await startModel(
			turns.map((turn) => turn.map(gated)),
			'Done.',
		);
		models.set(id, model);
		world.finally(() => model.close());
		credentials.push({ id, name: id, type: 'openAiApi', data: { apiKey: 'none', url: model.url } });
	}
	await importCredentials(world.instance, world.account, credentials);
	const agents = Object.keys(CALLS).map(agent);
	await importWorkflows(world.instance, [...agents, chain('bare', webhook('bare'), assistant)]);
	({ rest } = await world.begin());
	for (const { id } of agents) await rest.activate(id);
	for (const { id } of agents) await rest.webhookReady(id);
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

async function askAgent(id: keyof typeof CALLS): Promise<{ readonly link: string; readonly id: string }> {
	await callWebhook(world.instance, id, {});
	const link = await linkTo(world.sandbox, OWNER);
	const execution = executionOfLink(link);
	await executionWith(rest, execution, 'waiting');
	return { link, id: execution };
}

const ended = async (id: string) => await executionWith(rest, id, 'ended', 150_000);
const toCustomer = () =>
	received(world.sandbox)
		.filter(({ to }) => to === CUSTOMER)
		.map(({ text }) => text);

test('the editor offers the node among the review steps, without fields that it does not need', async () => {
	const types = await rest.nodeTypes();
	const twin = types.find(({ name }) => name === 'n8n-nodes-mobiconnect.mobiConnectHitlTool');
	expect(twin).toMatchObject({
		codex: { subcategories: { AI: ['Tools'], Tools: ['Human in the Loop'] } },
		outputs: [expect.objectContaining({ displayName: 'Human review' })],
	});
});

test('approve lets the tool run', async () => {
	const { link, id } = await askAgent('short');
	const { html } = await open(link);
	expect(html).toContain('Text_a_customer');
	expect(html).toContain(SHORT.message);
	expect(toCustomer()).toEqual([]);
	await press(link, 'approve');
	expect((await ended(id)).status).toBe('success');
	expect(toCustomer()).toEqual([SHORT.message]);
});

test('decline does not, and the model is told', async () => {
	const { link, id } = await askAgent('short');
	await press(link, 'decline');
	expect((await ended(id)).status).toBe('success');
	expect(toCustomer()).toEqual([]);
	expect(models.get('short')?.toolAnswers.join()).toContain('rejected');
});

test('nor does a question that nobody answers in time', async () => {
	await callWebhook(world.instance, 'brief', {});
	const { status } = await ended(executionOfLink(await linkTo(world.sandbox, OWNER)));
	expect(status).toBe('success');
	expect(toCustomer()).toEqual([]);
});

test('the text is cut to a few parts, and the page shows all of it', async () => {
	const { link } = await askAgent('long');
	const text = world.sandbox.messages().find(({ to }) => to === OWNER)?.text ?? '';
	expect(splitParts(text)).toHaveLength(MAX_REVIEW_PARTS);
	expect((await open(link)).html).toContain(LONG.message.trimEnd());
});

test('of two calls of a turn each is asked about, one after the other, and what is approved runs', async () => {
	const { link, id } = await askAgent('two');
	const questions = () => received(world.sandbox).filter(({ to }) => to === OWNER).length;
	expect(questions()).toBe(1);
	await press(link, 'approve');
	await world.sandbox.waitFor(() => questions() === 2, 180_000);
	await executionWith(rest, id, 'waiting');
	await press(await linkTo(world.sandbox, OWNER), 'decline');
	expect((await ended(id)).status).toBe('success');
	expect(toCustomer()).toEqual([SHORT.message]);
});

test('in the editor it is among the steps of human review that an agent offers', async () => {
	const { editor, problems } = await openEditor(world);
	await editor.open('bare');
	expect(await editor.reviewSteps()).toContain('MobiConnect');
	expect(problems).toEqual([]);
});
