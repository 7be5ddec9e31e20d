import type { INodeProperties } from 'n8n-workflow';
import { readMoment } from '../../../shared/fields/moment';
import { FieldError } from '../../../shared/fields/fieldError';
import type { OperationContext, Parameters } from '../../../shared/run/operation';
import { readTrimmed } from '../../../shared/fields/text';

const SECONDS_A_DAY = 86_400;

/** Days that are looked at unless the form says otherwise. */
const DEFAULT_DAYS = 7;

/** A period in seconds since 1970, both ends included. */
export interface Period {
	start: number;
	end: number;
}

/**
 * Fields of a period.
 *
 * @param mostDays the longest that the API takes
 */
export function periodFields(mostDays: number): INodeProperties[] {
	return [
		{
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: `Start of the period, which may have ${mostDays} days; empty is ${DEFAULT_DAYS} days before To`,
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'End of the period; empty is now',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. Europe/Berlin',
			description:
				"Zone of From and To where they do not name one themselves; empty is the workflow's",
		},
	];
}

/**
 * The period that the form asks for.
 *
 * @throws FieldError when it is too long or ends before it starts
 */
export function readPeriod(
	parameters: Parameters,
	context: OperationContext,
	mostDays: number,
): Period {
	const zone = readTrimmed(parameters.timeZone, 'Time Zone') || context.timezone;
	const seconds = (value: unknown, field: string) =>
		Math.floor(readMoment(value, zone, field).getTime() / 1000);
	const end = parameters.to
		? seconds(parameters.to, 'To')
		: Math.floor(context.now.getTime() / 1000);
	const start = parameters.from
		? seconds(parameters.from, 'From')
		: end - DEFAULT_DAYS * SECONDS_A_DAY;
	if (end < start) throw new FieldError('To', 'is before From', 'Choose a later time');
	if (end - start > mostDays * SECONDS_A_DAY) {
		throw new FieldError(
			'From',
			`is ${Math.ceil((end - start) / SECONDS_A_DAY)} days before To`,
			`Choose a period of at most ${mostDays} days`,
		);
	}
	return { start, end };
}

/** A period as the output shows it. */
export function describePeriod({ start, end }: Period): { from: string; to: string } {
	const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
	return { from: iso(start), to: iso(end) };
}
