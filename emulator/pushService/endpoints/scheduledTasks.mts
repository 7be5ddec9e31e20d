import type { Static } from 'typebox';
import type { PushServiceApp } from '../app.mts';
import { defineEndpoint, type Endpoint } from '../endpoint.mts';
import { Refusal } from '../errors.mts';
import {
	contentCheck,
	type ScheduledContent,
	scheduledTaskBodies as bodies,
} from '../fields/scheduledTask.mts';
import {
	describeTask,
	type ScheduledTask,
	type ScheduledTasks,
	type TaskType,
} from '../scheduledTasks.mts';
import { checkBatch, checkPush } from '../send.mts';
import { parseUtc } from '../serverTime.mts';

const common = { family: 'push', badField: 90104, callsPerSecond: 5 } as const;
const failureFields = { TaskID: 0 };
const day = 86_400_000;

/** Scheduled pushes: docs/api/push-service.md 3.g. */
export function scheduledTaskEndpoints(app: PushServiceApp, tasks: ScheduledTasks): Endpoint[] {
	const { sdkAppId } = app.identity;
	const requireSdkAppId = (given: number) => {
		if (given !== sdkAppId) throw new Refusal(90104, 'Sdkappid differs from the URL');
	};
	return [
		defineEndpoint({
			...common,
			path: 'timpush/add_sched_task',
			body: bodies.add,
			failureFields,
			unknownFields: ({ Type, Content }) => contentCheck(Type).unknownFields(Content),
			handle({ Sdkappid, Type, SchedAt, Content }) {
				requireSdkAppId(Sdkappid);
				const schedAt = futureTime(app, SchedAt);
				return { TaskID: tasks.add(Type, schedAt, readContent(app, Type, Content)).id };
			},
		}),
		defineEndpoint({
			...common,
			path: 'timpush/modify_sched_task',
			body: bodies.modify,
			failureFields,
			unknownFields: ({ Type, Content = {} }) => contentCheck(Type).unknownFields(Content),
			handle({ Sdkappid, TaskID, Type, SchedAt, Content }) {
				requireSdkAppId(Sdkappid);
				const task = tasks.getPending(TaskID, Type, 'modify');
				const content = Content && readContent(app, Type, Content);
				if (SchedAt !== undefined) tasks.reschedule(task, futureTime(app, SchedAt));
				if (content) task.content = content;
				return { TaskID };
			},
		}),
		defineEndpoint({
			...common,
			path: 'timpush/delete_sched_task',
			body: bodies.delete,
			failureFields,
			handle({ Sdkappid, TaskID, Type }) {
				requireSdkAppId(Sdkappid);
				tasks.delete(tasks.getPending(TaskID, Type, 'delete'));
				return { TaskID };
			},
		}),
		defineEndpoint({
			...common,
			path: 'timpush/get_sched_task',
			body: bodies.get,
			handle({ Sdkappid, TaskID }) {
				requireSdkAppId(Sdkappid);
				return { TaskInfo: describeTask(tasks.get(TaskID), sdkAppId) };
			},
		}),
		defineEndpoint({
			...common,
			path: 'timpush/list_sched_task',
			body: bodies.list,
			handle(body) {
				requireSdkAppId(body.Sdkappid);
				const found = search(tasks.all(), body, app.settings.longestTaskListDays);
				const page = found.slice(body.Offset, body.Offset + body.Want);
				return { Total: found.length, Tasks: page.map((task) => describeTask(task, sdkAppId)) };
			},
		}),
	];
}

function futureTime({ clock }: PushServiceApp, text: string): number {
	const time = parseUtc(text);
	if (time === undefined) throw new Refusal(90104, 'Invalid format of SchedAt');
	if (time <= clock.now()) throw new Refusal(90104, 'SchedAt is in the past');
	return time;
}

function readContent(app: PushServiceApp, type: TaskType, content: object): ScheduledContent {
	contentCheck(type).check(content);
	const checked = content as ScheduledContent;
	const random = { MsgRandom: 0 };
	try {
		if ('To_Account' in checked) checkBatch(app, { ...random, ...checked });
		else checkPush(app, { ...random, ...checked });
	} catch (error) {
		if (error instanceof Refusal) throw new Refusal(90104, `${error.code} ${error.message}`);
		throw error;
	}
	const hasCondition = 'Condition' in checked;
	if (type === 'Tag' && !hasCondition) throw new Refusal(90104, 'Content.Condition is missing');
	if (type === 'All' && hasCondition) throw new Refusal(90104, 'Type All takes no Condition');
	return checked;
}

function search(
	tasks: ScheduledTask[],
	query: Static<typeof bodies.list>,
	longestDays: number,
): ScheduledTask[] {
	const { BeginTime, EndTime, Keyword = '', OrderBy, Asc } = query;
	const begin = parseUtc(BeginTime);
	const end = parseUtc(EndTime);
	if (begin === undefined) throw new Refusal(90104, 'Invalid format of BeginTime');
	if (end === undefined) throw new Refusal(90104, 'Invalid format of EndTime');
	if (begin > end) throw new Refusal(90104, 'BeginTime is after EndTime');
	if (end - begin > longestDays * day) {
		throw new Refusal(90104, `BeginTime to EndTime is more than ${longestDays} days`);
	}
	const by = OrderBy.toLowerCase() === 'createat' ? 'createdAt' : 'schedAt';
	return tasks
		.filter(({ schedAt }) => schedAt >= begin && schedAt <= end)
		.filter(({ content: { OfflinePushInfo: info } }) =>
			`${info?.Title ?? ''}\n${info?.Desc ?? ''}`.includes(Keyword),
		)
		.sort((a, b) => (a[by] - b[by] || a.id - b.id) * (Asc ? 1 : -1));
}
