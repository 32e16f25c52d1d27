import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { startCluster, type Cluster } from '../../harness/n8n/cluster.mts';
import { install } from '../../harness/install/install.mts';
import { Rest } from '../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, ourWorkflows } from '../../harness/n8n/workflows.mts';
import { callMany, percentile } from '../bench/measure/load.mts';
import { received, release } from './support/world.mts';

const CALLS = 1_000;
const AT_ONCE = 20;
const WORKERS = 2;
/** Seconds that a token lives, and those that it is used for: the calls take longer than two of them. */
const TOKEN_LIFE_SECONDS = 4;
const USABLE_LIFE_SECONDS = TOKEN_LIFE_SECONDS * 0.9;
/** By default n8n takes a minute and a half to notice that a worker died. */
const DEATH_IS_NOTICED = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

let sandbox: Sandbox;
let cluster: Cluster;
/** What ends what was started. */
const putAway: Array<() => Promise<void>> = [];

beforeAll(async () => {
	sandbox = await startSandbox({
		switches: { accessTokenLifetime: TOKEN_LIFE_SECONDS, refreshTokenLifetime: TOKEN_LIFE_SECONDS / 2 },
	});
	putAway.push(sandbox.close);
	cluster = await startCluster(await install(release, () => undefined), {
		workers: WORKERS,
		env: DEATH_IS_NOTICED,
		prepare: async (instance) => {
			await importCredentials(instance, { ...sandbox.account, baseUrl: sandbox.apiUrl });
			await importWorkflows(instance, await ourWorkflows());
		},
	});
	putAway.push(cluster.stop);
	const rest = await Rest.logIn(cluster.main.instance);
	await rest.activate('webhook-to-sms');
	await rest.webhookReady('send-sms', cluster.webhook.instance.url);
});

afterAll(async () => {
	for (const one of putAway.reverse()) await one();
});

const webhook = () => `${cluster.webhook.instance.url}/webhook/send-sms`;

function differentMessages(count: number): Array<{ to: string; message: string }> {
	return Array.from({ length: count }, (_, index) => ({
		to: `2547001${String(index).padStart(5, '0')}`,
		message: `Message number ${index}`,
	}));
}

const asReceived = (messages: ReturnType<typeof differentMessages>) =>
	messages.map(({ to, message }) => ({ to, text: message }));

test('1,000 calls through two workers while the token expires twice: each message goes out once', async () => {
	const messages = differentMessages(CALLS);
	const load = await callMany(webhook(), messages, AT_ONCE);

	const { signIns, refreshes } = sandbox.counts();
	const tokensUsedUp = Math.floor(load.seconds / USABLE_LIFE_SECONDS);
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
	expect(received(sandbox)).toEqual(asReceived(messages));

	expect(tokensUsedUp).toBeGreaterThanOrEqual(2);
	expect(signIns + refreshes).toBeGreaterThan(tokensUsedUp);
	// Each worker renews a token ahead of time as well, in the second half of its refresh token.
	expect(signIns + refreshes).toBeLessThanOrEqual(4 * WORKERS * (tokensUsedUp + 1));
	expect(shares.every((share) => share > CALLS / 10)).toBe(true);
});

test('a worker that dies takes its runs with it, and no other one sends their messages again', async () => {
	sandbox.clear();
	const messages = differentMessages(2 * AT_ONCE);
	sandbox.next('send', { kind: 'ok', delay: 10_000, repeat: AT_ONCE });
	const calls = callMany(webhook(), messages, AT_ONCE);
	await sandbox.waitFor(() => sandbox.counts().messages >= AT_ONCE, 180_000);
	const [doomed] = cluster.workers;
	if (!doomed) throw new Error('No worker');
	process.kill(-doomed.running.pid, 'SIGKILL');

	const { answers } = await calls;
	const lost = answers.filter(({ status }) => status !== 200);

	expect(received(sandbox)).toEqual(asReceived(messages));
	expect(lost.length).toBeGreaterThan(0);
	expect(lost.length).toBeLessThan(AT_ONCE);
});
