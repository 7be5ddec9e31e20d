import { FieldError } from './fieldError';
import { trimmed } from './text';
import { checkZone, formatAtOffset, formatInZone, readMoment } from './moment';

const WRITTEN_DAY = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ](.*)|\s*)$/s;

/**
 * A calendar day from what people enter: `2026-07-01`, `20260701`, or a date and time, of which
 * the day counts as it is written. A point in time without a text (a Date, milliseconds, n8n's
 * date object) is the day that it is in `zone`.
 *
 * @returns `yyyy-MM-dd`
 * @throws FieldError when it is no day
 */
export function readDay(value: unknown, zone: string, field: string): string {
	const parts = typeof value === 'string' ? WRITTEN_DAY.exec(trimmed(value)) : null;
	if (!parts) {
		checkZone(zone);
		const moment = readMoment(value, zone, field);
		const year = moment.getUTCFullYear();
		if (year < 1 || year > 9998) {
			throw new FieldError(field, `is in the year ${year}`, 'Choose another day');
		}
		return formatInZone(moment, zone).slice(0, 10);
	}
	const day = parts.slice(1, 4).join('-');
	const time = trimmed(parts[4] ?? '');
	readMoment(time === '' ? day : `${day} ${time}`, 'UTC', field);
	return day;
}

/** A day that lies some days after another, or before it. */
export function addDays(day: string, days: number): string {
	return formatAtOffset(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000), 0).slice(
		0,
		10,
	);
}

/** Days from one day to another. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
