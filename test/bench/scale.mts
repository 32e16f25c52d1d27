/**
 * `node --import tsx test/bench/scale.mts [WORKERS …]`: how many webhook calls a second n8n's queue mode takes with
 * so many workers on this machine, each call sending one SMS to the sandbox. Without numbers: with 1 and with 2.
 */
import { startSandbox } from '../../sandbox/index.mts';
import { startCluster } from '../../harness/n8n/cluster.mts';
import { install } from '../../harness/install/install.mts';
import { callMany, percentile } from './measure/load.mts';
import { build } from '../../harness/n8n/package.mts';
import { newest } from '../../harness/install/releases.mts';
import { Rest } from '../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, ourWorkflows } from '../../harness/n8n/workflows.mts';

const CALLS = 1_000;
const WARM_UP_CALLS = 50;
const CALLS_AT_ONCE = 20;

const asked = process.argv.slice(2).map(Number);
build();
console.log(
	'| workers | calls a second | median answer | 99 of 100 within | sign-ins |\n|---|---|---|---|---|',
);
for (const workers of asked.length > 0 ? asked : [1, 2]) console.log(await measure(workers));

async function measure(workers: number): Promise<string> {
	const sandbox = await startSandbox();
	const cluster = await startCluster(await install(newest, console.log), {
		workers,
		prepare: async (instance) => {
			await importCredentials(instance, { ...sandbox.account, baseUrl: sandbox.apiUrl });
			await importWorkflows(instance, await ourWorkflows());
		},
	});
	try {
		const { url } = cluster.webhook.instance;
		const rest = await Rest.logIn(cluster.main.instance);
		await rest.activate('webhook-to-sms');
		await rest.webhookReady('send-sms', url);
		await callMany(`${url}/webhook/send-sms`, messages(WARM_UP_CALLS), CALLS_AT_ONCE);
		const load = await callMany(`${url}/webhook/send-sms`, messages(CALLS), CALLS_AT_ONCE);
		const { signIns, messages: sent } = sandbox.counts();
		if (sent !== CALLS + WARM_UP_CALLS)
			throw new Error(`${sent} messages arrived, not ${CALLS + WARM_UP_CALLS}`);
		const cells = [
			workers,
			(CALLS / load.seconds).toFixed(1),
			`${percentile(load, 0.5)} ms`,
			`${percentile(load, 0.99)} ms`,
			signIns,
		];
		return `| ${cells.join(' | ')} |`;
	} finally {
		await cluster.stop();
		await sandbox.close();
	}
}

function messages(count: number): unknown[] {
	return Array.from({ length: count }, (_, index) => ({
		to: `2547001${String(index).padStart(5, '0')}`,
		message: `Message ${index} of ${count}`,
	}));
}
