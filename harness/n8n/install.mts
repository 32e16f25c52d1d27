import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { npm } from './npm.mts';
import type { Release } from './releases.mts';

/** Where an installed n8n is, and with what to start it. */
export interface Installation {
	readonly release: Release;
	readonly folder: string;
	readonly node: string;
	readonly cli: string;
}

export type Say = (line: string) => void;

/** An installer shows that it is alive by touching its folder this often. */
const HEARTBEAT = 2_000;
const DEAD_AFTER = 30_000;
const STAMP = 'installed.json';

export function cacheFolder(): string {
	return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'n8n-nodes-mobiconnect');
}

/**
 * Installs n8n into the user's cache folder, once.
 *
 * An installer works in a folder of its own and renames it when all is done, so a folder under the final name is
 * always whole, and two installers can't disturb each other. A folder left by an installer that died is taken over
 * by renaming it, which only one can do; npm then goes on from there.
 */
export async function install(release: Release, say: Say): Promise<Installation> {
	const installation = describe(release);
	if (existsSync(join(installation.folder, STAMP))) return checked(installation);

	const work = `${installation.folder}.installing-${process.pid}`;
	await mkdir(dirname(work), { recursive: true });
	await waitForOthers(installation.folder, say);
	if (existsSync(join(installation.folder, STAMP))) return checked(installation);

	await takeOver(installation.folder, work, say);
	const heartbeat = setInterval(() => void touch(work), HEARTBEAT);
	try {
		await fill(release, work, say);
		await publish(work, installation.folder);
	} finally {
		clearInterval(heartbeat);
	}
	say(`n8n ${release.version} is installed in ${installation.folder}`);
	return checked(installation);
}

/** Removes an installation, for those who find it broken. */
export async function uninstall(release: Release): Promise<void> {
	await rm(describe(release).folder, { recursive: true, force: true });
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

function ownNodeFits(release: Release): boolean {
	return process.versions.node.split('.')[0] === release.node.split('.')[0];
}

function nodePackage(): string {
	const platform = process.platform === 'win32' ? 'win' : process.platform;
	return `node-${platform}-${process.arch}`;
}

function nodeBinary(): string {
	return process.platform === 'win32' ? 'node.exe' : 'node';
}

function checked(installation: Installation): Installation {
	const missing = [installation.node, installation.cli].find((file) => !existsSync(file));
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

async function fill(release: Release, work: string, say: Say): Promise<void> {
	say(
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
	await npm(['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'], { folder: work, say });
	// `--ignore-scripts` may have been inherited, from the `.npmrc` of the project that this runs in.
	const rebuild = ['rebuild', ...release.rebuild, '--ignore-scripts=false'];
	await npm(rebuild, { folder: work, say, env: buildEnv(release, work) });
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

async function publish(work: string, folder: string): Promise<void> {
	// A folder under the final name without a stamp is nobody's: something else put it there.
	if (!existsSync(join(folder, STAMP))) await rm(folder, { recursive: true, force: true });
	try {
		await rename(work, folder);
	} catch (error) {
		if (!existsSync(join(folder, STAMP))) throw error;
		await rm(work, { recursive: true, force: true });
	}
}

/** Others are at the same installation: let them finish rather than do it twice. */
async function waitForOthers(folder: string, say: Say): Promise<void> {
	let told = false;
	while ((await installers(folder)).some((other) => other.alive)) {
		if (!told) say('Another process is installing the same n8n: waiting for it.');
		told = true;
		await pause(500);
	}
}

async function takeOver(folder: string, work: string, say: Say): Promise<void> {
	for (const dead of (await installers(folder)).filter((other) => !other.alive)) {
		const kept =
			!existsSync(work) &&
			(await rename(dead.folder, work).then(
				() => true,
				() => false,
			));
		if (kept) say('Going on with an installation that was interrupted.');
		else await rm(dead.folder, { recursive: true, force: true });
	}
	await mkdir(work, { recursive: true });
	await touch(work);
}

async function installers(folder: string): Promise<Array<{ folder: string; alive: boolean }>> {
	const prefix = `${basename(folder)}.installing-`;
	const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
	return await Promise.all(
		names.map(async (name) => {
			const path = join(dirname(folder), name);
			const touched = await stat(path).then(
				(stats) => stats.mtimeMs,
				() => 0,
			);
			const pid = Number(name.slice(prefix.length));
			return { folder: path, alive: isRunning(pid) && Date.now() - touched < DEAD_AFTER };
		}),
	);
}

function isRunning(pid: number): boolean {
	if (pid === process.pid) return false;
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function touch(folder: string): Promise<void> {
	const now = new Date();
	await utimes(folder, now, now).catch(() => undefined);
}
