import type { INodeProperties } from 'n8n-workflow';
import { checkAhead, formatAtOffset, readMoment } from '../../../shared/fields/moment';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { readTrimmed } from '../../../shared/fields/text';
import { responseText } from '../../../shared/transport/response';

/** Scheduled pushes have their times in UTC. Source: docs/api/push-service.md 3.g. */
const SERVER_OFFSET_HOURS = 0;

/** Zone in which the form's times are read. */
export const timeZoneField: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	type: 'string',
	default: '',
	placeholder: 'e.g. Europe/Berlin',
	description:
		"Zone of the times that do not name one themselves; empty is the workflow's. The output says the time of the server (UTC).",
};

/** When a scheduled push goes out. */
export const timeFields: INodeProperties[] = [
	{
		displayName: 'Date and Time',
		name: 'sendTime',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'When the push goes out, read in Time Zone',
	},
	timeZoneField,
];

/**
 * `SchedAt`, in the time of the server.
 *
 * @throws FieldError when it has passed or is no time
 */
export function readSendTime(parameters: Parameters, context: OperationContext): string {
	const moment = readMoment(parameters.sendTime, zoneOf(parameters, context), 'Date and Time');
	checkAhead(moment, context.now, 'Date and Time');
	return serverTime(moment);
}

/** A point in time as the server writes it. */
export function serverTime(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS);
}

/** The zone that the form asks for, or the workflow's. */
export function zoneOf({ timeZone }: Parameters, { timezone }: OperationContext): string {
	return readTrimmed(timeZone, 'Time Zone') || timezone;
}

/** What the output says of a time of the server. */
export function describeTime(sendTime: unknown): { sendTime: string; sendTimeZone: string } {
	return { sendTime: responseText(sendTime), sendTimeZone: 'UTC' };
}
