interface Taken {
	amount: number;
	until: number;
}

/** Counts what was taken of each limit within a second, on the emulator's clock. */
export class FrequencyLimits {
	readonly #taken = new Map<string, Taken[]>();

	/**
	 * Takes `amount` of the `perSecond` that `name` allows. Returns false, and takes nothing, when
	 * that much is not left. More than a second's worth at once is taken when nothing else was, and
	 * then counts for as long as it would have needed.
	 */
	take(name: string, amount: number, perSecond: number, now: number): boolean {
		const current = (this.#taken.get(name) ?? []).filter(({ until }) => until > now);
		const sum = current.reduce((total, one) => total + one.amount, 0);
		const allowed = current.length === 0 || sum + amount <= perSecond;
		if (allowed) current.push({ amount, until: now + Math.max(1, amount / perSecond) * 1000 });
		this.#taken.set(name, current);
		return allowed;
	}

	clear(): void {
		this.#taken.clear();
	}
}
