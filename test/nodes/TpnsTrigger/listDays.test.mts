import fc from 'fast-check';
import { listDays } from '../../../nodes/TpnsTrigger/listDays.ts';

const DAY = 86_400_000;
// Noon where TPNS is.
const now = Date.parse('2026-07-15T04:00:00Z');

test('from four days before to 90 days ahead, where TPNS is', () => {
	expect(listDays({ now, newest: now - DAY })).toEqual({
		startDate: '2026-07-11',
		endDate: '2026-10-13',
		isCut: false,
	});
	const evening = Date.parse('2026-07-15T16:00:00Z');
	expect(listDays({ now: evening, newest: 0 }).startDate).toBe('2026-07-12');
});

test('from four days before the last list after n8n was off, as far as TPNS lists', () => {
	const after = (days: number) => listDays({ now, newest: 0, listedAt: now - days * DAY });
	expect(after(10)).toMatchObject({ startDate: '2026-07-01', isCut: false });
	expect(after(40)).toMatchObject({ startDate: '2026-06-18', isCut: true });
});

test('to today for a day after TPNS has refused the future', () => {
	const after = (hours: number) =>
		listDays({ now, newest: 0, futureRefusedAt: now - hours * 3_600_000 }).endDate;
	expect([0, 23, 24].map(after)).toEqual(['2026-07-15', '2026-07-15', '2026-10-13']);
});

test('whatever the clock says, the list holds the days that records prove, and is none that TPNS refuses', () => {
	const error = fc.integer({ min: -60, max: 26 }).map((days) => days * DAY);
	fc.assert(
		fc.property(error, fc.option(error, { nil: undefined }), (clock, listed) => {
			const newest = now;
			const { startDate, endDate } = listDays({
				now: now + clock,
				newest,
				listedAt: listed === undefined ? undefined : now + listed,
			});
			expect(startDate <= endDate).toBe(true);
			expect(endDate >= '2026-07-15').toBe(true);
			// A month ago, and a day for the clock.
			if (clock <= 0) expect(startDate >= '2026-06-16').toBe(true);
			if (clock <= 0) expect(startDate <= '2026-07-11').toBe(true);
		}),
	);
});
