import {
	type DocumentedEndpoint,
	readReference,
	requiredPaths,
} from '../../emulator/reference.mts';
import { iosApp } from '../../emulator/tpns/app.mts';
import { basic, emulatorForEachTest as tpnsEmulator, tpnsClient } from './client.mts';
import {
	addPhone,
	emulatorForEachTest as pushServiceEmulator,
	push,
	sdkAppId,
	start,
} from './pushServiceClient.mts';
import { iosNotification, notification, toAll } from './tpns/samples.mts';

/** Bodies that are accepted and together have every required field of an endpoint. */
type Bodies = Record<string, object[]>;

const token = 'a0'.repeat(18);
const today = { startDate: '20240516', endDate: '20240516' };
const loop_param = {
	startDate: '2024-05-17',
	endDate: '2024-05-17',
	loopType: 1,
	loopDayIndexs: [0],
	dayTimes: ['10:00:00'],
};
const tag_rules = [
	{
		operator: 'OR',
		is_not: false,
		tag_items: [
			{
				tags: ['vip'],
				is_not: false,
				tags_operator: 'OR',
				items_operator: 'OR',
				tag_type: 'xg_user_define',
			},
		],
	},
];
const channel_rules = [{ channel: 'mz', disable: true }];

const tpnsBodies: Bodies = {
	'push.app': [
		{ ...toAll, loop_param, channel_rules },
		{ ...notification, audience_type: 'tag', tag_rules },
	],
	'plan.create': [{ planName: 'p', planDescribe: 'd' }],
	'tag.bind': [{ operator_type: 1, token_list: [token], tag_list: ['vip'] }],
	'tag.deleteAllDevices': [{ tag_list: ['vip'] }],
	'account.batchOperate': [{ operator_type: 4, token_list: [token] }],
	'account.query': [{ operator_type: 2, token_list: [token] }],
	'stats.pushOverview': [today],
	'stats.deviceOverview': [today],
	'stats.pushRecords': [{ startDate: '2024-05-16', endDate: '2024-05-16' }],
	'stats.group': [{ planId: '1', ...today }],
	'toolbox.pushListByToken': [{ token }],
	'attr.custom': [{ cmd: 5, token }],
};

const { OfflinePushInfo } = push;
const everyPart = {
	...OfflinePushInfo,
	MultiLanguageContent: [{ Language: 'en', Title: 'a', Desc: 'b' }],
	ApnsInfo: { LiveActivity: { LaId: 'a', Event: 'update', ContentState: { score: '1' } } },
};
const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }];
const now = start.getTime() / 1000;
const period = { StartTime: now - 60, EndTime: now };
const Sdkappid = sdkAppId;
const users = { To_Account: ['ann'] };
const userTags = { UserTags: [{ To_Account: 'ann', Tags: ['vip'] }] };
const setAttr = { UserAttrs: [{ To_Account: 'ann', Attrs: { city: 'Shenzhen' } }] };
const removeAttr = { UserAttrs: [{ To_Account: 'ann', Attrs: ['city'] }] };
const settings = (family: string): Bodies => ({
	[`${family}.setAttrName`]: [{ AttrNames: { 1: 'sex' } }],
	[`${family}.setAttr`]: [setAttr],
	[`${family}.getAttr`]: [users],
	[`${family}.removeAttr`]: [removeAttr],
	[`${family}.addTag`]: [userTags],
	[`${family}.getTag`]: [users],
	[`${family}.removeTag`]: [userTags],
});
const chatMessage = { MsgRandom: 1, MsgBody, OfflinePushInfo: everyPart };

const pushServiceBodies = (TaskId: string, TaskID: number): Bodies => ({
	'push.push': [
		{ ...push, OfflinePushInfo: everyPart },
		{ ...push, MsgBody },
	],
	'push.batch': [{ ...push, ...users, OfflinePushInfo: everyPart }],
	'push.revoke': [{ TaskId, OfflinePushInfo: everyPart }],
	...settings('push'),
	...settings('older'),
	'push.clearAllTags': [users],
	'older.removeAllTags': [users],
	'schedule.add': [{ Sdkappid, Type: 'All', SchedAt: '2024-05-17 02:00:00', Content: push }],
	'schedule.modify': [{ Sdkappid, TaskID, Type: 'All', SchedAt: '2024-05-18 02:00:00' }],
	'schedule.delete': [{ Sdkappid, TaskID, Type: 'All' }],
	'schedule.get': [{ Sdkappid, TaskID }],
	'schedule.list': [
		{
			Sdkappid,
			Offset: 0,
			Want: 20,
			OrderBy: 'schedat',
			Asc: true,
			BeginTime: '2024-05-16 00:00:00',
			EndTime: '2024-06-16 00:00:00',
		},
	],
	'stats.pushTrace': [{ TaskID: TaskId, UserID: 'ann' }],
	'stats.push': [{ ...period, TaskID: [] }],
	'stats.pushLoss': [{ ...period, TaskID: [] }],
	'stats.chatTrace': [{ PushID: 'a' }],
	'stats.chat': [period],
	'stats.chatLoss': [period],
	'older.push': [chatMessage],
	'chat.sendToUser': [{ ...chatMessage, To_Account: 'ann' }],
	'chat.sendToUsers': [{ ...chatMessage, ...users }],
	'chat.sendToGroup': [{ GroupId: 'team', Random: 1, MsgBody, OfflinePushInfo: everyPart }],
});

