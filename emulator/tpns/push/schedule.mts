import { codes, invalid, missing, Refusal } from '../codes.mts';
import {
	day,
	dayOfMonth,
	formatDate,
	parseDate,
	parseDateTime,
	startOfDay,
	weekdayOf,
} from '../serverTime.mts';
import type { TpnsSettings } from '../settings.mts';
import type { LoopParam, PushRequest } from './request.mts';

const horizon = 90 * day;
// A time that has only just passed is sent at once (docs/api/tpns.md 4.3).
const grace = 10 * 60_000;

/** The times at which a push is due: undefined for at once, several for a loop push. */
export function dueTimes(
	{ send_time: sendTime, loop_param: loop }: PushRequest,
	now: number,
	{ firstWeekday }: Pick<TpnsSettings, 'firstWeekday'>,
): number[] | undefined {
	if (loop) return loopTimes(loop, now, firstWeekday);
	if (sendTime === undefined || sendTime === '') return undefined;
	const due = parseDateTime(sendTime);
	if (due === undefined) {
		throw new Refusal(codes.dateFormat, 'send_time is not yyyy-MM-dd HH:mm:ss');
	}
	if (due < now - grace) throw illegalTime('send_time is in the past');
	if (due > now + horizon) throw illegalTime('send_time is more than 90 days ahead');
	return due <= now ? undefined : [due];
}

function loopTimes(
	loop: LoopParam,
	now: number,
	firstWeekday: TpnsSettings['firstWeekday'],
): number[] {
	const dayTimes = loop.dayTimes ?? loop.DayTimes;
	if (!dayTimes?.length) throw missing('loop_param.dayTimes');
	const start = parseDate(loop.startDate);
	const end = parseDate(loop.endDate);
	if (start === undefined) throw invalid('loop_param.startDate');
	if (end === undefined || end < start) throw invalid('loop_param.endDate');
	if (start < startOfDay(now) || end > now + horizon) {
		throw illegalTime('loop_param is not within the next 90 days');
	}
	checkDays(loop);

	const times: number[] = [];
	for (let date = start; date <= end; date += day) {
		if (!isLoopDay(loop, date, firstWeekday)) continue;
		for (const time of dayTimes) {
			const due = parseDateTime(`${formatDate(date)} ${time}`)!;
			if (due > now) times.push(due);
		}
	}
	if (times.length === 0) throw illegalTime('loop_param has no time ahead');
	return times.sort((a, b) => a - b);
}

function checkDays({ loopType, loopDayIndexs: days }: LoopParam): void {
	const [least, most] = { 1: [0, 0], 2: [0, 6], 3: [1, 31] }[loopType];
	if (days.some((one) => one < least || one > most)) throw invalid('loop_param.loopDayIndexs');
}

function isLoopDay(
	{ loopType, loopDayIndexs: days }: LoopParam,
	date: number,
	firstWeekday: TpnsSettings['firstWeekday'],
): boolean {
	switch (loopType) {
		case 1:
			return true;
		case 2:
			return days.includes((weekdayOf(date) + (firstWeekday === 'monday' ? 6 : 0)) % 7);
		case 3:
			return days.includes(dayOfMonth(date));
	}
}

function illegalTime(why: string): Refusal {
	return new Refusal(codes.illegalPushTime, why);
}
