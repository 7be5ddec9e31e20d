interface Kept<T> {
	value: Promise<T>;
	/** Milliseconds since 1970. */
	readAt: number;
}

/** Values of more keys than this are not kept. */
const MOST_KEPT = 1_000;

/**
 * Keeps what was read for a moment, so that callbacks that come in together share one reading. For
 * each reading of a credential n8n asks its database, and by default makes an expression engine.
 */
export class Recent<T> {
	private readonly kept = new Map<string, Kept<T>>();

	private readonly keptMs: number;

	/** @param keptMs for how long a value is used; a change takes as long to be seen */
	constructor(keptMs: number) {
		this.keptMs = keptMs;
	}

	/**
	 * The value of a key: the one that was read before, or is being read, unless it is too old. One
	 * that could not be read is not kept.
	 *
	 * @param now milliseconds since 1970
	 */
	async read(key: string, now: number, read: () => Promise<T>): Promise<T> {
		const known = this.kept.get(key);
		if (known && now - known.readAt < this.keptMs) return await known.value;
		if (this.kept.size >= MOST_KEPT) this.kept.clear();
		const entry: Kept<T> = { value: read(), readAt: now };
		this.kept.set(key, entry);
		entry.value.catch(() => {
			if (this.kept.get(key) === entry) this.kept.delete(key);
		});
		return await entry.value;
	}
}
