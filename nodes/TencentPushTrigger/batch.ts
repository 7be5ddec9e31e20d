import { sleep } from 'n8n-workflow';

/** How much there is in a callback, or may be in an execution. */
export interface Size {
	events: number;
	/** Of the callbacks as Tencent sent them. */
	bytes: number;
}

/** How much goes into one execution. A single callback may hold more. */
export interface BatchLimits extends Size {
	/** How long callbacks are gathered, in milliseconds. */
	windowMs: number;
}

/** Callbacks that start one execution together. */
class Batch<T> {
	readonly parts: T[] = [];

	private readonly limits: Size;

	private readonly size: Size = { events: 0, bytes: 0 };

	/** Resolves when nothing can be added any more. */
	readonly closed: Promise<void>;

	/** Whether n8n has stored the execution. */
	readonly outcome: Promise<boolean>;

	close: () => void = () => undefined;

	settle: (stored: boolean) => void = () => undefined;

	constructor(limits: Size) {
		this.limits = limits;
		this.closed = new Promise((resolve) => (this.close = resolve));
		this.outcome = new Promise((resolve) => (this.settle = resolve));
	}

	get isFull(): boolean {
		return this.size.events >= this.limits.events || this.size.bytes >= this.limits.bytes;
	}

	hasRoomFor({ events, bytes }: Size): boolean {
		return (
			this.size.events + events <= this.limits.events &&
			this.size.bytes + bytes <= this.limits.bytes
		);
	}

	add(part: T, { events, bytes }: Size): void {
		this.parts.push(part);
		this.size.events += events;
		this.size.bytes += bytes;
	}
}

/** A callback's place in a batch. */
export type Place<T> =
	/** Starts the execution with all parts, and says whether it was stored. */
	| { leads: true; parts: T[]; settle(stored: boolean): void }
	/** Waits to hear it. */
	| { leads: false; outcome: Promise<boolean> };

/**
 * Batches the callbacks of a short window into one execution. The first one leads: it waits for the
 * window to end and starts the execution. The others may be acknowledged only once the leader's
 * execution is stored, so each of them waits for that.
 */
export class Batches<T> {
	private readonly open = new Map<string, Batch<T>>();

	/**
	 * @param key callbacks with the same key may share an execution
	 * @param size of the part
	 */
	async join(key: string, part: T, size: Size, limits: BatchLimits): Promise<Place<T>> {
		const open = this.open.get(key);
		if (open?.hasRoomFor(size)) {
			open.add(part, size);
			if (open.isFull) this.close(key, open);
			return { leads: false, outcome: open.outcome };
		}
		if (open) this.close(key, open);

		const batch = new Batch<T>(limits);
		batch.add(part, size);
		if (limits.windowMs > 0 && !batch.isFull) {
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
