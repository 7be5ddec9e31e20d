import { field, group } from '../../../shared/fields/field';
import { checkAhead, formatAtOffset, readMoment } from '../../../shared/fields/moment';
import { timeZone } from '../../../shared/form/timeZone';
import { responseText } from '../../../shared/transport/response';

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
		return serverTime(moment);
	},
);

/** A point in time as the server writes it. */
export function serverTime(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS);
}

/** What the output says of a time of the server. */
export function describeTime(time: unknown): { sendTime: string; sendTimeZone: string } {
	return { sendTime: responseText(time), sendTimeZone: 'UTC' };
}
