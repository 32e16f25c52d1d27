import { readFileSync, writeFileSync } from 'node:fs';

/**
 * The most resident memory that this process ever had, in bytes, as its kernel knows it. Sampling by a timer would miss
 * the peaks: they come while the event loop is busy, and no timer fires then.
 */
export function highWater(): number {
	const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(read('/proc/self/status'))?.[1];
	return (kilobytes === undefined ? process.resourceUsage().maxRSS : Number(kilobytes)) * 1024;
}

/** Forgets the peak so far, where the kernel can (Linux), and gives the memory in use now. */
export function resetHighWater(): number {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// Elsewhere the peak is that since the start, which a fresh process hasn't much of.
	}
	return process.memoryUsage.rss();
}

function read(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
