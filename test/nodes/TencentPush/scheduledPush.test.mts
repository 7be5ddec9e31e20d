import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import {
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../support/engine.mts';
import type { ApiRequest } from '../../../nodes/shared/transport/request.ts';
import { listScheduledPushes } from '../../../nodes/TencentPush/resources/scheduledPush/list.ts';
import { addUser, callService } from '../../support/pushServiceState.mts';
import { bodies, importUsers, ownApp, runTencentPush } from '../../support/tencentPush.mts';

let emulator: Emulator;
beforeAll(() => startExpressionEngine());
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator({ pushService: { identity: ownApp() } });
});
afterEach(() => emulator.close());

const scheduled = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'scheduledPush',
	operation,
	...more,
});
const text = { title: 'Hello', content: 'Your order is on its way' };
const future = { sendTime: '2099-07-01 09:00', timeZone: 'Europe/Berlin' };
const byId = (id: unknown) => ({ __rl: true, mode: 'id', value: String(id) });
const run = async (operation: string, more: INodeParameters, items = [{}]) =>
	await runTencentPush(emulator, scheduled(operation, more), items);

async function createForAll(title = 'Hello'): Promise<string> {
	const { output } = await run('create', {
		audience: 'all',
		confirmBroadcast: true,
		...future,
		...text,
		title,
	});
	return String(output[0].json.scheduledPushId);
}

test('users with the same push share tasks of up to 500, at a time in UTC', async () => {
	const users = importUsers(emulator, 600);
	const { output } = await run(
		'create',
		{ audience: 'users', users: '={{ $json.user }}', ...future, ...text },
		users.map((user) => ({ user })),
	);
	const calls = bodies(emulator, 'timpush/add_sched_task', { accepted: true });
	expect(calls).toHaveLength(2);
	expect(calls[0]).toEqual({
		Sdkappid: emulator.pushService.identity.sdkAppId,
		Type: 'User',
		SchedAt: '2099-07-01 07:00:00',
		Content: {
			From_Account: 'administrator',
			MsgRandom: expect.any(Number),
			To_Account: users.slice(0, 500),
			OfflinePushInfo: { PushFlag: 0, Title: text.title, Desc: text.content },
		},
	});
	expect(output).toHaveLength(600);
	expect(output[599].json).toEqual({
		user: 'user-600',
		status: 'accepted',
		removeFromList: false,
		scheduledPushId: expect.stringMatching(/^\d+$/),
		scheduledFor: '2099-07-01T09:00:00+02:00',
		serverTime: '2099-07-01 07:00:00 UTC',
	});
});

test.each([
	['all', { confirmBroadcast: true }, 'All', undefined],
	['tags', { tagsAll: 'vip' }, 'Tag', { TagsAnd: ['vip'] }],
	[
		'attributes',
		{ attributesAny: { entries: [{ name: 'city', value: 'Berlin' }] } },
		'Tag',
		{ AttrsOr: { city: 'Berlin' } },
	],
])('a push for the audience "%s"', async (audience, more, type, condition) => {
	emulator.pushService.attributeNames.set({ 0: 'city' });
	const { output } = await run('create', { audience, ...more, ...future, ...text });
	expect(output[0].json).toMatchObject({
		status: 'accepted',
		serverTime: '2099-07-01 07:00:00 UTC',
	});
	const [{ Type, Content }] = bodies(emulator, 'timpush/add_sched_task');
	expect(Type).toBe(type);
	expect((Content as Record<string, unknown>).Condition).toEqual(condition);
});

test('an audience that is none is refused, and one in another spelling is taken', async () => {
	const parameters = { users: 'a', tagsAny: 'vip', ...future, ...text };
	const none = await run('create', { ...parameters, audience: '={{ "everyone" }}' });
	expect(none.error?.message).toBe(`'Audience' is "everyone"`);
	expect(none.error?.description).toMatch(/"all", "users", "attributes", "tags"/);
	expect(emulator.control.requests()).toEqual([]);
	await run('create', { ...parameters, audience: '={{ "TAGS" }}' });
	expect(bodies(emulator, 'timpush/add_sched_task')).toMatchObject([
		{ Type: 'Tag', Content: { Condition: { TagsOr: ['vip'] } } },
	]);
});

