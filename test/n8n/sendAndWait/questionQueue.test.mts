import { request as requestOf } from 'node:http';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { startCluster, type Cluster } from '../../../harness/n8n/cluster.mts';
import { install } from '../../../harness/install/install.mts';
import { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows } from '../../../harness/n8n/workflows.mts';
import { chain, sendSms, webhook, type Step } from '../support/chain.mts';
import { executionWith } from '../support/executions.mts';
import { serve, type Server } from '../support/server.mts';
import { received, release } from '../support/world.mts';
import { executionOfLink, linkTo, open, press } from './phone.mts';

/** A question where one worker asks and another one goes on, and the page comes from a process that does neither. */
let sandbox: Sandbox;
let cluster: Cluster;
let rest: Rest;
/** What ends what was started. */
const putAway: Array<() => Promise<void>> = [];

const [OWNER, SHOP] = ['254700000071', '254700000079'];

const called: Step = { ...webhook('ask'), parameters: { httpMethod: 'POST', path: 'ask', options: {} } };
const ask: Step = {
	...sendSms({ operation: 'sendAndWait', message: 'Refund order A-1041?', recipients: OWNER }),
	name: 'Ask the owner',
};
const tell: Step = {
	...sendSms({ message: '={{ $json.data.approved ? "Refund it" : "Do not refund" }}', recipients: SHOP }),
	name: 'Tell the shop',
};

/** The public address of the cluster: what takes webhooks gets each request as it came, with the name that it was sent to. */
async function startProxy(): Promise<Server> {
	return await serve((request, response) => {
		const { hostname, port } = new URL(cluster.webhook.instance.url);
		const { method, url: path, headers } = request;
		const onward = requestOf({ hostname, port, method, path, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		request.pipe(onward);
	});
}

beforeAll(async () => {
	sandbox = await startSandbox();
	putAway.push(sandbox.close);
	const address = await startProxy();
	putAway.push(address.close);
	cluster = await startCluster(await install(release, () => undefined), {
		workers: 2,
		env: { WEBHOOK_URL: address.url },
		prepare: async (instance) => {
			await importCredentials(instance, { ...sandbox.account, baseUrl: sandbox.apiUrl });
			await importWorkflows(instance, [chain('ask', called, ask, tell)]);
		},
	});
	putAway.push(cluster.stop);
	rest = await Rest.logIn(cluster.main.instance);
	await rest.activate('ask');
	await rest.webhookReady('ask', cluster.webhook.instance.url);
});

afterAll(async () => {
	for (const one of putAway.reverse()) await one();
});

test('a question that one worker asked is answered through another process, and the other worker goes on', async () => {
	await fetch(`${cluster.webhook.instance.url}/webhook/ask`, { method: 'POST' });
	const link = await linkTo(sandbox, OWNER);
	const id = executionOfLink(link);
	await executionWith(rest, id, 'waiting');
	const asking = cluster.workers.find(({ running }) =>
		new RegExp(`started execution ${id}\\b`, 'i').test(running.output()),
	);
	if (!asking) throw new Error('No worker asked');
	await asking.running.stop();

	expect((await open(link)).html).toContain('Refund order A-1041?');
	await press(link, 'approve');

	const { status, output } = await executionWith(rest, id, 'ended');
	expect(status).toBe('success');
	expect(output(ask.name)).toMatchObject([{ data: { approved: true } }]);
	expect(received(sandbox).filter(({ to }) => to === SHOP)).toEqual([{ to: SHOP, text: 'Refund it' }]);
});
