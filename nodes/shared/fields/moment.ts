import { FieldError } from './fieldError';
import { quoted, readTrimmed } from './text';

const WALL_CLOCK = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;
const WITH_ZONE =
	/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * A point in time from what people enter. A text that names its zone (`2026-07-01T09:00:00+02:00`)
 * counts as it stands; one that does not (`2026-07-01 09:00`) is read in `zone`. A time that a
 * clock change skips is read as the time that follows it; one that it repeats is the first.
 *
 * @param value text, a Date, milliseconds, or n8n's date object
 * @param zone e.g. `Europe/Berlin`
 * @throws FieldError when it is no time or the zone is not known
 */
export function readMoment(value: unknown, zone: string, field: string): Date {
	const given = fromObject(value);
	if (given) return valid(given, value, field);
	const entered = readTrimmed(value, field);
	if (entered === '') throw new FieldError(field, 'is empty', 'Choose a date and time');
	if (WITH_ZONE.test(entered)) return valid(new Date(entered.replace(' ', 'T')), value, field);
	const parts = WALL_CLOCK.exec(entered);
	if (!parts) {
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			'Enter a date and time such as 2026-07-01 09:00',
		);
	}
	const [year, month, day, hour = 0, minute = 0, second = 0] = parts
		.slice(1)
		.map((part) => (part === undefined ? undefined : Number(part))) as number[];
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	const back = new Date(asUtc);
	if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59) {
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			'Enter a date that exists, such as 2026-07-01 09:00',
		);
	}
	return fromWallClock(asUtc, zone, field);
}

/**
 * A point in time as `yyyy-MM-dd HH:mm:ss`, in a zone that keeps its distance from UTC.
 *
 * @param offsetHours hours ahead of UTC: 8 for TPNS, 0 for Push Service
 */
export function formatAtOffset(moment: Date, offsetHours: number): string {
	return new Date(moment.getTime() + offsetHours * 3_600_000)
		.toISOString()
		.slice(0, 19)
		.replace('T', ' ');
}

/**
 * Refuses a time that has passed, or that is too far ahead.
 *
 * @param mostDays the furthest the API takes, in days from now
 * @throws FieldError
 */
export function checkAhead(moment: Date, now: Date, field: string, mostDays = Infinity): void {
	const shown = moment.toISOString();
	if (moment.getTime() <= now.getTime()) {
		throw new FieldError(field, `is ${shown}, which has passed`, 'Choose a time in the future');
	}
	if (moment.getTime() > now.getTime() + mostDays * 86_400_000) {
		throw new FieldError(field, `is ${shown}`, `Choose a time within the next ${mostDays} days`);
	}
}

/** Wall clock minus UTC of a zone at a time, in milliseconds. */
function offsetAt(time: number, zone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(time);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const wall = Date.UTC(
		of('year'),
		of('month') - 1,
		of('day'),
		of('hour'),
		of('minute'),
		of('second'),
	);
	return wall - Math.floor(time / 1000) * 1000;
}

function fromWallClock(asUtc: number, zone: string, field: string): Date {
	checkZone(zone);
	// Before and after a clock change the two guesses differ; the earlier offset that fits wins.
	const guesses = [asUtc - 86_400_000, asUtc + 86_400_000].map(
		(time) => asUtc - offsetAt(time, zone),
	);
	const fitting = guesses.filter((time) => time + offsetAt(time, zone) === asUtc);
	return valid(
		new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...guesses)),
		asUtc,
		field,
	);
}

/**
 * Refuses a time zone that does not exist.
 *
 * @throws FieldError
 */
export function checkZone(zone: string): void {
	if (isZone(zone)) return;
	throw new FieldError(
		'Time Zone',
		`is ${quoted(zone)}`,
		'Enter a zone such as Europe/Berlin or Asia/Shanghai',
	);
}

function isZone(zone: string): boolean {
	try {
		new Intl.DateTimeFormat('en-US', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

function fromObject(value: unknown): Date | undefined {
	if (value instanceof Date) return new Date(value.getTime());
	if (typeof value === 'number') return new Date(value);
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		const { toMillis } = value as { toMillis: unknown };
		if (typeof toMillis === 'function') return new Date(Number(toMillis.call(value)));
	}
	return undefined;
}

function valid(moment: Date, entered: unknown, field: string): Date {
	if (Number.isNaN(moment.getTime())) {
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			'Enter a date and time such as 2026-07-01 09:00',
		);
	}
	return moment;
}
