import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program that Debian packages, and where to look for it before asking Debian. */
interface Tool {
	readonly debian: string;
	find(): string | undefined;
}

const APT_LOCK_SECONDS = 600;

const tools = {
	chromium: { debian: 'chromium', find: () => onPath('chromium', 'chromium-browser', 'google-chrome') },
	redis: { debian: 'redis-server', find: () => onPath('redis-server', 'valkey-server') },
	postgres: { debian: 'postgresql', find: () => postgresBin('postgres') },
} satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** The names of all the programs that tests need beside npm's packages. */
export const toolNames: readonly ToolName[] = ['chromium', 'redis', 'postgres'];

/** Finds a program, and says how to come by it where it is missing. */
export function need(name: ToolName): string {
	const found = tools[name].find();
	if (!found) throw new Error(`${name} is missing. ${howToInstall([name])}`);
	return found;
}

/** Installs those that are missing, in one go, where this is Debian and we may; says what to do where not. */
export function installMissing(names: readonly ToolName[]): void {
	const missing = names.filter((name) => !tools[name].find());
	if (missing.length === 0) return;
	const mayInstall = onPath('apt-get') !== undefined && process.getuid?.() === 0;
	if (!mayInstall) throw new Error(`Missing: ${missing.join(', ')}. ${howToInstall(missing)}`);
	const packages = missing.map((name) => tools[name].debian);
	console.log(`Installing from Debian: ${packages.join(', ')}…`);
	// What counts is whether the packages install: one list of several may well be out of reach.
	aptGet('update', '-qq');
	const failure = aptGet('install', '-y', '-qq', '--no-install-recommends', ...packages);
	if (failure) throw new Error(`apt-get install ${packages.join(' ')} failed:\n${failure}`);
}

function howToInstall(names: readonly ToolName[]): string {
	const packages = names.map((name) => tools[name].debian).join(' ');
	return `Install it with your system's packages; on Debian, as root: apt-get update && apt-get install ${packages}`;
}

/** Runs apt-get and hands back what it said if it failed; waits for the end of another one that is running. */
function aptGet(...args: string[]): string | undefined {
	const { status, stderr } = spawnSync(
		'apt-get',
		['-o', `DPkg::Lock::Timeout=${APT_LOCK_SECONDS}`, ...args],
		{
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
			stdio: ['ignore', 'ignore', 'pipe'],
			encoding: 'utf8',
		},
	);
	return status === 0 ? undefined : stderr.slice(-2_000);
}

function onPath(...names: string[]): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(delimiter);
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Debian keeps PostgreSQL's programs off the path, one folder for each version. */
export function postgresBin(program: string): string | undefined {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
	const debian = versions.map((version) => join(root, version, 'bin', program)).find(existsSync);
	return debian ?? onPath(program);
}
