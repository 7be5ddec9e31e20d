/**
 * The emulator's own time, in milliseconds since the epoch. Everything that happens "later"
 * (state changes, scheduled pushes, asynchronous operations, rate windows) is driven by it, so a
 * test or a person can jump ahead instead of waiting.
 */
export interface Clock {
	now(): number;
	/** Runs `task` once, `delay` ms from now. Returns a function that calls it off. */
	after(delay: number, task: () => void): () => void;
	/** Jumps ahead by `ms`. Tasks due on the way run in order, each seeing its own due time. */
	advance(ms: number): void;
	/** Calls off everything that is still due. */
	stop(): void;
}

interface Task {
	due: number;
	run: () => void;
}

// Node caps timers at 2^31-1 ms; longer waits are taken in steps.
const longestTimer = 3_600_000;

/**
 * Makes a clock that runs with real time from `startAt` on, or stands still between calls of
 * `advance` when `frozen`.
 */
export function createClock({ startAt = Date.now(), frozen = false } = {}): Clock {
	let offset = startAt - Date.now();
	let still: number | undefined = frozen ? startAt : undefined;
	let timer: NodeJS.Timeout | undefined;
	let tasks: Task[] = [];

	const now = () => still ?? Date.now() + offset;

	function takeDue(limit: number): Task | undefined {
		const next = tasks[0];
		return next !== undefined && next.due <= limit ? tasks.shift() : undefined;
	}

	function arm(): void {
		clearTimeout(timer);
		const next = tasks[0];
		if (frozen || next === undefined) return;
		timer = setTimeout(runDue, Math.min(Math.max(next.due - now(), 0), longestTimer));
		timer.unref();
	}

	function runDue(): void {
		for (let task = takeDue(now()); task; task = takeDue(now())) task.run();
		arm();
	}

	return {
		now,
		after(delay, run) {
			const task = { due: now() + Math.max(delay, 0), run };
			tasks.splice(positionAfter(tasks, task.due), 0, task);
			arm();
			return () => {
				tasks = tasks.filter((other) => other !== task);
				arm();
			};
		},
		advance(ms) {
			const target = now() + ms;
			for (let task = takeDue(target); task; task = takeDue(target)) {
				still = task.due;
				task.run();
			}
			still = frozen ? target : undefined;
			offset = target - Date.now();
			arm();
		},
		stop() {
			clearTimeout(timer);
			tasks = [];
		},
	};
}

/** Where a task due at `due` belongs: behind all that are due by then. */
function positionAfter(tasks: readonly Task[], due: number): number {
	let low = 0;
	let high = tasks.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (tasks[middle].due <= due) low = middle + 1;
		else high = middle;
	}
	return low;
}
