import { type FollowRound, nextOfRound } from '../../../nodes/TpnsTrigger/followRound.ts';

const hour = 3_600_000;
const start = 1_000 * hour;

/** Asks for as many pushes as there are requests; gives them and the round. */
function go(round: FollowRound | undefined, pushIds: string[], now: number, most = Infinity) {
	const asked: string[] = [];
	let next = nextOfRound(round, pushIds, now);
	while (next.pushId !== undefined && asked.length < most) {
		asked.push(next.pushId);
		round = next.round;
		next = nextOfRound(round, pushIds, now);
	}
	return { asked, round: next.pushId === undefined ? next.round : round };
}

test('a round goes through all pushes, and the next begins an hour after it', () => {
	const { asked, round } = go(undefined, ['a', 'b', 'c'], start);
	expect(asked).toEqual(['a', 'b', 'c']);
	expect(go(round, ['a', 'b', 'c'], start + hour - 1).asked).toEqual([]);
	expect(go(round, ['a', 'b', 'c'], start + hour).asked).toEqual(['a', 'b', 'c']);
});

test('a round that the quota interrupts goes on, with pushes that come in between', () => {
	const { asked, round } = go(undefined, ['a', 'b', 'c'], start, 2);
	expect(asked).toEqual(['a', 'b']);
	const rest = go(round, ['a', 'b', 'bb', 'c'], start + 2 * hour);
	expect(rest.asked).toEqual(['bb', 'c']);
	// It took longer than an hour, so the next one follows.
	expect(go(rest.round, ['a', 'c'], start + 2 * hour).asked).toEqual(['a', 'c']);
});

test('nothing to ask for begins no round', () => {
	expect(nextOfRound(undefined, [], start)).toEqual({ round: undefined });
	const { round } = go(undefined, ['a'], start);
	expect(go(round, [], start + 5 * hour).asked).toEqual([]);
	expect(go(round, ['b'], start + 5 * hour).asked).toEqual(['b']);
});

test('a clock that is set back keeps the next round waiting for an hour', () => {
	const { round } = go(undefined, ['a'], start);
	const back = start - 500 * hour;
	const next = nextOfRound(round, ['a'], back);
	expect(next.pushId).toBeUndefined();
	expect(nextOfRound(next.round, ['a'], back + hour).pushId).toBe('a');
});
