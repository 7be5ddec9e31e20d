import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Spaces turns evenly: each call resolves when its turn has come, `rate` of them a second of real
 * time. Without a rate every turn comes at once.
 * Whoever waits keeps the process alive, unless `ref` is false.
 */
export function createPace(rate = 0, ref = true): () => Promise<void> {
	if (rate <= 0) return async () => {};
	let next = performance.now();
	return async () => {
		const now = performance.now();
		next = Math.max(next, now);
		const wait = next - now;
		next += 1000 / rate;
		// Timers are coarse: what is due within a millisecond goes now.
		if (wait >= 1) await sleep(wait, undefined, { ref });
	};
}
