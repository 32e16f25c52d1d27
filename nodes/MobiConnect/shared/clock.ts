import { sleep } from 'n8n-workflow';
import type { Clock } from '../../../delivery/gate';

/** How soon a sleeper notices that somebody stopped the execution: n8n's `sleep` can't be woken. */
const SLICE_MS = 200;

/** The time of day. */
export const clock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	sleep: async (ms, signal) => {
		const end = Date.now() + ms;
		for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
			await sleep(Math.min(left, SLICE_MS));
		}
	},
};
