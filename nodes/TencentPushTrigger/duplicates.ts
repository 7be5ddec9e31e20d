import type { IdWords } from './recentIds';
import { RecentIds, idWords } from './recentIds';

/** Stands for an event that was not stored. */
const NOT_STORED = -1;

/** Deliveries are numbered up to here, and again from 1. */
const MOST_NUMBER = 2 ** 30;

/** The events of a callback that are to be delivered by it. */
export interface Claim<T> {
	fresh: T[];
	/** To be called once, if any are fresh: whether they were stored. Forgets them when not. */
	settle(stored: boolean): void;
}

/**
 * Remembers which events were delivered, so that those that Tencent repeats are not delivered
 * again. An event counts as delivered only once n8n has stored it: a repeat that comes in before
 * waits for that, and takes the event over when it did not happen. Lives in this process; the
 * oldest events are forgotten first.
 */
export class DuplicateMemory {
	/** The number of each event's delivery. */
	private readonly deliveries: RecentIds;

	/** Deliveries on their way by number, and whether they get stored. */
	private readonly underWay = new Map<number, Promise<boolean>>();

	private lastNumber = 0;

	/** @param least events that are remembered, of all triggers together */
	constructor(least: number) {
		this.deliveries = new RecentIds(least);
	}

	/**
	 * Claims those of the events that nobody has delivered, after waiting for those that are on
	 * their way.
	 *
	 * @param scope tells one trigger from another
	 * @param idOf a hash of 32 hexadecimal digits
	 */
	async claim<T>(scope: string, events: readonly T[], idOf: (event: T) => string) {
		const ids = idWords(scope, events.map(idOf));
		const pending = () => this.pending(ids, events.length);
		for (let outcomes = pending(); outcomes.size > 0; outcomes = pending()) {
			await Promise.all(outcomes);
		}
		// Nothing may come between the last look and this.
		let resolve: (stored: boolean) => void = () => undefined;
		const number = (this.lastNumber = (this.lastNumber % MOST_NUMBER) + 1);
		const outcome = new Promise<boolean>((settle) => (resolve = settle));
		const claimed: number[] = [];
		const fresh = events.filter((_, index) => {
			if (this.deliveries.get(ids, index) > 0) return false;
			this.deliveries.set(ids, index, number);
			claimed.push(index);
			return true;
		});
		if (fresh.length > 0) this.underWay.set(number, outcome);

		const claim: Claim<T> = {
			fresh,
			settle: (stored) => {
				this.underWay.delete(number);
				if (!stored) this.giveBack(ids, claimed, number);
				resolve(stored);
			},
		};
		return claim;
	}

	private pending(ids: IdWords, count: number): Set<Promise<boolean>> {
		const outcomes = new Set<Promise<boolean>>();
		for (let index = 0; index < count; index++) {
			const outcome = this.underWay.get(this.deliveries.get(ids, index));
			if (outcome) outcomes.add(outcome);
		}
		return outcomes;
	}

	private giveBack(ids: IdWords, indexes: readonly number[], number: number): void {
		for (const index of indexes) {
			if (this.deliveries.get(ids, index) === number) this.deliveries.set(ids, index, NOT_STORED);
		}
	}
}
