/** How a request may be repeated and how fast its kind may go. */
export interface Policy {
	/**
	 * `onceAtMost`: repeated only when nothing was sent or the answer proves that nothing was
	 * accepted. `freely`: repeated after whatever may pass (reads and changes that can be made
	 * twice with the same result).
	 */
	repeat: 'onceAtMost' | 'freely';
	/** How fast the requests may follow each other, where the API documents it. */
	rate?: Rate;
	/** A spent quota is answered at once instead of waited for. */
	quota?: 'hour' | 'day';
}

/** How many units the requests of an app may start in a second. */
export interface Rate {
	/** Requests with the same name share the rate, and start in the order of their calls. */
	lane: string;
	perSecond: number;
	/** What the request takes of the rate, e.g. the number of its users; 1 unless given. */
	units?: number;
}

/** Repeats of a request. Times in milliseconds. */
export const RETRIES = {
	/** Attempts in all. */
	attempts: 5,
	/** Wait before the second attempt; it doubles with each further one. */
	firstWaitMs: 500,
	/** The longest wait between two attempts. */
	longestWaitMs: 8_000,
	/** Part of a wait that is random, so that many clients do not come back at once. */
	jitter: 0.25,
} as const;

/** Time limit of one attempt, unless the user sets another. Source: docs/api/tpns.md 3.2. */
export const TIME_LIMIT_MS = 30_000;

/**
 * Wait before the next attempt.
 *
 * @param attempt number of the attempt that did not succeed, from 1
 * @param atLeastMs a wait that the API asks for
 * @param random a number from 0 up to 1
 * @returns milliseconds
 */
export function waitBefore(attempt: number, atLeastMs = 0, random = Math.random()): number {
	const grown = Math.min(RETRIES.firstWaitMs * 2 ** (attempt - 1), RETRIES.longestWaitMs);
	const base = Math.max(grown, atLeastMs);
	return Math.round(base * (1 + RETRIES.jitter * random));
}
