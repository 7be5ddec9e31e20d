import type { IDataObject } from 'n8n-workflow';
import type { JsonObject } from '../../../shared/fields/json';
import type { Answer, ApiRequest } from '../../../shared/transport/request';
import { describeSchedule } from '../../message/schedule';
import { BULK_PUSH } from '../../product';
import { pushIds } from './sentPush';

/** The request of a push to all, tags or a package, which share a rate of one a second. */
export function bulkRequest(push: JsonObject): ApiRequest {
	return { path: '/v3/push/app', body: push, policy: BULK_PUSH };
}

/** What a push to all, tags or a package answers: its push ID, and when it goes out. */
export function bulkOutcome(answer: Answer, push: JsonObject) {
	return {
		status: 'accepted' as const,
		...pushIds(answer),
		...(describeSchedule(push) as IDataObject),
	};
}
