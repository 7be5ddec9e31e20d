import type { IDataObject } from 'n8n-workflow';
import { byName } from '../../shared/fields/apiFields';
import { addDays, daysBetween, readDay } from '../../shared/fields/day';
import { wholeNumber } from '../../shared/fields/byType';
import type { Field, Reader, ValuesOf } from '../../shared/fields/field';
import { field, group, shownWhen } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import type { JsonObject } from '../../shared/fields/json';
import { isObject, stringifyJson } from '../../shared/fields/json';
import { readRequiredList } from '../../shared/fields/list';
import {
	checkAhead,
	EnteredTime,
	enteredTime,
	formatAtOffset,
	readMoment,
	serverZone,
} from '../../shared/fields/moment';
import { quoted } from '../../shared/fields/text';
import { timeZone } from '../../shared/form/timeZone';
import { isoTime, SERVER_OFFSET_HOURS } from '../times';

/** How far ahead a push may be. Source: docs/api/tpns.md 1.1, `send_time` and `loop_param`. */
const MOST_DAYS_AHEAD = 90;

/** Days of the week as `loopDayIndexs` counts them. Source: docs/api/tpns.md 1.18 I30. */
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const SERVER_ZONE = serverZone(SERVER_OFFSET_HOURS);

const LOOP_TYPES = { daily: 1, weekly: 2, monthly: 3 } as const;

const whenRepeated = <Value>(shown: Field<Value>, loopType?: string) =>
	shownWhen({ sendWhen: ['loop'], ...(loopType && { loopType: [loopType] }) }, shown);

/** A day whose zone another field says. */
const readDayIn: Reader<(zone: string) => string> = (value, name) => (zone) =>
	readDay(value, zone, name);

const scheduleFields = {
	sendWhen: field({
		displayName: 'When to Send',
		name: 'sendWhen',
		type: 'options',
		options: [
			{ name: 'Now', value: 'now' },
			{ name: 'At a Time', value: 'at', description: 'Once, within the next 90 days' },
			{ name: 'Repeatedly', value: 'loop', description: 'Daily, weekly or monthly' },
		],
		default: 'now',
		description:
			'When TPNS sends the push. For packages of device tokens, Tencent documents only Now.',
	}),
	sendTime: shownWhen(
		{ sendWhen: ['at'] },
		field(
			{
				displayName: 'Date and Time',
				name: 'sendTime',
				type: 'dateTime',
				required: true,
				default: '',
				builderHint: {
					propertyHint:
						'Local date and time without an offset, such as 2026-07-01 09:00, read in Time Zone.',
				},
				description:
					'When to send the push: a date and time such as 2026-07-01 09:00, in Time Zone',
			},
			(value, name, { now }) =>
				(zone: string) => {
					const moment = readMoment(value, zone, name);
					checkAhead(moment, now, name, MOST_DAYS_AHEAD);
					return enteredTime(moment, { value, zone, offsetHours: SERVER_OFFSET_HOURS });
				},
		),
	),
	loopType: whenRepeated(
		field({
			displayName: 'Repeat',
			name: 'loopType',
			type: 'options',
			options: [
				{ name: 'Daily', value: 'daily' },
				{ name: 'Monthly', value: 'monthly' },
				{ name: 'Weekly', value: 'weekly' },
			],
			default: 'daily',
			description: 'On which days to send the push',
		}),
	),
	weekdays: whenRepeated(
		field({
			displayName: 'Weekdays',
			name: 'loopWeekdays',
			type: 'multiOptions',
			options: byName(WEEKDAYS.map((name, value) => ({ name, value }))),
			required: true,
			default: [],
			description:
				"Days of the week on which to send the push. Tencent's manuals count weekdays in two ways: a warning shows the first date by each.",
		}),
		'weekly',
	),
	monthDays: whenRepeated(
		field(
			{
				displayName: 'Days of the Month',
				name: 'loopMonthDays',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. 1, 15',
				description: 'Days from 1 to 31 on which to send the push: text with commas, or an array',
			},
			(value, name) => readRequiredList(value, name).map((day) => readMonthDay(day, name)),
		),
		'monthly',
	),
	times: whenRepeated(
		field(
			{
				displayName: 'Times of Day',
				name: 'loopTimes',
				type: 'string',
				required: true,
				default: '09:00',
				placeholder: 'e.g. 09:00, 18:30',
				builderHint: {
					propertyHint: 'Times of day as HH:mm with commas, in Time Zone. No cron expression.',
				},
				description:
					'Times such as 09:00 at which to send the push on each of the days, in Time Zone',
			},
			(value, name) => readRequiredList(value, name).map((time) => readTimeOfDay(time, name)),
		),
	),
	firstDay: whenRepeated(
		field(
			{
				displayName: 'First Day',
				name: 'loopStart',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				required: true,
				default: '',
				description:
					'First day on which to send the push, such as 2026-07-01, within the next 90 days',
			},
			readDayIn,
		),
	),
	lastDay: whenRepeated(
		field(
			{
				displayName: 'Last Day',
				name: 'loopEnd',
				type: 'dateTime',
				typeOptions: { dateOnly: true },
				required: true,
				default: '',
				description:
					'Last day on which to send the push, such as 2026-07-31, within the next 90 days',
			},
			readDayIn,
		),
	),
	timeZone: shownWhen({ sendWhen: ['at', 'loop'] }, timeZone),
};