/** Required only in bodies of another kind than those above, and tested where that kind is. */
const elsewhere: Record<string, string> = {
	'push.app message.ios.aps': 'of iOS; below',
	'push.push OfflinePushInfo': 'may be absent next to MsgBody',
};

describe('TPNS demands', () => {
	const given = tpnsEmulator({ tpns: { settings: { rates: false, repeatGuard: false } } });
	beforeEach(() => {
		given.emulator.tpns.addDevice({ token, attended: true }).tags.add('vip');
	});
	const endpoints = readReference('tpns').filter(({ id }) => id in tpnsBodies);

	it.each(cases(endpoints, tpnsBodies))('$id', async ({ path, paths, bodies }) => {
		const code = async (body: object) => {
			const answer = await given.tpns(path, body);
			return answer.body.ret_code ?? answer.body.retCode;
		};
		for (const field of paths) {
			for (const body of bodies.filter((one) => has(one, field))) {
				expect([field, await code(remove(body, field))]).toEqual([field, 1008002]);
			}
		}
		expect(given.emulator.control.counts()[path].accepted).toBe(0);
		for (const body of bodies) expect(await code(body)).toBe(0);
	});

	it.each(['stats.pushRecord', 'stats.task', 'push.stop', 'push.revoke', 'push.cancelTiming'])(
		'%s pushId',
		async (id) => {
			const { path, request } = readReference('tpns').find((one) => one.id === id)!;
			expect(requiredPaths(request)).toEqual(['pushId']);
			const { body } = await given.tpns(path, {});
			expect(body.ret_code ?? body.retCode).toBe(1008002);
		},
	);

	it('the file of an upload', async () => {
		const response = await fetch(`${given.emulator.url}/v3/push/package/upload`, {
			method: 'POST',
			headers: { Authorization: basic() },
			body: form(),
		});
		expect(await response.json()).toMatchObject({ retCode: 1008002 });
	});

	it.each([
		['environment', { ...toAll, ...iosNotification, environment: undefined }],
		['message.ios', { ...iosNotification, message: notification.message }],
		['message.ios.aps', { ...iosNotification, message: { ...notification.message, ios: {} } }],
		[
			'message.ios.aps.alert',
			{ ...iosNotification, message: { ...notification.message, ios: { aps: {} } } },
		],
		[
			'message.ios.aps.content-available',
			{ ...iosNotification, message_type: 'message', message: { ios: { aps: {} } } },
		],
	])('%s of iOS', async (field, body) => {
		const ios = tpnsClient(given.emulator, iosApp);
		const answer = await ios('/v3/push/app', { ...toAll, ...body });
		expect(answer.body).toMatchObject({ ret_code: 1008002 });
		expect(answer.body.err_msg).toContain(field.split('.').at(-1));
	});

	it('of no more endpoints than these', () => {
		const others = ['package.upload', 'stats.pushRecord', 'stats.task', 'push.stop', 'push.revoke'];
		const known = [...Object.keys(tpnsBodies), ...others, 'push.cancelTiming'];
		const gone = ['stats.deviceDistribution', 'stats.legacy.ratio'];
		expect(readReference('tpns').map(({ id }) => id)).toEqual(
			expect.arrayContaining(known.filter((id) => !gone.includes(id))),
		);
		expect(readReference('tpns').filter(({ id }) => ![...known, ...gone].includes(id))).toEqual([]);
	});
});

