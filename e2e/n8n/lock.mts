import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const REFRESH_MS = 5_000;
const STALE_MS = 60_000;
const RETRY_MS = 500;

/** Says that another live process holds the lock. */
export class LockedError extends Error {
	readonly holder: number;

	constructor(file: string, holder: number) {
		super(`Process ${holder} is using ${file}`);
		this.holder = holder;
	}
}

/**
 * Takes a lock file and returns the function that gives it back. A lock whose process is gone, or
 * that has not been refreshed for a minute, is taken over. Throws LockedError when it is held.
 */
export async function takeLock(file: string): Promise<() => Promise<void>> {
	await mkdir(dirname(file), { recursive: true });
	while (!(await create(file))) {
		const holder = await holderOf(file);
		if (holder !== undefined) throw new LockedError(file, holder);
	}
	const refresh = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => {});
	}, REFRESH_MS);
	refresh.unref();
	return async () => {
		clearInterval(refresh);
		await rm(file, { force: true });
	};
}

/** Runs the action while holding the lock; waits for other processes, telling once whom for. */
export async function withLock<T>(
	file: string,
	onWait: (holder: number) => void,
	action: () => Promise<T>,
): Promise<T> {
	let told = false;
	for (;;) {
		let release: () => Promise<void>;
		try {
			release = await takeLock(file);
		} catch (error) {
			if (!(error instanceof LockedError)) throw error;
			if (!told) onWait(error.holder);
			told = true;
			await sleep(RETRY_MS);
			continue;
		}
		try {
			return await action();
		} finally {
			await release();
		}
	}
}

async function create(file: string): Promise<boolean> {
	try {
		const handle = await open(file, 'wx');
		await handle.writeFile(String(process.pid));
		await handle.close();
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** The process that holds the lock; a lock that nobody holds is removed first. */
async function holderOf(file: string): Promise<number | undefined> {
	const lock = await read(file);
	if (!lock) return undefined;
	if (isHeld(lock)) return lock.holder;
	// Another process may have replaced the abandoned lock by its own in the meantime: move it aside
	// in one step and look at what was really moved.
	const aside = `${file}.${process.pid}`;
	try {
		await rename(file, aside);
	} catch {
		return undefined;
	}
	const moved = await read(aside);
	if (moved && isHeld(moved)) {
		await rename(aside, file);
		return moved.holder;
	}
	await rm(aside, { force: true });
	return undefined;
}

async function read(file: string): Promise<{ holder: number; age: number } | undefined> {
	try {
		const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
		return { holder: Number(text), age: Date.now() - mtimeMs };
	} catch {
		return undefined;
	}
}

function isHeld({ holder, age }: { holder: number; age: number }): boolean {
	if (age > STALE_MS) return false;
	// Its process has created the file but not yet written its number.
	if (!holder) return age < REFRESH_MS;
	try {
		process.kill(holder, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
