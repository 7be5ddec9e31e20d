import type { Change, PushRecord } from './records';
import { changeOf, isUnderWay } from './records';

/** What is remembered of a push. */
export interface KnownPush {
	status: string;
	/** When it is sent, in TPNS's time. */
	date: string;
	/** When it was last asked for by its ID, in milliseconds since 1970. */
	asked?: number;
}

/** What the trigger has seen. Kept as n8n's static data, so plain JSON. */
export interface History {
	/** A push that is not known and is sent before this time, in TPNS's, is no news. */
	since: string;
	pushes: Record<string, KnownPush>;
}

/** A push and what has happened to it. */
export interface PushChange {
	record: PushRecord;
	changes: Change[];
}

/** The most pushes that are remembered: some 240 KB of static data. */
const MOST_PUSHES = 2_400;

/** How long a waiting push is left alone between two looks at it by its ID. */
const LOOK_AGAIN_MS = 3_600_000;

/** The first look at an app: everything that is there is known, and nothing of it is news. */
export function startHistory(records: readonly PushRecord[], since: string): History {
	return remember({ since, pushes: {} }, records, since);
}

/** What has happened to the pushes since they were last looked at. */
export function findChanges(history: History, records: readonly PushRecord[]): PushChange[] {
	return records
		.map((record) => ({ record, changes: changesOf(history, record) }))
		.filter(({ changes }) => changes.length > 0);
}

function changesOf(history: History, { pushId, status, date }: PushRecord): Change[] {
	const known = history.pushes[pushId];
	const change = changeOf(status);
	if (!known) {
		if (date < history.since) return [];
		return change === 'waiting' ? ['created'] : ['created', change];
	}
	return known.status === status ? [] : [change];
}

/**
 * The history with some records in it. Pushes that have ended are forgotten once the list does not
 * show them any more; the oldest are forgotten when there are too many.
 *
 * @param listedFrom the start of the list, in TPNS's time
 */
export function remember(
	history: History,
	records: readonly PushRecord[],
	listedFrom: string,
): History {
	const pushes = { ...history.pushes };
	for (const { pushId, status, date } of records) {
		pushes[pushId] = { ...pushes[pushId], status, date };
	}
	for (const [pushId, { status, date }] of Object.entries(pushes)) {
		if (date < listedFrom && !isUnderWay(status)) delete pushes[pushId];
	}
	return forgetOldest({ since: later(history.since, listedFrom), pushes });
}

/** The history without a push. */
export function forget({ since, pushes }: History, pushId: string): History {
	const rest = { ...pushes };
	delete rest[pushId];
	return { since, pushes: rest };
}

/** The history with the time at which a push was asked for by its ID. */
export function noteAsked({ since, pushes }: History, pushId: string, now: number): History {
	return { since, pushes: { ...pushes, [pushId]: { ...pushes[pushId], asked: now } } };
}

/**
 * IDs of the pushes that are under way and that the list does not show, those first that have
 * waited longest. One whose time has not come is looked at once an hour, because it may be
 * cancelled.
 *
 * @param serverNow now, in TPNS's time
 */
export function toFollow(
	{ pushes }: History,
	listed: ReadonlySet<string>,
	now: number,
	serverNow: string,
): string[] {
	return Object.entries(pushes)
		.filter(
			([pushId, { status, date, asked = 0 }]) =>
				!listed.has(pushId) &&
				isUnderWay(status) &&
				(date <= serverNow || now - asked >= LOOK_AGAIN_MS),
		)
		.sort(([, a], [, b]) => (a.asked ?? 0) - (b.asked ?? 0))
		.map(([pushId]) => pushId);
}

function forgetOldest({ since, pushes }: History): History {
	const all = Object.entries(pushes);
	if (all.length <= MOST_PUSHES) return { since, pushes };
	// Those that are under way last: the list shows the others.
	const order = all.sort(
		([, a], [, b]) =>
			Number(isUnderWay(b.status)) - Number(isUnderWay(a.status)) || (a.date < b.date ? 1 : -1),
	);
	const kept = order.slice(0, MOST_PUSHES);
	const dropped = order.slice(MOST_PUSHES).map(([, { date }]) => `${date}~`);
	return { since: [since, ...dropped].reduce(later), pushes: Object.fromEntries(kept) };
}

function later(a: string, b: string): string {
	return a > b ? a : b;
}