test('each audience gets one push under a campaign key', async () => {
	await startDeduplicationStore();
	const { output } = await run(
		'create',
		{
			audience: '={{ $json.users ? "users" : "tags" }}',
			users: '={{ $json.users }}',
			tagsAny: '={{ $json.tag }}',
			campaignKey: 'spring',
			...future,
			...text,
		},
		[{ tag: 'vip' }, { tag: 'gold' }, { users: 'alice' }, { users: 'alice' }],
	);
	expect(output.map(({ json }) => [json.status, json.duplicate])).toEqual([
		['accepted', undefined],
		['accepted', undefined],
		['accepted', undefined],
		['accepted', true],
	]);
	expect(
		bodies(emulator, 'timpush/add_sched_task')
			.map(({ Type }) => Type)
			.sort(),
	).toEqual(['Tag', 'Tag', 'User']);
});

test('a time that has passed and everybody without the switch are refused', async () => {
	const past = await run('create', {
		audience: 'users',
		users: 'a',
		...text,
		sendTime: '2020-01-01 00:00',
	});
	expect(past.error?.message).toMatch(/'Date and Time' is 2020.*has passed/);
	const all = await run('create', { audience: 'all', ...future, ...text });
	expect(all.error?.message).toMatch(/'Confirm Broadcast' is switched off/);
	expect(emulator.control.requests()).toEqual([]);
});

test('a push that may have been scheduled is not scheduled again', async () => {
	emulator.control.addFault({ path: '/v4/timpush/add_sched_task', kind: 'resetAfterAcceptance' });
	const { error } = await run('create', {
		audience: 'tags',
		tagsAny: 'vip',
		...future,
		...text,
	});
	expect(error?.message).toMatch(/the request is not confirmed/);
	expect(bodies(emulator, 'timpush/add_sched_task')).toHaveLength(1);
});

test('time and push are changed, alone or together', async () => {
	const id = await createForAll();
	const task = emulator.pushService.scheduledTasks.get(Number(id));
	const change = { scheduledPushId: byId(id), audience: 'all' };

	const time = await run('update', {
		...change,
		change: 'time',
		sendTime: '2099-07-02T09:00:00+09:00',
	});
	expect(time.output[0].json).toEqual({
		scheduledPushId: id,
		updated: true,
		scheduledFor: '2099-07-02T09:00:00+09:00',
		serverTime: '2099-07-02 00:00:00 UTC',
	});
	expect(new Date(task.schedAt).toISOString()).toBe('2099-07-02T00:00:00.000Z');
	expect(task.content.OfflinePushInfo?.Title).toBe('Hello');

	await run('update', {
		...change,
		change: 'push',
		confirmBroadcast: true,
		...text,
		title: 'New',
	});
	expect(task.content.OfflinePushInfo?.Title).toBe('New');
	expect(new Date(task.schedAt).toISOString()).toBe('2099-07-02T00:00:00.000Z');

	const preview = await run('update', {
		...change,
		change: 'both',
		confirmBroadcast: true,
		...future,
		...text,
		previewOnly: true,
	});
	expect(preview.output[0].json).toMatchObject({
		preview: true,
		recipients: 'not known before sending',
		when: '2099-07-01 09:00:00 Europe/Berlin (2099-07-01 07:00:00 UTC)',
		requests: [{ body: { TaskID: Number(id), Type: 'All', SchedAt: '2099-07-01 07:00:00' } }],
	});
	expect(bodies(emulator, 'timpush/modify_sched_task')).toHaveLength(2);
});

