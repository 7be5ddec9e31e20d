import type { PushServiceApp } from './app.mts';
import { Refusal } from './errors.mts';
import type { ScheduledContent } from './fields/scheduledTask.mts';
import { sendBatch, sendPush } from './send.mts';
import { formatUtc } from './serverTime.mts';

export type TaskType = 'All' | 'Tag' | 'User';

/** A scheduled push. Times in milliseconds. */
export interface ScheduledTask {
	readonly id: number;
	readonly type: TaskType;
	readonly createdAt: number;
	schedAt: number;
	content: ScheduledContent;
	status: 'pending' | 'dispatching' | 'dispatched';
	dispatchSuccess: boolean;
	dispatchError: string;
	pushTaskId: string;
}

/**
 * Scheduled pushes. At its time a task is dispatched: it is `dispatching` for a while, and
 * `dispatched` for good, whether its push was accepted or not. docs/api/push-service.md 3.g
 */
export class ScheduledTasks {
	readonly #app: PushServiceApp;
	readonly #byId = new Map<number, ScheduledTask>();
	readonly #callOff = new Map<number, () => void>();

	constructor(app: PushServiceApp) {
		this.#app = app;
	}

	add(type: TaskType, schedAt: number, content: ScheduledContent): ScheduledTask {
		const task: ScheduledTask = {
			id: this.#app.ids.scheduledTaskId(),
			type,
			createdAt: this.#app.clock.now(),
			schedAt,
			content,
			status: 'pending',
			dispatchSuccess: false,
			dispatchError: '',
			pushTaskId: '',
		};
		this.#byId.set(task.id, task);
		this.#arm(task);
		return task;
	}

	/** The task, which must exist (90104). */
	get(id: number): ScheduledTask {
		const task = this.#byId.get(id);
		if (!task) throw new Refusal(90104, `task ${id} does not exist`);
		return task;
	}

	/** The task, which must also have this type (90104) and be pending (90106, 90107). */
	getPending(id: number, type: TaskType, action: 'modify' | 'delete'): ScheduledTask {
		const task = this.get(id);
		if (task.type !== type) throw new Refusal(90104, `task ${id} is of type ${task.type}`);
		if (task.status === 'pending') return task;
		throw new Refusal(
			task.status === 'dispatching' ? 90107 : 90106,
			`${action} failed: task ${task.status}`,
		);
	}

	reschedule(task: ScheduledTask, schedAt: number): void {
		this.#callOff.get(task.id)?.();
		task.schedAt = schedAt;
		this.#arm(task);
	}

	delete(task: ScheduledTask): void {
		this.#callOff.get(task.id)?.();
		this.#callOff.delete(task.id);
		this.#byId.delete(task.id);
	}

	all(): ScheduledTask[] {
		return [...this.#byId.values()];
	}

	#arm(task: ScheduledTask): void {
		const { clock } = this.#app;
		const callOff = clock.after(task.schedAt - clock.now(), () => this.#dispatch(task));
		this.#callOff.set(task.id, callOff);
	}

	#dispatch(task: ScheduledTask): void {
		const { clock, settings } = this.#app;
		this.#callOff.delete(task.id);
		task.status = 'dispatching';
		try {
			task.pushTaskId = this.#send(task).TaskId;
			task.dispatchSuccess = true;
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			task.dispatchError = `${error.code} ${error.message}`;
		}
		clock.after(settings.dispatchDuration, () => (task.status = 'dispatched'));
	}

	#send({ id, content }: ScheduledTask) {
		const MsgRandom = content.MsgRandom ?? id % 4_294_967_296;
		return 'To_Account' in content
			? sendBatch(this.#app, { ...content, MsgRandom })
			: sendPush(this.#app, { ...content, MsgRandom });
	}
}

/** A task as `get_sched_task` and `list_sched_task` show it. */
export function describeTask(task: ScheduledTask, sdkAppId: number) {
	const { Title = '', Desc = '' } = task.content.OfflinePushInfo ?? {};
	return {
		TaskID: task.id,
		Sdkappid: sdkAppId,
		CreateAt: formatUtc(task.createdAt),
		Type: task.type,
		SchedAt: formatUtc(task.schedAt),
		Content: task.content,
		Title,
		Desc,
		Status: task.status,
		DispatchSuccess: task.dispatchSuccess ? 1 : 0,
		DispatchErr: task.dispatchError,
		PushTaskID: task.pushTaskId,
	};
}
