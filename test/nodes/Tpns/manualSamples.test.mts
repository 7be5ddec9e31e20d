import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import { startExpressionEngine, stopExpressionEngine } from '../../support/engine.mts';
import { runTpns, tpnsCredentials } from '../../support/tpns.mts';
import { manualTagSamples } from './tagRules/manualTagSamples.mts';

/**
 * The requests that the manual prints (docs/api/tpns.md, pages of v3/push, v3/device and
 * v3/statistics), and the form that makes them. Where a sample holds a placeholder ("xxx") a value
 * stands that the API takes; disused fields, and those that have no effect, come from Additional
 * JSON; what docs/api/tpns.md 1.18 says to leave out or spell otherwise is left out or spelt so.
 */
interface ManualSample {
	name: string;
	parameters: INodeParameters;
	items?: IDataObject[];
	path: string;
	body: object;
}

const push = '/v3/push/app';
const tags = '/v3/device/tag';
const accounts = '/v3/device/account/batchoperate';
const image = 'https://www.xx.com/img/bd_logo1.png?qua=high';
const audio = 'http://sc1.111ttt.cn/2018/1/03/13/396131227447.mp3';
const byId = (value: string) => ({ pushId: { __rl: true, mode: 'id', value } });
const window = (start: string, end: string) => ({
	start: { hour: start, min: '00' },
	end: { hour: end, min: '00' },
});
const rows = (...accountNames: string[]) => accountNames.map((account) => ({ account }));
const tokenAccounts = [
	{ token: 'token1', account_list: rows('926@126.com', '1527000000') },
	{ token: 'token2', account_list: rows('926@163.com', '1527000001') },
];
const boundItems = [
	{ token: 'token1', accounts: ['926@126.com', '1527000000'] },
	{ token: 'token2', accounts: ['926@163.com', '1527000001'] },
];

const accountBinding = (operation: string): INodeParameters => ({
	resource: 'account',
	operation,
	device: '={{ $json.token }}',
	accounts: '={{ $json.accounts }}',
});

const tag = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'tag',
	operation,
	...more,
});

