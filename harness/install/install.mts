import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from './lock.mts';
import { npm } from './npm.mts';
import type { Release } from './releases.mts';

/** Where an installed n8n is, and with what to start it. */
export interface Installation {
	readonly release: Release;
	readonly folder: string;
	readonly node: string;
	readonly cli: string;
}

/** Tells whoever waits for an installation how far it is. */
export type Log = (line: string) => void;

/** Written last, so that it tells an installation from any other folder of that name. */
const STAMP = 'installed.json';

/** Where all that is installed for this project is kept. */
export function cacheFolder(): string {
	return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'n8n-nodes-mobiconnect');
}

/**
 * Installs n8n into the user's cache folder, once.
 *
 * The work is done in a folder of its own, which is renamed when all is done: a folder under the final name is always
 * whole. Whoever comes meanwhile waits. What an installer left that was interrupted is removed by the next one, which
 * begins again: npm has kept what it fetched.
 */
export async function install(release: Release, log: Log): Promise<Installation> {
	const installation = describe(release);
	const { folder } = installation;
	if (existsSync(folder)) return checked(installation);
	checkNode(release);

	await mkdir(dirname(folder), { recursive: true });
	const onWait = () => log(`Somebody else is installing n8n ${release.version}: waiting for them.`);
	await withLock(`${folder}.lock`, onWait, async () => {
		if (existsSync(folder)) return;
		const unfinished = `${folder}.unfinished-`;
		await removeAll(unfinished);
		const work = await mkdtemp(unfinished);
		await fill(release, work, log);
		await rename(work, folder);
		log(`n8n ${release.version} is installed in ${folder}`);
	});
	return checked(installation);
}

/** Removes the folders whose paths begin like this; an npm that is being stopped may still write into them. */
async function removeAll(prefix: string): Promise<void> {
	const names = (await readdir(dirname(prefix))).filter((name) => name.startsWith(basename(prefix)));
	for (const name of names) {
		await rm(join(dirname(prefix), name), { recursive: true, force: true, maxRetries: 10 });
	}
}

function describe(release: Release): Installation {
	const { env: _, ...recipe } = release;
	const hash = createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 8);
	const folder = join(cacheFolder(), `n8n-${release.version}-${hash}`);
	return {
		release,
		folder,
		node: nodeIn(folder, release),
		cli: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

function nodeIn(folder: string, release: Release): string {
	return ownNodeFits(release)
		? process.execPath
		: join(folder, 'node_modules', nodePackage(), 'bin', nodeBinary());
}

function ownNodeFits({ node }: Pick<Release, 'node'>): boolean {
	return process.versions.node.split('.')[0] === node.split('.')[0];
}

/** For macOS npm has none of these versions, which it would say after minutes, and in its own words. */
function checkNode({ version, node }: Release): void {
	if (process.platform !== 'darwin' || ownNodeFits({ node })) return;
	throw new Error(
		`n8n ${version} runs with Node.js ${node.split('.')[0]}, and this is ${process.versions.node}. npm has no copy of it for macOS:\n` +
			'install that Node.js, and start this again with it.',
	);
}

function nodePackage(): string {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return `node-${platform}-${process.arch}`;
}

function nodeBinary(): string {
	return process.platform === 'win32' ? 'node.exe' : 'node';
}

function checked(installation: Installation): Installation {
	const { folder, node, cli } = installation;
	const missing = [join(folder, STAMP), node, cli].find((file) => !existsSync(file));
	if (missing) throw new Error(brokenInstall(installation, `${missing} is missing`));
	return installation;
}

/** What to tell people whose installation does not work. */
export function brokenInstall(installation: Installation, what: string): string {
	return (
		`The installation of n8n ${installation.release.version} is broken: ${what}.\n` +
		`Remove it and try again, which installs it anew:\n  rm -rf '${installation.folder}'`
	);
}

async function fill(release: Release, work: string, log: Log): Promise<void> {
	log(
		`Installing n8n ${release.version} with Node.js ${release.node}: about 3 GB, five minutes or so, once.`,
	);
	const node = ownNodeFits(release) ? {} : { [nodePackage()]: release.node };
	const manifest = {
		name: 'n8n-for-n8n-nodes-mobiconnect',
		private: true,
		dependencies: { n8n: release.version, ...node },
		overrides: release.overrides,
	};
	await writeFile(join(work, 'package.json'), JSON.stringify(manifest));
	await npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], { folder: work, log });
	// `--ignore-scripts` may have been inherited, from the `.npmrc` of the project that this runs in.
	const rebuild = ['rebuild', ...release.rebuild, '--ignore-scripts=false'];
	await npm(rebuild, { folder: work, log, env: buildEnv(release, work) });
	await tryOut(release, work);
	await writeFile(join(work, STAMP), JSON.stringify({ ...release, on: new Date().toISOString() }));
}

/** What must be built is built by the Node.js that will load it, against the headers that came with it. */
function buildEnv(release: Release, work: string): Record<string, string> {
	if (ownNodeFits(release)) return {};
	const home = join(work, 'node_modules', nodePackage());
	return { PATH: [join(home, 'bin'), process.env['PATH']].join(delimiter), npm_config_nodedir: home };
}

/** npm calls an installation good whose native parts were not built: only loading them tells. */
async function tryOut(release: Release, work: string): Promise<void> {
	const load = release.rebuild.map((name) => `require('${name}')`).join(';');
	await promisify(execFile)(nodeIn(work, release), ['-e', load], { cwd: work });
}
