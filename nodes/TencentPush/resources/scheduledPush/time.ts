import { field, group } from '../../../shared/fields/field';
import type { EnteredTime } from '../../../shared/fields/moment';
import {
	checkAhead,
	enteredTime,
	formatAtOffset,
	readMoment,
	serverZone,
} from '../../../shared/fields/moment';
import { timeZone } from '../../../shared/form/timeZone';

/** Scheduled pushes have their times in UTC. Source: docs/api/push-service.md 3.g. */
const SERVER_OFFSET_HOURS = 0;

/** The same in words. */
export const SERVER_ZONE = serverZone(SERVER_OFFSET_HOURS);

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

/** When a push is sent, as entered and in the server's zone. */
export function describeTime({ entered, server }: EnteredTime): {
	scheduledFor: string;
	serverTime: string;
} {
	return { scheduledFor: entered, serverTime: server };
}
