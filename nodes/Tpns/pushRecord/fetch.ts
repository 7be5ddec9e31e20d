import { isObject } from '../../shared/fields/json';
import { CallFailure } from '../../shared/transport/failure';
import type { Call } from '../../shared/transport/request';
import { responseNumber } from '../../shared/transport/response';
import { areBadDates } from '../refusals';
import type { PushRecord } from './record';
import { readRecord } from './record';

const PATH = '/v3/statistics/get_push_record';

/** Records in an answer. Source: docs/api/tpns.md 1.10, `limit`. */
export const MOST_RECORDS = 200;

/** The furthest that a push can be scheduled. Source: docs/api/tpns.md 7.5. */
export const DAYS_AHEAD = 90;

/** Which pushes to list. Dates are `yyyy-MM-dd`. */
export interface RecordQuery {
	startDate: string;
	endDate: string;
	msgType?: string;
	pushType?: string;
}

/**
 * One push. Source: docs/api/tpns.md 1.11.
 *
 * @returns undefined when the answer is empty
 * @throws CallFailure
 */
export async function fetchRecord(call: Call, pushId: string): Promise<PushRecord | undefined> {
	const { body } = await call({ path: PATH, body: { pushId } });
	return recordsOf(body)[0];
}

/**
 * A page of the pushes of a period. Source: docs/api/tpns.md 1.10.
 *
 * @param limit records wanted, at most MOST_RECORDS
 * @throws CallFailure
 */
export async function fetchPage(
	call: Call,
	query: RecordQuery,
	offset: number,
	limit: number,
): Promise<{ records: PushRecord[]; count: number }> {
	const { body } = await call({ path: PATH, body: { ...query, offset, limit } });
	const records = recordsOf(body);
	return { records, count: responseNumber(body.count, offset + records.length) };
}

/**
 * Pushes of a period, page after page. A push that moves to the next page while others are made is
 * given once.
 *
 * @param most stops after so many
 * @param wanted picks records; without it all are wanted
 * @throws CallFailure
 */
export async function fetchRecords(
	call: Call,
	query: RecordQuery,
	most: number,
	wanted?: (record: PushRecord) => boolean,
): Promise<PushRecord[]> {
	const found = new Map<string, PushRecord>();
	for (let offset = 0; ;) {
		const limit = wanted ? MOST_RECORDS : Math.min(MOST_RECORDS, most - found.size);
		const { records, count } = await fetchPage(call, query, offset, limit);
		for (const record of records) {
			if (found.size < most && (!wanted || wanted(record))) found.set(record.pushId, record);
		}
		offset += records.length;
		if (records.length === 0 || offset >= count || found.size >= most) break;
	}
	return [...found.values()];
}

/**
 * Lists records until a day to come, or until today where TPNS refuses that: the documentation does
 * not say whether it lists days to come.
 *
 * @param today `yyyy-MM-dd` where TPNS is
 * @returns also the query that TPNS took
 * @throws CallFailure
 */
export async function listAhead<T>(
	query: RecordQuery,
	today: string,
	list: (query: RecordQuery) => Promise<T>,
): Promise<{ listed: T; query: RecordQuery }> {
	const untilToday = { ...query, endDate: today };
	const canBeCut = query.startDate <= today && today < query.endDate;
	const listed = await list(query).catch((error: unknown) =>
		canBeCut && error instanceof CallFailure && areBadDates(error)
			? undefined
			: Promise.reject(error as Error),
	);
	return listed === undefined
		? { listed: await list(untilToday), query: untilToday }
		: { listed, query };
}

function recordsOf(body: Record<string, unknown>): PushRecord[] {
	const list = body.pushRecordData;
	return Array.isArray(list) ? list.filter(isObject).map(readRecord) : [];
}
