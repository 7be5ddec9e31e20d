import { addPhone, emulatorForEachTest, everythingArrives, start } from './pushServiceClient.mts';

const test = emulatorForEachTest({
	pushService: { settings: { shares: everythingArrives, frequencyLimits: false } },
});
const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }];
const OfflinePushInfo = { PushFlag: 0, Title: 'Title', Desc: 'Content to push offline' };
const inboxOf = (userId: string) => [...test.emulator.context.devices.ofUser(userId)][0].inbox;
const message = { To_Account: 'ann', MsgRandom: 1287657, MsgBody, OfflinePushInfo };

beforeEach(() => {
	for (const user of ['ann', 'bob', 'cid']) addPhone(test.emulator, user);
});

it('pushes a message to a user who is offline, and counts it apart', async () => {
	const answer = await test.call('openim/sendmsg', message);
	expect(answer).toMatchObject({ ErrorCode: 0, MsgTime: start.getTime() / 1000 });
	expect(answer.MsgKey).toMatch(/^\d+_1287657_\d+$/);
	expect(inboxOf('ann')).toMatchObject([{ kind: 'notification', content: OfflinePushInfo.Desc }]);
	const now = start.getTime() / 1000;
	const range = { StartTime: now, EndTime: now };
	const ofChat = await test.call('timpush/normal_push_statistics', range);
	expect(ofChat).toMatchObject({ TotalCount: 1, SentCount: 1, DeliveredCount: 1, ClickCount: 0 });
	const all = { ...range, TaskID: [] };
	const ofPushes = await test.call('timpush/all_member_push_statistics', all);
	expect(ofPushes.Results).toMatchObject([{ TotalCount: 0 }]);
	const [push] = test.emulator.pushService.pushes.all();
	const trace = await test.call('timpush/normal_push_trace', { PushID: push.id });
	expect(trace.InstanceTrace).toHaveLength(1);
});

it('hands it to the app of a user who is online', async () => {
	test.emulator.pushService.configure({ shares: { online: 1 } });
	await test.call('openim/sendmsg', message);
	expect(inboxOf('ann')).toMatchObject([{ kind: 'message', content: 'hi', channel: 'online' }]);
	const [push] = test.emulator.pushService.pushes.all();
	expect(push.deliveries.size).toBe(0);
});

it('does not push without offline push settings, or with PushFlag 1', async () => {
	await test.call('openim/sendmsg', { ...message, OfflinePushInfo: undefined });
	await test.call('openim/sendmsg', { ...message, OfflinePushInfo: { PushFlag: 1, Desc: 'x' } });
	expect(inboxOf('ann')).toEqual([]);
});

it('sends to several users, and says who does not exist', async () => {
	const answer = await test.call('openim/batchsendmsg', {
		...message,
		To_Account: ['ann', 'bob', 'nobody'],
	});
	expect(answer).toMatchObject({
		ActionStatus: 'SomeError',
		ErrorCode: 0,
		ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
	});
	expect(inboxOf('bob')).toHaveLength(1);
});

it('sends to the members of a group, but not to the sender', async () => {
	test.emulator.pushService.groups.set('team', new Set(['ann', 'bob', 'nobody']));
	const body = { GroupId: 'team', Random: 8912345, From_Account: 'bob', MsgBody, OfflinePushInfo };
	const answer = await test.call('group_open_http_svc/send_group_msg', body);
	expect(answer).toMatchObject({ ErrorCode: 0, MsgSeq: expect.any(Number) });
	expect(['ann', 'bob', 'cid'].map((user) => inboxOf(user).length)).toEqual([1, 0, 0]);
	const unknown = { ...body, GroupId: 'none' };
	expect(await test.call('group_open_http_svc/send_group_msg', unknown)).toMatchObject({
		ErrorCode: 10010,
	});
});

it.each([
	['no recipient', { To_Account: undefined }, 90003],
	['an unknown recipient', { To_Account: 'nobody' }, 70107],
	['a body that is no list', { MsgBody: 'hi' }, 90007],
	['no MsgRandom', { MsgRandom: undefined }, 90005],
	['more than 7 days to live', { MsgLifeTime: 604_801 }, 90026],
	['over 12 KB', { CloudCustomData: 'x'.repeat(12 * 1024) }, 93000],
])('is refused with %s', async (_, change, ErrorCode) => {
	expect(await test.call('openim/sendmsg', { ...message, ...change })).toMatchObject({ ErrorCode });
});

it('reaches offline users by the older family only with a time to live', async () => {
	const body = { MsgRandom: 1, MsgBody };
	const counts = async (change: object) => {
		const { TaskId } = await test.call('all_member_push/im_push', { ...body, ...change });
		return test.emulator.pushService.pushes.get(TaskId)?.deliveries.size;
	};
	expect(await counts({})).toBe(0);
	expect(await counts({ MsgLifeTime: 3600 })).toBe(3);
	expect(inboxOf('ann')).toMatchObject([{ content: 'hi' }]);
	const tooLong = { ...body, MsgLifeTime: 604_801 };
	expect(await test.call('all_member_push/im_push', tooLong)).toMatchObject({ ErrorCode: 90026 });
});
