import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { recordOutput } from '../../../shared/form/recordOutput';
import { responseNumber, responseText } from '../../../shared/transport/response';
import { isoFromText } from '../../../shared/transport/responseTime';
import { audienceOfType } from './audience';

/** How much of a scheduled push is shown. Only the raw data has `Content`, the body of the push. */
export const scheduledPushOutput = recordOutput('scheduledPushId', [
	'audience',
	'content',
	'createdTime',
	'dispatchMessage',
	'scheduledFor',
	'sentAt',
	'status',
	'taskId',
	'title',
]);

/** A scheduled push as the output shows it. Source: docs/api/push-service.md 3.g, `TaskInfo`. */
export function describeScheduledPush(task: unknown, isSimple: boolean): IDataObject {
	if (!isObject(task)) return {};
	if (!isSimple) return task as IDataObject;
	const time = isoFromText(task.SchedAt, 'Z');
	const isSent = responseNumber(task.DispatchSuccess) === 1;
	return {
		scheduledPushId: responseText(task.TaskID),
		status: responseText(task.Status),
		audience: audienceOfType(task.Type),
		...(isSent ? { sentAt: time } : { scheduledFor: time }),
		createdTime: responseText(task.CreateAt),
		title: responseText(task.Title),
		content: responseText(task.Desc),
		taskId: responseText(task.PushTaskID),
		dispatchMessage: responseText(task.DispatchErr),
	};
}
