import { field, group } from '../../../shared/fields/field';
import type { EnteredTime } from '../../../shared/fields/moment';
import { checkAhead, enteredTime, formatAtOffset, readMoment } from '../../../shared/fields/moment';
import { timeZone } from '../../../shared/form/timeZone';

/** Scheduled pushes have their times in UTC. Source: docs/api/push-service.md 3.g. */
const SERVER_OFFSET_HOURS = 0;

/** When a scheduled push is sent: `SchedAt`, in the time of the server. */
export const sendTime = group(
	{
		entered: field({
			displayName: 'Date and Time',
			name: 'sendTime',
			type: 'dateTime',
			required: true,
			default: '',
			description: 'When to send the push: a date and time such as 2026-07-01 09:00, in Time Zone',
		}),
		timeZone,
	},
	(values, { now }) => {
		const moment = readMoment(values.entered, values.timeZone, 'Date and Time');
		checkAhead(moment, now, 'Date and Time');
		return enteredTime(moment, {
			value: values.entered,
			zone: values.timeZone,
			offsetHours: SERVER_OFFSET_HOURS,
		});
	},
);

/** A point in time as the server writes it. */
export function serverTime(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS);
}

/** When a push is sent: ISO 8601, and the server's time. */
export function describeTime({ scheduledFor, server }: EnteredTime): {
	scheduledFor: string;
	serverTime: string;
} {
	return { scheduledFor, serverTime: server };
}
