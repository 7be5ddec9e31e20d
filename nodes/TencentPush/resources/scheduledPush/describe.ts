import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/fields/json';
import { audienceOfType } from './audience';
import { describeTime } from './time';

/** A scheduled push as the output shows it. Source: docs/api/push-service.md 3.g, `TaskInfo`. */
export function describeScheduledPush(task: unknown, isSimple: boolean): IDataObject {
	if (!isObject(task)) return {};
	if (!isSimple) return task as IDataObject;
	return {
		scheduledPushId: String(task.TaskID ?? ''),
		status: String(task.Status ?? ''),
		audience: audienceOfType(task.Type),
		...describeTime(task.SchedAt),
		createdAt: String(task.CreateAt ?? ''),
		title: String(task.Title ?? ''),
		content: String(task.Desc ?? ''),
		taskId: String(task.PushTaskID ?? ''),
		dispatched: Number(task.DispatchSuccess) === 1,
		dispatchMessage: String(task.DispatchErr ?? ''),
		request: (task.Content ?? {}) as IDataObject,
	};
}
