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
