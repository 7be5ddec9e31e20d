import { addDays, readDay } from '../shared/fields/day';
import type { Field, FieldContext } from '../shared/fields/field';
import { field, group } from '../shared/fields/field';
import { FieldError } from '../shared/fields/fieldError';
import { compactDay, serverDay } from './times';

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
 * @param daysAhead days after today with which the period ends when no last day is chosen
 */
export function period(lookBack: string, daysAhead = 0): Field<Period> {
	const [beforeLast, untilWhen] =
		daysAhead === 0
			? ['Last Day', 'today']
			: ['today, or before Last Day', `${daysAhead} days from today, for scheduled pushes`];
	return group(
		{
			first: field(
				{
					displayName: 'First Day',
					name: 'startDate',
					type: 'dateTime',
					typeOptions: { dateOnly: true },
					default: '',
					description: `First day in the server's time zone (UTC+8). Empty: 6 days before ${beforeLast}. TPNS looks back ${lookBack}.`,
				},
				readOptionalDay,
			),
			last: field(
				{
					displayName: 'Last Day',
					name: 'endDate',
					type: 'dateTime',
					typeOptions: { dateOnly: true },
					default: '',
					description: `Last day in the server's time zone (UTC+8). Empty: ${untilWhen}.`,
				},
				readOptionalDay,
			),
		},
		({ first, last }, { now }) => {
			const today = serverDay(now);
			const endDate = last ?? addDays(today, daysAhead);
			const startDate = first ?? addDays(last ?? today, 1 - DEFAULT_DAYS);
			if (startDate <= endDate) return { startDate, endDate };
			throw new FieldError(
				'First Day',
				`is ${startDate}, after 'Last Day' ${endDate}`,
				'Choose an earlier day',
			);
		},
	);
}

/** A period as the statistics take it, in `yyyyMMdd`. Source: docs/api/tpns.md 1.18 I10. */
export function compactPeriod({ startDate, endDate }: Period): Period {
	return { startDate: compactDay(startDate), endDate: compactDay(endDate) };
}

function readOptionalDay(value: unknown, name: string, { timezone }: FieldContext) {
	const isEmpty = value === undefined || value === null || value === '';
	return isEmpty ? undefined : readDay(value, timezone, name);
}

/** A period as a heading shows it. */
export function daysInWords({ startDate, endDate }: Period): string {
	return `${startDate} to ${endDate} (UTC+8)`;
}
