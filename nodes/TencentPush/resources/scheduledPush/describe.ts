import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { audienceOfType } from './audience';
import { describeTime } from './time';
import { answeredNumber, answeredWords } from '../../../shared/fields/words';

/** A scheduled push as the output shows it. Source: docs/api/push-service.md 3.g, `TaskInfo`. */
export function describeScheduledPush(task: unknown, isSimple: boolean): IDataObject {
	if (!isObject(task)) return {};
	if (!isSimple) return task as IDataObject;
	return {
		scheduledPushId: answeredWords(task.TaskID),
		status: answeredWords(task.Status),
		audience: audienceOfType(task.Type),
		...describeTime(task.SchedAt),
		createdAt: answeredWords(task.CreateAt),
		title: answeredWords(task.Title),
		content: answeredWords(task.Desc),
		taskId: answeredWords(task.PushTaskID),
		dispatched: answeredNumber(task.DispatchSuccess) === 1,
		dispatchMessage: answeredWords(task.DispatchErr),
		request: (task.Content ?? {}) as IDataObject,
	};
}
