import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

const FILES = {
	'/': ['index.html', 'text/html; charset=utf-8'],
	'/icon.svg': ['icon.svg', 'image/svg+xml'],
} as const;

/** What is put together from many files, by the file that names the others. */
const BUNDLES = {
	'/page.js': ['main.tsx', 'text/javascript; charset=utf-8'],
	'/style.css': ['style/index.css', 'text/css; charset=utf-8'],
} as const;

/** The page and all it needs; the browser is told to load nothing from anywhere else. */
export function pageRoutes(): Hono {
	const routes = new Hono();
	routes.use(
		secureHeaders({
			contentSecurityPolicy: {
				defaultSrc: ["'none'"],
				scriptSrc: ["'self'"],
				styleSrc: ["'self'"],
				imgSrc: ["'self'"],
				connectSrc: ["'self'"],
				baseUri: ["'none'"],
				formAction: ["'none'"],
				frameAncestors: ["'none'"],
			},
			referrerPolicy: 'no-referrer',
			strictTransportSecurity: false,
		}),
	);
	for (const [path, [file, type]] of Object.entries(FILES)) {
		routes.get(path, async (context) => send(context, await readFile(pageFile(file)), type));
	}
	for (const [path, [file, type]] of Object.entries(BUNDLES)) {
		let bundled: Promise<string> | undefined;
		routes.get(path, async (context) => {
			bundled ??= bundle(file);
			return send(context, await bundled, type);
		});
	}
	return routes;
}

function pageFile(file: string): string {
	return fileURLToPath(new URL(`./page/${file}`, import.meta.url));
}

function send(context: Context, body: string | Uint8Array, type: string): Response {
	const content = typeof body === 'string' ? body : new Uint8Array(body);
	return context.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' });
}

/** A file with all that it imports, in one piece. */
async function bundle(file: string): Promise<string> {
	const { outputFiles } = await build({
		entryPoints: [pageFile(file)],
		bundle: true,
		write: false,
		target: 'es2022',
		format: 'esm',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		logLevel: 'silent',
	});
	return outputFiles.map(({ text }) => text).join('');
}
