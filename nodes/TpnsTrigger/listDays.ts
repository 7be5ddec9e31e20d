import { DAYS_AHEAD } from '../Tpns/pushRecord/fetch';
import { serverDay } from '../Tpns/times';
import { DAYS_BACK, DAY_SECONDS } from './history';

/** The shortest month less a day: TPNS lists the last month. Source: docs/api/tpns.md 1.10. */
const MOST_DAYS_BACK = 27;
const DAY_MS = 1_000 * DAY_SECONDS;

/** First and last day of a list, `yyyy-MM-dd` where TPNS is. */
export interface ListDays {
	startDate: string;
	endDate: string;
}

/** What the days of a list go by, in milliseconds since 1970. */
export interface ListTimes {
	/** By the clock of this machine. */
	now: number;
	/** The latest time that a record has proved to have come. */
	newest: number;
	/** When the last list began that was read to its end. */
	listedAt?: number;
	/** When TPNS refused a list that ends in the future. */
	futureRefusedAt?: number;
}

/**
 * The days of a list: from four days before the last list, because a push may change for so long,
 * to the furthest day that a push can be scheduled for. Records say better than a clock what time
 * it is.
 *
 * @returns also whether TPNS keeps records for too short a time to list all of it
 */
export function listDays(times: ListTimes): ListDays & { isCut: boolean } {
	const { now, newest, listedAt = now, futureRefusedAt = -Infinity } = times;
	const latest = Math.max(now, newest);
	const wanted = Math.min(now, listedAt) - DAYS_BACK * DAY_MS;
	const possible = latest - MOST_DAYS_BACK * DAY_MS;
	// Once a day TPNS is asked again whether it lists the future.
	const ahead = Math.abs(now - futureRefusedAt) < DAY_MS ? 0 : DAYS_AHEAD;
	return {
		startDate: serverDay(new Date(Math.max(wanted, possible))),
		endDate: serverDay(new Date(latest + ahead * DAY_MS)),
		isCut: wanted < possible - DAY_MS,
	};
}
