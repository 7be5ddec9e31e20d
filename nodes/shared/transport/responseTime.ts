import { responseNumber } from './response';

/** Seconds since 1970, number or text, as ISO 8601 in UTC; undefined for what is no time. */
export function isoFromSeconds(seconds: unknown): string | undefined {
	const moment = new Date(responseNumber(seconds, NaN) * 1000);
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
