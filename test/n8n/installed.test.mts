import { lstat, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE, PROJECT, readManifest } from '../../harness/n8n/package.mts';
import type { Rest } from '../../harness/n8n/rest.mts';
import { importCredentials, importWorkflows, ourWorkflows } from '../../harness/n8n/workflows.mts';
import { startRegistry } from './support/registry.mts';
import { callWebhook, openWorld, received, type World } from './support/world.mts';

let world: World;
let rest: Rest;

beforeAll(async () => {
	const registry = await startRegistry(await mkdtemp(join(tmpdir(), 'registry-')));
	world = await openWorld({ withPackage: false, env: { PATH: registry.path } });
	world.finally(() => registry.close());
	await importCredentials(world.instance, world.account);
	await importWorkflows(world.instance, await ourWorkflows());
	({ rest } = await world.begin());
});

afterAll(async () => await world.close());

/** The names of our node among all that the editor offers. */
async function offered(): Promise<string[]> {
	return (await rest.nodeTypes()).map(({ name }) => name).filter((name) => name.startsWith(PACKAGE));
}

test('n8n itself installs the packed package, offers its node, and runs it', async () => {
	expect(await offered()).toEqual([]);
	const { version } = await readManifest(join(PROJECT, 'package.json'));
	const installed = await rest.call('POST', '/rest/community-packages', { name: PACKAGE, version });
	expect(installed).toMatchObject({
		packageName: PACKAGE,
		installedNodes: [{ name: 'MobiConnect', type: `${PACKAGE}.mobiConnect`, latestVersion: 1 }],
	});
	expect(await offered()).toEqual(expect.arrayContaining([`${PACKAGE}.mobiConnect`]));

	await rest.activate('webhook-to-sms');
	await rest.webhookReady('send-sms');
	const answer = await callWebhook(world.instance, 'send-sms', { to: '0700 000 041', message: 'Installed' });
	expect(await answer.json()).toMatchObject({ status: 'accepted' });
	expect(received(world.sandbox)).toEqual([{ to: '254700000041', text: 'Installed' }]);
});

test('what was installed is the package alone, without a link and without dependencies', async () => {
	const folder = join(world.instance.packages, 'node_modules', PACKAGE);
	expect((await lstat(folder)).isSymbolicLink()).toBe(false);
	expect(await readdir(folder)).not.toContain('node_modules');
	expect(await readManifest(join(folder, 'package.json'))).not.toHaveProperty('dependencies');
});
