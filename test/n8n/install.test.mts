import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PROJECT } from '../../harness/n8n/package.mts';
import { releases } from '../../harness/install/releases.mts';
import { processesWith, type, type Typed } from './support/terminal.mts';
import { release } from './support/world.mts';

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

/** What is read here of Jest's configuration. */
interface Config {
	readonly projects: ReadonlyArray<{ readonly globalSetup: string }>;
}

let folder: string;
const started: Typed[] = [];

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'install-'));
	await mkdir(join(folder, 'bin'));
	await writeFile(join(folder, 'bin', 'npm'), NPM);
	await chmod(join(folder, 'bin', 'npm'), 0o755);
});

afterEach(async () => {
	// One that is still there after a test that failed would wait for ever.
	for (const one of started.splice(0)) one.signal('SIGKILL');
	expect(await processesWith(folder)).toEqual([]);
	await rm(folder, { recursive: true, force: true });
});

/** A process that installs n8n when it is told to by this script. */
function run(...args: string[]): Typed {
	const running = type(process.execPath, ['--import', 'tsx', ...args], {
		XDG_CACHE_HOME: join(folder, 'cache'),
		PATH: [join(folder, 'bin'), process.env['PATH']].join(delimiter),
		REAL_NODE: process.execPath,
	});
	started.push(running);
	return running;
}

function installer(): Typed {
	return run(join(PROJECT, 'scripts', 'installN8n.mts'), release.version);
}

/** An installer that is in the middle of its work, and would be for long. */
async function installerAtWork(): Promise<Typed> {
	await writeFile(join(folder, 'hang'), '');
	const atWork = installer();
	await atWork.says(/Installing n8n/);
	while ((await timesAsked()) === 0) await new Promise((resolve) => setImmediate(resolve));
	return atWork;
}

async function timesAsked(): Promise<number> {
	const asked = await readFile(join(folder, 'asked'), 'utf8').catch(() => '');
	return asked.split('\n').length - 1;
}

/** What is in the cache folder: one installation, whole, and nothing that was left unfinished. */
async function expectOneInstallation(): Promise<void> {
	const names = await readdir(join(folder, 'cache', 'n8n-nodes-mobiconnect'));
	const [name = ''] = names;
	expect(names).toEqual([expect.stringMatching(/^n8n-[\d.]+-[0-9a-f]{8}$/), `${name}.lock`]);
	expect(await installer().ended).toBe(0);
}

test('what is installed is not installed again', async () => {
	expect(await installer().ended).toBe(0);
	expect(await installer().ended).toBe(0);
	expect(await timesAsked()).toBe(1);
});

test('three installers at once make one installation', async () => {
	const all = [installer(), installer(), installer()];
	expect(await Promise.all(all.map((one) => one.ended))).toEqual([0, 0, 0]);
	expect(await timesAsked()).toBe(1);
	await expectOneInstallation();
});

test('two callers at once in one process make one installation', async () => {
	const harness = join(PROJECT, 'harness', 'install');
	const script = `
		import { install } from ${JSON.stringify(join(harness, 'install.mts'))};
		import { releaseFor } from ${JSON.stringify(join(harness, 'releases.mts'))};
		const release = releaseFor('${release.version}');
		const [one, other] = await Promise.all([install(release, console.log), install(release, console.log)]);
		console.log(one.folder === other.folder ? 'the same' : 'two');
	`;
	const both = run('--input-type=module', '--eval', script);
	expect(await both.ended).toBe(0);
	expect(both.output()).toContain('the same');
	expect(await timesAsked()).toBe(1);
	await expectOneInstallation();
});

test.each(['SIGINT', 'SIGKILL'] as const)(
	'an installer ended by %s leaves nothing running, and the next one begins again',
	async (signal) => {
		const ended = await installerAtWork();
		ended.signal(signal);
		await ended.ended;
		expect(await installer().ended).toBe(0);
		expect(await timesAsked()).toBe(2);
		await expectOneInstallation();
	},
);

test('an installer that waits for another one takes over when that one is killed', async () => {
	const atWork = await installerAtWork();
	const waiting = installer();
	await waiting.says(/waiting for them/);
	expect(await timesAsked()).toBe(1);
	atWork.signal('SIGKILL');
	expect(await waiting.ended).toBe(0);
	expect(await timesAsked()).toBe(2);
	await expectOneInstallation();
});

test('an installation with something missing is told as broken, with the way to remove it', async () => {
	expect(await installer().ended).toBe(0);
	const [name = ''] = await readdir(join(folder, 'cache', 'n8n-nodes-mobiconnect'));
	const broken = join(folder, 'cache', 'n8n-nodes-mobiconnect', name);
	await rm(join(broken, 'node_modules', 'n8n'), { recursive: true });
	const next = installer();
	expect(await next.ended).toBe(1);
	expect(next.output()).toContain('is broken');
	expect(next.output()).toContain(`rm -rf '${broken}'`);
});

test('each version of n8n is installed ahead of its tests: Jest runs a global setup once for each file', () => {
	const { projects } = jest.requireActual<Config>('./jest.config.js');
	const setups = projects.map(({ globalSetup }) => globalSetup);
	expect(new Set(setups).size).toBe(releases.length);
});
