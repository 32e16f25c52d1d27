import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pack, PACKAGE, PROJECT, readManifest } from '../../../harness/n8n/package.mts';
import { serve } from './server.mts';

/** A registry that knows one package: ours, packed as it would be published. */
export interface Registry {
	/** A `PATH` on which `npm` asks this registry, whatever n8n tells it. */
	readonly path: string;
	close(): Promise<void>;
}

export async function startRegistry(folder: string): Promise<Registry> {
	const bin = join(folder, 'bin');
	await mkdir(bin, { recursive: true });
	const archive = await readFile(await pack(folder));
	const manifest = await readManifest(join(PROJECT, 'package.json'));
	const server = await serve((request, response) => {
		if (request.url?.endsWith('.tgz')) return response.end(archive);
		const base = `http://${request.headers.host ?? ''}`;
		if (request.url === `/${PACKAGE}`)
			return response.end(JSON.stringify(packument(manifest, archive, base)));
		return response.writeHead(404).end('{}');
	});

	// n8n may ask another registry than npm's own only with a licence, so npm itself is told, after it.
	const npm = execFileSync('sh', ['-c', 'command -v npm']).toString().trim();
	await writeFile(join(bin, 'npm'), `#!/bin/sh\nexec '${npm}' "$@" --registry=${server.url}\n`);
	await chmod(join(bin, 'npm'), 0o755);
	return {
		path: [bin, process.env['PATH']].join(delimiter),
		close: async () => {
			await server.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** What a registry says of a package. */
function packument(
	manifest: Awaited<ReturnType<typeof readManifest>>,
	archive: Buffer,
	base: string,
): Record<string, unknown> {
	const { version } = manifest;
	const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
	const dist = { tarball: `${base}/${PACKAGE}/-/${PACKAGE}-${version}.tgz`, integrity };
	return { name: PACKAGE, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
