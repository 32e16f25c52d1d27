import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install } from '../../harness/install/install.mts';
import { releases } from '../../harness/install/releases.mts';

let cache: string;
const { platform } = process;
const given = process.env['XDG_CACHE_HOME'];

beforeEach(async () => {
	cache = await mkdtemp(join(tmpdir(), 'install-'));
	process.env['XDG_CACHE_HOME'] = cache;
});

afterEach(async () => {
	Object.defineProperty(process, 'platform', { value: platform });
	if (given === undefined) delete process.env['XDG_CACHE_HOME'];
	else process.env['XDG_CACHE_HOME'] = given;
	await rm(cache, { recursive: true });
});

test('on macOS, an n8n that needs another Node.js than the one at hand is not begun to be installed, and the error names both', async () => {
	Object.defineProperty(process, 'platform', { value: 'darwin' });
	const [major] = process.versions.node.split('.');
	const release = releases.find(({ node }) => !node.startsWith(`${major}.`));
	if (!release) throw new Error('Every n8n runs with this Node.js');
	await expect(install(release, () => undefined)).rejects.toThrow(
		`n8n ${release.version} runs with Node.js ${release.node.split('.')[0]}, and this is ${process.versions.node}`,
	);
	expect(await readdir(cache)).toEqual([]);
});
