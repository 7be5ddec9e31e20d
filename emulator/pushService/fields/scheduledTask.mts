import { Type, type Static } from 'typebox';
import type { TaskType } from '../scheduledTasks.mts';
import { anyObject, uint32 } from './basics.mts';
import { type FieldCheck, compileFieldCheck } from './check.mts';
import { batchBody, pushBody } from './pushBodies.mts';

const taskType = () => Type.Enum(['All', 'Tag', 'User']);
const taskId = () => Type.Integer({ minimum: 1 });
const sdkappid = () => Type.Integer();

// Unlike in a push, the samples leave MsgRandom out.
const pushContent = Type.Object({ ...pushBody.properties, MsgRandom: Type.Optional(uint32()) });
const batchContent = Type.Object({ ...batchBody.properties, MsgRandom: Type.Optional(uint32()) });

/** What a task sends: a `push` body, or for type `User` a `batch` body. */
export type ScheduledContent = Static<typeof pushContent> | Static<typeof batchContent>;

/** Bodies of the scheduled task calls. docs/api/push-service.md 3.g */
export const scheduledTaskBodies = {
	add: Type.Object({
		Sdkappid: sdkappid(),
		Type: taskType(),
		SchedAt: Type.String(),
		Content: anyObject(),
	}),
	modify: Type.Object({
		Sdkappid: sdkappid(),
		TaskID: taskId(),
		Type: taskType(),
		SchedAt: Type.Optional(Type.String()),
		Content: Type.Optional(anyObject()),
	}),
	delete: Type.Object({ Sdkappid: sdkappid(), TaskID: taskId(), Type: taskType() }),
	get: Type.Object({ Sdkappid: sdkappid(), TaskID: taskId() }),
	list: Type.Object({
		Sdkappid: sdkappid(),
		Offset: Type.Integer({ minimum: 0 }),
		Want: Type.Integer({ minimum: 1 }),
		OrderBy: Type.String({ pattern: '^(create|sched)[aA]t$' }),
		Asc: Type.Boolean(),
		BeginTime: Type.String(),
		EndTime: Type.String(),
		Keyword: Type.Optional(Type.String()),
	}),
};

const checks: Record<TaskType, FieldCheck> = {
	All: compileFieldCheck(pushContent, { otherwise: 90104, within: 'Content' }),
	Tag: compileFieldCheck(pushContent, { otherwise: 90104, within: 'Content' }),
	User: compileFieldCheck(batchContent, { otherwise: 90104, within: 'Content' }),
};

/** The check of a task's `Content`; bad fields are refused with 90104. */
export function contentCheck(type: TaskType): FieldCheck {
	return checks[type];
}