describe('the Push Service demands', () => {
	const test = pushServiceEmulator({
		pushService: {
			settings: { frequencyLimits: false, pushesPerDay: 1000 },
			groups: { team: ['ann', 'bob'] },
		},
	});
	let bodiesById: Bodies;
	beforeEach(async () => {
		addPhone(test.emulator, 'ann');
		test.emulator.pushService.attributeNames.set({ 0: 'city' });
		const { TaskId } = await test.call('timpush/push', { ...push, MsgRandom: 7 });
		const task = await test.call('timpush/add_sched_task', {
			Sdkappid,
			Type: 'All',
			SchedAt: '2024-05-17 02:00:00',
			Content: push,
		});
		bodiesById = pushServiceBodies(TaskId, task.TaskID as number);
		test.emulator.control.clearRequests();
	});
	const ids = pushServiceBodies('', 0);
	const endpoints = readReference('push-service');

	it.each(cases(endpoints, ids))('$id', async ({ id, path, paths }) => {
		const code = async (body: object) =>
			(await test.call(path.replace('/v4/', ''), body)).ErrorCode;
		for (const field of paths) {
			for (const body of bodiesById[id].filter((one) => has(one, field))) {
				expect([field, await code(remove(body, field))]).toEqual([field, codeOf(id, field)]);
			}
		}
		expect(test.emulator.control.counts()[path].accepted).toBe(0);
		for (const body of bodiesById[id]) expect(await code(body)).toBe(0);
	});

	// docs/api/push-service.md 3, 7
	function codeOf(id: string, field: string): number {
		if (id.startsWith('schedule.')) return 90104;
		if (id === 'push.revoke' && field === 'OfflinePushInfo') return 90053;
		if (field.endsWith('MsgType')) return 90002;
		if (field.endsWith('MsgContent')) return 90010;
		if (field === 'MsgRandom' && id !== 'push.batch') return 90005;
		if (field === 'MsgBody') return 90007;
		return field === 'To_Account' && id.startsWith('chat.') ? 90003 : 90001;
	}

	it('of no more endpoints than these', () => {
		const bare = endpoints.filter(({ request }) => request.length === 0).map(({ id }) => id);
		expect(endpoints.map(({ id }) => id).sort()).toEqual([...Object.keys(ids), ...bare].sort());
	});

	it.each([[[]], [{}], ['']])('more than an empty required %j', async (empty) => {
		const calls: Array<[string, object]> = [
			['timpush/get_tag', { To_Account: empty }],
			['timpush/add_tag', { UserTags: empty }],
			['timpush/set_attr', { UserAttrs: empty }],
			['timpush/set_attr_name', { AttrNames: empty }],
			['timpush/normal_push_trace', { PushID: empty }],
		];
		for (const [name, body] of calls) {
			expect((await test.call(name, body)).ErrorCode).toBe(90001);
		}
	});
});

/** One case for each endpoint that has required fields. */
function cases(endpoints: DocumentedEndpoint[], bodies: Bodies) {
	return endpoints
		.map(({ id, path, request }) => ({
			id,
			path,
			paths: requiredPaths(request).filter((field) => !(`${id} ${field}` in elsewhere)),
			bodies: bodies[id],
		}))
		.filter(({ paths }) => paths.length > 0);
}

it('has a body with each required field', () => {
	const all = [
		...cases(
			readReference('tpns').filter(({ id }) => id in tpnsBodies),
			tpnsBodies,
		),
		...cases(readReference('push-service'), pushServiceBodies('a', 1)),
	];
	const without = all.flatMap(({ id, paths, bodies }) =>
		paths
			.filter((field) => !bodies.some((body) => has(body, field)))
			.map((field) => `${id} ${field}`),
	);
	expect(without).toEqual([]);
});

/** Whether a body has the field at a path such as `tag_rules[].operator`. */
function has(body: unknown, path: string): boolean {
	const [first, ...rest] = path.split('.');
	const name = first.replace('[]', '');
	const value = (body as Record<string, unknown>)[name];
	if (value === undefined || rest.length === 0) return value !== undefined;
	return has(first.endsWith('[]') ? (value as unknown[])[0] : value, rest.join('.'));
}

/** A copy of a body without the field at a path, in the first element of each array on the way. */
function remove<Body extends object>(body: Body, path: string): Body {
	const copy = structuredClone(body);
	const parts = path.split('.');
	const last = parts.pop()!;
	let at = copy as Record<string, unknown>;
	for (const part of parts) {
		const value = at[part.replace('[]', '')];
		at = (part.endsWith('[]') ? (value as unknown[])[0] : value) as Record<string, unknown>;
	}
	delete at[last];
	return copy;
}

function form(): FormData {
	const data = new FormData();
	data.append('fileName', 'accounts.txt');
	return data;
}
