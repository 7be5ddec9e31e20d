import { FieldError } from './fieldError';
import { Written } from './json';
import { quoted, readTrimmed } from './text';

const DAY_MS = 86_400_000;

const WRITTEN =
	/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Seconds and milliseconds since 1970, until 2033. Larger numbers are rather dates without
 * separators: 2026120109 and 2612010900 as seconds are in 2034 and 2052.
 */
const SECONDS = /^1\d{9}$/;
const MILLISECONDS = /^1\d{12}$/;

/**
 * A point in time from what people enter. A text that names its zone (`2026-07-01T09:00:00+02:00`)
 * counts as it stands; one that does not (`2026-07-01 09:00`) is read in `zone`. A time that a
 * clock change skips is read as the time that follows it; one that it repeats is the first.
 *
 * @param value text, a Date, seconds or milliseconds since 1970, or n8n's date object
 * @param zone an IANA name such as `Europe/Berlin`, or an offset such as `+08:00`
 * @throws FieldError when it is no time or the zone is not known
 */
export function readMoment(value: unknown, zone: string, field: string): Date {
	const given = fromObject(value);
	if (given) return valid(given, value, field);
	const entered = readTrimmed(value, field);
	if (entered === '') throw new FieldError(field, 'is empty', 'Choose a date and time');
	if (SECONDS.test(entered)) return new Date(Number(entered) * 1_000);
	if (MILLISECONDS.test(entered)) return new Date(Number(entered));
	const parts = WRITTEN.exec(entered);
	if (!parts) {
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			'Enter a date and time such as 2026-07-01 09:00',
		);
	}
	const ownZone = parts[7] as string | undefined;
	const [year, month, day, hour = 0, minute = 0, second = 0] = parts
		.slice(1, 7)
		.map((part: string | undefined) => (part === undefined ? undefined : Number(part))) as number[];
	const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
	const back = new Date(asUtc);
	const exists = back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
	if (!exists || hour > 23 || minute > 59 || second > 59) {
		throw new FieldError(
			field,
			`is ${quoted(entered)}`,
			'Enter a date that exists, such as 2026-07-01 09:00',
		);
	}
	return fromWallClock(asUtc, ownZone ?? zone, field);
}

/**
 * A point in time as `yyyy-MM-dd HH:mm:ss`, in a zone that keeps its distance from UTC.
 *
 * @param offsetHours hours ahead of UTC: 8 for TPNS, 0 for Push Service
 */
export function formatAtOffset(moment: Date, offsetHours: number): string {
	const shifted = new Date(moment.getTime() + offsetHours * 3_600_000);
	// The last hours that a Date holds cannot be shifted.
	const shown = Number.isNaN(shifted.getTime()) ? moment : shifted;
	return shown.toISOString().slice(0, 19).replace('T', ' ');
}

/** The same in a zone, whose clock changes count. */
export function formatInZone(moment: Date, zone: string): string {
	return formatAtOffset(moment, offsetAt(moment.getTime(), zone) / 3_600_000);
}

/** The same with the zone's distance from UTC: ISO 8601, e.g. `2026-07-01T09:00:00+02:00`. */
export function isoInZone(moment: Date, zone: string): string {
	return `${formatInZone(moment, zone).replace(' ', 'T')}${formatOffset(moment, zone).slice(3)}`;
}

/** A time as a request has it, which knows what a person entered. */
export class EnteredTime<T = unknown> extends Written<T> {
	/** With its zone, e.g. `2026-07-01 09:00:00 Europe/Berlin`. */
	readonly entered: string;

	/** The same in the zone of the server, e.g. `2026-07-01 15:00:00 UTC+8`. */
	readonly server: string;

	/** `scheduledFor` of an output: ISO 8601, or a repetition in words. */
	readonly scheduledFor: string;

	constructor(written: T, entered: string, server: string, scheduledFor = entered) {
		super(written, written);
		this.entered = entered;
		this.server = server;
		this.scheduledFor = scheduledFor;
	}
}

/**
 * A point in time that a request has in the zone of the server.
 *
 * @param value as entered; where it names its zone, that one is shown
 * @param zone in which it was read otherwise
 * @param offsetHours hours that the server is ahead of UTC
 */
export function enteredTime(
	moment: Date,
	{ value, zone, offsetHours }: { value: unknown; zone: string; offsetHours: number },
): EnteredTime<string> {
	const shown = zoneOf(value, zone);
	const server = formatAtOffset(moment, offsetHours);
	return new EnteredTime(
		server,
		`${formatInZone(moment, shown)} ${shown}`,
		`${server} ${serverZone(offsetHours)}`,
		isoInZone(moment, shown),
	);
}

/** The zone of a server in words, e.g. `UTC+8`. */
export function serverZone(offsetHours: number): string {
	return offsetHours === 0 ? 'UTC' : `UTC${offsetHours < 0 ? '-' : '+'}${Math.abs(offsetHours)}`;
}

/** The zone that a time names itself, otherwise the one in which it is read. */
function zoneOf(value: unknown, zone: string): string {
	const written = typeof value === 'string' ? WRITTEN.exec(value.trim())?.[7] : undefined;
	const own =
		written ??
		(typeof value === 'object' && value !== null && 'zoneName' in value
			? value.zoneName
			: undefined);
	const named = typeof own === 'string' ? own : zone;
	if (fixedOffset(named) === 0) return 'UTC';
	// A time that names its zone is read whatever the form's zone is.
	return fixedOffset(named) !== undefined || isZone(named) ? named : 'UTC';
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
	if (moment.getTime() > now.getTime() + mostDays * DAY_MS) {
		throw new FieldError(field, `is ${shown}`, `Choose a time within the next ${mostDays} days`);
	}
}