type ScheduleValues = ValuesOf<typeof scheduleFields>;

/**
 * When a push to all, tags or a package goes out, as request fields: none for now, `send_time`, or
 * `loop_param`, both in the server's time.
 *
 * Reading throws FieldError when a time has passed, is more than 90 days ahead, or cannot be
 * expressed.
 */
export const schedule = group(scheduleFields, (values, context): JsonObject => {
	const { sendWhen } = values;
	if (sendWhen === 'now') return {};
	const zone = values.timeZone;
	return sendWhen === 'at'
		? { send_time: values.sendTime(zone) }
		: { loop_param: readLoop(values, zone, context.now) };
});

/** When a push is sent, as entered and in the server's zone; undefined for now. */
export function scheduledTimeOf({ send_time: at, loop_param: loop }: JsonObject): ScheduledTime {
	const time = at ?? loop;
	if (time === undefined || time instanceof EnteredTime) return time;
	// From Additional JSON.
	const server = `${typeof time === 'string' ? time : stringifyJson(time)} ${SERVER_ZONE}`;
	return {
		entered: server,
		server,
		scheduledFor: typeof time === 'string' ? isoTime(time) : server,
	};
}

type ScheduledTime = Pick<EnteredTime, 'entered' | 'server' | 'scheduledFor'> | undefined;

/** What the output says of the time: ISO 8601 or a repetition in words, and the server's time. */
export function describeSchedule(push: JsonObject): IDataObject {
	const time = scheduledTimeOf(push);
	return time ? { scheduledFor: time.scheduledFor, serverTime: time.server } : {};
}

/**
 * Says on which day the first push of a weekly one is sent, as the newest manual counts weekdays and as
 * older ones do. Source: docs/api/tpns.md 1.18 I30.
 *
 * @param loopParam `loop_param` of a request
 * @returns undefined when both are the same days
 */
export function weekdayWarning(loopParam: unknown): string | undefined {
	const loop = loopParam instanceof EnteredTime ? loopParam.written : loopParam;
	if (!isObject(loop) || loop.loopType !== LOOP_TYPES.weekly) return undefined;
	const { startDate, endDate, loopDayIndexs: indexes } = loop;
	if (typeof startDate !== 'string' || Number.isNaN(Date.parse(startDate))) return undefined;
	const chosen = new Set(Array.isArray(indexes) ? indexes.map(Number) : []);
	if (chosen.size === 0 || chosen.size >= WEEKDAYS.length) return undefined;
	const week = WEEKDAYS.map((_, days) => addDays(startDate, days));
	const first = (fromMonday: number) => {
		const day = week.find((each) => chosen.has((weekday(each) + fromMonday) % WEEKDAYS.length));
		return day === undefined || day > String(endDate)
			? 'never sent'
			: `sent on ${WEEKDAYS[weekday(day)]}, ${day}`;
	};
	return `Weekdays: the newest manual counts from Sunday, so the first push is ${first(0)} (UTC+8). Older manuals count from Monday: then it is ${first(6)}. Cancel the push if its first day is wrong.`;
}

