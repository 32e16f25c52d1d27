import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { startCluster, type Cluster } from '../../scripts/n8n/cluster.mts';
import { install } from '../../scripts/n8n/install.mts';
import { Rest } from '../../scripts/n8n/rest.mts';
import { importCredentials, importWorkflows, ourWorkflows } from '../../scripts/n8n/workflows.mts';
import { callMany, percentile } from '../../scripts/n8n/load.mts';
import { received, release } from './world.mts';

const CALLS = 1_000;
const AT_ONCE = 20;
const WORKERS = 2;
/** Seconds that a token lives, and those that it is used for: the calls take longer than two of them on any machine. */
const TOKEN_LIFE = 4;
const USABLE_LIFE = TOKEN_LIFE * 0.9;

let sandbox: Sandbox;
let cluster: Cluster;

beforeAll(async () => {
	sandbox = await startSandbox({
		switches: { accessTokenLifetime: TOKEN_LIFE, refreshTokenLifetime: TOKEN_LIFE / 2 },
	});
	cluster = await startCluster(await install(release, () => undefined), {
		workers: WORKERS,
		prepare: async (instance) => {
			await importCredentials(instance, { ...sandbox.account, baseUrl: sandbox.apiUrl });
			await importWorkflows(instance, await ourWorkflows());
		},
	});
	const rest = await Rest.logIn(cluster.main.instance);
	await rest.activate('webhook-to-sms');
	await rest.webhookReady('send-sms', cluster.webhook.instance.url);
});

afterAll(async () => {
	await cluster?.stop();
	await sandbox.close();
});

test('1,000 calls through two workers while the token expires twice: each message goes out once', async () => {
	const messages = Array.from({ length: CALLS }, (_, index) => ({
		to: `2547000${String(index).padStart(5, '0')}`,
		message: `Message number ${index}`,
	}));
	const load = await callMany(`${cluster.webhook.instance.url}/webhook/send-sms`, messages, AT_ONCE);

	const { signIns, refreshes } = sandbox.counts();
	const tokensUsedUp = Math.floor(load.seconds / USABLE_LIFE);
	const shares = cluster.workers.map(
		({ running }) => running.output().match(/finished execution/gi)?.length ?? 0,
	);
	console.log(
		`${CALLS} calls in ${load.seconds.toFixed(1)} s (${Math.round(CALLS / load.seconds)} a second); ` +
			`answered in ${percentile(load, 0.5)} ms (median), ${percentile(load, 0.99)} ms (99 of 100); ` +
			`sign-ins and refreshes: ${signIns + refreshes} while ${tokensUsedUp} tokens expired; by worker: ${shares.join(' and ')}`,
	);

	const refused = load.answers.filter(({ status }) => status !== 200);
	expect(refused.slice(0, 3)).toEqual([]);
	expect(received(sandbox)).toEqual(messages.map(({ to, message }) => ({ to, text: message })));

	expect(tokensUsedUp).toBeGreaterThanOrEqual(2);
	expect(signIns + refreshes).toBeGreaterThan(tokensUsedUp);
	expect(signIns + refreshes).toBeLessThanOrEqual(WORKERS * (tokensUsedUp + 1));
	expect(shares.every((share) => share > CALLS / 10)).toBe(true);
});
