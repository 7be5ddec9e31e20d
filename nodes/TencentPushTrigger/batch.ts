import { sleep } from 'n8n-workflow';

/** How much goes into one execution. */
export interface BatchLimits {
	/** How long callbacks are gathered, in milliseconds. */
	windowMs: number;
	/** Events after which the execution starts at once. A single callback may hold more. */
	mostEvents: number;
}

/** Callbacks that start one execution together. */
class Batch<T> {
	readonly parts: T[] = [];

	events = 0;

	/** Resolves when nothing can be added any more. */
	readonly closed: Promise<void>;

	/** Whether n8n has stored the execution. */
	readonly outcome: Promise<boolean>;

	close: () => void = () => undefined;

	settle: (stored: boolean) => void = () => undefined;

	constructor() {
		this.closed = new Promise((resolve) => (this.close = resolve));
		this.outcome = new Promise((resolve) => (this.settle = resolve));
	}

	add(part: T, events: number): void {
		this.parts.push(part);
		this.events += events;
	}
}

/** A callback's place in a batch. */
export type Place<T> =
	/** Starts the execution with all parts, and says whether it was stored. */
	| { leads: true; parts: T[]; settle(stored: boolean): void }
	/** Waits to hear it. */
	| { leads: false; outcome: Promise<boolean> };

/**
 * Folds the callbacks of a short window into one execution. The first one leads: it waits for the
 * window to end and starts the execution. The others may be acknowledged only once the leader's
 * execution is stored, so each of them waits for that.
 */
export class Batches<T> {
	private readonly open = new Map<string, Batch<T>>();

	/**
	 * @param key callbacks with the same key may share an execution
	 * @param events that the part holds
	 */
	async join(key: string, part: T, events: number, limits: BatchLimits): Promise<Place<T>> {
		const open = this.open.get(key);
		if (open && open.events + events <= limits.mostEvents) {
			open.add(part, events);
			if (open.events === limits.mostEvents) this.close(key, open);
			return { leads: false, outcome: open.outcome };
		}
		if (open) this.close(key, open);

		const batch = new Batch<T>();
		batch.add(part, events);
		if (limits.windowMs > 0 && events < limits.mostEvents) {
			this.open.set(key, batch);
			await Promise.race([sleep(limits.windowMs), batch.closed]);
			this.close(key, batch);
		}
		return { leads: true, parts: batch.parts, settle: batch.settle };
	}

	private close(key: string, batch: Batch<T>): void {
		if (this.open.get(key) === batch) this.open.delete(key);
		batch.close();
	}
}
