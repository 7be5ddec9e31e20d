import type { Clock } from '../clock.mts';
import { Refusal } from './errors.mts';
import type { Push } from './pushes.mts';
import type { Settings } from './settings.mts';

const day = 86_400_000;
const second = 1000;

/** What all/tag pushes are held to, whichever family sends them. docs/api/push-service.md 3.a */
export class PushQuota {
	readonly #clock: Clock;
	readonly #settings: Settings;
	#lastPush = -Infinity;
	#day = 0;
	#used = 0;

	constructor(clock: Clock, settings: Settings) {
		this.#clock = clock;
		this.#settings = settings;
	}

	/** Pushes accepted on the current day (UTC). */
	get used(): number {
		return this.#today() === this.#day ? this.#used : 0;
	}

	/** Counts a push; throws 90024 (a second or less after the last) or 90047 (quota spent). */
	take(): void {
		const now = this.#clock.now();
		if (this.#settings.frequencyLimits && now - this.#lastPush <= second) throw new Refusal(90024);
		if (this.used >= this.#settings.pushesPerDay) throw new Refusal(90047);
		this.#used = this.used + 1;
		this.#day = this.#today();
		this.#lastPush = now;
	}

	/** Gives the day's quota back. */
	reset(): void {
		this.#used = 0;
		this.#lastPush = -Infinity;
	}

	#today(): number {
		return Math.floor(this.#clock.now() / day);
	}
}

/** Recognises a request that comes again within a second: same `MsgRandom`, same body. */
export class RepeatedRequests {
	readonly #recent = new Map<string, { push: Push; at: number }>();

	/** The push that the same request made, if that was within the last second; counts it. */
	find(request: string, now: number): Push | undefined {
		for (const [key, { at }] of this.#recent) {
			if (now - at < second) break;
			this.#recent.delete(key);
		}
		const push = this.#recent.get(request)?.push;
		if (push) push.repeats++;
		return push;
	}

	keep(request: string, push: Push, now: number): void {
		this.#recent.delete(request);
		this.#recent.set(request, { push, at: now });
	}
}
