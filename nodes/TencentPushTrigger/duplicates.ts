/** What is known of an event: that it is stored, or the promise that says whether it will be. */
type Known = true | Promise<boolean>;

/** The events of a callback that are to be delivered by it. */
export interface Claim<T> {
	fresh: T[];
	/** To be called once: whether the events were stored. Forgets them when they were not. */
	settle(stored: boolean): void;
}

/**
 * Remembers which events were delivered, so that those that Tencent repeats are not delivered
 * again. An event counts as delivered only once n8n has stored it: a repeat that comes in before
 * waits for that, and takes the event over when it did not happen. Lives in this process; the
 * oldest events are forgotten first.
 */
export class DuplicateMemory {
	private readonly known = new Map<string, Known>();

	private readonly most: number;

	/** @param most events that are remembered, of all triggers together */
	constructor(most: number) {
		this.most = most;
	}

	/** Number of events that are remembered. */
	get size(): number {
		return this.known.size;
	}

	/**
	 * Claims those of the events that nobody has delivered, after waiting for those that are on
	 * their way.
	 *
	 * @param scope tells one trigger from another
	 */
	async claim<T>(scope: string, events: readonly T[], idOf: (event: T) => string) {
		const keys = events.map((event) => `${scope} ${idOf(event)}`);
		for (let pending = this.pending(keys); pending.length > 0; pending = this.pending(keys)) {
			await Promise.all(pending);
		}
		// Nothing may come between the last look and this.
		const fresh = new Map<string, T>();
		keys.forEach((key, index) => {
			if (!this.known.has(key) && !fresh.has(key)) fresh.set(key, events[index]);
		});
		let resolve: (stored: boolean) => void = () => undefined;
		const outcome = new Promise<boolean>((settle) => (resolve = settle));
		for (const key of fresh.keys()) this.known.set(key, outcome);
		this.forgetOldest();

		const claim: Claim<T> = {
			fresh: [...fresh.values()],
			settle: (stored) => {
				for (const key of fresh.keys()) {
					if (this.known.get(key) !== outcome) continue;
					if (stored) this.known.set(key, true);
					else this.known.delete(key);
				}
				resolve(stored);
			},
		};
		return claim;
	}

	private pending(keys: readonly string[]): Array<Promise<boolean>> {
		return keys
			.map((key) => this.known.get(key))
			.filter((known): known is Promise<boolean> => known !== undefined && known !== true);
	}

	private forgetOldest(): void {
		for (const key of this.known.keys()) {
			if (this.known.size <= this.most) return;
			this.known.delete(key);
		}
	}
}
