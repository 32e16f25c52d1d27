import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { bundle } from './bundle.mts';

const FILES = {
	'/': ['index.html', 'text/html; charset=utf-8'],
	'/style.css': ['style/style.css', 'text/css; charset=utf-8'],
	'/icon.svg': ['icon.svg', 'image/svg+xml'],
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
		routes.get(path, async (context) =>
			send(context, await readFile(new URL(`./page/${file}`, import.meta.url)), type),
		);
	}
	let script: Promise<string> | undefined;
	routes.get('/page.js', async (context) => {
		script ??= bundle('./page/main.tsx', {
			format: 'esm',
			jsx: 'automatic',
			jsxImportSource: 'preact',
		});
		return send(context, await script, 'text/javascript; charset=utf-8');
	});
	return routes;
}

function send(context: Context, body: string | Uint8Array, type: string): Response {
	const content = typeof body === 'string' ? body : new Uint8Array(body);
	return context.body(content, 200, { 'content-type': type, 'cache-control': 'no-cache' });
}
