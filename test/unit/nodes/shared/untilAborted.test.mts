import { StoppedError, untilAborted } from '../../../../nodes/MobiConnect/shared/session/untilAborted.ts';

/** A promise, and what settles it. */
function pending<T>() {
	let resolve: (value: T) => void = () => undefined;
	let reject: (reason: Error) => void = () => undefined;
	const promise = new Promise<T>((fulfil, refuse) => {
		resolve = fulfil;
		reject = refuse;
	});
	return { promise, resolve, reject };
}

describe.each([
	['without a signal', () => undefined],
	['under a signal that nobody aborts', () => new AbortController().signal],
])('a promise %s', (_name, signal) => {
	test('gives what it gives', async () => {
		await expect(untilAborted(Promise.resolve(5), signal())).resolves.toBe(5);
	});

	test('fails as it fails', async () => {
		await expect(untilAborted(Promise.reject(new Error('no')), signal())).rejects.toThrow('no');
	});
});

describe('a promise under a signal that is aborted', () => {
	test.each(['before the wait', 'during the wait'])('%s is not waited for', async (when) => {
		const controller = new AbortController();
		if (when === 'before the wait') controller.abort();
		const waited = untilAborted(pending().promise, controller.signal);
		controller.abort();
		await expect(waited).rejects.toThrow(StoppedError);
		await expect(waited).rejects.toThrow('Somebody stopped the execution');
	});

	test('goes on by itself, and its failure later troubles nobody', async () => {
		const controller = new AbortController();
		const { promise, reject } = pending<number>();
		const waited = untilAborted(promise, controller.signal);
		controller.abort();
		await expect(waited).rejects.toThrow(StoppedError);
		reject(new Error('later'));
		await expect(promise).rejects.toThrow('later');
		// An unhandled rejection would have been reported by now.
		await new Promise((resolve) => setImmediate(resolve));
	});

	test('after it gave something has given it', async () => {
		const controller = new AbortController();
		const { promise, resolve } = pending<number>();
		const waited = untilAborted(promise, controller.signal);
		resolve(5);
		await expect(waited).resolves.toBe(5);
		controller.abort();
		await expect(waited).resolves.toBe(5);
	});
});

test('a signal is left as it was when the promise is settled, however it is', async () => {
	const { signal } = new AbortController();
	const added = jest.spyOn(signal, 'addEventListener');
	const removed = jest.spyOn(signal, 'removeEventListener');
	await untilAborted(Promise.resolve(5), signal);
	await untilAborted(Promise.reject(new Error('no')), signal).catch(() => undefined);
	await new Promise((resolve) => setImmediate(resolve));
	expect(added).toHaveBeenCalledTimes(2);
	expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
		added.mock.calls.map(([, listener]) => listener),
	);
});
