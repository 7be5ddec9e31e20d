/** Calls of an hour that the trigger leaves to the TPNS node and to other programs. */
const LEFT_TO_OTHERS = 20;
/** Source: docs/api/tpns.md 1, calls 8 to 14. Whether they share it is not known (8, item 5). */
const CALLS_AN_HOUR = 200;
const HOUR_MS = 3_600_000;

/** The calls of the last hour to the statistics of one app. */
export class HourlyQuota {
	private calls: readonly number[];

	/** @param calls when they were made, in milliseconds since 1970 */
	constructor(calls: readonly number[] = []) {
		this.calls = calls;
	}

	/** How many calls may still be made. */
	left(now: number): number {
		return CALLS_AN_HOUR - LEFT_TO_OTHERS - this.recent(now).length;
	}

	/** Notes a call that is made now. */
	take(now: number): void {
		this.calls = [...this.recent(now), now];
	}

	/** The calls of the last hour, to be kept over a restart. */
	recent(now: number): number[] {
		return this.calls.filter((time) => time > now - HOUR_MS && time <= now);
	}
}
