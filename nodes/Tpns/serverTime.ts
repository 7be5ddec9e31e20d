import { addDays, readDay } from '../shared/fields/day';
import type { Field, FieldContext } from '../shared/fields/field';
import { field, group } from '../shared/fields/field';
import { FieldError } from '../shared/fields/fieldError';
import { formatAtOffset } from '../shared/fields/moment';
import { responseNumber, responseText } from '../shared/transport/response';

/** TPNS reads and writes every time in UTC+8, in all regions. Source: docs/api/tpns.md 0, item 7. */
export const SERVER_OFFSET_HOURS = 8;

/** Days that a report covers when none are chosen. */
const DEFAULT_DAYS = 7;

/** The first and last day of a report, as `yyyy-MM-dd`. */
export interface Period {
	startDate: string;
	endDate: string;
}

/**
 * The first and last day of a report. How far back it goes is left to the server: the documentation
 * does not agree with itself (docs/api/tpns.md 1.18 I11).
 *
 * Reading throws FieldError when one is no day or they are the wrong way round.
 *
 * @param lookBack how far back TPNS keeps these numbers, in words
 */
export function period(lookBack: string): Field<Period> {
	return group(
		{
			first: field(
				{
					displayName: 'First Day',
					name: 'startDate',
					type: 'dateTime',
					default: '',
					description: `First day, in the time of the server (UTC+8); empty is 6 days before Last Day. TPNS looks back ${lookBack}.`,
				},
				readOptionalDay,
			),
			last: field(
				{
					displayName: 'Last Day',
					name: 'endDate',
					type: 'dateTime',
					default: '',
					description: 'Last day, in the time of the server (UTC+8); empty is today',
				},
				readOptionalDay,
			),
		},
		({ first, last }, { now }) => {
			const endDate = last ?? serverDay(now);
			const startDate = first ?? addDays(endDate, 1 - DEFAULT_DAYS);
			if (startDate <= endDate) return { startDate, endDate };
			throw new FieldError(
				'First Day',
				`is ${startDate}, after Last Day ${endDate}`,
				'Choose an earlier day',
			);
		},
	);
}

/** A period as the statistics take it, in `yyyyMMdd`. Source: docs/api/tpns.md 1.18 I10. */
export function compactPeriod({ startDate, endDate }: Period): Period {
	return { startDate: startDate.replace(/-/g, ''), endDate: endDate.replace(/-/g, '') };
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

function readOptionalDay(value: unknown, name: string, { timezone }: FieldContext) {
	const isEmpty = value === undefined || value === null || value === '';
	return isEmpty ? undefined : readDay(value, timezone, name);
}
