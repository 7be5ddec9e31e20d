import type { IDataObject } from 'n8n-workflow';
import { apiFields } from '../../../shared/fields/apiFields';
import type { JsonObject } from '../../../shared/fields/json';
import { sendFields, sendOptions } from '../../../shared/form/settings';
import type { Outcome } from '../../../shared/run/operation';
import type { Answer, ApiRequest } from '../../../shared/transport/request';
import { customContent, messageFields } from '../../message/buildPush';
import { bulkOptions, pushOptions } from '../../message/options';
import { describeSchedule, schedule } from '../../message/schedule';
import { BULK_PUSH } from '../../product';
import { pushOutcome } from './sentPush';

/** Fields of a push to all or tags, after those of its audience. */
export const bulkPushFields = {
	...messageFields,
	schedule,
	...sendFields,
	customContent,
	options: pushOptions({ audience: apiFields(bulkOptions) }, sendOptions),
};

/** The request of a push to all, tags or a package, which share a rate of one a second. */
export function bulkRequest(push: JsonObject): ApiRequest {
	return { path: '/v3/push/app', body: push, policy: BULK_PUSH };
}

/** What a push to all, tags or a package answers: its push ID, and when it is sent. */
export function bulkOutcome(
	answer: Answer,
	push: JsonObject,
	more: IDataObject = {},
): Outcome & { extra: IDataObject } {
	const outcome = pushOutcome(answer);
	return { ...outcome, extra: { ...outcome.extra, ...describeSchedule(push), ...more } };
}
