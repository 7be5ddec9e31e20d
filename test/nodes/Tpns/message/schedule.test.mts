import fc from 'fast-check';
import { readMoment } from '../../../../nodes/shared/fields/moment';
import {
	describeSchedule,
	schedule,
	weekdayWarning,
} from '../../../../nodes/Tpns/message/schedule';

const at = (now: string, timezone = 'UTC') => ({
	now: new Date(now),
	timezone,
	isTool: false,
	isPreview: false,
	identity: {},
});
/** A request's fields as they travel. */
const asSent = (push: object) => JSON.parse(JSON.stringify(push)) as Record<string, unknown>;
const loopOf = (parameters: Record<string, unknown>, now = '2026-06-01T00:00:00Z') =>
	asSent(
		schedule.read(
			{
				sendWhen: 'loop',
				loopType: 'daily',
				loopTimes: '09:00',
				loopStart: '2026-06-10T00:00:00',
				loopEnd: '2026-06-20T00:00:00',
				...parameters,
			},
			at(now),
		),
	).loop_param;

test.each([
	['2026-07-01T09:00:00', '2026-06-20T00:00:00Z', '2026-07-01 15:00:00', '+02:00'],
	['2026-01-15 09:00', '2026-01-01T00:00:00Z', '2026-01-15 16:00:00', '+01:00'],
	['2026-07-01T09:00:00Z', '2026-06-20T00:00:00Z', '2026-07-01 17:00:00', '+00:00'],
	['2026-07-01T09:00:00-05:00', '2026-06-20T00:00:00Z', '2026-07-01 22:00:00', '-05:00'],
])('%s in Berlin is the server’s time', (sendTime, now, sent, offset) => {
	const push = schedule.read({ sendWhen: 'at', sendTime, timeZone: 'Europe/Berlin' }, at(now));
	expect(asSent(push)).toEqual({ send_time: sent });
	expect(describeSchedule(push)).toEqual({
		scheduledFor: `${sendTime.slice(0, 10)}T09:00:00${offset}`,
		serverTime: `${sent} UTC+8`,
	});
});

test('the zone is the workflow’s unless another is given', () => {
	const push = { sendWhen: 'at', sendTime: '2026-07-01T09:00:00' };
	const context = at('2026-06-20T00:00:00Z', 'America/New_York');
	expect(asSent(schedule.read(push, context)).send_time).toBe('2026-07-01 21:00:00');
	expect(asSent(schedule.read({ ...push, timeZone: ' ' }, context)).send_time).toBe(
		'2026-07-01 21:00:00',
	);
});

test.each([
	['2026-06-19T23:59:59Z', 'has passed'],
	['2026-06-20T00:00:00Z', 'has passed'],
	['2026-09-18T00:00:01Z', '90 days'],
	['soon', '"soon"'],
	['', 'is empty'],
])('%s is refused', (sendTime, why) => {
	const read = () => schedule.read({ sendWhen: 'at', sendTime }, at('2026-06-20T00:00:00Z'));
	expect(read).toThrow(/^'Date and Time'/);
	try {
		read();
	} catch (error) {
		expect(`${(error as Error).message} ${(error as { fix: string }).fix}`).toContain(why);
	}
});

test('a repeated push is described as entered and in the server’s zone', () => {
	const push = schedule.read(
		{
			sendWhen: 'loop',
			loopType: 'weekly',
			loopWeekdays: [1, 6],
			loopTimes: '18:00',
			loopStart: '2026-06-10',
			loopEnd: '2026-06-20',
			timeZone: 'America/New_York',
		},
		at('2026-06-01T00:00:00Z'),
	);
	expect(describeSchedule(push)).toEqual({
		scheduledFor:
			'weekly on Monday, Saturday at 18:00:00 from 2026-06-10 to 2026-06-20 America/New_York',
		serverTime: 'weekly on Sunday, Tuesday at 06:00:00 from 2026-06-11 to 2026-06-21 UTC+8',
	});
});

test('now needs nothing', () => {
	expect(
		schedule.read({ sendWhen: 'now', sendTime: '2001-01-01' }, at('2026-06-20T00:00:00Z')),
	).toEqual({});
	expect(schedule.read({}, at('2026-06-20T00:00:00Z'))).toEqual({});
});

test('a weekly push counts from Sunday, in the server’s days', () => {
	const weekly = { loopType: 'weekly', loopWeekdays: [1, 6] };
	expect(loopOf({ ...weekly, timeZone: 'Asia/Shanghai' })).toEqual({
		startDate: '2026-06-10',
		endDate: '2026-06-20',
		loopType: 2,
		loopDayIndexs: [1, 6],
		dayTimes: ['09:00:00'],
	});
	expect(loopOf({ ...weekly, loopTimes: '18:00,19:30', timeZone: 'America/New_York' })).toEqual({
		startDate: '2026-06-11',
		endDate: '2026-06-21',
		loopType: 2,
		loopDayIndexs: [0, 2],
		dayTimes: ['06:00:00', '07:30:00'],
	});
	expect(loopOf({ ...weekly, loopTimes: '01:00', timeZone: 'Pacific/Auckland' })).toMatchObject({
		startDate: '2026-06-09',
		loopDayIndexs: [0, 5],
		dayTimes: ['21:00:00'],
	});
});

