import { BoundedMap } from '../shared/boundedMap';

interface Kept<T> {
	value: Promise<T>;
	readAt: number;
}

/** Values of more keys than this are not kept. */
const MOST_KEPT = 1_000;

/**
 * Keeps what was read for a moment, so that callbacks that come in together share one reading. For
 * each reading of a credential n8n asks its database, and by default makes an expression engine.
 */
export class Recent<T> {
	private readonly keptMs: number;

	private readonly now: () => number;

	private readonly kept = new BoundedMap<string, Kept<T>>(MOST_KEPT);

	/**
	 * @param keptMs for how long a value is used; a change takes as long to be seen
	 * @param now milliseconds of a clock that nobody sets
	 */
	constructor(keptMs: number, now: () => number = () => performance.now()) {
		this.keptMs = keptMs;
		this.now = now;
	}

	/**
	 * The value of a key: the one that was read before, or is being read, unless it is too old. One
	 * that could not be read is not kept.
	 */
	async read(key: string, read: () => Promise<T>): Promise<T> {
		const now = this.now();
		const known = this.kept.get(key);
		if (known && now - known.readAt < this.keptMs) return await known.value;
		const entry: Kept<T> = { value: read(), readAt: now };
		this.kept.set(key, entry);
		entry.value.catch(() => {
			if (this.kept.get(key) === entry) this.kept.delete(key);
		});
		return await entry.value;
	}
}
