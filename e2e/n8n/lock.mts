import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';

/** After this long, the lock of a process that was killed is free. */
const STALE_MS = 20_000;
const RETRY_MS = 500;

/** Says that another process holds the lock. */
export class LockedError extends Error {
	constructor(file: string) {
		super(`Another process holds ${file}`);
	}
}

/**
 * Takes a lock file and returns the function that gives it back. It is also given back when this
 * process ends. Throws LockedError when another process holds it.
 */
export async function takeLock(file: string): Promise<() => Promise<void>> {
	await mkdir(dirname(file), { recursive: true });
	try {
		return await lock(file, { lockfilePath: file, realpath: false, stale: STALE_MS });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ELOCKED') throw new LockedError(file);
		throw error;
	}
}

/** Runs the action while holding the lock; waits for another process, and says so once. */
export async function withLock<T>(
	file: string,
	onWait: () => void,
	action: () => Promise<T>,
): Promise<T> {
	for (let told = false; ; told = true) {
		const release = await takeLock(file).catch((error: Error) => {
			if (!(error instanceof LockedError)) throw error;
		});
		if (release) {
			try {
				return await action();
			} finally {
				await release();
			}
		}
		if (!told) onWait();
		await sleep(RETRY_MS);
	}
}
