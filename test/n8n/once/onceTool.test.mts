import type { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, type Workflow } from '../../../harness/n8n/workflows.mts';
import { chain, sendSms, webhook, withServants, type Step } from '../support/chain.mts';
import { connectMcp } from './mcpClient.mts';
import { startModel, type Model, type Turn } from '../support/model.mts';
import { callWebhook, openWorld, received, type World } from '../support/world.mts';

/** As a tool: a try goes on with its own call, and every other call is one of its own. */
let world: World;
let rest: Rest;
const models = new Map<string, Model>();

const [AMINA, BRIAN] = ['254700000051', '254700000052'];
const BOTH = { message: 'Your order is ready', recipients: `${AMINA}, ${BRIAN}` };
/** Of this number the answer gets lost. */
const LOST = { message: 'Your order is ready', recipients: '254700000941' };
const ONE = { message: 'Your order is ready', recipients: AMINA };

/** Two that are the same at the same moment, and then another one that is the same. */
const THREE_ALIKE: readonly Turn[] = [[ONE, ONE], [ONE]];

function toolWith(parameters: object, settings: object): Step {
	const asked = {
		descriptionType: 'manual',
		toolDescription: 'Sends an SMS',
		message: "={{ $fromAI('message', 'The text', 'string') }}",
		recipients: "={{ $fromAI('recipients', 'The phone numbers', 'string') }}",
		options: { recipientsPerRequest: 1, concurrentRequests: 1 },
	};
	const step = sendSms({ ...asked, ...parameters }, { ...settings });
	return { ...step, type: 'n8n-nodes-mobiconnect.mobiConnectTool' };
}

const tool = toolWith({}, { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 });

/** What a model calls, and the tool that it has. */
interface Scenario {
	readonly turns: readonly Turn[];
	readonly tool: Step;
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
	tries: { turns: [[BOTH]], tool },
	calls: { turns: THREE_ALIKE, tool },
	lost: { turns: [[LOST]], tool },
	errorOutput: { turns: [[LOST]], tool: toolWith({}, { onError: 'continueErrorOutput' }) },
	ask: { turns: [[ONE, ONE]], tool: toolWith({ operation: 'sendAndWait' }, {}) },
};

/** An agent with our tool, and a model that is a stand-in. */
function agent(id: string, typeVersion: number, model: string, ai_tool: Step): Workflow {
	const assistant: Step = {
		name: 'Assistant',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion,
		parameters: { promptType: 'define', text: 'Tell them', options: {} },
	};
	const languageModel: Step = {
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		parameters: { model: { __rl: true, mode: 'id', value: 'gpt-4.1-mini' }, options: {} },
		settings: { credentials: { openAiApi: { id: model, name: model } } },
	};
	return withServants(chain(id, webhook(id), assistant), assistant.name, {
		ai_languageModel: languageModel,
		ai_tool,
	});
}

const server: Step = {
	name: 'Server',
	type: '@n8n/n8n-nodes-langchain.mcpTrigger',
	typeVersion: 2,
	parameters: { path: 'sms-server' },
	settings: { webhookId: 'sms-server' },
};
const mcp = withServants(chain('mcp', server), server.name, { ai_tool: tool });

const AGENTS = [
	['1', 1.7],
	['2', 2.2],
	['3', 3],
] as const;

const idOf = (what: string, version: string) => `${what}-${version}`;

beforeAll(async () => {
	world = await openWorld();
	const credentials = [];
	for (const [id, { turns }] of Object.entries(SCENARIOS)) {
		const model = await startModel(turns, 'Done.');
		models.set(id, model);
		world.finally(() => model.close());
		credentials.push({ id, name: id, type: 'openAiApi', data: { apiKey: 'none', url: model.url } });
	}
	await importCredentials(world.instance, world.account, credentials);
	const agents = AGENTS.flatMap(([version, typeVersion]) =>
		Object.entries(SCENARIOS).map(([model, scenario]) =>
			agent(idOf(model, version), typeVersion, model, scenario.tool),
		),
	);
	await importWorkflows(world.instance, [...agents, mcp]);
	({ rest } = await world.begin());
	for (const { id } of [...agents, mcp]) await rest.activate(id);
	for (const { id } of agents) await rest.webhookReady(id);
});

