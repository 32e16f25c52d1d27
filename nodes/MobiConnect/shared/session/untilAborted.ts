/** Thrown where somebody stopped the execution during a wait. */
export class StoppedError extends Error {
	override readonly name = 'StoppedError';
}

/**
 * What a promise gives, unless the signal is aborted first; the promise itself goes on.
 *
 * @throws {StoppedError} as soon as the signal is aborted
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	if (!signal) return await promise;
	return await new Promise<T>((resolve, reject) => {
		const stop = () => reject(new StoppedError('Somebody stopped the execution'));
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
