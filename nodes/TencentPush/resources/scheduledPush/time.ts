import { field, group } from '../../../shared/fields/field';
import { checkAhead, formatAtOffset, readMoment } from '../../../shared/fields/moment';
import { readTrimmed } from '../../../shared/fields/text';
import { responseText } from '../../../shared/transport/response';

/** Scheduled pushes have their times in UTC. Source: docs/api/push-service.md 3.g. */
const SERVER_OFFSET_HOURS = 0;

/** Zone in which the form's times are read. */
export const timeZone = field(
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. Europe/Berlin',
		description:
			"Zone of the times that do not name one themselves; empty is the workflow's. The output says the time of the server (UTC).",
	},
	(value, name, { timezone }) => readTrimmed(value, name) || timezone,
);

/** When a scheduled push is sent: `SchedAt`, in the time of the server. */
export const sendTime = group(
	{
		entered: field({
			displayName: 'Date and Time',
			name: 'sendTime',
			type: 'dateTime',
			required: true,
			default: '',
			description: 'When to send the push, in Time Zone',
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
