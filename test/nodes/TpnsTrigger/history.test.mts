import { findChanges, type History, remember } from '../../../nodes/TpnsTrigger/history.ts';
import type { PushRecord } from '../../../nodes/TpnsTrigger/records.ts';

/** What n8n's static data may take at most, with room for the trigger's other numbers. */
const MOST_BYTES = 252 * 1024;

const time = (index: number) => `2026-07-01 09:${String(index % 60).padStart(2, '0')}:00`;

const records = Array.from(
	{ length: 10_000 },
	(_, index) =>
		({
			pushId: String(9_007_199_254_000_000_000n + BigInt(index)),
			status: index % 3 === 0 ? 'PUSH_STARTED' : 'PUSH_FINISHED',
			date: time(index),
		}) as PushRecord,
);

test('the history of an app with any number of pushes stays small', () => {
	const since = '2026-07-01 00:00:00';
	const asked = Object.fromEntries(
		records.map(({ pushId, status, date }) => [pushId, { status, date, asked: Date.now() }]),
	);
	const history: History = remember({ since, pushes: asked }, records, since);
	expect(JSON.stringify(history).length).toBeLessThan(MOST_BYTES);
	// Those that are under way are kept, as far as there is room.
	expect(
		Object.values(history.pushes).filter(({ status }) => status === 'PUSH_STARTED'),
	).toHaveLength(Object.keys(history.pushes).length);
});

test('a push that was forgotten for want of room is no news when it is listed again', () => {
	const since = '2026-07-01 00:00:00';
	const history = remember({ since, pushes: {} }, records, since);
	const forgotten = records.filter(({ pushId }) => !(pushId in history.pushes));
	expect(forgotten.length).toBeGreaterThan(1_000);
	expect(findChanges(history, forgotten)).toEqual([]);
});
