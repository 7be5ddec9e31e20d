import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import type { Call } from '../../../shared/transport/request';
import { responseNumber, responseText } from '../../../shared/transport/response';
import { PUSH_SERVICE } from '../../paths';
import { serverTime } from './time';

/** Scheduled pushes in a request; no page states the most. Source: docs/api/push-service.md 3.g. */
const PER_PAGE = 50;

const DAY_MS = 86_400_000;

/** The range of a request; the pages do not state the longest, their samples have 31 days. */
const LONGEST_RANGE_MS = 30 * DAY_MS;

/** Days before and after now that Get Many searches when no period is chosen. */
export const DEFAULT_DAYS = 365;

/** The search of `list_sched_task` without its period and page. */
export interface Search {
	Sdkappid: number;
	OrderBy: 'createat' | 'schedat';
	Asc: boolean;
	Keyword?: string;
}

/** A period, both ends included. */
export interface Period {
	begin: Date;
	end: Date;
}

/** The period of so many days before and after now. */
export function periodAround(now: Date, days = DEFAULT_DAYS): Period {
	const around = days * DAY_MS;
	return { begin: new Date(now.getTime() - around), end: new Date(now.getTime() + around) };
}

/**
 * Lists scheduled pushes of a period. A long period takes several requests, whose results are put in
 * order again; a push that lies in two of them is listed once.
 *
 * @param most the most that are returned
 */
export async function listScheduledPushes(
	call: Call,
	search: Search,
	{ begin, end }: Period,
	most = Infinity,
): Promise<JsonObject[]> {
	const found = new Map<string, JsonObject>();
	for (let start = begin.getTime(); start <= end.getTime(); start += LONGEST_RANGE_MS) {
		const last = Math.min(start + LONGEST_RANGE_MS, end.getTime());
		const range = {
			BeginTime: serverTime(new Date(start)),
			EndTime: serverTime(new Date(last)),
		};
		for (const task of await listRange(call, { ...search, ...range }, most)) {
			found.set(responseText(task.TaskID), task);
		}
	}
	const keyOf = (task: JsonObject) =>
		responseText(search.OrderBy === 'schedat' ? task.SchedAt : task.CreateAt);
	const inOrder = [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
	if (!search.Asc) inOrder.reverse();
	return inOrder.slice(0, most);
}

async function listRange(call: Call, search: object, most: number): Promise<JsonObject[]> {
	const found: JsonObject[] = [];
	const ids = new Set<string>();
	while (found.length < most) {
		const wanted = Math.min(PER_PAGE, most - found.length);
		const { body } = await call({
			path: PUSH_SERVICE.listScheduled,
			body: { ...search, Offset: found.length, Want: wanted },
		});
		const page = objectsIn(body.Tasks);
		const known = ids.size;
		for (const task of page) {
			found.push(task);
			ids.add(responseText(task.TaskID));
		}
		// The documentation does not say whether Total counts all or those of the page, nor how large a page may be.
		const isAll = page.length < wanted && found.length >= responseNumber(body.Total);
		if (ids.size === known || isAll) break;
	}
	return found;
}
