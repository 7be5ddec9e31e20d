import type { INodeProperties } from 'n8n-workflow';
import { addDays, readDay } from '../shared/fields/day';
import { formatAtOffset } from '../shared/fields/moment';
import { FieldError } from '../shared/fields/fieldError';
import type { OperationContext, Parameters } from '../shared/run/operation';
import { responseNumber, responseText } from '../shared/transport/response';

/** TPNS reads and writes every time in UTC+8, in all regions. Source: docs/api/tpns.md 0, item 7. */
export const SERVER_OFFSET_HOURS = 8;

/** Days that a report covers when none are chosen. */
const DEFAULT_DAYS = 7;

/**
 * The first and last day of a report.
 *
 * @param lookBack how far back TPNS keeps these numbers, in words
 */
export function periodFields(lookBack: string): INodeProperties[] {
	return [
		{
			displayName: 'First Day',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: `First day, in the time of the server (UTC+8); empty is 6 days before Last Day. TPNS looks back ${lookBack}.`,
		},
		{
			displayName: 'Last Day',
			name: 'endDate',
			type: 'dateTime',
			default: '',
			description: 'Last day, in the time of the server (UTC+8); empty is today',
		},
	];
}

/**
 * The days that were chosen, as `yyyy-MM-dd`. How far back a report goes is left to the server:
 * the documentation does not agree with itself (docs/api/tpns.md 1.18 I11).
 *
 * @throws FieldError when one is no day or they are the wrong way round
 */
export function readPeriod(
	{ startDate, endDate }: Parameters,
	{ now, timezone }: OperationContext,
): { startDate: string; endDate: string } {
	const last = isEmpty(endDate) ? serverDay(now) : readDay(endDate, timezone, 'Last Day');
	const first = isEmpty(startDate)
		? addDays(last, 1 - DEFAULT_DAYS)
		: readDay(startDate, timezone, 'First Day');
	if (first > last) {
		throw new FieldError(
			'First Day',
			`is ${first}, after Last Day ${last}`,
			'Choose an earlier day',
		);
	}
	return { startDate: first, endDate: last };
}

/** A day as the statistics take it, `yyyyMMdd`. Source: docs/api/tpns.md 1.18 I10. */
export function compactDay(day: string): string {
	return day.replace(/-/g, '');
}

/** A day that the statistics answer, text or number, as `yyyy-MM-dd`. */
export function isoDay(answered: unknown): string {
	return responseText(answered).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

/** A time of the server, `yyyy-MM-dd HH:mm:ss`, as an ISO text; what is no such time stays as it is. */
export function isoTime(answered: unknown): string {
	const text = responseText(answered);
	const time = Date.parse(`${text.trim().replace(' ', 'T')}+08:00`);
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}

/** Seconds since 1970 as an ISO text. */
export function isoFromSeconds(seconds: unknown): string | undefined {
	const moment = new Date(responseNumber(seconds, NaN) * 1000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

function serverDay(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS).slice(0, 10);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
