import { resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { PAGE_PATHS, readPageFile } from './page.mts';

/** What is started, and what is imported. */
const ENTRIES = ['cli.mts', 'index.mts'];

/** Some libraries are CommonJS, and require what Node.js has; a module has no `require` unless it makes one. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);`;

/**
 * The sandbox as JavaScript, with its libraries and its page in it, so that nothing has to be installed beside it; only
 * lmdb, which has a native part, is left out. Hands back the paths of all that went in.
 */
export async function bundle(sandbox: string, into: string): Promise<readonly string[]> {
	const page = await Promise.all(PAGE_PATHS.map(async (path) => ({ path, ...(await readPageFile(path)) })));
	const { metafile } = await build({
		absWorkingDir: resolve(sandbox, '..'),
		entryPoints: ENTRIES.map((file) => resolve(sandbox, file)),
		outdir: into,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		splitting: true,
		external: ['lmdb'],
		plugins: [builtPage(Object.fromEntries(page.map(({ path, text }) => [path, text])))],
		platform: 'node',
		format: 'esm',
		target: 'node20',
		banner: { js: REQUIRE },
		legalComments: 'none',
		metafile: true,
		logLevel: 'warning',
	});
	return [...Object.keys(metafile.inputs), ...page.flatMap(({ inputs }) => inputs)];
}

/** Puts the page's text in the place of the module that builds it. */
function builtPage(texts: Readonly<Record<string, string>>): Plugin {
	const contents = `
		const texts = ${JSON.stringify(texts)};
		export const PAGE_PATHS = Object.keys(texts);
		export const readPageFile = async (path) => ({ text: texts[path], inputs: [] });
	`;
	return {
		name: 'built page',
		setup: (building) =>
			building.onLoad({ filter: /[\\/]build[\\/]page\.mts$/ }, () => ({ contents, loader: 'js' })),
	};
}
