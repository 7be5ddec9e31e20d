import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { addDays } from '../../shared/fields/day';
import { formatInZone } from '../../shared/fields/moment';
import { nodeError } from '../../shared/run/failures';
import { createCall } from '../../shared/transport/request';
import { responseText } from '../../shared/transport/response';
import { tpns } from '../product';
import { DAYS_AHEAD, fetchPage, listAhead, MOST_RECORDS } from '../pushRecord/fetch';
import type { PushRecord } from '../pushRecord/record';
import { isWaiting, pushTypeOf, statusWord } from '../pushRecord/record';
import { serverDay, serverTime } from '../times';

/** How far back the list goes; TPNS keeps records for a month. */
const DAYS = 30;

/** Pushes with which a part of the list is long enough to be scrolled. */
const ENOUGH = 20;

/** Requests for a part of the list: each is one of the hour's 200. */
const MOST_REQUESTS = 5;

/** Audiences whose scheduled pushes can be canceled. Source: docs/api/tpns.md 3.1. */
const CANCELABLE: ReadonlySet<string> = new Set(['all', 'tag', 'package']);

/** Pushes of the last 30 days and scheduled ones, for the Push field. */
export async function searchPushes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, 1 - DAYS, () => true, filter, paginationToken);
}

/** Scheduled pushes that wait for their time and can be canceled, for the Push field. */
export async function searchWaitingPushes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const isWanted = (push: PushRecord) => isWaiting(push) && CANCELABLE.has(pushTypeOf(push));
	return await search(this, 0, isWanted, filter, paginationToken);
}

/**
 * A part of the list, and where the next begins. A word is looked for in as many records as it takes
 * to find some, because TPNS has no search.
 *
 * @param firstDay counted from today
 */
async function search(
	context: ILoadOptionsFunctions,
	firstDay: number,
	isWanted: (push: PushRecord) => boolean,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const today = serverDay(new Date());
	const zone = context.getTimezone();
	const words = filter.trim().toLowerCase();
	const [endDate, start] = paginationToken?.split(' ') ?? [addDays(today, DAYS_AHEAD), '0'];
	let query = { startDate: addDays(today, firstDay), endDate };
	let offset = Number(start);
	const results: INodeListSearchResult['results'] = [];
	try {
		const call = await createCall(context, tpns);
		for (let requests = 0; requests < MOST_REQUESTS && results.length < ENOUGH; requests++) {
			const from = offset;
			const { listed, query: taken } = await listAhead(
				query,
				today,
				async (asked) => await fetchPage(call, asked, from, MOST_RECORDS),
			);
			for (const push of listed.records.filter(isWanted)) {
				const entry = { name: nameOf(push, zone), value: push.pushId };
				if (`${entry.name} ${entry.value}`.toLowerCase().includes(words)) results.push(entry);
			}
			query = taken;
			offset += listed.records.length;
			if (listed.records.length === 0 || offset >= listed.count) return { results };
		}
		return { results, paginationToken: `${query.endDate} ${offset}` };
	} catch (error) {
		throw nodeError(context, error);
	}
}

/** E.g. `Spring sale · 2026-03-01 09:00 Europe/Berlin (2026-03-01 16:00:00 UTC+8) · waiting`. */
function nameOf({ title, content, status, pushTime }: PushRecord, zone: string): string {
	const moment = new Date(pushTime);
	const time = Number.isNaN(moment.getTime())
		? pushTime
		: `${formatInZone(moment, zone).slice(0, 16)} ${zone} (${serverTime(moment)})`;
	return [responseText(title || content || '(without text)'), time, statusWord(status)]
		.filter((part) => part !== '')
		.join(' · ');
}