test('a monthly push takes days of the month', () => {
	const monthly = { loopType: 'monthly', loopMonthDays: '15, 1,15' };
	expect(loopOf({ ...monthly, timeZone: 'Asia/Shanghai' })).toMatchObject({
		loopType: 3,
		loopDayIndexs: [1, 15],
	});
	expect(loopOf({ ...monthly, loopTimes: '20:00', timeZone: 'America/New_York' })).toMatchObject({
		loopDayIndexs: [2, 16],
	});
});

test.each<[Record<string, unknown>, RegExp]>([
	[{ loopType: 'weekly' }, /^'Weekdays' is/],
	[{ loopType: 'weekly', loopWeekdays: [7] }, /^'Weekdays' has "7"/],
	[{ loopType: 'monthly', loopMonthDays: '0' }, /^'Days of the Month' has "0"/],
	[
		{ loopType: 'monthly', loopMonthDays: '28', loopTimes: '20:00', timeZone: 'America/New_York' },
		/^'Days of the Month' has 28, which falls on different days of the month/,
	],
	...['1e1', '0x1F', '+5', '5.0', '-1', '１', '0b1'].map(
		(loopMonthDays): [Record<string, unknown>, RegExp] => [
			{ loopType: 'monthly', loopMonthDays },
			/^'Days of the Month' has "/,
		],
	),
	...[29, 30, 31, 1].map((loopMonthDays): [Record<string, unknown>, RegExp] => [
		{ loopType: 'monthly', loopMonthDays, loopTimes: '00:30', timeZone: 'Asia/Tokyo' },
		/^'Days of the Month' has \d+, which falls on different days of the month/,
	]),
	[{ loopTimes: '24:00' }, /^'Times of Day' has "24:00"/],
	[{ loopTimes: '' }, /^'Times of Day' is empty/],
	[{ loopEnd: '2026-06-09' }, /^'Last Day' is before 'First Day'/],
	[{ loopEnd: '2026-09-01' }, /^'Last Day'/],
	[{ loopStart: '2026-05-31' }, /^'First Day' is 2026-05-31/],
	[
		{ loopTimes: '09:00, 20:00', timeZone: 'America/New_York' },
		/^'Times of Day' fall on two different/,
	],
	[{ timeZone: 'Mars/Olympus' }, /^'Time Zone' is "Mars\/Olympus"/],
])('%j is refused', (parameters, message) => {
	expect(() => loopOf({ timeZone: 'Asia/Shanghai', ...parameters })).toThrow(message);
});

test('a repetition that a clock change would move is refused', () => {
	const berlin = {
		loopStart: '2026-10-20',
		loopEnd: '2026-10-30',
		timeZone: 'Europe/Berlin',
	};
	expect(() => loopOf(berlin, '2026-10-01T00:00:00Z')).toThrow(
		/^'Time Zone' Europe\/Berlin changes/,
	);
	expect(loopOf({ ...berlin, loopEnd: '2026-10-24' }, '2026-10-01T00:00:00Z')).toMatchObject({
		dayTimes: ['15:00:00'],
	});
});

test('a clock change in the middle is refused, also when the clocks change back', () => {
	// In 2026 Morocco's clocks are an hour back from 15 February to 22 March.
	const ramadan = { loopStart: '2026-02-01', loopEnd: '2026-04-10', timeZone: 'Africa/Casablanca' };
	const now = '2026-01-20T00:00:00Z';
	expect(() => loopOf(ramadan, now)).toThrow(/^'Time Zone' Africa\/Casablanca changes its clocks/);
	expect(loopOf({ ...ramadan, loopEnd: '2026-02-10' }, now)).toMatchObject({
		endDate: '2026-02-10',
	});
	expect(() => loopOf({ ...ramadan, loopEnd: '9998-12-31', timeZone: 'UTC' }, now)).toThrow(
		/^'Last Day' is/,
	);
});

