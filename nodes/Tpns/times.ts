import type { IDataObject } from 'n8n-workflow';
import { formatAtOffset, isoInZone } from '../shared/fields/moment';
import { responseText } from '../shared/transport/response';
import { isoFromText } from '../shared/transport/responseTime';

/** TPNS reads and writes every time in UTC+8, in all regions. Source: docs/api/tpns.md 0, item 7. */
export const SERVER_OFFSET_HOURS = 8;

/** The day of a point in time where TPNS is, `yyyy-MM-dd`. */
export function serverDay(moment: Date): string {
	return formatAtOffset(moment, SERVER_OFFSET_HOURS).slice(0, 10);
}

/** A day as the statistics take it, `yyyyMMdd`. Source: docs/api/tpns.md 1.18 I10. */
export function compactDay(day: string): string {
	return day.replace(/-/g, '');
}

/** A day that the statistics answer, text or number, as `yyyy-MM-dd`. */
export function isoDay(answered: unknown): string {
	return responseText(answered).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}

/** A time of the server, `yyyy-MM-dd HH:mm:ss`, as an ISO text; what is no such time stays as it is. */
export function isoTime(answered: unknown): string {
	return isoFromText(answered, '+08:00');
}

/** A point in time as TPNS has it, e.g. `2026-07-01 15:00:00 UTC+8`. */
export function serverTime(moment: Date): string {
	return `${formatAtOffset(moment, SERVER_OFFSET_HOURS)} UTC+${SERVER_OFFSET_HOURS}`;
}

/**
 * When a push was sent, or for when it is scheduled: ISO 8601 in a zone, and the server's time.
 *
 * @param zone of the workflow
 */
export function pushTimes(moment: Date, isSent: boolean, zone: string): IDataObject {
	return {
		[isSent ? 'sentAt' : 'scheduledFor']: isoInZone(moment, zone),
		serverTime: serverTime(moment),
	};
}