beforeEach(() => world.sandbox.clear());

afterAll(async () => await world.close());

const recipients = () => received(world.sandbox).map(({ to }) => to);

/** Of two texts the second is refused, the first time. */
function refuseSecond(): void {
	world.sandbox.next('send', { kind: 'ok' }, { kind: 'envelopeError', message: 'Try again' });
}

describe.each(AGENTS)('as a tool of version %s of the agent', (version) => {
	test('a try after a failure texts those whom its call has not texted', async () => {
		refuseSecond();
		const answer = await callWebhook(world.instance, idOf('tries', version), {});
		expect(await answer.json()).toMatchObject([{ output: 'Done.' }]);
		expect(world.sandbox.counts().sends).toBe(3);
		expect(recipients()).toEqual([AMINA, BRIAN]);
	});

	test('calls that say the same, at the same moment and later, are sent each', async () => {
		await callWebhook(world.instance, idOf('calls', version), {});
		expect(recipients()).toEqual([AMINA, AMINA, AMINA]);
	});

	test('the model reads who may have been texted, and no try sends again', async () => {
		await callWebhook(world.instance, idOf('lost', version), {});
		const told = models.get('lost')?.toolAnswers.at(-1);
		expect(told).toContain('may have been texted');
		expect(told).toContain(LOST.recipients);
		expect(world.sandbox.counts().sends).toBe(1);
	});

	test('with an output for errors, whoever was texted is not kept from the model', async () => {
		await callWebhook(world.instance, idOf('errorOutput', version), {});
		const told = models.get('errorOutput')?.toolAnswers.at(-1);
		// In the order of the execution n8n would throw the answer away, so nothing is sent; n8n 1 does not say why, either.
		const isInOrder = version === '3';
		expect(world.sandbox.counts().sends).toBe(isInOrder ? 0 : 1);
		if (globalThis.N8N_VERSION === '1.123' && isInOrder) return;
		expect(told).toContain(isInOrder ? 'Nobody was texted' : LOST.recipients);
	});

	test('a question that would have to wait for its answer is not asked, and the model reads why', async () => {
		const told = models.get('ask');
		const before = told?.toolAnswers.length ?? 0;
		await callWebhook(world.instance, idOf('ask', version), {});
		const answers = told?.toolAnswers.slice(before) ?? [];
		expect(answers).toHaveLength(2);
		for (const answer of answers) expect(answer).toContain("can't wait for an answer");
		expect(recipients()).toEqual([]);
	});
});

describe('as a tool of the MCP Server Trigger', () => {
	const connect = async () => await connectMcp(`${world.instance.url}/mcp/sms-server`);

	test('it sends, and answers what became of it', async () => {
		const client = await connect();
		expect(await client.callTool('Send_SMS', ONE)).toContain('accepted');
		expect(recipients()).toEqual([AMINA]);
	});

	test('it answers that a text may have gone out', async () => {
		const client = await connect();
		expect(await client.callTool('Send_SMS', LOST)).toContain('may have been texted');
		expect(world.sandbox.counts().sends).toBe(1);
	});

	test('a try after a failure texts those whom its call has not texted, and the same call again is sent', async () => {
		const client = await connect();
		refuseSecond();
		expect(await client.callTool('Send_SMS', BOTH)).toContain('accepted');
		expect(recipients()).toEqual([AMINA, BRIAN]);
		expect(world.sandbox.counts().sends).toBe(3);
		await client.callTool('Send_SMS', BOTH);
		expect(recipients()).toEqual([AMINA, AMINA, BRIAN, BRIAN]);
	});
});
