import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The page's files, by the path that the browser asks for. */
const FILES = {
	'/': { source: 'index.html', bundled: false },
	'/icon.svg': { source: 'icon.svg', bundled: false },
	'/page.js': { source: 'main.tsx', bundled: true },
	'/style.css': { source: 'style/index.css', bundled: true },
} as const;

/** A path that the page is made of. */
export type PagePath = keyof typeof FILES;

/** All of them. */
export const PAGE_PATHS: readonly PagePath[] = ['/', '/icon.svg', '/page.js', '/style.css'];

/** A file of the page, and the paths of the sources that it was put together from, if it was. */
interface PageFile {
	readonly text: string;
	readonly inputs: readonly string[];
}

const bundles = new Map<PagePath, Promise<PageFile>>();

/**
 * A file of the page, put together from its sources; what is bundled, once. The packed sandbox has none of these: the
 * build puts the files' text in the place of this module.
 */
export async function readPageFile(path: PagePath): Promise<PageFile> {
	const { source, bundled } = FILES[path];
	if (!bundled) return { text: await readFile(sourceFile(source), 'utf8'), inputs: [] };
	const bundle = bundles.get(path) ?? bundleOf(source);
	bundles.set(path, bundle);
	return await bundle;
}

function sourceFile(file: string): string {
	return fileURLToPath(new URL(`../page/${file}`, import.meta.url));
}

/** A file with all that it imports, in one piece. */
async function bundleOf(file: string): Promise<PageFile> {
	const { outputFiles, metafile } = await build({
		absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
		entryPoints: [sourceFile(file)],
		bundle: true,
		write: false,
		metafile: true,
		target: 'es2022',
		format: 'esm',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		minifyWhitespace: true,
		minifySyntax: true,
		logLevel: 'silent',
	});
	return { text: outputFiles.map(({ text }) => text).join(''), inputs: Object.keys(metafile.inputs) };
}
