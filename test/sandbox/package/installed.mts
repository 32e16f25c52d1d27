import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

export const ROOT = resolve(__dirname, '../../..');

/** A folder with nothing in it but the package, installed from its archive. */
export interface Installed {
	readonly folder: string;
	/** the command, as npm links it */
	readonly command: string;
	remove(): Promise<void>;
}

/** Builds, packs and installs the package as anybody would who has no network. */
export async function installPacked(): Promise<Installed> {
	const folder = await mkdtemp(join(tmpdir(), 'sandbox-package-'));
	// npm runs no scripts here, so that nothing is built by packing.
	await execute('npx', ['gulp', 'sandbox', '--silent'], { cwd: ROOT });
	await npm(ROOT, 'pack', '--silent', '--workspace', 'mobiconnect-sandbox', '--pack-destination', folder);
	const archive = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
	if (archive === undefined) throw new Error('npm pack made no archive');
	await npm(folder, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${archive}`);
	return {
		folder,
		command: join(folder, 'node_modules', '.bin', 'mobiconnect-sandbox'),
		remove: () => rm(folder, { recursive: true }),
	};
}

async function npm(cwd: string, ...args: readonly string[]): Promise<void> {
	await execute('npm', args, { cwd });
}

/** A sandbox that was started by its command. */
export interface Started {
	readonly url: string;
	readonly greeting: string;
	stop(): Promise<void>;
}

/** Starts the command on any free port, in the folder where it is installed. */
export async function start({ folder, command }: Installed, ...args: readonly string[]): Promise<Started> {
	const child = spawn(command, ['--port', '0', ...args], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	let greeting = '';
	for await (const chunk of child.stdout.setEncoding('utf8')) {
		greeting += String(chunk);
		if (greeting.includes('Ctrl-C')) break;
	}
	const url = /^The inbox: +(\S+)$/m.exec(greeting)?.[1];
	if (url === undefined) throw new Error(`The sandbox did not start: ${greeting}`);
	const stop = async () => {
		child.kill('SIGTERM');
		await ended;
	};
	return { url, greeting, stop };
}

/** The bytes of all files in a folder. */
export async function bytesIn(folder: string): Promise<number> {
	const files = await readdir(folder, { recursive: true, withFileTypes: true });
	const sizes = files
		.filter((file) => file.isFile())
		.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
