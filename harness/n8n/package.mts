import { execFile, execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Instance } from './instance.mts';

const run = promisify(execFile);

export const PROJECT = resolve(import.meta.dirname, '..', '..');
export const PACKAGE = 'n8n-nodes-mobiconnect';
/** On Windows npm is a batch file, which only a shell starts. */
const NPM_NEEDS_SHELL = process.platform === 'win32';

/** What `npm pack --json` prints, and what a package.json holds. */
const packedSchema = z.array(z.object({ filename: z.string() })).nonempty();
const manifestSchema = z.object({ name: z.string(), version: z.string() }).passthrough();

/** Builds the project, silently unless that fails. */
export function build(): void {
	execFileSync('npm', ['run', 'build', '--silent'], {
		cwd: PROJECT,
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: NPM_NEEDS_SHELL,
	});
}

/** Packs the built project as it would be published, and hands back the archive's path. */
export async function pack(into: string): Promise<string> {
	const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', into];
	const { stdout } = await run('npm', args, { cwd: PROJECT, shell: NPM_NEEDS_SHELL });
	const [packed] = packedSchema.parse(JSON.parse(stdout));
	return join(into, packed.filename);
}

/**
 * Puts the package where n8n's editor puts it, in the same steps: unpack, drop what only development needs, note it
 * in the folder's package.json. (It has no dependencies, so there is nothing for npm to fetch.)
 */
export async function placePackage(instance: Instance): Promise<void> {
	const archive = await pack(instance.home);
	const folder = join(instance.packages, 'node_modules', PACKAGE);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	// By a relative path: to some of the tars on Windows, `C:` is another machine.
	await run('tar', ['-xzf', relative(folder, archive), '--strip-components=1'], { cwd: folder });
	await rm(archive);

	const manifest = await readManifest(join(folder, 'package.json'));
	const { devDependencies, peerDependencies, optionalDependencies, ...kept } = manifest;
	await writeFile(join(folder, 'package.json'), JSON.stringify(kept, null, 2));
	const installed = { name: 'installed-nodes', private: true, dependencies: { [PACKAGE]: kept.version } };
	await writeFile(join(instance.packages, 'package.json'), JSON.stringify(installed, null, 2));
}

export async function readManifest(file: string): Promise<z.output<typeof manifestSchema>> {
	return manifestSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
