import { sleep } from 'n8n-workflow';

/**
 * Waits for a promise, at most until the signal aborts.
 *
 * @param otherwise what comes instead of the promise's value once the signal has aborted
 */
export async function untilAborted<T>(
	promise: Promise<T>,
	signal: AbortSignal | undefined,
	otherwise: () => T | Promise<T>,
): Promise<T> {
	if (!signal) return await promise;
	let abort: () => void = () => undefined;
	const aborted = new Promise<void>((resolve) => {
		abort = resolve;
		if (signal.aborted) resolve();
	});
	signal.addEventListener('abort', abort);
	try {
		return await Promise.race([aborted.then(otherwise), promise]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
}

/** Waits so many milliseconds, at most until the signal aborts. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await untilAborted(sleep(ms), signal, () => undefined);
}
