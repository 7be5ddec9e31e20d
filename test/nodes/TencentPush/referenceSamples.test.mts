import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import { replayAnswers } from '../../../emulator/answers.mts';
import { isObject, mergeJson, type JsonObject } from '../../../nodes/shared/fields/json.ts';
import { emulator, freshEmulatorForEachTest } from '../../support/freshEmulator.mts';
import { runTencentPush } from '../../support/tencentPush.mts';

/**
 * The requests that docs/api/push-service.md prints, in its order, and the form that makes them.
 * What a sample leaves to the client, and what it has for another day or app, stands in `more`.
 */
interface ReferenceSample {
	path: string;
	parameters: INodeParameters;
	more?: JsonObject;
}

const page = readFileSync(new URL('../../../docs/api/push-service.md', import.meta.url), 'utf8');

/** What a callback, an answer or a part of one has, and no request. */
const NOT_OF_REQUESTS = ['ActionStatus', 'ErrorCode', 'Events', 'PushFlag'];

/** Every JSON object of the page. */
const objects = [...page.matchAll(/```json\n([\s\S]*?)```|`(\{"[^`\n]*\})`/g)]
	.map(([, block, inline]) => parsed(block ?? inline))
	.filter(isObject);

/** Those that are a request. */
const printed = objects.filter((sample) => !NOT_OF_REQUESTS.some((name) => name in sample));

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

const entries = (...pairs: Array<[name: string, value: string]>): INodeParameters => ({
	entries: pairs.map(([name, value]) => ({ name, value })),
});

const text = { title: 'Offline Push Title', content: 'Offline Push Content' };
const TASK_ID = '660cc447_537ed82a_200000cd7ee17f5_84035729_bc614e';
const both = 'xiaojun012, xiaojun013';

const samples: ReferenceSample[] = [
	{
		path: 'timpush/push',
		parameters: { resource: 'push', operation: 'sendToAll', confirmBroadcast: true, ...text },
	},
	{
		path: 'timpush/push',
		parameters: {
			resource: 'push',
			operation: 'sendToAll',
			confirmBroadcast: true,
			messageType: 'message',
			customContent: { json: [{ object: '{"entity":{"key1":"value1","key2":"value2"}}' }] },
		},
	},
	{
		path: 'timpush/push',
		parameters: {
			resource: 'push',
			operation: 'sendByTags',
			tagsAny: 'Stock A, Stock B',
			tagsNone: 'Stock C, Stock D',
			...text,
		},
	},
	{
		path: 'timpush/push',
		parameters: {
			resource: 'push',
			operation: 'sendByAttributes',
			attributesAll: entries(['Membership Level', 'Ultra-Platinum Member'], ['city', 'Shenzhen']),
			...text,
		},
	},
	{
		path: 'timpush/batch',
		parameters: {
			resource: 'push',
			operation: 'sendToUsers',
			users: 'user1, user2',
			...text,
			options: { dataId: 'order-42' },
		},
	},
	{
		path: 'timpush/revoke',
		parameters: {
			resource: 'push',
			operation: 'revoke',
			taskIds: TASK_ID,
			title: 'Correction',
			content: 'The previous notice was withdrawn',
			options: { additionalJson: '{"OfflinePushInfo": {"Ext": "{}"}}' },
		},
	},
	{
		path: 'timpush/set_attr_name',
		parameters: {
			resource: 'attributeName',
			operation: 'set',
			names: {
				entries: ['sex', 'city', 'country'].map((name, index) => ({
					index,
					name,
					accountType: 0,
				})),
			},
		},
	},
	{
		path: 'timpush/set_attr',
		parameters: {
			resource: 'userAttribute',
			operation: 'set',
			users: 'xiaojun012',
			attributes: entries(['sex', 'male'], ['city', 'Shenzhen']),
		},
	},
	{
		path: 'timpush/get_attr',
		parameters: { resource: 'userAttribute', operation: 'get', users: both },
	},
	{
		path: 'timpush/remove_attr',
		parameters: {
			resource: 'userAttribute',
			operation: 'delete',
			users: 'xiaojun013',
			attributeNames: 'sex, city',
		},
	},
	{
		path: 'timpush/add_tag',
		parameters: { resource: 'tag', operation: 'add', users: both, tags: 'a, b' },
		// 0 is what the API takes without it.
		more: { Replace: undefined },
	},
	{
		path: 'timpush/get_tag',
		parameters: { resource: 'tag', operation: 'get', users: 'xiaojun012' },
	},
	{
		path: 'timpush/remove_tag',
		parameters: { resource: 'tag', operation: 'remove', users: 'xiaojun012', tags: 'a, b' },
	},
	{
		path: 'timpush/clear_all_tags',
		parameters: { resource: 'tag', operation: 'removeAll', users: both },
	},
	{
		path: 'timpush/add_sched_task',
		parameters: {
			resource: 'scheduledPush',
			operation: 'create',
			audience: 'tags',
			tagsAll: 'Stock A',
			sendTime: '2099-06-01 10:00',
			timeZone: 'UTC',
			title: 'Push Title',
			content: 'Push Content Description',
		},
		// The day has passed, and a `push` body has a random number and says whom it reaches.
		more: {
			SchedAt: '2099-06-01 10:00:00',
			Content: { MsgRandom: 0, OfflinePushInfo: { PushFlag: 0 } },
		},
	},
	{
		path: 'timpush/get_sched_task',
		parameters: {
			resource: 'scheduledPush',
			operation: 'get',
			scheduledPushId: { __rl: true, mode: 'id', value: '1234567890' },
		},
	},
	{
		path: 'timpush/list_sched_task',
		parameters: {
			resource: 'scheduledPush',
			operation: 'getAll',
			limit: 20,
			filters: {
				from: '2025-05-01 00:00',
				to: '2025-06-01 00:00',
				keyword: 'Push Title',
			},
			timeZone: 'UTC',
		},
		// A range of at most 30 days, since the pages do not state the longest.
		more: { EndTime: '2025-05-31 00:00:00' },
	},
	{
		path: 'timpush/all_member_push_trace',
		parameters: { resource: 'statistics', operation: 'getTrace', taskId: '…', user: '…' },
	},
	{
		path: 'timpush/normal_push_trace',
		parameters: { resource: 'statistics', operation: 'getChatTrace', pushId: '…' },
	},
	{
		path: 'all_member_push/im_set_attr_name',
		parameters: {
			resource: 'attributeName',
			operation: 'set',
			apiFamily: 'chat',
			names: { entries: [{ index: 0, name: 'sex' }] },
		},
	},
	{
		path: 'all_member_push/im_remove_all_tags',
		parameters: { resource: 'tag', operation: 'removeAll', apiFamily: 'chat', users: 'a' },
	},
	{
		path: 'openim/sendmsg',
		parameters: {
			resource: 'chatMessage',
			operation: 'sendToUser',
			user: 'lumotuwe2',
			chatText: 'hi',
			title: 'Title',
			content: 'Content to push offline',
			options: {
				syncToSender: false,
				additionalJson: '{"OfflinePushInfo": {"Ext": "{}"}}',
			},
		},
	},
];

freshEmulatorForEachTest();

/** A body with what is new in each request, and the app's number, made the same. */
function comparable(body: JsonObject): JsonObject {
	return JSON.parse(
		JSON.stringify(body, (name, value: unknown) =>
			['MsgRandom', 'Sdkappid'].includes(name) ? typeof value : value,
		),
	) as JsonObject;
}

test('every request of the page has its form', () => {
	expect(samples).toHaveLength(printed.length);
});

test.each(samples.map((sample, index) => ({ ...sample, printed: printed[index] })))(
	'$path is sent as the page prints $printed',
	async ({ path, parameters, more, printed: sample }) => {
		await runTencentPush(emulator, parameters, [{}], {
			settings: { onError: 'continueRegularOutput' },
		});
		const [request] = emulator.control.requests(`/v4/${path}`);
		expect(comparable(request.body as JsonObject)).toEqual(comparable(mergeJson(sample, more)));
	},
);

/** Answers that the page prints, found by what only one of them has, and what they say. */
interface ReferenceAnswer {
	path: string;
	has: string;
	parameters: INodeParameters;
	output: JsonObject[];
}

const scheduled = { scheduledPushId: { __rl: true, mode: 'id', value: '1234567890' } };
const users = { resource: 'push', operation: 'sendToUsers', users: 'user1, user2', ...text };

const answers: ReferenceAnswer[] = [
	{
		path: 'timpush/push',
		has: '"TaskId":"660cc447_',
		parameters: samples[0].parameters,
		output: [{ status: 'accepted', taskId: TASK_ID }],
	},
	{
		path: 'timpush/batch',
		has: '"TaskId":"batch_667015d4_',
		parameters: users,
		output: ['user1', 'user2'].map((user) => ({ user, status: 'accepted' })),
	},
	{
		path: 'timpush/batch',
		has: '"ErrorList":',
		parameters: users,
		output: [
			{ user: 'user1', status: 'accepted', taskId: 'batch_…', removeFromList: false },
			{ user: 'user2', status: 'invalid', code: '70107', removeFromList: true },
		],
	},
	{
		path: 'timpush/batch',
		has: 'Invalid format of MsgRandom',
		parameters: { ...users, users: 'user1' },
		output: [{ user: 'user1', status: 'failed', code: '90001' }],
	},
	{
		path: 'timpush/get_attr_name',
		has: '"AttrNames":',
		parameters: { resource: 'attributeName', operation: 'getAll' },
		output: ['sex', 'city', 'country'].map((name, index) => ({ index, name })),
	},
	{
		path: 'timpush/get_attr',
		has: '"UserAttrs":',
		parameters: { resource: 'userAttribute', operation: 'get', users: both },
		output: [
			{
				results: [
					{ user: 'xiaojun012', attributes: { sex: 'male', city: 'Shenzhen' } },
					{ user: 'xiaojun013', attributes: {} },
				],
			},
		],
	},
	{
		path: 'timpush/get_tag',
		has: '"UserTags":',
		parameters: { resource: 'tag', operation: 'get', users: 'xiaojun012' },
		output: [{ user: 'xiaojun012', tags: ['a', 'b'] }],
	},
	{
		path: 'timpush/add_sched_task',
		has: '"ErrorCode":0,"TaskID":1234567890',
		parameters: samples.find(({ path }) => path === 'timpush/add_sched_task')!.parameters,
		output: [{ status: 'accepted', scheduledPushId: '1234567890' }],
	},
	{
		path: 'timpush/delete_sched_task',
		has: 'delete failed: task dispatching',
		parameters: { resource: 'scheduledPush', operation: 'delete', audience: 'all', ...scheduled },
		output: [{ status: 'failed', code: '90107' }],
	},
	{
		path: 'timpush/get_sched_task',
		has: '"TaskInfo":',
		parameters: { resource: 'scheduledPush', operation: 'get', ...scheduled },
		output: [
			{
				scheduledPushId: '1234567890',
				status: 'pending',
				audience: 'all',
				scheduledFor: '2025-06-01T10:00:00.000Z',
				title: 'Push Title',
				content: 'Push Content Description',
				taskId: '',
			},
		],
	},
	{
		path: 'timpush/all_member_push_statistics',
		has: '"Results":',
		parameters: { resource: 'statistics', operation: 'getReport', taskIds: '660cc447_…' },
		output: [
			{
				taskId: '660cc447_…',
				scheduled: 100,
				sent: 90,
				delivered: 80,
				clicked: 10,
				actualSendRate: 0.9,
				deliveryRate: 0.8889,
				clickRate: 0.125,
				channels: [{ vendor: 'apns', scheduled: 50, deliveryRate: 0.8889, clickRate: 0.125 }],
			},
		],
	},
	{
		path: 'openim/sendmsg',
		has: '"MsgKey":',
		parameters: samples.at(-1)!.parameters,
		output: [
			{
				status: 'accepted',
				messageKey: '89541_2574206_1572870301',
				messageTime: '2019-11-04T12:25:01.000Z',
			},
		],
	},
];

test('every answer of the page that says more than OK is read', () => {
	const saying = objects.filter(
		(object) => 'ActionStatus' in object && Object.keys(object).length > 3,
	);
	expect(saying).toHaveLength(answers.length);
});

test.each(answers)('the answer with $has reads as it says', async (answer) => {
	const { path, has, parameters, output } = answer;
	const found = objects
		.map((object) => JSON.stringify(object))
		.filter((object) => object.includes('"ActionStatus"') && object.includes(has));
	expect(found).toHaveLength(1);
	replayAnswers([{ path: `/v4/${path}`, status: 200, body: found[0] }], emulator.control);
	const result = await runTencentPush(emulator, parameters, [{}], {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(result.output.map(({ json }) => json)).toMatchObject(output);
});
