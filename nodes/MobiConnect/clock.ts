import { sleep } from 'n8n-workflow';
import type { Clock } from '../../delivery/dispatch';

/** The time of day. */
export const clock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	sleep: async (ms, signal) => await Promise.race([sleep(ms), aborted(signal)]),
};

async function aborted(signal: AbortSignal | undefined): Promise<void> {
	await new Promise<void>((resolve) => {
		if (signal?.aborted) resolve();
		else signal?.addEventListener('abort', () => resolve(), { once: true });
	});
}
