import {
	addPhone,
	emulatorForEachTest,
	everythingArrives,
	push,
	start,
} from './pushServiceClient.mts';

const test = emulatorForEachTest({ pushService: { settings: { frequencyLimits: false } } });
const now = start.getTime() / 1000;
const range = { StartTime: now - 86_400, EndTime: now + 86_400 };
const day = 86_400;

beforeEach(() => {
	for (let user = 0; user < 200; user++) {
		const vendor = (['xiaomi', 'huawei', 'apple'] as const)[user % 3];
		addPhone(test.emulator, `user-${user}`, {
			vendor,
			platform: vendor === 'apple' ? 'ios' : 'android',
		});
	}
	test.emulator.pushService.configure({
		shares: { tokenMissing: 0.1, tokenRefused: 0.1, notificationsOff: 0.1, clicked: 0.5 },
	});
});

it('counts what became of each push', async () => {
	const { TaskId } = await test.call('timpush/push', push);
	const batch = await test.call('timpush/batch', { ...push, To_Account: ['user-0'] });
	test.emulator.control.advance(2000);
	const deliveries = [...test.emulator.pushService.pushes.get(TaskId)!.deliveries.values()];
	const sent = deliveries.filter(({ notSent }) => !notSent);
	const delivered = sent.filter(({ notReached }) => !notReached);
	const inboxes = [...test.emulator.context.devices.all()].map(({ inbox }) => inbox);
	const clicked = inboxes.filter((inbox) =>
		inbox.some((entry) => entry.pushId === TaskId && entry.clicked),
	);
	const expected = {
		TotalCount: 200,
		SentCount: sent.length,
		DeliveredCount: delivered.length,
		ClickCount: clicked.length,
	};
	expect(expected.SentCount).toBeLessThan(200);
	expect(expected.DeliveredCount).toBeLessThan(sent.length);
	expect(expected.ClickCount).toBeGreaterThan(0);
	const statistics = async (TaskID: string[]) =>
		(await test.call('timpush/all_member_push_statistics', { ...range, TaskID })).Results as Array<
			Record<string, unknown>
		>;
	const [one] = await statistics([TaskId]);
	expect(one).toMatchObject({ TaskID: TaskId, ...expected });
	const channels = one.PlatformStatistics as Array<Record<string, number>>;
	expect(new Set(channels.map(({ PushPlatform }) => PushPlatform))).toEqual(new Set([0, 1, 2, 3]));
	for (const name of Object.keys(expected) as Array<keyof typeof expected>) {
		expect(channels.reduce((sum, channel) => sum + channel[name], 0)).toBe(expected[name]);
	}
	expect(await statistics([])).toMatchObject([{ TaskID: '', ...expected }]);
	expect(await statistics([batch.TaskId, 'unknown'])).toMatchObject([{ TaskID: batch.TaskId }]);

	const loss = await test.call('timpush/all_member_push_loss', { ...range, TaskID: [TaskId] });
	const [result] = loss.Results as Array<
		Record<string, Array<{ ErrCode: string; ErrCount: number }>>
	>;
	const sum = (name: string) => result[name].reduce((total, { ErrCount }) => total + ErrCount, 0);
	expect(sum('ReadyToSendLoss')).toBe(200 - sent.length);
	expect(sum('PlatformReadyToSendLoss')).toBe(200 - sent.length);
	expect(sum('PostSendDeliveredLoss')).toBe(sent.length - delivered.length);
	expect(result.ReadyToSendLoss.map(({ ErrCode }) => ErrCode).sort()).toEqual(['-2', '1', '410']);
});

it.each([
	['all_member_push_statistics', { StartTime: now - 31 * day, EndTime: now }],
	['normal_push_statistics', { StartTime: now - 31 * day, EndTime: now }],
	['all_member_push_loss', { StartTime: now - 8 * day, EndTime: now }],
	['normal_push_loss', { StartTime: now - 8 * day, EndTime: now }],
	['all_member_push_statistics', { StartTime: now, EndTime: now - 1 }],
	['all_member_push_statistics', { ...range, TaskID: ['1', '2', '3', '4', '5', '6'] }],
])('%s is refused for %j', async (name, body) => {
	expect(await test.call(`timpush/${name}`, body)).toMatchObject({ ErrorCode: 90001 });
});

it('traces a push to a user for 7 days', async () => {
	test.emulator.pushService.configure({ shares: everythingArrives });
	const { TaskId } = await test.call('timpush/push', push);
	const trace = async (UserID: string) =>
		(await test.call('timpush/all_member_push_trace', { TaskID: TaskId, UserID })).InstanceTrace;
	const expected = [
		{ PushTime: '2024-05-16 02:00:00', EventType: 1, PushPlatform: 2, System: 'Android' },
	];
	expect(await trace('user-0')).toMatchObject(expected);
	expect(await trace('reg-user-0')).toMatchObject(expected);
	expect(await trace('nobody')).toEqual([]);
	test.emulator.control.advance(7 * day * 1000 + 1);
	expect(await trace('user-0')).toEqual([]);
});

it('allows one call a second', async () => {
	test.emulator.pushService.configure({ frequencyLimits: true });
	const codes = [];
	for (let calls = 0; calls < 2; calls++) {
		codes.push((await test.call('timpush/normal_push_statistics', range)).ErrorCode);
	}
	expect(codes).toEqual([0, 60007]);
});
