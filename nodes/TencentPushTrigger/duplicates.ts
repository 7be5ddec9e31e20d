/** A delivery of events, on its way or done. */
interface Delivery {
	isStored: boolean;
	outcome: Promise<boolean>;
}

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
	/** The delivery of each event, the oldest first. */
	private readonly known = new Map<string, Delivery>();

	/** Stands behind the events that were forgotten: a new look at the keys would pass them again. */
	private readonly oldest = this.known.keys();

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
		for (let pending = this.pending(keys); pending.size > 0; pending = this.pending(keys)) {
			await Promise.all(pending);
		}
		// Nothing may come between the last look and this.
		let resolve: (stored: boolean) => void = () => undefined;
		const outcome = new Promise<boolean>((settle) => (resolve = settle));
		const delivery: Delivery = { isStored: false, outcome };
		const freshKeys: string[] = [];
		const fresh = events.filter((_, index) => {
			const key = keys[index];
			if (this.known.has(key)) return false;
			this.known.set(key, delivery);
			freshKeys.push(key);
			return true;
		});
		this.forgetOldest();

		const claim: Claim<T> = {
			fresh,
			settle: (stored) => {
				delivery.isStored = stored;
				if (!stored) this.forget(freshKeys, delivery);
				resolve(stored);
			},
		};
		return claim;
	}

	private pending(keys: readonly string[]): Set<Promise<boolean>> {
		const outcomes = new Set<Promise<boolean>>();
		for (const key of keys) {
			const delivery = this.known.get(key);
			if (delivery && !delivery.isStored) outcomes.add(delivery.outcome);
		}
		return outcomes;
	}

	private forget(keys: readonly string[], delivery: Delivery): void {
		for (const key of keys) if (this.known.get(key) === delivery) this.known.delete(key);
	}

	private forgetOldest(): void {
		while (this.known.size > this.most) this.known.delete(this.oldest.next().value!);
	}
}
