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

const tool: Step = {
	...sendSms(
		{
			descriptionType: 'manual',
			toolDescription: 'Sends an SMS',
			message: "={{ $fromAI('message', 'The text', 'string') }}",
			recipients: "={{ $fromAI('recipients', 'The phone numbers', 'string') }}",
			options: { recipientsPerRequest: 1, concurrentRequests: 1 },
		},
		{ retryOnFail: true, maxTries: 3, waitBetweenTries: 10 },
	),
	type: 'n8n-nodes-mobiconnect.mobiConnectTool',
};

/** An agent with our tool, and a model that is a stand-in. */
function agent(id: string, typeVersion: number, model: string): Workflow {
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
		ai_tool: tool,
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
	const turnsOf = { tries: [[BOTH]], calls: THREE_ALIKE, lost: [[LOST]] };
	const credentials = [];
	for (const [id, turns] of Object.entries(turnsOf)) {
		const model = await startModel(turns, 'Done.');
		models.set(id, model);
		world.finally(() => model.close());
		credentials.push({ id, name: id, type: 'openAiApi', data: { apiKey: 'none', url: model.url } });
	}
	await importCredentials(world.instance, world.account, credentials);
	const agents = AGENTS.flatMap(([version, typeVersion]) =>
		Object.keys(turnsOf).map((model) => agent(idOf(model, version), typeVersion, model)),
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

	test('the model reads that a text may have gone out, which no try sends again', async () => {
		await callWebhook(world.instance, idOf('lost', version), {});
		expect(models.get('lost')?.toolAnswers.at(-1)).toContain('may have been texted');
		expect(world.sandbox.counts().sends).toBe(1);
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
