import fc from 'fast-check';
import { RecentIds, idWords } from '../../../nodes/TencentPushTrigger/recentIds';

/** IDs of which many point to the same place. */
const ids = Array.from({ length: 60 }, (_, index) =>
	[index % 3, 0, 0, index].map((word) => word.toString(16).padStart(8, '0')).join(''),
);
const words = idWords('a', ids);

test('the newest IDs have the number that was set last, and at most twice as many are held', () => {
	const change = fc.record({
		// Some of them again and again.
		index: fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: ids.length - 1 })),
		value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).filter((value) => value !== 0),
	});
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 20 }), fc.array(change), (least, changes) => {
			const recent = new RecentIds(least);
			const set = new Map<number, number>();
			for (const { index, value } of changes) {
				recent.set(words, index, value);
				set.delete(index);
				set.set(index, value);
			}
			for (const [index, value] of [...set].slice(-least)) {
				expect(recent.get(words, index)).toBe(value);
			}
			const held = ids.filter((_, index) => recent.get(words, index) !== 0);
			expect(held.length).toBeLessThanOrEqual(2 * least);
			for (const id of held) expect(set.has(ids.indexOf(id))).toBe(true);
		}),
		{ numRuns: 500 },
	);
});

test('IDs that differ in any one digit are told apart', () => {
	const all = Array.from({ length: 32 }, (_, digit) => `${'0'.repeat(digit)}1`.padEnd(32, '0'));
	const recent = new RecentIds(all.length);
	recent.set(idWords('a', all), 0, 1);
	expect(all.map((id) => recent.get(idWords('a', [id]), 0))).toEqual([1, ...Array(31).fill(0)]);
});

test('the same ID in another scope is another one', () => {
	const recent = new RecentIds(10);
	recent.set(idWords('a', ids), 7, 1);
	expect(recent.get(idWords('a', ids), 7)).toBe(1);
	expect(recent.get(idWords('b', ids), 7)).toBe(0);
});
