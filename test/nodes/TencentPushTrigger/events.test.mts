import fc from 'fast-check';
import { commandOf, rawEvent, simplifyEvent } from '../../../nodes/TencentPushTrigger/events';

const pushEvent = {
	CallbackCommand: 'Push.AllMemberPush',
	EventType: 1,
	TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
	DataId: 'spring-1',
	TaskTime: 1557481127,
	EventTime: 1557481128,
	To_Account: 'user2',
	PushPlatform: 1,
	DeviceType: 0,
	PushStage: 3,
	ErrCode: 0,
	ErrInfo: 'OK',
};

const chatEvent = {
	CallbackCommand: 'Push.OfflinePush',
	EventType: 2,
	EventTime: 1557481127,
	From_Account: 'user1',
	To_Account: 'user2',
	PushPlatform: 3,
	PushStage: 2,
	GroupID: '@TGS#1',
	MsgKey: 'key',
	MsgSeq: 7,
	MsgRandom: 42,
	MsgTime: 1557481126,
	PushID: 'push-1',
	ErrCode: 80,
	ErrInfo: 'token expired',
};

const read = (event: Record<string, unknown>, command = '') =>
	simplifyEvent(event as never, commandOf(event as never, command), 'id');

test('an event of a push: who, what, which push and when first, no field twice', () => {
	expect(Object.entries(read(pushEvent))).toEqual(
		Object.entries({
			user: 'user2',
			event: 'push.clicked',
			success: true,
			taskId: '657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
			dataId: 'spring-1',
			eventTime: '2019-05-10T09:38:48.000Z',
			stage: 'clicked',
			removeFromList: false,
			channel: 'offline',
			vendor: 'apns',
			deviceType: 'unknown',
			pushTime: '2019-05-10T09:38:47.000Z',
			eventId: 'id',
		}),
	);
});

test('an event of a Chat message: EventType tells the conversation', () => {
	expect(read(chatEvent)).toEqual({
		user: 'user2',
		event: 'chatPush.delivered',
		success: false,
		pushId: 'push-1',
		eventTime: '2019-05-10T09:38:47.000Z',
		stage: 'delivered',
		code: '80',
		reason: 'token expired',
		removeFromList: false,
		channel: 'offline',
		vendor: 'huawei',
		sender: 'user1',
		conversation: 'group',
		groupId: '@TGS#1',
		messageKey: 'key',
		messageSequence: 7,
		messageRandom: 42,
		messageTime: '2019-05-10T09:38:46.000Z',
		eventId: 'id',
	});
});

test('a Push.OfflinePush that has a TaskId is of a push', () => {
	const event = read({ ...pushEvent, CallbackCommand: 'Push.OfflinePush', EventType: 2 });
	expect(event.channel).toBe('online');
	expect(event.conversation).toBeUndefined();
});

test('a failure is explained by what the vendor says of its code', () => {
	const failed = { ...pushEvent, PushStage: 1, ErrInfo: 'Unregistered' };
	expect(read({ ...failed, PushPlatform: 1, ErrCode: 410 })).toMatchObject({
		success: false,
		code: '410',
		reason: 'Unregistered',
		vendorReason: 'The token is no longer active for the app',
		fix: expect.stringContaining('Remove'),
		removeFromList: true,
	});
	expect(read({ ...failed, PushPlatform: 5, ErrCode: 999_999 })).toMatchObject({
		code: '999999',
		removeFromList: false,
	});
	expect(read({ ...failed, PushPlatform: 0, ErrCode: -1 }).vendorReason).toMatch(
		/\(not certain\)$/,
	);
});

test.each([
	[1, 'apns'],
	[2, 'xiaomi'],
	[8, 'honor'],
	[9, '9'],
])('DeviceType %i is %s', (DeviceType, name) => {
	expect(read({ ...pushEvent, DeviceType }).deviceType).toBe(name);
});

test('codes, commands and fields that are not documented pass through', () => {
	const raw = {
		CallbackCommand: 'Push.TagPush',
		EventType: 3,
		PushPlatform: 9,
		PushStage: 4,
		EventTime: 'soon',
		New: { a: [1] },
	};
	expect(read(raw)).toMatchObject({
		event: 'Push.TagPush.4',
		stage: '4',
		channel: '3',
		vendor: '9',
		success: true,
		eventTime: 'soon',
		New: { a: [1] },
	});
	expect(read({})).toMatchObject({ stage: 'unknown', channel: 'unknown', vendor: 'unknown' });
});

test('the command of the callback stands in for one that the event lacks', () => {
	const { CallbackCommand: command, ...bare } = pushEvent;
	expect(read(bare, command)).toEqual(read(pushEvent));
});

test('with Simplify off, every field is as Tencent sent it', () => {
	for (const event of [pushEvent, chatEvent]) {
		expect(rawEvent(event, 'id')).toEqual({ eventId: 'id', ...event });
	}
});

test('a field does not hide a readable one, nor reach what all objects inherit', () => {
	const raw = JSON.parse(
		'{"PushStage": 3, "stage": "x", "success": null, "eventId": "mine", "toString": "y", "__proto__": {"vendor": "z"}}',
	) as Record<string, unknown>;
	for (const event of [read(raw), rawEvent(raw as never, 'id')]) {
		expect(event).toMatchObject({ eventId: 'id', toString: 'y' });
		expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
		expect(Object.keys(event)).not.toContain('__proto__');
	}
	expect(read(raw)).toMatchObject({ stage: 'clicked', success: true });
});

test('no event makes it throw, and none loses what is not documented', () => {
	const name = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(chatEvent)));
	const command = fc.constantFrom('Push.AllMemberPush', 'Push.OfflinePush', 'Push.New');
	fc.assert(
		fc.property(fc.dictionary(name, fc.jsonValue()), command, (raw, ofCallback) => {
			const event = read(raw as never, ofCallback);
			for (const field of Object.keys(raw)) {
				if (field === '__proto__') continue;
				expect(Object.keys(rawEvent(raw as never, 'id'))).toContain(field);
				if (!(field in pushEvent) && !(field in chatEvent)) {
					expect(Object.keys(event)).toContain(field);
				}
			}
		}),
	);
});
