import type { PushEvent } from '../../emulator/callbacks/events.mts';

/** Events of as many recipients, `user-0` first. */
export function pushEvents(count: number, first = 0): PushEvent[] {
	return Array.from({ length: count }, (_, index) => ({
		CallbackCommand: 'Push.AllMemberPush',
		EventType: 1,
		TaskId: 'task-of-e2e',
		TaskTime: 1_700_000_000,
		EventTime: 1_700_000_001,
		To_Account: `user-${first + index}`,
		PushPlatform: 1,
		DeviceType: 0,
		PushStage: 3,
		ErrCode: 0,
		ErrInfo: 'OK',
	}));
}
