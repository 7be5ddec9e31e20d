// TPNS reads and writes every date in UTC+8, in all four regions (docs/api/tpns.md 0, item 7).
const offset = 8 * 3_600_000;

export const day = 86_400_000;

/** `yyyy-MM-dd HH:mm:ss` of a moment. */
export function formatDateTime(moment: number): string {
	return new Date(moment + offset).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd` of a moment. */
export function formatDate(moment: number): string {
	return formatDateTime(moment).slice(0, 10);
}

/** `yyyyMMdd` of a moment. */
export function formatCompactDate(moment: number): string {
	return formatDate(moment).replaceAll('-', '');
}

/** The moment of `yyyy-MM-dd HH:mm:ss`; undefined when it is none. */
export function parseDateTime(text: string): number | undefined {
	const moment = Date.parse(`${text.replace(' ', 'T')}Z`) - offset;
	return Number.isFinite(moment) && formatDateTime(moment) === text ? moment : undefined;
}

/** The start of the day `yyyy-MM-dd`; undefined when it is none. */
export function parseDate(text: string): number | undefined {
	return parseDateTime(`${text} 00:00:00`);
}

/** The start of the day `yyyyMMdd`; undefined when it is none. */
export function parseCompactDate(text: string): number | undefined {
	const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
	return parts ? parseDate(parts.slice(1).join('-')) : undefined;
}

export function startOfDay(moment: number): number {
	return Math.floor((moment + offset) / day) * day - offset;
}

/** The start of the day that lies `months` calendar months before a moment's day. */
export function monthsBefore(moment: number, months: number): number {
	const date = new Date(startOfDay(moment) + offset);
	date.setUTCMonth(date.getUTCMonth() - months);
	return date.getTime() - offset;
}

/** 0 (Sunday) to 6 (Saturday). */
export function weekdayOf(moment: number): number {
	return new Date(moment + offset).getUTCDay();
}

/** 1 to 31. */
export function dayOfMonth(moment: number): number {
	return new Date(moment + offset).getUTCDate();
}
