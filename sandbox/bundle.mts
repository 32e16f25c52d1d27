import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

/** Bundles one of the sandbox's own source files, for the browser or for a worker, and gives the code. */
export async function bundle(entry: string, options: BuildOptions): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
		bundle: true,
		write: false,
		target: 'es2022',
		logLevel: 'silent',
		...options,
	});
	return (outputFiles ?? []).map((file) => file.text).join('');
}
