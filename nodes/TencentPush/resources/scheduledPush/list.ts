import type { JsonObject } from '../../../shared/fields/json';
import { objectsIn } from '../../../shared/fields/json';
import type { Call } from '../../../shared/transport/request';
import { responseNumber } from '../../../shared/transport/response';
import { PUSH_SERVICE } from '../../paths';

/** Scheduled pushes in a request; no page states the most. Source: docs/api/push-service.md 3.g. */
const PER_PAGE = 50;

/** The search of `list_sched_task` without its page. */
export interface Search {
	Sdkappid: number;
	OrderBy: 'createat' | 'schedat';
	Asc: boolean;
	BeginTime?: string;
	EndTime?: string;
	Keyword?: string;
}

/** Reads scheduled pushes page by page. */
export async function listScheduledPushes(
	call: Call,
	search: Search,
	most = Infinity,
	offset = 0,
): Promise<JsonObject[]> {
	const found: JsonObject[] = [];
	while (found.length < most) {
		const want = Math.min(PER_PAGE, most - found.length);
		const { body } = await call({
			path: PUSH_SERVICE.listScheduled,
			body: { ...search, Offset: offset + found.length, Want: want },
		});
		const page = objectsIn(body.Tasks);
		found.push(...page);
		if (page.length === 0 || offset + found.length >= responseNumber(body.Total)) break;
	}
	return found;
}
