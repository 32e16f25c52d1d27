import type { MiddlewareHandler } from 'hono';

const LOOPBACK_NAMES = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/** Whether only this machine can reach a server that listens there. */
export function isLoopback(host: string): boolean {
	return LOOPBACK_NAMES.test(host.includes(':') ? `[${host}]` : host);
}

/**
 * Keeps other web pages in the user's browser out of what the sandbox received. A page of another origin is refused
 * by its Origin; a name that was pointed at the loopback address (DNS rebinding) is refused by its Host.
 */
export function ownPagesOnly(host: string): MiddlewareHandler {
	const loopback = isLoopback(host);
	return async (context, next) => {
		const called = context.req.header('host') ?? '';
		const origin = context.req.header('origin');
		const foreign = origin !== undefined && originHost(origin) !== called;
		if (foreign || (loopback && !LOOPBACK_NAMES.test(called))) {
			return context.json(
				{ error: 'The sandbox answers its own page and programs, not other web pages' },
				403,
			);
		}
		return next();
	};
}

function originHost(origin: string): string | undefined {
	try {
		return new URL(origin).host;
	} catch {
		return undefined;
	}
}
