import fc from 'fast-check';
import { commandOf, readEvent } from '../../../nodes/TencentPushTrigger/events';

const pushEvent = {
	CallbackCommand: 'Push.AllMemberPush',
	EventType: 1,
	TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
	DataId: 'spring-1',
	TaskTime: 1557481127,
	EventTime: 1557481128,
	To_Account: 'user2',
	PushPlatform: 1,
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
	MsgSeq: 7,
	MsgRandom: 42,
	MsgTime: 1557481126,
	PushID: 'push-1',
	ErrCode: 80,
	ErrInfo: 'token expired',
};

const read = (event: Record<string, unknown>, command = '') => readEvent(event as never, command);

test('an event of a push', () => {
	expect(read(pushEvent)).toEqual({
		eventId: expect.stringMatching(/^[0-9a-f]{32}$/),
		event: 'push.clicked',
		stage: 'clicked',
		channel: 'offline',
		vendor: 'apns',
		success: true,
		eventTime: '2019-05-10T09:38:48.000Z',
		taskTime: '2019-05-10T09:38:47.000Z',
		...pushEvent,
	});
});

test('an event of a Chat message: EventType tells the conversation', () => {
	expect(read(chatEvent)).toMatchObject({
		event: 'chatPush.reached',
		stage: 'reached',
		channel: 'offline',
		conversation: 'group',
		vendor: 'huawei',
		success: false,
		messageTime: '2019-05-10T09:38:46.000Z',
		...chatEvent,
	});
});

test('a Push.OfflinePush that has a TaskId is of a push', () => {
	const event = read({ ...pushEvent, CallbackCommand: 'Push.OfflinePush', EventType: 2 });
	expect(event.channel).toBe('online');
	expect(event.conversation).toBeUndefined();
});

test('codes, commands and fields that are not documented pass through', () => {
	const raw = {
		CallbackCommand: 'Push.TagPush',
		EventType: 3,
		PushPlatform: 9,
		PushStage: 4,
		New: { a: [1] },
	};
	expect(read(raw)).toMatchObject({
		event: 'Push.TagPush.4',
		stage: '4',
		channel: '3',
		vendor: '9',
		success: true,
		...raw,
	});
	expect(read({})).toMatchObject({ stage: 'unknown', channel: 'unknown', vendor: 'unknown' });
});

test('the command of the callback stands in for one that the event lacks', () => {
	const { CallbackCommand: command, ...bare } = pushEvent;
	expect(read(bare, command).event).toBe('push.clicked');
	expect(read(bare, command).eventId).toBe(read(pushEvent).eventId);
	expect(commandOf(read(bare, command), command)).toBe(command);
});

test('eventId does not depend on the order of fields, nor on what does not name the event', () => {
	for (const event of [pushEvent, chatEvent]) {
		const turned = Object.fromEntries(Object.entries(event).reverse());
		expect(read({ ...turned, ErrInfo: 'else', New: 1 }).eventId).toBe(read(event).eventId);
	}
	const unknown = { CallbackCommand: 'Push.New', B: 1, A: 2 };
	expect(read({ A: 2, B: 1, CallbackCommand: 'Push.New' }).eventId).toBe(read(unknown).eventId);
});

test.each([
	...[
		'TaskId',
		'To_Account',
		'EventType',
		'PushPlatform',
		'PushStage',
		'EventTime',
		'ErrCode',
		'CallbackCommand',
	].map((field) => [field, pushEvent]),
	...[
		'PushID',
		'GroupID',
		'MsgSeq',
		'MsgRandom',
		'From_Account',
		'To_Account',
		'EventType',
		'PushPlatform',
		'PushStage',
		'EventTime',
	].map((field) => [field, chatEvent]),
] as Array<[string, Record<string, unknown>]>)('another %s is another event', (field, event) => {
	expect(read({ ...event, [field]: '77' }).eventId).not.toBe(read(event).eventId);
});

test('a field does not hide a readable one, nor reach what all objects inherit', () => {
	const raw = JSON.parse(
		'{"PushStage": 3, "stage": "x", "success": null, "toString": "y", "__proto__": {"vendor": "z"}}',
	) as Record<string, unknown>;
	const event = read(raw);
	expect(event).toMatchObject({ stage: 'clicked', success: true, toString: 'y' });
	expect(Object.getPrototypeOf(event)).toBe(Object.prototype);
	expect(Object.keys(event)).not.toContain('__proto__');
});

test('readable fields come first', () => {
	const names = Object.keys(read({ stage: 'x', ...pushEvent }));
	const readable = ['eventId', 'event', 'stage', 'channel', 'vendor', 'success'];
	expect(names).toEqual([...readable, 'eventTime', 'taskTime', ...Object.keys(pushEvent)]);
});

test('an event that is not documented may hold an object that has no text', () => {
	const raw = { CallbackCommand: 'Push.New', A: { toString: 1 }, B: { toString: 2 } };
	expect(read(raw)).toMatchObject(raw);
	expect(read({ ...raw, A: { toString: 3 } }).eventId).not.toBe(read(raw).eventId);
});

test('no event makes it throw, and none loses a field', () => {
	const name = fc.string().filter((text) => text !== '__proto__');
	const command = fc.constantFrom('Push.AllMemberPush', 'Push.OfflinePush', 'Push.New');
	fc.assert(
		fc.property(fc.dictionary(name, fc.jsonValue()), command, (raw, ofCallback) => {
			const event = read(raw as never, ofCallback);
			for (const field of Object.keys(raw)) expect(Object.keys(event)).toContain(field);
		}),
	);
});
