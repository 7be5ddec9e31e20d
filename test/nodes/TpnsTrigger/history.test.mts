import fc from 'fast-check';
import { REPORT_PENDING, History, MOST_PUSHES } from '../../../nodes/TpnsTrigger/history.ts';
import { readRecord } from '../../../nodes/Tpns/pushRecord/record.ts';

/** What the trigger keeps at most, as its documentation says. */
const MOST_BYTES = 430_000;

const start = Date.parse('2026-07-01T00:00:00Z') / 1_000;
const record = (index: number, created: number, status = 'PUSH_STARTED') =>
	readRecord({
		pushId: String(9_007_199_254_000_000_000n + BigInt(index)),
		status,
		createTime: created,
		date: new Date((created + 8 * 3_600) * 1_000).toISOString().slice(0, 19).replace('T', ' '),
	});

function full(count: number): History {
	const history = new History();
	for (let index = 0; index < count; index++) {
		const each = record(index, start + index, index % 2 ? 'PUSH_FINISHED' : 'PUSH_STARTED');
		history.observe(each);
		history.remember(each, each.status);
	}
	return history;
}

test('any number of pushes takes a bounded number of bytes', () => {
	const history = full(40_000);
	expect(history.forgetOldest()).toEqual({ forgotten: 25_000, underWay: 5_000 });
	expect(JSON.stringify(history.store()).length).toBeLessThan(MOST_BYTES);
	expect(history.forgetOldest()).toEqual({ forgotten: 0, underWay: 0 });
});

test('the oldest are forgotten, those that have ended first; what is forgotten is no news', () => {
	const history = full(20_000);
	expect(history.forgetOldest()).toEqual({ forgotten: 20_000 - MOST_PUSHES, underWay: 0 });
	const forgotten = record(1, start + 1);
	expect(history.get(forgotten.pushId)).toBeUndefined();
	expect(history.isNew(forgotten)).toBe(false);
	expect(history.get(record(0, start).pushId)).toBeDefined();
	expect(history.get(record(19_999, start + 19_999).pushId)).toBeDefined();
	// A push of the second of the newest one.
	expect(history.isNew(record(20_000, start + 19_999))).toBe(true);
});

test('a history comes back from n8n as it was', () => {
	const push = fc.record({
		index: fc.nat(500),
		created: fc.integer({ min: start, max: start + 100 * 86_400 }),
		// Statuses that are not documented too, whatever JavaScript calls by their names.
		status: fc.oneof(
			fc.constantFrom('PUSH_WAIT', 'PUSH_FINISHED', 'PUSH_NEW', REPORT_PENDING),
			fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype)),
		),
	});
	fc.assert(
		fc.property(fc.array(push), (pushes) => {
			const history = new History();
			for (const { index, created, status } of pushes) {
				const each = record(index, created, status);
				history.observe(each);
				history.remember(each, status);
			}
			const stored = JSON.parse(JSON.stringify(history.store())) as ReturnType<History['store']>;
			const again = new History(stored);
			expect(again.watermark).toBe(history.watermark);
			expect(again.newest).toBe(history.newest);
			for (const { index } of pushes) {
				const { pushId } = record(index, start);
				expect(again.get(pushId)).toEqual(history.get(pushId));
			}
			expect(again.store()).toEqual(stored);
		}),
	);
});

test('an ended push is forgotten four days before the newest record, whatever the list began with', () => {
	const history = full(2);
	const late = record(9, start + 10 * 86_400);
	history.observe(late);
	history.forgetEnded('2026-09-01');
	expect(history.get(record(1, start).pushId)).toBeUndefined();
	expect(history.get(record(0, start).pushId)).toBeDefined();
	expect(history.watermark).toBe(Date.parse('2026-07-07T00:00:00+08:00') / 1_000);
	expect(history.isNew(record(10, start + 9 * 86_400))).toBe(true);
	history.forgetEnded('2026-07-02');
	expect(history.watermark).toBe(Date.parse('2026-07-07T00:00:00+08:00') / 1_000);
});

test('a record without any time is taken as new', () => {
	const history = new History({ watermark: start, newest: start, pushes: {} });
	expect(history.isNew(readRecord({ pushId: '1', status: 'PUSH_FINISHED' }))).toBe(true);
});
