import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Changes } from '../gateway/state.mts';

/** At most this often is a page told that something changed. */
const PACE_MS = 200;
/** How often a quiet connection shows that it is alive. */
const HEARTBEAT_MS = 20_000;

/** Tells a page, for as long as it listens, that something changed; what did, it asks for itself. */
export function eventsOf(context: Context, changes: Changes): Response {
	return streamSSE(context, async (stream) => {
		let wake = () => {};
		let changed = true;
		const onChange = () => {
			changed = true;
			wake();
		};
		changes.on('change', onChange);
		stream.onAbort(() => {
			changes.off('change', onChange);
			wake();
		});
		const pulse = setInterval(() => void stream.writeSSE({ event: 'alive', data: '' }), HEARTBEAT_MS).unref();
		while (!stream.aborted) {
			if (!changed) await new Promise<void>((resolve) => (wake = resolve));
			changed = false;
			await stream.writeSSE({ event: 'change', data: '' });
			await stream.sleep(PACE_MS);
		}
		clearInterval(pulse);
	});
}