test('a push that has gone out says what its task ID is, and can no longer be deleted', async () => {
	addUser(emulator, 'alice');
	const id = await createForAll();
	const pending = await run('get', { scheduledPushId: byId(id) });
	expect(pending.output[0].json).toMatchObject({
		scheduledPushId: id,
		status: 'pending',
		audience: 'all',
		scheduledFor: '2099-07-01T07:00:00.000Z',
		title: 'Hello',
		taskId: '',
	});
	const { scheduledTasks, pushes } = emulator.pushService;
	const task = scheduledTasks.get(Number(id));
	scheduledTasks.reschedule(task, emulator.context.clock.now() + 1);
	emulator.control.advance(10_000);
	const gone = await run('get', { scheduledPushId: byId(id) });
	expect(gone.output[0].json).toMatchObject({ status: 'dispatched' });
	expect(pushes.get(String(gone.output[0].json.taskId))).toBeDefined();

	const { error } = await run('delete', { scheduledPushId: byId(id), audience: 'all' });
	expect(error?.message).toMatch(/was already sent.*90106/);
});

test('a pending push is deleted, with the audience that Get Many says', async () => {
	await createForAll();
	await run('create', { audience: 'tags', tagsAny: 'vip', ...future, ...text });
	const { output } = await run('getAll', { filters: { from: '2099-06-20', to: '2099-07-10' } });
	const deleted = await runTencentPush(
		emulator,
		scheduled('delete', {
			scheduledPushId: { __rl: true, mode: 'id', value: '={{ $json.scheduledPushId }}' },
			audience: '={{ $json.audience }}',
		}),
		output.map(({ json }) => json),
	);
	expect(deleted.output.map(({ json }) => json.deleted)).toEqual([true, true]);
	expect(emulator.pushService.scheduledTasks.all()).toEqual([]);
});

