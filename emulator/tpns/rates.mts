/** One call at a time with a pause between: "1/second". */
export class Spacing {
	#last = -Infinity;

	/** Takes a turn at `now` if at least `pause` ms have passed since the last one taken. */
	take(now: number, pause: number): boolean {
		if (now - this.#last < pause) return false;
		this.#last = now;
		return true;
	}
}

/** At most so many calls in any window of so many milliseconds: "200/hour". */
export class Quota {
	readonly #limit: number;
	readonly #window: number;
	#taken: number[] = [];

	constructor(limit: number, window: number) {
		this.#limit = limit;
		this.#window = window;
	}

	take(now: number): boolean {
		this.#taken = this.#taken.filter((moment) => moment > now - this.#window);
		if (this.#taken.length >= this.#limit) return false;
		this.#taken.push(now);
		return true;
	}
}
