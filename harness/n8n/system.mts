import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A program that Debian packages, and where to look for it before asking Debian. */
interface Tool {
	readonly debian: string;
	find(): string | undefined;
}

const tools = {
	chromium: { debian: 'chromium', find: () => onPath('chromium', 'chromium-browser', 'google-chrome') },
	redis: { debian: 'redis-server', find: () => onPath('redis-server', 'valkey-server') },
	postgres: { debian: 'postgresql', find: () => postgresBin('postgres') },
} satisfies Record<string, Tool>;

/** Finds a program; where it is missing, installs it if this is Debian and we may, and says what to do if not. */
export function need(name: keyof typeof tools): string {
	const tool = tools[name];
	const found = tool.find();
	if (found) return found;
	installFromDebian(tool.debian);
	const installed = tool.find();
	if (!installed)
		throw new Error(`${name} is missing. Install it (on Debian: apt-get install ${tool.debian}).`);
	return installed;
}

function installFromDebian(name: string): void {
	if (!onPath('apt-get') || process.getuid?.() !== 0) return;
	console.log(`Installing Debian's ${name}…`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
	spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env, stdio: 'ignore' });
}

function onPath(...names: string[]): string | undefined {
	const folders = (process.env['PATH'] ?? '').split(':');
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** Debian keeps PostgreSQL's programs off the path, one folder for each version. */
export function postgresBin(program: string): string | undefined {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
	const debian = versions.map((version) => join(root, version, 'bin', program)).find(existsSync);
	return debian ?? onPath(program);
}