/** Abbreviations that mean different zones to different people although a zone has that name. */
const AMBIGUOUS = /^(?!UTC$|GMT$|UCT$|PRC$|ROC$|ROK$|CET$|EET$|MET$|WET$)[a-z]{1,4}$/i;
const COUNTRIES = /^(Cuba|Eire|Iran|Zulu)$/i;
const OFFSET = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i;
const MOST_OFFSET_HOURS = 14;

/**
 * Refuses a time zone that does not exist, or that is not clear: `CST` is a zone of America, China
 * and Cuba.
 *
 * @throws FieldError with the zones that may be meant
 */
export function checkZone(zone: string): void {
	if (fixedOffset(zone) !== undefined || isZone(zone)) return;
	const meant = zonesLike(zone);
	throw new FieldError(
		'Time Zone',
		`is ${quoted(zone)}, which is not a time zone`,
		meant.length > 0
			? `Did you mean ${meant.join(' or ')}?`
			: 'Enter a zone such as Europe/Berlin or Asia/Shanghai, or an offset such as +08:00',
	);
}

function isZone(zone: string): boolean {
	if (AMBIGUOUS.test(zone) && !COUNTRIES.test(zone)) return false;
	try {
		clockOf(zone);
		return true;
	} catch {
		return false;
	}
}

/** Zones that people mean by an abbreviation, or by a place that gives no zone its name. */
const MEANT: ReadonlyMap<string, string[]> = new Map([
	['BST', ['Europe/London', 'Asia/Dhaka']],
	['BEIJING', ['Asia/Shanghai']],
	['CEST', ['Europe/Berlin', 'Europe/Paris']],
	['CHINA', ['Asia/Shanghai']],
	['GERMANY', ['Europe/Berlin']],
	['GUANGZHOU', ['Asia/Shanghai']],
	['INDIA', ['Asia/Kolkata']],
	['JAPAN', ['Asia/Tokyo']],
	['SHENZHEN', ['Asia/Shanghai']],
	['CST', ['Asia/Shanghai', 'America/Chicago', 'America/Havana']],
	['EST', ['America/New_York', 'Australia/Sydney']],
	['IST', ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem']],
	['MST', ['America/Denver', 'America/Phoenix']],
	['PST', ['America/Los_Angeles', 'Asia/Manila']],
]);

/** Zones whose city is named in a text, or that people mean by a word. */
export function zonesLike(entered: string): string[] {
	const plain = (text: string) => `_${text.toLowerCase()}_`.replace(/[^a-z]+/g, '_');
	const words = plain(entered);
	const cities = Intl.supportedValuesOf('timeZone').filter((zone) =>
		words.includes(plain(zone.slice(zone.lastIndexOf('/') + 1))),
	);
	if (cities.length > 0) return cities;
	return [...MEANT].flatMap(([word, zones]) =>
		words.includes(`_${word.toLowerCase()}_`) ? zones : [],
	);
}

/** The names of all zones, UTC first. */
export function allZones(): string[] {
	return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** How far a zone is ahead of UTC at a time, e.g. `UTC+02:00`. */
export function formatOffset(moment: Date, zone: string): string {
	const minutes = Math.round(offsetAt(moment.getTime(), zone) / 60_000);
	const clock = new Date(Math.abs(minutes) * 60_000).toISOString().slice(11, 16);
	return `UTC${minutes < 0 ? '-' : '+'}${clock}`;
}

/** Milliseconds that a zone given as an offset is ahead of UTC. */
function fixedOffset(zone: string): number | undefined {
	if (/^Z$/i.test(zone)) return 0;
	const [, sign, hours, minutes = '0'] = OFFSET.exec(zone.trim()) ?? [];
	if (hours === undefined || Number(hours) > MOST_OFFSET_HOURS) return undefined;
	const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
	return sign === '-' ? -offset : offset;
}

/** Making one takes longer than all that it is used for. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Shows the wall clock of a zone. Throws RangeError when there is no such zone. */
function clockOf(zone: string): Intl.DateTimeFormat {
	const clock =
		clocks.get(zone) ??
		new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
	clocks.set(zone, clock);
	return clock;
}

/** Wall clock minus UTC of a zone at a time, in milliseconds. */
function offsetAt(time: number, zone: string): number {
	const fixed = fixedOffset(zone);
	if (fixed !== undefined) return fixed;
	const parts = clockOf(zone).formatToParts(time);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const wall = Date.UTC(
		of('year'),
		of('month') - 1,
		of('day'),
		of('hour'),
		of('minute'),
		of('second'),
	);
	const offset = wall - Math.floor(time / 1000) * 1000;
	// At the ends of what a Date holds, and before Christ, a calendar says nothing of use.
	return Math.abs(offset) < 2 * DAY_MS ? offset : 0;
}

function fromWallClock(asUtc: number, zone: string, field: string): Date {
	checkZone(zone);
	// Before and after a clock change the two guesses differ; the earlier offset that fits wins.
	const guesses = [asUtc - DAY_MS, asUtc + DAY_MS].map((time) => asUtc - offsetAt(time, zone));
	const fitting = guesses.filter((time) => time + offsetAt(time, zone) === asUtc);
	return valid(
		new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...guesses)),
		asUtc,
		field,
	);
}

function fromObject(value: unknown): Date | undefined {
	if (value instanceof Date) return new Date(value.getTime());
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
