import type { INodeProperties } from 'n8n-workflow';
import { addDays, readDay } from '../shared/fields/day';
import { FieldError } from '../shared/fields/fieldError';
import type { OperationContext, Parameters } from '../shared/run/operation';
import { serverDay } from './times';

export { compactDay, isoDay, SERVER_OFFSET_HOURS } from './times';
export { isoFromSeconds } from '../shared/transport/responseTime';

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

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
