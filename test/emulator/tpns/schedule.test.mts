import { dueTimes } from '../../../emulator/tpns/push/schedule.mts';
import type { PushRequest } from '../../../emulator/tpns/push/request.mts';
import { formatDateTime } from '../../../emulator/tpns/serverTime.mts';
import { emulatorForEachTest, minute, second, start } from '../client.mts';
import { toAll } from './samples.mts';

// 10:00 in UTC+8, a Thursday.
const now = start.getTime();

describe('dueTimes', () => {
	const due = (request: Partial<PushRequest>, firstWeekday: 'sunday' | 'monday' = 'sunday') =>
		dueTimes(request as PushRequest, now, { firstWeekday })?.map(formatDateTime);
	const loop = (loopType: 1 | 2 | 3, loopDayIndexs: number[], more = {}) => ({
		loop_param: {
			startDate: '2024-05-16',
			endDate: '2024-05-23',
			loopType,
			loopDayIndexs,
			dayTimes: ['09:00:00', '18:30:00'],
			...more,
		},
	});

	it('reads send_time in UTC+8', () => {
		const times = dueTimes({ send_time: '2024-05-16 10:00:01' } as PushRequest, now, {
			firstWeekday: 'sunday',
		});
		expect(times).toEqual([now + 1000]);
	});

	it('sends at once without a time, and when it has passed by up to 10 minutes', () => {
		expect(due({})).toBeUndefined();
		expect(due({ send_time: '2024-05-16 09:50:00' })).toBeUndefined();
	});

	it.each([
		['more than 10 minutes past', '2024-05-16 09:49:59', 10010012],
		['more than 90 days ahead', '2024-08-14 10:00:01', 10010012],
		['no such day', '2024-06-31 10:00:00', 1008016],
		['the ISO format', '2024-05-17T10:00:00', 1008016],
	])('refuses a time that is %s', (_name, time, code) => {
		expect(() => due({ send_time: time })).toThrow(expect.objectContaining({ code }));
	});

	it('loops daily, without the times that have passed', () => {
		const times = due(loop(1, [0], { endDate: '2024-05-17' }));
		expect(times).toEqual(['2024-05-16 18:30:00', '2024-05-17 09:00:00', '2024-05-17 18:30:00']);
	});

	it('loops weekly, 0 being Sunday or, as set, Monday', () => {
		expect(due(loop(2, [0], { dayTimes: ['09:00:00'] }))).toEqual(['2024-05-19 09:00:00']);
		expect(due(loop(2, [0], { dayTimes: ['09:00:00'] }), 'monday')).toEqual([
			'2024-05-20 09:00:00',
		]);
	});

	it('loops monthly', () => {
		expect(due(loop(3, [20], { dayTimes: ['09:00:00'] }))).toEqual(['2024-05-20 09:00:00']);
	});

	it('reads DayTimes as well', () => {
		const only = loop(3, [20], { dayTimes: undefined, DayTimes: ['09:00:00'] });
		expect(due(only)).toEqual(['2024-05-20 09:00:00']);
	});

	it.each([
		['a weekday 7', loop(2, [7]), 1008007],
		['a day 0', loop(3, [0]), 1008007],
		['no time', loop(1, [0], { dayTimes: [] }), 1008002],
		['an end before the start', loop(1, [0], { endDate: '2024-05-15' }), 1008007],
		['a start in the past', loop(1, [0], { startDate: '2024-05-15' }), 10010012],
		['an end after 90 days', loop(1, [0], { endDate: '2024-08-15' }), 10010012],
		['no day that fits', loop(3, [31]), 10010012],
	])('refuses a loop with %s', (_name, request, code) => {
		expect(() => due(request)).toThrow(expect.objectContaining({ code }));
	});
});

describe('scheduled pushes', () => {
	const given = emulatorForEachTest();

	it('wait for their time', async () => {
		const phone = given.emulator.tpns.addDevice({ token: 't1', attended: true });
		const { body } = await given.tpns('/v3/push/app', {
			...toAll,
			send_time: '2024-05-16 10:30:00',
		});
		const push = given.emulator.tpns.app().pushes.get(body.push_id as string)!;
		given.emulator.control.advance(30 * minute - second);
		expect([push.status, phone.inbox.length]).toEqual(['PUSH_WAIT', 0]);
		given.emulator.control.advance(second);
		expect([push.status, phone.inbox.length]).toEqual(['PUSH_STARTED', 1]);
		given.emulator.control.advance(5 * second);
		expect(push.status).toBe('PUSH_FINISHED');
	});

	it('make one push for each time of a loop', async () => {
		const { body } = await given.tpns('/v3/push/app', {
			...toAll,
			loop_param: {
				startDate: '2024-05-17',
				endDate: '2024-05-19',
				loopType: 1,
				loopDayIndexs: [0],
				dayTimes: ['09:00:00'],
			},
		});
		expect(body.push_id).toEqual([
			'1328245138690125824',
			'1328245138690125825',
			'1328245138690125826',
		]);
	});

	it('go to whoever has the tag when the time comes', async () => {
		const phone = given.emulator.tpns.addDevice({ token: 't1', attended: true });
		await given.tpns('/v3/push/app', {
			...toAll,
			audience_type: 'tag',
			tag_list: { tags: ['vip'], op: 'OR' },
			send_time: '2024-05-16 10:30:00',
		});
		given.emulator.control.advance(10 * minute);
		phone.tags.add('vip');
		given.emulator.control.advance(30 * minute);
		expect(phone.inbox).toHaveLength(1);
	});
});
