import type { Field } from '../../../shared/fields/field';
import { field, group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { readMoment } from '../../../shared/fields/moment';
import { timeZone } from '../../../shared/form/timeZone';

const SECONDS_A_DAY = 86_400;

/** Days of a period whose start is left empty. */
const DEFAULT_DAYS = 7;

/** A period in seconds since 1970, both ends included. */
export interface Period {
	start: number;
	end: number;
}

/**
 * A period.
 *
 * @param mostDays the longest that the API takes
 */
export function periodField(mostDays: number): Field<Period> {
	const fields = {
		from: field({
			displayName: 'From',
			name: 'from',
			type: 'dateTime',
			default: '',
			description: `Start of the period, which may have ${mostDays} days; empty is ${DEFAULT_DAYS} days before To`,
		}),
		to: field({
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'End of the period; empty is now',
		}),
		zone: timeZone,
	};
	return group(fields, ({ from, to, zone }, { now }) => {
		const end = secondsOf(to ? readMoment(to, zone, 'To') : now);
		const start = from
			? secondsOf(readMoment(from, zone, 'From'))
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
	});
}

/** A period as the output shows it. */
export function describePeriod({ start, end }: Period): { from: string; to: string } {
	const iso = (seconds: number) => new Date(seconds * 1000).toISOString();
	return { from: iso(start), to: iso(end) };
}

function secondsOf(moment: Date): number {
	return Math.floor(moment.getTime() / 1000);
}
