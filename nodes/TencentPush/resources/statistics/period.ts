import type { Field } from '../../../shared/fields/field';
import { field, group } from '../../../shared/fields/field';
import { FieldError } from '../../../shared/fields/fieldError';
import { formatInZone, isoInZone, readMoment } from '../../../shared/fields/moment';
import { timeZone } from '../../../shared/form/timeZone';

const SECONDS_A_DAY = 86_400;

/** Days of a period whose start is left empty. */
const DEFAULT_DAYS = 7;

/** A period in seconds since 1970, both ends included. */
export interface Period {
	start: number;
	end: number;
	/** Zone in which it is shown. */
	zone: string;
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
			description: `Start of the period, at most ${mostDays} days long. Empty: ${DEFAULT_DAYS} days before To.`,
		}),
		to: field({
			displayName: 'To',
			name: 'to',
			type: 'dateTime',
			default: '',
			description: 'End of the period. Empty: now.',
		}),
		zone: timeZone,
	};
	return group(fields, ({ from, to, zone }, { now }) => {
		const end = secondsOf(to ? readMoment(to, zone, 'To') : now);
		const start = from
			? secondsOf(readMoment(from, zone, 'From'))
			: end - DEFAULT_DAYS * SECONDS_A_DAY;
		if (end < start) throw new FieldError('To', "is before 'From'", 'Choose a later time');
		if (end - start > mostDays * SECONDS_A_DAY) {
			throw new FieldError(
				'From',
				`is ${Math.ceil((end - start) / SECONDS_A_DAY)} days before 'To'`,
				`Choose a period of at most ${mostDays} days`,
			);
		}
		return { start, end, zone };
	});
}

/** A period as the output shows it: ISO 8601 in its zone. */
export function describePeriod({ start, end, zone }: Period): { from: string; to: string } {
	const [from, to] = momentsOf({ start, end }).map((moment) => isoInZone(moment, zone));
	return { from, to };
}

/** A period as a heading shows it. */
export function periodInWords({ start, end, zone }: Period): string {
	const [from, to] = momentsOf({ start, end }).map((moment) =>
		formatInZone(moment, zone).slice(0, 16),
	);
	return `${from} to ${to} ${zone}`;
}

function momentsOf({ start, end }: Omit<Period, 'zone'>): Date[] {
	return [start, end].map((seconds) => new Date(seconds * 1_000));
}

function secondsOf(moment: Date): number {
	return Math.floor(moment.getTime() / 1000);
}