const samples: ManualSample[] = [
	{
		name: 'push by account on Android',
		parameters: {
			resource: 'push',
			operation: 'sendToAccounts',
			accounts: 'account1',
			title: 'Test title',
			content: 'Test content',
			onTap: 'page',
			activity: 'xxx',
			customContent: { entries: [{ name: 'key', value: 'value' }] },
			options: {
				intentFlag: [0],
				pendingIntentFlag: [0],
				androidAppearance: {
					builderId: 0,
					ring: true,
					ringtone: 'ring',
					badge: -1,
					vibrate: true,
					lights: true,
					clearable: true,
					iconType: 0,
					iconResource: 'xg',
					styleId: 1,
					smallIcon: 'xg',
				},
				vendorChannels: {
					tpnsChannelId: 'default_message',
					tpnsChannelName: 'default notification',
				},
				onePushEach: true,
				multiPackage: true,
				mediaUrl: image,
				audioUrl: audio,
				acceptTimes: {
					windows: [
						{ start: '13:00', end: '14:00' },
						{ start: '00:00', end: '09:00' },
					],
				},
				additionalJson: JSON.stringify({
					push_speed: 50_000,
					channel_rules: [
						{ channel: 'mz', disable: true },
						{ channel: 'xm', disable: false },
					],
					message: {
						android: {
							n_id: 0,
							// The sample has what three kinds of tap open; the form takes one.
							action: { browser: { url: 'https://example.com', confirm: 1 }, intent: 'xxx' },
						},
					},
				}),
			},
		},
		path: push,
		body: {
			audience_type: 'account',
			account_list: ['account1'],
			multi_pkg: true,
			push_speed: 50_000,
			channel_rules: [
				{ channel: 'mz', disable: true },
				{ channel: 'xm', disable: false },
			],
			message_type: 'notify',
			message: {
				title: 'Test title',
				content: 'Test content',
				xg_media_resources: image,
				xg_media_audio_resources: audio,
				accept_time: [window('13', '14'), window('00', '09')],
				android: {
					n_ch_id: 'default_message',
					n_ch_name: 'default notification',
					n_id: 0,
					builder_id: 0,
					ring: 1,
					ring_raw: 'ring',
					badge_type: -1,
					vibrate: 1,
					lights: 1,
					clearable: 1,
					icon_type: 0,
					icon_res: 'xg',
					style_id: 1,
					small_icon: 'xg',
					action: {
						action_type: 1,
						activity: 'xxx',
						aty_attr: { if: 0, pf: 0 },
						browser: { url: 'https://example.com', confirm: 1 },
						intent: 'xxx',
					},
					custom_content: '{"key":"value"}',
				},
			},
		},
	},
	{
		name: 'push to a single iOS device',
		parameters: {
			resource: 'push',
			operation: 'sendToDevices',
			devices: '05da87c0ae********fa9e08d884aada5bb2',
			platform: 'ios',
			environment: 'dev',
			title: 'Push title',
			content: 'Push content',
			customContent: { entries: [{ name: 'key', value: 'value' }] },
			options: {
				onePushEach: true,
				iosAppearance: {
					subtitle: 'Push subtitle',
					badge: -2,
					sound: 'Tassel.wav',
					category: 'INVITE_CATEGORY',
				},
			},
		},
		path: push,
		body: {
			audience_type: 'token',
			environment: 'dev',
			token_list: ['05da87c0ae********fa9e08d884aada5bb2'],
			message_type: 'notify',
			message: {
				title: 'Push title',
				content: 'Push content',
				ios: {
					aps: {
						alert: { subtitle: 'Push subtitle' },
						badge_type: -2,
						sound: 'Tassel.wav',
						category: 'INVITE_CATEGORY',
					},
					custom_content: '{"key":"value"}',
				},
			},
		},
	},
	{
		name: 'a silent push',
		parameters: {
			resource: 'push',
			operation: 'sendToDevices',
			devices: 'token1',
			platform: 'ios',
			messageType: 'message',
			customContent: { entries: [{ name: 'key', value: 'value' }] },
			options: { onePushEach: true },
		},
		path: push,
		body: {
			audience_type: 'token',
			environment: 'product',
			token_list: ['token1'],
			message_type: 'message',
			message: {
				ios: { aps: { 'content-available': 1 }, custom_content: '{"key":"value"}' },
			},
		},
	},
	...manualTagSamples.map(([tagExpression, tag_rules], index) => ({
		name: `tag push, sample ${index + 1}`,
		parameters: {
			resource: 'push',
			operation: 'sendByTags',
			tagRuleInput: 'text',
			tagExpression,
			title: 'Test title',
			content: 'Test content',
		},
		path: push,
		body: {
			audience_type: 'tag',
			message_type: 'notify',
			message: { title: 'Test title', content: 'Test content' },
			tag_rules,
		},
	})),
	{
		name: 'a push plan',
		parameters: {
			resource: 'pushPlan',
			operation: 'create',
			planName: 'TPNS_TEST123',
			planDescription: 'plan_test',
		},
		path: '/v3/push/plan/add_plan_push',
		body: { planName: 'TPNS_TEST123', planDescribe: 'plan_test' },
	},
	{
		name: 'tag operation 1',
		parameters: tag('addToDevices', { devices: 'token1', tags: 'tag1' }),
		path: tags,
		body: { operator_type: 1, tag_list: ['tag1'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 2',
		parameters: tag('removeFromDevices', { devices: 'token1', tags: 'tag1' }),
		path: tags,
		body: { operator_type: 2, tag_list: ['tag1'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 3',
		parameters: tag('addToDevices', { devices: 'token1', tags: 'tag1, tag2' }),
		path: tags,
		body: { operator_type: 3, tag_list: ['tag1', 'tag2'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 4',
		parameters: tag('removeFromDevices', { devices: 'token1', tags: 'tag1, tag2' }),
		path: tags,
		body: { operator_type: 4, tag_list: ['tag1', 'tag2'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 5, without the tags that it ignores (I21)',
		parameters: tag('removeAllFromDevice', { device: 'token1' }),
		path: tags,
		body: { operator_type: 5, token_list: ['token1'] },
	},
	{
		name: 'tag operation 6, all tags',
		parameters: tag('replaceOnDevice', { device: 'token1', tags: 'test:2, level' }),
		path: tags,
		body: { operator_type: 6, tag_list: ['test:2', 'level'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 6, by key',
		parameters: tag('replaceOnDevice', { device: 'token1', tags: 'test:2, level:2' }),
		path: tags,
		body: { operator_type: 6, tag_list: ['test:2', 'level:2'], token_list: ['token1'] },
	},
	{
		name: 'tag operation 7',
		parameters: tag('addToDevices', { devices: 'token1, token2', tags: 'tag1' }),
		path: tags,
		body: { operator_type: 7, tag_list: ['tag1'], token_list: ['token1', 'token2'] },
	},
	{
		name: 'tag operation 8',
		parameters: tag('removeFromDevices', { devices: 'token1, token2', tags: 'tag1' }),
		path: tags,
		body: { operator_type: 8, tag_list: ['tag1'], token_list: ['token1', 'token2'] },
	},
	{
		name: 'tag operation 9',
		parameters: tag('addToDevices', { devices: '={{ $json.token }}', tags: '={{ $json.tag }}' }),
		items: [
			{ tag: 'tag1', token: 'token1' },
			{ tag: 'tag2', token: 'token2' },
		],
		path: tags,
		body: {
			operator_type: 9,
			tag_token_list: [
				{ tag: 'tag1', token: 'token1' },
				{ tag: 'tag2', token: 'token2' },
			],
		},
	},
	{
		name: 'tag operation 10',
		parameters: tag('removeFromDevices', {
			devices: '={{ $json.token }}',
			tags: '={{ $json.tag }}',
		}),
		items: [1, 2, 3].map((number) => ({ tag: `tag${number}`, token: `token${number}` })),
		path: tags,
		body: {
			operator_type: 10,
			tag_token_list: [1, 2, 3].map((number) => ({
				tag: `tag${number}`,
				token: `token${number}`,
			})),
		},
	},
	{
		name: 'deleting the devices of tags',
		parameters: tag('delete', { tags: 'test_tag_3_Ik0N0, test_tag_2_Ik0N0' }),
		path: '/v3/device/tag/delete_all_device',
		body: { tag_list: ['test_tag_3_Ik0N0', 'test_tag_2_Ik0N0'] },
	},
	{
		name: 'binding accounts',
		parameters: accountBinding('bind'),
		items: boundItems,
		path: accounts,
		body: { operator_type: 2, token_accounts: tokenAccounts },
	},
	{
		name: 'unbinding accounts',
		parameters: accountBinding('unbind'),
		items: boundItems,
		path: accounts,
		body: { operator_type: 3, token_accounts: tokenAccounts },
	},
	{
		name: 'unbinding all accounts of devices',
		parameters: {
			resource: 'account',
			operation: 'unbindAllFromDevices',
			devices: 'token1, token2, token3',
		},
		path: accounts,
		body: { operator_type: 4, token_list: ['token1', 'token2', 'token3'] },
	},
	{
		name: 'unbinding accounts from all devices',
		parameters: {
			resource: 'account',
			operation: 'unbindFromAllDevices',
			accounts: '926@126.com, 1527000000',
		},
		path: accounts,
		body: { operator_type: 5, account_list: rows('926@126.com', '1527000000') },
	},
	{
		name: 'asking for the devices of accounts',
		parameters: { resource: 'account', operation: 'getAllDevices', accounts: 'account1, account2' },
		path: '/v3/device/account/query',
		body: { operator_type: 1, account_list: rows('account1', 'account2') },
	},
	{
		name: 'asking for the accounts of devices',
		parameters: { resource: 'account', operation: 'getAllByDevice', devices: 'token1, token2' },
		path: '/v3/device/account/query',
		body: { operator_type: 2, token_list: ['token1', 'token2'] },
	},
	{
		name: 'daily push statistics',
		parameters: {
			resource: 'statistics',
			operation: 'getPushOverview',
			startDate: '2020-02-16',
			endDate: '2020-02-16',
		},
		path: '/v3/statistics/get_push_channel_stat_overview',
		body: { startDate: '20200216', endDate: '20200216' },
	},
	{
		name: 'device statistics',
		parameters: {
			resource: 'statistics',
			operation: 'getDeviceOverview',
			startDate: '2019-07-24',
			endDate: '2019-07-26',
		},
		path: '/v3/statistics/get_device_stat_overview',
		body: { startDate: '20190724', endDate: '20190726' },
	},
	{
		name: 'push records of a period',
		parameters: {
			resource: 'push',
			operation: 'getAll',
			limit: 50,
			startDate: '2019-07-01',
			endDate: '2019-08-01',
			filters: { messageType: 'notify', pushType: 'all' },
		},
		path: '/v3/statistics/get_push_record',
		body: {
			limit: 50,
			startDate: '2019-07-01',
			endDate: '2019-08-01',
			msgType: 'notify',
			pushType: 'all',
			offset: 0,
		},
	},
	{
		name: 'one push record',
		parameters: { resource: 'push', operation: 'get', ...byId('133703') },
		path: '/v3/statistics/get_push_record',
		body: { pushId: '133703' },
	},
	{
		name: 'statistics of one push',
		parameters: { resource: 'statistics', operation: 'getPushReport', ...byId('130248') },
		path: '/v3/statistics/get_push_task_stat_channel',
		body: { pushId: '130248' },
	},
	{
		name: 'statistics of a group, spelt as its table does (I9)',
		parameters: {
			resource: 'statistics',
			operation: 'getPlanReport',
			startDate: '2019-09-12',
			endDate: '2019-09-12',
			options: { groupId: 'pt:testGroup' },
		},
		path: '/v3/statistics/get_push_group_stat_channel',
		body: { groupId: 'pt:testGroup', startDate: '20190912', endDate: '20190912' },
	},
	{
		name: "a device's pushes of today",
		parameters: { resource: 'push', operation: 'getAllByDevice', device: 'token1' },
		path: '/v3/toolbox/getPushListByToken',
		body: { token: 'token1' },
	},
	{
		name: 'adding attributes, without the Access ID that authentication tells',
		parameters: {
			resource: 'userAttribute',
			operation: 'add',
			device: '04cac74a714f61bf089987a986363d88****',
			attributes: {
				entries: [
					{ name: 'age', value: '100' },
					{ name: 'name', value: 'Ming' },
					{ name: 'high', value: '2.66' },
				],
			},
		},
		path: '/v3/device/set_custom_attribute',
		body: {
			cmd: 1,
			token: '04cac74a714f61bf089987a986363d88****',
			attributeInfo: { attributeMap: { age: '100', name: 'Ming', high: '2.66' } },
		},
	},
	{
		name: 'deleting an attribute with its value',
		parameters: {
			resource: 'userAttribute',
			operation: 'delete',
			device: 'token1',
			attributeNames: 'name',
			currentValues: { entries: [{ name: 'name', value: 'workman' }] },
		},
		path: '/v3/device/set_custom_attribute',
		body: { cmd: 3, token: 'token1', attributeInfo: { attributeMap: { name: 'workman' } } },
	},
];

let emulator: Emulator;
let number = 0;

beforeAll(startExpressionEngine);
afterAll(stopExpressionEngine);
beforeAll(async () => {
	emulator = await startEmulator({ tpns: { settings: { rates: false } } });
});
afterAll(() => emulator.close());

test.each(samples)('$name', async ({ parameters, items, path, body }) => {
	// An app of its own, so that no sample waits for its turn after another.
	const accessId = String(1_500_010_000 + ++number);
	const app = { accessId, secretKey: 'k'.repeat(32), platform: 'android' as const };
	emulator.tpns.addApp(app);
	emulator.control.clearRequests();
	await runTpns(emulator, parameters, items, {
		credentials: { tpnsApi: { ...tpnsCredentials(emulator).tpnsApi, ...app } },
		settings: { onError: 'continueRegularOutput' },
	});
	expect(emulator.control.requests().map((request) => [request.path, request.body])).toContainEqual(
		[path, body],
	);
});
