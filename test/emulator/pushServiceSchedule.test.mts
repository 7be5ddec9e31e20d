import {
	addPhone,
	emulatorForEachTest,
	everythingArrives,
	sdkAppId,
} from './pushServiceClient.mts';

const test = emulatorForEachTest({
	pushService: { settings: { shares: everythingArrives, frequencyLimits: false } },
});
const OfflinePushInfo = { Title: 'Push Title', Desc: 'Push Content' };
const task = {
	Sdkappid: sdkAppId,
	Type: 'All',
	SchedAt: '2024-05-16 03:00:00',
	Content: { From_Account: 'administrator', OfflinePushInfo },
};
const call = (name: string, body: object) =>
	test.call(`timpush/${name}_sched_task`, { Sdkappid: sdkAppId, ...body });
const add = async (change: object = {}) =>
	(await call('add', { ...task, ...change })).TaskID as number;
const infoOf = async (TaskID: number) =>
	(await call('get', { TaskID })).TaskInfo as Record<string, unknown>;
const hour = 3_600_000;
const page = {
	Offset: 0,
	Want: 20,
	OrderBy: 'schedat',
	Asc: true,
	BeginTime: '2024-05-16 00:00:00',
	EndTime: '2024-06-16 00:00:00',
};

it('is sent at its time, in UTC', async () => {
	addPhone(test.emulator, 'ann');
	const TaskID = await add();
	expect(Number.isInteger(TaskID)).toBe(true);
	expect(await infoOf(TaskID)).toEqual({
		...task,
		TaskID,
		CreateAt: '2024-05-16 02:00:00',
		Title: 'Push Title',
		Desc: 'Push Content',
		Status: 'pending',
		DispatchSuccess: 0,
		DispatchErr: '',
		PushTaskID: '',
	});
	test.emulator.control.advance(hour - 1);
	expect((await infoOf(TaskID)).Status).toBe('pending');
	test.emulator.control.advance(1);
	const dispatching = await infoOf(TaskID);
	expect(dispatching).toMatchObject({ Status: 'dispatching', DispatchSuccess: 1 });
	const push = test.emulator.pushService.pushes.get(dispatching.PushTaskID as string);
	expect(push?.deliveries.size).toBe(1);
	const change = { TaskID, Type: 'All' };
	expect(await call('delete', change)).toEqual({
		ActionStatus: 'FAIL',
		ErrorInfo: 'delete failed: task dispatching',
		ErrorCode: 90107,
		TaskID: 0,
	});
	test.emulator.control.advance(1000);
	expect((await infoOf(TaskID)).Status).toBe('dispatched');
	expect(await call('modify', change)).toMatchObject({ ErrorCode: 90106 });
});

it('goes to users, and says when it could not be sent', async () => {
	addPhone(test.emulator, 'ann');
	const users = { From_Account: 'administrator', To_Account: ['ann'], OfflinePushInfo };
	const TaskID = await add({ Type: 'User', Content: users });
	const refused = await add({ SchedAt: '2024-05-16 03:00:01' });
	test.emulator.control.advance(hour);
	expect((await infoOf(TaskID)).PushTaskID).toMatch(/^batch_/);
	test.emulator.pushService.configure({ pushEnabled: false });
	test.emulator.control.advance(1000);
	expect(await infoOf(refused)).toMatchObject({ DispatchSuccess: 0, PushTaskID: '' });
	expect((await infoOf(refused)).DispatchErr).toContain('90045');
});

it('is modified and deleted while it is pending', async () => {
	const TaskID = await add();
	const later = { TaskID, Type: 'All', SchedAt: '2024-05-16 04:00:00' };
	expect(await call('modify', later)).toMatchObject({ ErrorCode: 0, TaskID });
	test.emulator.control.advance(hour);
	expect(await infoOf(TaskID)).toMatchObject({ Status: 'pending', SchedAt: later.SchedAt });
	expect(await call('modify', { TaskID, Type: 'Tag' })).toMatchObject({ ErrorCode: 90104 });
	expect(await call('delete', { TaskID, Type: 'All' })).toMatchObject({ ErrorCode: 0, TaskID });
	expect(await call('get', { TaskID })).toMatchObject({ ErrorCode: 90104 });
});

it.each([
	['another SDKAppID', { Sdkappid: 1 }],
	['an unknown type', { Type: 'all' }],
	['a time in the past', { SchedAt: '2024-05-16 02:00:00' }],
	['a time with a zone', { SchedAt: '2024-05-16T03:00:00Z' }],
	['a day that does not exist', { SchedAt: '2025-02-30 03:00:00' }],
	['no content', { Content: undefined }],
	['content of another type', { Type: 'User' }],
	['a condition that a push would refuse', { Type: 'Tag', Content: { Condition: {} } }],
	['tags but no condition', { Type: 'Tag' }],
])('is refused with %s', async (_, change) => {
	expect(await call('add', { ...task, ...change })).toMatchObject({ ErrorCode: 90104, TaskID: 0 });
});

it('is listed by page, time and word', async () => {
	const added: number[] = [];
	for (const [index, time] of ['05:00:00', '03:00:00', '04:00:00'].entries()) {
		const Content = { OfflinePushInfo: { Title: `Title ${index}` } };
		added.push(await add({ SchedAt: `2024-05-16 ${time}`, Content }));
	}
	const list = async (query: object) => {
		const answer = await call('list', {
			...page,
			...query,
		});
		const ids = (answer.Tasks as Array<{ TaskID: number }>).map(({ TaskID }) =>
			added.indexOf(TaskID),
		);
		return [answer.Total, ids];
	};
	expect(await list({})).toEqual([3, [1, 2, 0]]);
	expect(await list({ OrderBy: 'createAt', Asc: false })).toEqual([3, [2, 1, 0]]);
	expect(await list({ Offset: 1, Want: 1 })).toEqual([3, [2]]);
	expect(await list({ Keyword: 'Title 2' })).toEqual([1, [2]]);
	const range = { BeginTime: '2024-05-16 04:00:00', EndTime: '2024-05-16 05:00:00' };
	expect(await list(range)).toEqual([2, [2, 0]]);
});

it.each([
	['no range', { BeginTime: undefined, EndTime: undefined }],
	['no end', { EndTime: undefined }],
	['a time with a zone', { BeginTime: '2024-05-16T00:00:00Z' }],
	['an end before the start', { EndTime: '2024-05-15 23:59:59' }],
	['a range that is longer than allowed', { EndTime: '2024-06-16 00:00:01' }],
])('is not listed with %s', async (_, change) => {
	expect(await call('list', page)).toMatchObject({ ErrorCode: 0 });
	expect(await call('list', { ...page, ...change })).toMatchObject({ ErrorCode: 90104 });
});

it('is listed for as many days as the setting says', async () => {
	const EndTime = '2024-06-16 00:00:01';
	test.emulator.pushService.configure({ longestTaskListDays: 32 });
	expect(await call('list', { ...page, EndTime })).toMatchObject({ ErrorCode: 0 });
});