/** 0 for Sunday. */
function weekday(day: string): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** A repeated push, in the days and times of the server. */
function readLoop(values: ScheduleValues, zone: string, now: Date): EnteredTime<JsonObject> {
	const firstDay = values.firstDay(zone);
	const lastDay = values.lastDay(zone);
	if (lastDay < firstDay) {
		throw new FieldError('Last Day', "is before 'First Day'", 'Choose a later day');
	}
	// A longer one is refused below.
	const length = Math.min(daysBetween(firstDay, lastDay), MOST_DAYS_AHEAD + 1);
	const eachDay = Array.from({ length: length + 1 }, (_, index) => addDays(firstDay, index));
	const shifts = values.times.map((time) => {
		const [atFirst, ...later] = eachDay.map((day) => serverShift(day, time, zone));
		if (later.some(({ text, days: other }) => text !== atFirst.text || other !== atFirst.days)) {
			throw new FieldError(
				'Time Zone',
				`${zone} changes its clocks between 'First Day' and 'Last Day', but TPNS repeats at fixed times of UTC+8`,
				"End this repetition before the change and start another after it, or set 'Time Zone' to Asia/Shanghai and enter times of UTC+8",
			);
		}
		return atFirst;
	});
	const [{ days }] = shifts;
	if (shifts.some((shift) => shift.days !== days)) {
		throw new FieldError(
			'Times of Day',
			"fall on two different days in the server's time zone (UTC+8)",
			'Create a push for each of the times',
		);
	}
	const loop = {
		startDate: addDays(firstDay, days),
		endDate: addDays(lastDay, days),
		loopType: LOOP_TYPES[values.loopType],
		loopDayIndexs: loopDays(values, days),
		dayTimes: [...new Set(shifts.map(({ text }) => text))].sort(),
	};
	checkLoopAhead(loop, now);
	const [entered, server] = [
		{ first: firstDay, last: lastDay, days: loopDays(values, 0), times: values.times, zone },
		{
			first: loop.startDate,
			last: loop.endDate,
			days: loop.loopDayIndexs,
			times: loop.dayTimes,
			zone: SERVER_ZONE,
		},
	].map((dates) => loopInWords(values.loopType, dates));
	return new EnteredTime<JsonObject>(loop, entered, server);
}

/** A repetition in words, e.g. `daily at 09:00:00 from 2026-07-01 to 2026-07-31 Europe/Berlin`. */
function loopInWords(
	type: keyof typeof LOOP_TYPES,
	loop: { first: string; last: string; days: number[]; times: string[]; zone: string },
): string {
	const on = {
		daily: () => '',
		weekly: () => ` on ${loop.days.map((day) => WEEKDAYS[day]).join(', ')}`,
		monthly: () => ` on day ${loop.days.join(', ')}`,
	}[type]();
	return `${type}${on} at ${loop.times.join(', ')} from ${loop.first} to ${loop.last} ${loop.zone}`;
}

function loopDays(values: ScheduleValues, shift: number): number[] {
	if (values.loopType === 'daily') return [0];
	if (values.loopType === 'weekly') {
		const { weekdays } = values;
		if (weekdays.length === 0) throw new FieldError('Weekdays', 'is empty', 'Choose a day');
		return ascending(weekdays.map((day) => (day + shift + 7) % 7));
	}
	const chosen = values.monthDays;
	// The day before the 1st and the day after the 28th differ from month to month, and months without
	// the 29th, 30th or 31st may have the day before it.
	const moved = chosen.find(
		(day) => (shift > 0 && day > 27) || (shift < 0 && (day === 1 || day > 28)),
	);
	if (moved !== undefined) {
		throw new FieldError(
			'Days of the Month',
			`has ${moved}, which falls on different days of the month in the server's time zone (UTC+8)`,
			"Choose another day or time, or set 'Time Zone' to Asia/Shanghai and enter times of UTC+8",
		);
	}
	return ascending(chosen.map((day) => day + shift));
}

function checkLoopAhead(
	loop: { startDate: string; endDate: string; dayTimes: string[] },
	now: Date,
): void {
	const today = formatAtOffset(now, SERVER_OFFSET_HOURS).slice(0, 10);
	if (loop.startDate < today) {
		throw new FieldError(
			'First Day',
			`is ${loop.startDate} in UTC+8, which has passed`,
			'Choose today or later',
		);
	}
	const lastTime = loop.dayTimes[loop.dayTimes.length - 1];
	const last = new Date(`${loop.endDate}T${lastTime}+08:00`);
	checkAhead(last, now, 'Last Day', MOST_DAYS_AHEAD);
}

/** A time of day on a day of a zone, as the server's time and the days that it is later or earlier. */
function serverShift(day: string, time: string, zone: string): { text: string; days: number } {
	const moment = readMoment(`${day} ${time}`, zone, 'Times of Day');
	const server = formatAtOffset(moment, SERVER_OFFSET_HOURS);
	return { text: server.slice(11), days: daysBetween(day, server.slice(0, 10)) };
}

function readTimeOfDay(entered: string, name: string): string {
	const [, hour, minute, second = '00'] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(entered) ?? [];
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
		throw new FieldError(name, `has ${quoted(entered)}`, 'Enter times such as 09:00 or 18:30');
	}
	return `${hour.padStart(2, '0')}:${minute}:${second}`;
}

function readMonthDay(entered: string, name: string): number {
	const day = wholeNumber(entered);
	if (day !== undefined && day >= 1 && day <= 31) return day;
	throw new FieldError(name, `has ${quoted(entered)}`, 'Enter whole numbers from 1 to 31');
}

function ascending(numbers: number[]): number[] {
	return [...new Set(numbers)].sort((a, b) => a - b);
}
