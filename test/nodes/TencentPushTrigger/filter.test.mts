import { type EventFilter, isSameTask, passes } from '../../../nodes/TencentPushTrigger/filter';
import { commandOf, simplifyEvent } from '../../../nodes/TencentPushTrigger/events';

const everything: EventFilter = {
	stages: [],
	commands: [],
	channels: [],
	vendors: [],
	deviceTypes: [],
	result: 'all',
	taskIds: [],
	dataIdPrefix: '',
};
const raw = {
	CallbackCommand: 'Push.AllMemberPush',
	EventType: 2,
	TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_9',
	DataId: 'spring-1',
	PushPlatform: 2,
	DeviceType: 4,
	PushStage: 1,
	ErrCode: 5,
};
const check = (filter: Partial<EventFilter>, more: object = {}) => {
	const event = { ...raw, ...more } as never;
	const command = commandOf(event, '');
	return passes(simplifyEvent(event, command, 'id'), command, { ...everything, ...filter });
};

test.each<[Partial<EventFilter>, Partial<EventFilter>]>([
	[{}, { stages: ['clicked'] }],
	[{ stages: ['sent', 'clicked'] }, { stages: ['delivered'] }],
	[{ channels: ['online'] }, { channels: ['offline'] }],
	[{ vendors: ['xiaomi', 'apns'] }, { vendors: ['apns'] }],
	[{ deviceTypes: ['fcm'] }, { deviceTypes: ['xiaomi'] }],
	[{ commands: ['Push.AllMemberPush'] }, { commands: ['Push.OfflinePush'] }],
	[{ result: 'failure' }, { result: 'success' }],
	[{ dataIdPrefix: 'spring-' }, { dataIdPrefix: 'autumn-' }],
	[
		{ taskIds: ['657bf434_537529d8_2000005e80aa873_2780d131_bc614e'] },
		{ taskIds: ['657bf434_537529d8_2000005e80aa873_2780d132_bc614e'] },
	],
])('%j lets the event through, %j does not', (passing, stopping) => {
	expect(check(passing)).toBe(true);
	expect(check(stopping)).toBe(false);
});

test('codes that the form cannot offer are not filtered out', () => {
	const filter = { stages: ['clicked'], channels: ['online'], vendors: ['apns'] };
	expect(check(filter, { PushStage: 4, EventType: 3, PushPlatform: 9 })).toBe(true);
	expect(check({ commands: ['Push.OfflinePush'] }, { CallbackCommand: 'Push.TagPush' })).toBe(true);
	expect(check({ deviceTypes: ['apns'] }, { DeviceType: 9 })).toBe(true);
	expect(check({ deviceTypes: ['apns'] }, { DeviceType: undefined })).toBe(false);
	expect(check({ deviceTypes: ['unknown'] }, { DeviceType: undefined })).toBe(true);
	expect(check(filter, { PushStage: 1, EventType: 3, PushPlatform: 9 })).toBe(false);
});

test('task IDs differ in their last part only when they have five', () => {
	expect(isSameTask('batch_1_2', 'batch_1_3')).toBe(false);
	expect(isSameTask('batch_1_2', 'batch_1_2')).toBe(true);
	expect(isSameTask('a_b_c_d_e', 'a_b_c_d_f')).toBe(true);
	expect(isSameTask('a_b_c_d_e', 'a_b_c_d')).toBe(false);
});
