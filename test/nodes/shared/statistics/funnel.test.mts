import fc from 'fast-check';
import { addCounts, funnelOf, percent } from '../../../../nodes/shared/statistics/funnel';

const count = fc.nat(10_000_000);
const counts = fc.record({ scheduled: count, sent: count, delivered: count, clicked: count });

test('each rate is a share of the step before it', () => {
	expect(funnelOf({ scheduled: 1000, sent: 900, delivered: 720, clicked: 90 })).toEqual({
		scheduled: 1000,
		sent: 900,
		delivered: 720,
		clicked: 90,
		actualSendRate: 0.9,
		deliveryRate: 0.8,
		clickRate: 0.125,
	});
});

test('rates have four places', () => {
	expect(funnelOf({ scheduled: 3, sent: 2, delivered: 1, clicked: 0 })).toMatchObject({
		actualSendRate: 0.6667,
		deliveryRate: 0.5,
		clickRate: 0,
	});
});

test('a step of which nothing is known has no rate', () => {
	expect(funnelOf({ scheduled: 0, sent: 0, delivered: 0, clicked: 0 })).toMatchObject({
		actualSendRate: null,
		deliveryRate: null,
		clickRate: null,
	});
});

test('no rate is above 1 or below 0', () => {
	fc.assert(
		fc.property(counts, (all) => {
			const { actualSendRate, deliveryRate, clickRate } = funnelOf(all);
			for (const rate of [actualSendRate, deliveryRate, clickRate]) {
				expect(rate === null || (rate >= 0 && rate <= 1)).toBe(true);
			}
		}),
	);
	expect(funnelOf({ scheduled: 9, sent: 9, delivered: 1, clicked: 2 }).clickRate).toBeNull();
});

test('counts add up, whatever their order', () => {
	fc.assert(
		fc.property(fc.array(counts), (all) => {
			expect(addCounts(all)).toEqual(addCounts([...all].reverse()));
			expect(addCounts(all).sent).toBe(all.reduce((sum, { sent }) => sum + sent, 0));
		}),
	);
});

test.each([
	[0.125, '12.5 %'],
	[1, '100 %'],
	[0, '0 %'],
	[0.6667, '66.67 %'],
	[null, '–'],
])('%p reads %p', (rate, words) => {
	expect(percent(rate)).toBe(words);
});
