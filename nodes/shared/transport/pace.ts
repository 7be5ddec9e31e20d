import { sleep } from 'n8n-workflow';
import type { Policy } from './retry';

interface Lane {
	/** Settles when the request before this one may be followed. */
	turn: Promise<void>;
	/** Earliest start of the next request, in milliseconds since 1970. */
	nextStart: number;
	running: number;
	waiting: Array<() => void>;
}

/** Lanes are dropped, oldest first, beyond this number: one for each app and kind of request. */
const MOST_LANES = 1_000;
const lanes = new Map<string, Lane>();

/**
 * Runs a request when its lane is free. Lanes live in this process: two n8n workers do not know of
 * each other, and then the API's own frequency codes slow them down.
 *
 * @param app tells one app from another, e.g. its Access ID
 * @param beforeStart called right before the request starts; throws when it must not start any more
 */
export async function paced<T>(
	app: string,
	policy: Policy,
	beforeStart: () => void,
	request: () => Promise<T>,
): Promise<T> {
	if (policy.lane === undefined) {
		beforeStart();
		return await request();
	}
	const lane = laneOf(`${app} ${policy.lane}`);
	const start = lane.turn.then(async () => {
		if (policy.parallel !== undefined && lane.running >= policy.parallel) {
			await new Promise<void>((free) => lane.waiting.push(free));
		}
		const wait = lane.nextStart - Date.now();
		if (wait > 0) await sleep(wait);
		beforeStart();
		lane.running++;
		lane.nextStart = Date.now() + (policy.spacingMs ?? 0);
	});
	lane.turn = start.catch(() => undefined);
	await start;
	try {
		return await request();
	} finally {
		lane.running--;
		lane.waiting.shift()?.();
		if (policy.parallel === 1) lane.nextStart = Date.now() + (policy.spacingMs ?? 0);
	}
}

function laneOf(name: string): Lane {
	const known = lanes.get(name);
	if (known) return known;
	for (const [oldName, old] of lanes) {
		if (lanes.size < MOST_LANES) break;
		if (old.running === 0 && old.nextStart < Date.now()) lanes.delete(oldName);
	}
	const lane: Lane = { turn: Promise.resolve(), nextStart: 0, running: 0, waiting: [] };
	lanes.set(name, lane);
	return lane;
}
