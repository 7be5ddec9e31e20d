import type { Field } from '../../shared/fields/field';
import { field, group } from '../../shared/fields/field';
import { FieldError } from '../../shared/fields/fieldError';
import { rowsField } from '../../shared/fields/rows';
import { quoted, readTrimmed } from '../../shared/fields/text';

const NAME = 'Accept Times';

const clock = (displayName: string, name: string, time: string, description: string) =>
	field(
		{
			displayName,
			name,
			type: 'string',
			default: time,
			placeholder: `e.g. ${time}`,
			description,
		},
		readClock,
	);

/**
 * Time windows as the API takes them, with those that pass midnight split in two.
 * Source: docs/api/tpns.md 1.1, `accept_time`, and 1.18 I42.
 */
export const acceptTimes: Field<object[]> = group(
	{
		windows: rowsField(
			{
				displayName: NAME,
				name: 'acceptTimes',
				placeholder: 'Add Time Window',
				description: 'Times of day at which the device may show the notification (TPNS channel)',
			},
			{ displayName: 'Window', name: 'windows' },
			{
				start: clock(
					'From',
					'start',
					'09:00',
					'Start as hours and minutes. Tencent does not document the time zone.',
				),
				end: clock('To', 'end', '21:00', 'End as hours and minutes. The window may pass midnight.'),
			},
		),
	},
	({ windows }) =>
		windows
			.flatMap(({ start, end }) => splitAtMidnight(start, end))
			.map(([start, end]) => ({ start: hourAndMinute(start), end: hourAndMinute(end) })),
);

function splitAtMidnight(from: string, to: string): string[][] {
	if (from === to) {
		throw new FieldError(NAME, `has a window from ${from} to ${to}`, 'Choose two different times');
	}
	if (from < to) return [[from, to]];
	return [
		[from, '23:59'],
		['00:00', to],
	].filter(([start, end]) => start !== end);
}

/** A time of day as `HH:MM`. */
function readClock(value: unknown): string {
	const [, hour, minute] = /^\s*(\d{1,2}):(\d{2})\s*$/.exec(readTrimmed(value, NAME)) ?? [];
	if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) {
		throw new FieldError(
			NAME,
			`has the time ${quoted(value)}`,
			'Enter times such as 09:00 or 21:30',
		);
	}
	return `${hour.padStart(2, '0')}:${minute}`;
}

function hourAndMinute(time: string) {
	const [hour, min] = time.split(':');
	return { hour, min };
}
