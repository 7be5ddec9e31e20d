/** What a statistics request is for. */
export type CallKind = 'list' | 'follow' | 'report';

/** Source: docs/api/tpns.md 1, calls 8 to 14. Whether they share it is not known (8, item 5). */
const CALLS_AN_HOUR = 200;
/** Of these, the triggers leave some to the TPNS node and to other programs. */
const LEFT_TO_OTHERS = 20;
/** What is tried where TPNS refuses everything. */
const FEWEST = 10;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** The longest rest after TPNS has refused requests several times in a row, in minutes. */
const LONGEST_REST = 16;

interface Call {
	/** By the quota's own clock. */
	at: number;
	trigger: string;
	kind: CallKind;
}

/** Times of a trigger's requests in milliseconds since 1970, to be kept over a restart. */
export type StoredCalls = Partial<Record<CallKind, number[]>>;

/**
 * The statistics requests of one app in the last hour, of all triggers of this process. Triggers
 * share the quota equally, and so do the kinds of requests that a trigger needs. Where TPNS takes
 * fewer than it documents, that many are shared.
 */
export class HourlyQuota {
	private calls: Call[] = [];

	/** When each trigger last asked. */
	private readonly triggers = new Map<string, number>();

	/** How many requests TPNS took when it last refused one, for an hour. */
	private taken = { count: Infinity, until: 0 };

	/** Endpoints that refuse requests: how often in a row, and until when they rest. */
	private readonly resting = new Map<string, { refusals: number; until: number }>();

	private time = 0;

	private lastWallTime = Date.now();

	private lastSteadyTime = performance.now();

	/** Adds requests of a trigger from before a restart, once. */
	restore(trigger: string, stored: StoredCalls): void {
		const now = this.now();
		if (this.triggers.has(trigger)) return;
		this.triggers.set(trigger, now);
		for (const [kind, times] of Object.entries(stored) as Array<[CallKind, number[]]>) {
			for (const time of times) {
				// A time that has not come counts as now: the clock was set back.
				const at = now - Math.max(0, this.lastWallTime - time);
				this.calls.push({ at, trigger, kind });
			}
		}
	}

	/** The requests of a trigger in the last hour. */
	store(trigger: string): StoredCalls {
		const now = this.now();
		const stored: StoredCalls = {};
		for (const { at, kind, trigger: of } of this.calls) {
			// By the clock as it is now: it may have been set since the request.
			if (of === trigger) (stored[kind] ??= []).push(this.lastWallTime - (now - at));
		}
		return stored;
	}

	/**
	 * The kind of request that a trigger may make next: the one that it made least in the last hour.
	 * A kind goes beyond its share only with what the others leave of theirs; lists are always
	 * needed again.
	 *
	 * @returns undefined when there is none in this moment
	 */
	next(trigger: string, wanted: readonly CallKind[]): CallKind | undefined {
		const now = this.now();
		this.triggers.set(trigger, now);
		const limit =
			now < this.taken.until ? Math.max(FEWEST, this.taken.count) : CALLS_AN_HOUR - LEFT_TO_OTHERS;
		const own = this.calls.filter((call) => call.trigger === trigger);
		const left = Math.min(limit - this.calls.length, limit / this.triggers.size - own.length);
		if (left < 1) return undefined;

		const needed = [...new Set<CallKind>(['list', ...wanted])];
		const share = limit / this.triggers.size / needed.length;
		const made = (kind: CallKind) => own.filter((call) => call.kind === kind).length;
		const reserved = (kind: CallKind) =>
			needed
				.filter((other) => other !== kind)
				.reduce((sum, other) => sum + Math.max(0, share - made(other)), 0);
		return [...wanted]
			.sort((a, b) => made(a) - made(b))
			.find(
				(kind) =>
					now >= (this.resting.get(endpointOf(kind))?.until ?? 0) &&
					(made(kind) < share || reserved(kind) + 1 <= left),
			);
	}

	/** Notes a request that TPNS has taken. */
	note(trigger: string, kind: CallKind): void {
		// Before the list is read: it is another one then.
		const at = this.now();
		this.calls.push({ at, trigger, kind });
		this.resting.delete(endpointOf(kind));
	}

	/**
	 * Notes that TPNS has refused a request because the quota is spent. Requests to this endpoint
	 * rest for half a minute, and for twice as long each time that the first one after a rest is
	 * refused.
	 */
	noteRefusal(kind: CallKind): void {
		const now = this.now();
		this.taken = { count: this.calls.length, until: now + HOUR_MS };
		const refusals = (this.resting.get(endpointOf(kind))?.refusals ?? 0) + 1;
		const minutes = Math.min(2 ** (refusals - 1), LONGEST_REST) - 0.5;
		this.resting.set(endpointOf(kind), { refusals, until: now + minutes * MINUTE_MS });
	}

	/**
	 * Milliseconds of a clock that never runs backwards, whatever is done to that of the machine.
	 * Forgets what is older than an hour.
	 */
	private now(): number {
		const [wallTime, steadyTime] = [Date.now(), performance.now()];
		const passed = wallTime - this.lastWallTime;
		// A machine that sleeps may stop the steady clock, so the other one comes first.
		this.time += passed >= 0 ? passed : Math.max(0, steadyTime - this.lastSteadyTime);
		this.lastWallTime = wallTime;
		this.lastSteadyTime = steadyTime;
		const hourAgo = this.time - HOUR_MS;
		this.calls = this.calls.filter(({ at }) => at > hourAgo);
		for (const [trigger, at] of this.triggers) if (at <= hourAgo) this.triggers.delete(trigger);
		return this.time;
	}
}

/** Lists and single records are one endpoint, reports another. */
function endpointOf(kind: CallKind): string {
	return kind === 'report' ? 'report' : 'records';
}
