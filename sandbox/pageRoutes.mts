import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { PAGE_PATHS, readPageFile } from './build/page.mts';

const TYPES = {
	'/': 'text/html; charset=utf-8',
	'/icon.svg': 'image/svg+xml',
	'/page.js': 'text/javascript; charset=utf-8',
	'/style.css': 'text/css; charset=utf-8',
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
	for (const path of PAGE_PATHS) {
		routes.get(path, async (context) =>
			context.body((await readPageFile(path)).text, 200, {
				'content-type': TYPES[path],
				'cache-control': 'no-cache',
			}),
		);
	}
	return routes;
}
