/** `PushStage`, docs/api/push-service.md 5.2. */
export const stage = { sent: 1, reached: 2, clicked: 3 } as const;
export type Stage = (typeof stage)[keyof typeof stage];

/** An event of an all/tag or UserID push. Times in Unix seconds. docs/api/push-service.md 5.2 */
export interface AllMemberPushEvent {
	CallbackCommand: 'Push.AllMemberPush';
	/** 1 offline push, 2 online push. */
	EventType: 1 | 2;
	TaskId: string;
	DataId?: string;
	TaskTime: number;
	EventTime: number;
	To_Account: string;
	PushPlatform: number;
	/** Numbered like `PushPlatform`; 0 for offline events. */
	DeviceType: number;
	PushStage: Stage;
	ErrCode: number;
	ErrInfo: string;
}

/** An event of a Chat message's push. Times in Unix seconds. docs/api/push-service.md 5.3 */
export interface OfflinePushEvent {
	CallbackCommand: 'Push.OfflinePush';
	/** 1 C2C, 2 group. */
	EventType: 1 | 2;
	EventTime: number;
	From_Account: string;
	To_Account: string;
	PushPlatform: number;
	PushStage: Stage;
	/** C2C only. */
	MsgKey?: string;
	/** Group only. */
	GroupID?: string;
	MsgSeq: number;
	MsgRandom: number;
	MsgTime: number;
	PushID: string;
	ErrCode: number;
	ErrInfo: string;
}

export type PushEvent = AllMemberPushEvent | OfflinePushEvent;

/** One POST to the customer: 1 to 100 events of one command. */
export interface Callback {
	command: PushEvent['CallbackCommand'];
	events: readonly PushEvent[];
}

/** docs/api/push-service.md 5.2 */
export const mostEvents = 100;

/** Puts events into callbacks, in order, commands apart. */
export function intoCallbacks(
	events: readonly PushEvent[],
	eventsPerCallback = mostEvents,
): Callback[] {
	const callbacks: Callback[] = [];
	const commands = new Set(events.map(({ CallbackCommand }) => CallbackCommand));
	for (const command of commands) {
		const own = events.filter(({ CallbackCommand }) => CallbackCommand === command);
		for (let start = 0; start < own.length; start += eventsPerCallback) {
			callbacks.push({ command, events: own.slice(start, start + eventsPerCallback) });
		}
	}
	return callbacks;
}
