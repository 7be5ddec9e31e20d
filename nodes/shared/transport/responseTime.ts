import { responseNumber, responseText } from './response';

/** Seconds since 1970, number or text, as ISO 8601 in UTC; undefined for what is no time. */
export function isoFromSeconds(seconds: unknown): string | undefined {
	const moment = new Date(responseNumber(seconds, NaN) * 1000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/**
 * A time that a server writes as `yyyy-MM-dd HH:mm:ss`, as ISO 8601 in UTC; what is no such time stays
 * as it is.
 *
 * @param offset of the server's zone, e.g. `+08:00` or `Z`
 */
export function isoFromText(answered: unknown, offset: string): string {
	const text = responseText(answered);
	const time = Date.parse(`${text.trim().replace(' ', 'T')}${offset}`);
	return Number.isNaN(time) ? text : new Date(time).toISOString();
}
