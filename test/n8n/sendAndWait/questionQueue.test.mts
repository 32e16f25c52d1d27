import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { startCluster, type Cluster } from '../../../harness/n8n/cluster.mts';
import { install } from '../../../harness/install/install.mts';
import { Rest } from '../../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows } from '../../../harness/n8n/workflows.mts';
import { chain, sendSms, webhook, type Step } from '../support/chain.mts';
import { executionWith } from '../support/executions.mts';
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

beforeAll(async () => {
	sandbox = await startSandbox();
	putAway.push(sandbox.close);
	cluster = await startCluster(await install(release, () => undefined), {
		workers: 2,
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
	const texted = new URL(await linkTo(sandbox, OWNER));
	// The link names the process that made it; in front of a real cluster a proxy leads it to whatever takes webhooks.
	texted.port = String(cluster.webhook.instance.port);
	const link = texted.href;
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