describe('Get Many', () => {
	beforeEach(async () => {
		emulator.pushService.configure({ frequencyLimits: false });
		for (let index = 0; index < 120; index++) {
			await callService(emulator, 'timpush/add_sched_task', {
				Sdkappid: emulator.pushService.identity.sdkAppId,
				Type: 'All',
				SchedAt: `2099-01-${String((index % 28) + 1).padStart(2, '0')} 10:00:00`,
				Content: {
					From_Account: 'administrator',
					OfflinePushInfo: { PushFlag: 0, Title: `Push ${index}`, Desc: 'D' },
				},
			});
		}
		emulator.control.clearRequests();
	});
	const filters = { from: '2099-01-01', to: '2099-01-30' };

	test('reads page by page', async () => {
		const { output } = await run('getAll', { returnAll: true, filters });
		expect(output).toHaveLength(120);
		expect(new Set(output.map(({ json }) => json.scheduledPushId)).size).toBe(120);
		expect(bodies(emulator, 'timpush/list_sched_task').map(({ Offset }) => Offset)).toEqual([
			0, 50, 100,
		]);
	});

	// The pages do not say whether Total counts all pushes or those of the page.
	test.each([
		['all', 50, () => 120],
		['those of the page', 50, (page: number) => page],
		['all, with smaller pages than asked', 20, () => 120],
	])('reads all when Total counts %s', async (_, perPage, totalOf) => {
		const tasks = Array.from({ length: 120 }, (_task, index) => ({ TaskID: index + 1 }));
		const call = async ({ body }: ApiRequest) => {
			const { Offset: offset } = body as { Offset: number };
			const page = tasks.slice(offset, offset + perPage);
			const answer = { Total: totalOf(page.length), Tasks: page };
			return await Promise.resolve({ code: '0', message: '', body: answer });
		};
		const search = { Sdkappid: 1, OrderBy: 'schedat', Asc: true } as const;
		const now = new Date();
		const listed = await listScheduledPushes(call, search, { begin: now, end: now });
		expect(listed).toHaveLength(120);
	});

	test('ends when pages bring nothing new', async () => {
		const Tasks = Array.from({ length: 50 }, (_task, index) => ({ TaskID: index + 1 }));
		const call = async () =>
			await Promise.resolve({ code: '0', message: '', body: { Total: 1_000, Tasks } });
		const search = { Sdkappid: 1, OrderBy: 'schedat', Asc: true } as const;
		const now = new Date();
		expect(await listScheduledPushes(call, search, { begin: now, end: now })).toHaveLength(50);
	});

	test('stops at the limit, and gives raw data when asked', async () => {
		const { output } = await run('getAll', {
			limit: 3,
			simplify: false,
			ascending: true,
			filters,
		});
		expect(output).toHaveLength(3);
		expect(output[0].json).toMatchObject({ SchedAt: '2099-01-01 10:00:00', Status: 'pending' });
		expect(bodies(emulator, 'timpush/list_sched_task')[0]).toMatchObject({ Want: 3, Asc: true });
	});

	test('searches in a period, which is read in the time zone', async () => {
		const { output } = await run('getAll', {
			returnAll: true,
			timeZone: 'Asia/Shanghai',
			filters: { from: '2099-01-02 17:00', to: '2099-01-03 19:00', keyword: 'Push 1' },
		});
		expect(bodies(emulator, 'timpush/list_sched_task')[0]).toMatchObject({
			BeginTime: '2099-01-02 09:00:00',
			EndTime: '2099-01-03 11:00:00',
			Keyword: 'Push 1',
		});
		expect(output.length).toBeGreaterThan(0);
		for (const { json } of output) {
			expect(json.scheduledFor).toMatch(/^2099-01-0[23]/);
			expect(json.title).toMatch(/Push 1/);
		}
	});

	test('without a period lists what is around now, in order over all its requests', async () => {
		const inDays = (days: number) =>
			new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
		for (const days of [70, 1, 40]) {
			await callService(emulator, 'timpush/add_sched_task', {
				Sdkappid: emulator.pushService.identity.sdkAppId,
				Type: 'All',
				SchedAt: inDays(days),
				Content: {
					From_Account: 'administrator',
					OfflinePushInfo: { PushFlag: 0, Title: `In ${days} days`, Desc: 'D' },
				},
			});
		}
		emulator.control.clearRequests();
		const titles = async (more: INodeParameters) =>
			(await run('getAll', more)).output.map(({ json }) => json.title);
		expect(await titles({})).toEqual(['In 70 days', 'In 40 days', 'In 1 days']);
		expect(await titles({ ascending: true, limit: 2 })).toEqual(['In 1 days', 'In 40 days']);
		const ranges = bodies(emulator, 'timpush/list_sched_task').map(({ BeginTime, EndTime }) =>
			[BeginTime, EndTime].map((time) => Date.parse(`${String(time).replace(' ', 'T')}Z`)),
		);
		expect(ranges.length).toBeGreaterThan(2);
		for (const [begin, end] of ranges) expect(end - begin).toBeLessThanOrEqual(31 * 86_400_000);
	});

	test('is in order over all the requests of a period', async () => {
		const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
		for (const days of [70, 1, 40]) {
			await callService(emulator, 'timpush/add_sched_task', {
				Sdkappid: emulator.pushService.identity.sdkAppId,
				Type: 'All',
				SchedAt: inDays(days).slice(0, 19).replace('T', ' '),
				Content: {
					From_Account: 'administrator',
					OfflinePushInfo: { PushFlag: 0, Title: `In ${days} days`, Desc: 'D' },
				},
			});
		}
		const titles = async (more: INodeParameters) =>
			(await run('getAll', more)).output.map(({ json }) => json.title);
		expect(await titles({})).toEqual(['In 70 days', 'In 40 days', 'In 1 days']);
		expect(await titles({ ascending: true, limit: 2 })).toEqual(['In 1 days', 'In 40 days']);
	});

	test('needs both ends of a period', async () => {
		const { error } = await run('getAll', { filters: { from: '2099-01-02' } });
		expect(error?.message).toBe("'To' is empty");
	});
});
