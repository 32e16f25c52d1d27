import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock } from 'fs-native-extensions';

const RETRY_EVERY_MS = 250;

/**
 * Does some work while nobody else, here or in another process, does any under the same lock file.
 *
 * The operating system holds the lock for as long as the file is open, so it ends with whoever took it, however that
 * happens: there is no stale lock to be recognised. The file stays: removing it would let two hold a lock on what
 * only seems to be one file.
 */
export async function withLock<Result>(
	file: string,
	onWait: () => void,
	work: () => Promise<Result>,
): Promise<Result> {
	const lock = await open(file, 'a');
	try {
		for (let told = false; !tryLock(lock.fd); told = true) {
			if (!told) onWait();
			await pause(RETRY_EVERY_MS);
		}
		return await work();
	} finally {
		await lock.close();
	}
}
