import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { addDays } from '../../shared/fields/day';
import { formatAtOffset } from '../../shared/fields/moment';
import { nodeError } from '../../shared/run/failures';
import { createCall } from '../../shared/transport/request';
import { tpns } from '../product';
import { fetchPage } from '../pushRecord/fetch';
import { SERVER_OFFSET_HOURS } from '../times';
import { responseText } from '../../shared/transport/response';

/** Pushes in a page of the list. Each page costs one of the hour's 200 calls. */
const PAGE = 100;
/** How far back the list goes; TPNS keeps records for a month. */
const DAYS = 30;

/** Pushes of the last 30 days with their times, for the Push field. */
export async function searchPushes(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const today = formatAtOffset(new Date(), SERVER_OFFSET_HOURS).slice(0, 10);
	const offset = Number(paginationToken ?? 0);
	try {
		const call = await createCall(this, tpns);
		const query = { startDate: addDays(today, 1 - DAYS), endDate: today };
		const { records, count } = await fetchPage(call, query, offset, PAGE);
		const next = offset + records.length;
		const words = (filter ?? '').trim().toLowerCase();
		return {
			results: records
				.map(({ pushId, title, content, date }) => ({
					name: `${responseText(title || content || '(without text)')} · ${responseText(date)} (UTC+8)`,
					value: responseText(pushId),
				}))
				.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(words)),
			paginationToken: records.length > 0 && next < count ? String(next) : undefined,
		};
	} catch (error) {
		throw nodeError(this, error);
	}
}
