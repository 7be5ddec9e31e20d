/** A callback: stored, or on its way to be. */
type Delivery = true | Promise<boolean>;

/**
 * Remembers which callbacks were delivered, so that those that Tencent sends again are not
 * delivered again. A callback counts as delivered only once n8n has stored its events: the same
 * callback that comes in before waits for that, and takes over when it did not happen. Lives in
 * this process.
 *
 * Two generations: when the newer one is full, the older one is forgotten.
 */
export class CallbackMemory {
	private readonly least: number;

	private newer = new Map<string, Delivery>();

	private older = new Map<string, Delivery>();

	/** @param least callbacks that are remembered; at most twice as many are, some 140 bytes each */
	constructor(least: number) {
		this.least = least;
	}

	/**
	 * Claims a callback, after waiting for an earlier one with the same ID that is on its way.
	 *
	 * @returns undefined when it was delivered; otherwise what has to be called once it is known
	 *   whether its events were stored
	 */
	async claim(id: string): Promise<((stored: boolean) => void) | undefined> {
		for (;;) {
			const earlier = this.newer.get(id) ?? this.older.get(id);
			if (earlier === undefined) break;
			if (earlier === true || (await earlier)) return undefined;
		}
		// No await between the last look and this claim.
		let resolve: (stored: boolean) => void = () => undefined;
		const delivery = new Promise<boolean>((settle) => (resolve = settle));
		this.set(id, delivery);
		return (stored) => {
			for (const generation of [this.newer, this.older]) {
				if (generation.get(id) !== delivery) continue;
				if (stored) generation.set(id, true);
				else generation.delete(id);
			}
			resolve(stored);
		};
	}

	private set(id: string, delivery: Delivery): void {
		if (this.newer.size >= this.least) {
			this.older = this.newer;
			this.newer = new Map();
		}
		this.newer.set(id, delivery);
	}
}