test('a monthly push falls on the days that were meant, in every month, or is refused', () => {
	const zones = [
		'Asia/Tokyo',
		'America/Phoenix',
		'Asia/Kolkata',
		'Pacific/Honolulu',
		'UTC',
		'+14:00',
	];
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			fc.integer({ min: 1, max: 31 }),
			fc.integer({ min: 0, max: 23 }),
			fc.constantFrom('2026-01-02', '2027-01-31', '2026-06-10'),
			(timeZone, day, hour, loopStart) => {
				const time = `${String(hour).padStart(2, '0')}:00`;
				const loopEnd = new Date(Date.parse(loopStart) + 85 * 86_400_000)
					.toISOString()
					.slice(0, 10);
				let loop: Record<string, unknown>;
				try {
					loop = loopOf(
						{
							loopType: 'monthly',
							loopMonthDays: day,
							loopTimes: time,
							loopStart,
							loopEnd,
							timeZone,
						},
						new Date(Date.parse(loopStart) - 86_400_000).toISOString(),
					) as Record<string, unknown>;
				} catch (error) {
					expect((error as Error).message).toMatch(/^'Days of the Month' has/);
					return;
				}
				const days = (from: string, to: string) =>
					Array.from({ length: (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 }, (_, index) =>
						new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10),
					);
				const sent = days(loop.startDate as string, loop.endDate as string)
					.filter((each) => (loop.loopDayIndexs as number[]).includes(Number(each.slice(8))))
					.map((each) => Date.parse(`${each}T${(loop.dayTimes as string[])[0]}+08:00`));
				const meant = days(loopStart, loopEnd)
					.filter((each) => Number(each.slice(8)) === day)
					.map((each) => readMoment(`${each} ${time}`, timeZone, 'Time').getTime());
				expect(sent).toEqual(meant);
			},
		),
	);
});

test('a weekly push falls on the moments that were meant', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('Asia/Tokyo', 'America/Phoenix', 'Asia/Kolkata', 'Pacific/Honolulu', 'UTC'),
			fc.integer({ min: 0, max: 6 }),
			fc.integer({ min: 0, max: 23 }),
			(timeZone, weekday, hour) => {
				const time = `${String(hour).padStart(2, '0')}:00`;
				const loop = loopOf({
					loopType: 'weekly',
					loopWeekdays: [weekday],
					loopTimes: time,
					timeZone,
				}) as { startDate: string; endDate: string; loopDayIndexs: number[]; dayTimes: string[] };
				for (
					let day = Date.parse(loop.startDate);
					day <= Date.parse(loop.endDate);
					day += 86_400_000
				) {
					if (!loop.loopDayIndexs.includes(new Date(day).getUTCDay())) continue;
					const moment = new Date(day + Date.parse(`1970-01-01T${loop.dayTimes[0]}+08:00`));
					const local = new Intl.DateTimeFormat('en-US', {
						timeZone,
						weekday: 'long',
						hour: '2-digit',
						hourCycle: 'h23',
					}).format(moment);
					const names = [
						'Sunday',
						'Monday',
						'Tuesday',
						'Wednesday',
						'Thursday',
						'Friday',
						'Saturday',
					];
					expect(local).toContain(names[weekday]);
					expect(local).toContain(time.slice(0, 2));
				}
			},
		),
	);
});

const NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** The first day that has one of the names, in words. */
const firstOf = (
	names: string[],
	{ startDate, endDate }: { startDate: string; endDate: string },
) => {
	for (let day = Date.parse(startDate); day <= Date.parse(endDate); day += 86_400_000) {
		const name = new Date(day).toLocaleDateString('en-US', { weekday: 'long', timeZone: 'UTC' });
		if (names.includes(name)) return `sent on ${name}, ${new Date(day).toISOString().slice(0, 10)}`;
	}
	return 'never sent';
};

test('a weekly push says its first day as both manuals count', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
			fc.integer({ min: 10, max: 30 }),
			fc.integer({ min: 0, max: 12 }),
			(loopWeekdays, start, length) => {
				const day = (date: number) => new Date(Date.UTC(2026, 5, date)).toISOString().slice(0, 10);
				const loop = loopOf({
					loopType: 'weekly',
					loopWeekdays,
					loopStart: day(start),
					loopEnd: day(start + length),
					timeZone: 'Asia/Shanghai',
				}) as { startDate: string; endDate: string };
				const fromSunday = loopWeekdays.map((index) => NAMES[index]);
				const fromMonday = loopWeekdays.map((index) => NAMES[(index + 1) % 7]);
				expect(weekdayWarning(loop)).toBe(
					`Weekdays: the newest manual counts from Sunday, so the first push is ${firstOf(fromSunday, loop)} (UTC+8). Older manuals count from Monday: then it is ${firstOf(fromMonday, loop)}. Cancel the push if its first day is wrong.`,
				);
			},
		),
	);
});

test.each([
	['every day', { loopWeekdays: [0, 1, 2, 3, 4, 5, 6], loopType: 'weekly' }],
	['by day', { loopType: 'daily' }],
	['by month', { loopType: 'monthly', loopMonthDays: '1' }],
])('one %s is the same by both', (_name, parameters) => {
	expect(weekdayWarning(loopOf({ ...parameters, timeZone: 'Asia/Shanghai' }))).toBeUndefined();
});

test.each([undefined, null, 'x', { loopType: 2 }, { loopType: 2, startDate: 'x' }])(
	'%j, which Additional JSON may give, has no weekdays',
	(loop) => {
		expect(weekdayWarning(loop)).toBeUndefined();
	},
);
