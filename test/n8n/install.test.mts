import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PROJECT } from '../../harness/n8n/package.mts';
import { processesWith, type } from './terminal.mts';
import { release } from './world.mts';

/**
 * Stands in for npm: makes what an installation must have, slowly, and notes each time it is asked to install.
 * The first install never ends where a file `hang` is beside it, which is gone before the asking is noted: whoever
 * has seen the note may stop it.
 */
const NPM = `#!/bin/sh
here=$(dirname "$0")/..
[ "$1" = install ] || exit 0
mkdir -p node_modules/n8n/bin node_modules/sqlite3
rm "$here/hang" 2>/dev/null && seconds=600
echo install >> "$here/asked"
sleep "\${seconds:-1}"
for name in $(sed -n 's/.*"\\(node-[a-z0-9-]*\\)".*/\\1/p' package.json); do
	mkdir -p "node_modules/$name/bin" && ln -sf "$REAL_NODE" "node_modules/$name/bin/node"
done
touch node_modules/n8n/bin/n8n
echo 'module.exports = {}' > node_modules/sqlite3/index.js
`;

let folder: string;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'install-'));
	await mkdir(join(folder, 'bin'));
	await writeFile(join(folder, 'bin', 'npm'), NPM);
	await chmod(join(folder, 'bin', 'npm'), 0o755);
});

afterEach(async () => {
	expect(await processesWith(folder)).toEqual([]);
	await rm(folder, { recursive: true, force: true });
});

function installer(): ReturnType<typeof type> {
	const script = join(PROJECT, 'scripts', 'n8n', 'install-cli.mts');
	return type(process.execPath, ['--import', 'tsx', script, release.version], {
		XDG_CACHE_HOME: join(folder, 'cache'),
		PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
		REAL_NODE: process.execPath,
	});
}

async function timesAsked(): Promise<number> {
	return (await readFile(join(folder, 'asked'), 'utf8')).trim().split('\n').length;
}

async function inCache(): Promise<string[]> {
	return await readdir(join(folder, 'cache', 'n8n-nodes-mobiconnect'));
}

test('what is installed is not installed again', async () => {
	expect(await installer().ended).toBe(0);
	expect(await installer().ended).toBe(0);
	expect(await timesAsked()).toBe(1);
});

test('three installers at once make one installation', async () => {
	const all = [installer(), installer(), installer()];
	expect(await Promise.all(all.map((one) => one.ended))).toEqual([0, 0, 0]);
	expect(await inCache()).toEqual([expect.stringMatching(/^n8n-[\d.]+-[0-9a-f]{8}$/)]);
});

test('an installation that was interrupted is gone on with', async () => {
	await writeFile(join(folder, 'hang'), '');
	const interrupted = installer();
	await interrupted.says(/Installing n8n/);
	while ((await timesAsked().catch(() => 0)) === 0) await new Promise((resolve) => setImmediate(resolve));
	interrupted.pressCtrlC();
	await interrupted.ended;

	const next = installer();
	expect(await next.ended).toBe(0);
	expect(next.output()).toContain('Going on with an installation that was interrupted');
	expect(await inCache()).toEqual([expect.stringMatching(/^n8n-[\d.]+-[0-9a-f]{8}$/)]);
});
