import { sleep } from 'n8n-workflow';

/** For which work on items may hold up the event loop, and with it all other executions. */
const LONGEST_STOP_MS = 100;

/** Steps between two looks at the clock. */
const STEPS = 16;

/**
 * Carries out tasks in their order, at most `most` at a time. Waits for all of them, also when one
 * of them throws; then throws the first error.
 */
export async function inParallel<T>(
	tasks: readonly T[],
	most: number,
	carryOut: (task: T, index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < tasks.length) {
			const index = next++;
			await carryOut(tasks[index], index);
		}
	};
	const workers = Array.from({ length: Math.min(most, tasks.length) }, worker);
	const ends = await Promise.allSettled(workers);
	const broken = ends.find((end) => end.status === 'rejected');
	if (broken) throw broken.reason;
}

/** How a promise ended, as a value. */
export async function settled<T>(promise: Promise<T>): Promise<{ value: T } | { error: unknown }> {
	try {
		return { value: await promise };
	} catch (error) {
		return { error };
	}
}

/**
 * Does something for each index below `count`, in order, and lets the event loop turn in between.
 * Throws what a step throws, and makes no further one.
 */
export async function inTurns(count: number, step: (index: number) => void): Promise<void> {
	let start = performance.now();
	for (let index = 0; index < count; index++) {
		if (index % STEPS === 0 && performance.now() - start > LONGEST_STOP_MS) {
			await sleep(0);
			start = performance.now();
		}
		step(index);
	}
}
