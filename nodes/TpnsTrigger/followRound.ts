import type { IDataObject } from 'n8n-workflow';

const HOUR_MS = 3_600_000;

/** Requests by ID go through the pushes in rounds, ordered by ID. */
export interface FollowRound extends IDataObject {
	/** Milliseconds since 1970. */
	startedAt: number;
	/** The last push of the round so far; null at its end. */
	after: string | null;
}

/**
 * The next push of a round. A round begins an hour after the last one at the earliest: a push that
 * waits may be canceled at any time, but not all of them are asked for at each poll.
 *
 * @param pushIds in order
 * @param now milliseconds since 1970
 * @returns the push, and the round once it has been asked for; no push at the end of a round
 */
export function nextOfRound(
	round: FollowRound | undefined,
	pushIds: readonly string[],
	now: number,
): { pushId?: string; round?: FollowRound } {
	if (round && round.after !== null) {
		const { startedAt, after } = round;
		const pushId = pushIds.find((each) => each > after);
		return { pushId, round: { startedAt, after: pushId ?? null } };
	}
	// A clock that was set back must not keep the next round waiting for longer.
	const startedAt = Math.min(round?.startedAt ?? -Infinity, now);
	if (pushIds.length === 0 || now - startedAt < HOUR_MS) {
		return { round: round && { ...round, startedAt } };
	}
	return { pushId: pushIds[0], round: { startedAt: now, after: pushIds[0] } };
}
