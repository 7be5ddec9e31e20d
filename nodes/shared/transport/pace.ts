import { BoundedMap } from '../boundedMap';
import { pause, untilAborted } from './abort';
import type { Rate } from './retry';

/** A request that has taken its units of the rate. */
interface Start {
	/** Milliseconds on the monotonic clock. */
	at: number;
	units: number;
	perSecond: number;
}

interface Lane {
	/** Settles when the request before this one may be followed. */
	turn: Promise<unknown>;
	/** Requests that still count, oldest first. */
	starts: Start[];
}

/** Lanes are dropped, those that were idle for longest first, beyond this number. */
const lanes = new BoundedMap<string, Lane>(1_000);

/**
 * A second, and a part by which requests keep below the rate, because they travel at different
 * speeds.
 */
const SECOND_MS = 1_050;

/** Waits of this length count from the response, because requests may overtake each other. */
const LONG_WAIT_MS = 100;

/**
 * Runs a request when its lane is free: in the order of their calls, a second's worth of units
 * within a second, and evenly spread over it. More than a second's worth starts alone. Lanes live in
 * this process: two n8n workers do not know of each other, and then the API's own frequency codes
 * slow them down.
 *
 * @param app tells one app from another, e.g. its Access ID
 * @param beforeStart called right before the request starts, and when `signal` aborts before that;
 *   throws when it must not start any more
 * @param signal ends the wait
 */
export async function paced<T>(
	app: string,
	rate: Rate | undefined,
	beforeStart: () => void,
	request: () => Promise<T>,
	signal?: AbortSignal,
): Promise<T> {
	if (!rate) {
		beforeStart();
		return await request();
	}
	const lane = laneOf(`${app} ${rate.lane}`);
	const { perSecond, units = 1 } = rate;
	const started = lane.turn.then(async () => {
		for (let wait = waitOf(lane, units, perSecond); wait > 0 && !signal?.aborted;) {
			await pause(Math.ceil(wait), signal);
			wait = waitOf(lane, units, perSecond);
		}
		beforeStart();
		const start = { at: performance.now(), units, perSecond };
		lane.starts.push(start);
		return start;
	});
	const ended = started.then(async (start) => {
		try {
			return await request();
		} finally {
			if (isLong(start)) start.at = performance.now();
		}
	});
	lane.turn = (isLong({ units, perSecond }) ? ended : started).catch(() => undefined);
	ended.catch(() => undefined);
	await untilAborted(started, signal, async () => {
		beforeStart();
		return await started;
	});
	return await ended;
}

/** Milliseconds until a request may start. */
function waitOf(lane: Lane, units: number, perSecond: number): number {
	const now = performance.now();
	lane.starts = lane.starts.filter((start) => endOf(start) > now);
	const { starts } = lane;
	if (starts.length === 0) return 0;
	const last = starts[starts.length - 1];
	const apart = last.at + spacingOf(last) - now;
	const taken = starts.reduce((sum, start) => sum + start.units, 0);
	const isFull = taken + units > perSecond;
	return Math.max(apart, isFull ? Math.min(...starts.map(endOf)) - now : 0);
}

/** When a start counts no more. */
function endOf(start: Start): number {
	return start.at + Math.max(SECOND_MS, spacingOf(start));
}

function spacingOf({ units, perSecond }: Pick<Start, 'units' | 'perSecond'>): number {
	return (SECOND_MS * units) / perSecond;
}

function isLong(start: Pick<Start, 'units' | 'perSecond'>): boolean {
	return spacingOf(start) > LONG_WAIT_MS;
}

function laneOf(name: string): Lane {
	const lane = lanes.get(name) ?? { turn: Promise.resolve(), starts: [] };
	lanes.set(name, lane);
	return lane;
}
