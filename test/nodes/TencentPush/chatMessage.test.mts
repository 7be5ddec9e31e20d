import type { INodeParameters } from 'n8n-workflow';
import { type Emulator, startEmulator } from '../../../emulator/server.mts';
import {
	startDeduplicationStore,
	startExpressionEngine,
	stopExpressionEngine,
} from '../../support/engine.mts';
import { addUser } from '../../support/pushServiceState.mts';
import { bodies, importUsers, runTencentPush } from '../../support/tencentPush.mts';

let emulator: Emulator;
beforeAll(async () => {
	await startExpressionEngine();
	await startDeduplicationStore();
});
afterAll(() => stopExpressionEngine());
beforeEach(async () => {
	emulator = await startEmulator();
});
afterEach(() => emulator.close());

const goOn = { settings: { onError: 'continueRegularOutput' as const } };
const text = { title: 'Hello', content: 'Your order is on its way' };
const message = (operation: string, more: INodeParameters): INodeParameters => ({
	resource: 'chatMessage',
	operation,
	chatText: 'Your order is on its way',
	...text,
	...more,
});

test('a message to a user carries text, notification and every option', async () => {
	importUsers(emulator, 1);
	const { output } = await runTencentPush(
		emulator,
		message('sendToUser', {
			user: 'user-1',
			options: {
				senderAccount: 'user-1',
				cloudCustomData: 'data',
				forbiddenCallbacks: ['ForbidBeforeSendMsgCallback'],
				messageControl: ['NoUnread'],
				lifeTime: 0,
				readReceipt: true,
				sequence: 7,
				syncToSender: false,
			},
		}),
	);
	expect(bodies(emulator, 'openim/sendmsg', { accepted: true })).toEqual([
		{
			To_Account: 'user-1',
			MsgRandom: expect.any(Number),
			MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Your order is on its way' } }],
			OfflinePushInfo: { PushFlag: 0, Title: text.title, Desc: text.content },
			From_Account: 'user-1',
			CloudCustomData: 'data',
			ForbidCallbackControl: ['ForbidBeforeSendMsgCallback'],
			SendMsgControl: ['NoUnread'],
			MsgLifeTime: 0,
			IsNeedReadReceipt: 1,
			MsgSeq: 7,
			SyncOtherMachine: 2,
		},
	]);
	expect(output[0].json).toEqual({
		user: 'user-1',
		status: 'accepted',
		removeFromList: false,
		messageKey: expect.stringMatching(/^\d+_\d+_\d+$/),
		messageTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	});
});

test('an option without a choice, and one without text, is left out', async () => {
	importUsers(emulator, 1);
	const options = { forbiddenCallbacks: [], messageControl: [], cloudCustomData: ' ' };
	await runTencentPush(emulator, message('sendToUser', { user: 'user-1', options }));
	const [body] = bodies(emulator, 'openim/sendmsg', { accepted: true });
	expect(Object.keys(body).sort()).toEqual([
		'MsgBody',
		'MsgRandom',
		'OfflinePushInfo',
		'To_Account',
	]);
});

test('each user of a list gets a call of its own, and one who does not exist is named', async () => {
	importUsers(emulator, 2);
	const { output } = await runTencentPush(
		emulator,
		message('sendToUser', { user: 'user-1, stranger, user-2' }),
		[{}],
		goOn,
	);
	expect(bodies(emulator, 'openim/sendmsg')).toHaveLength(3);
	expect(output.map(({ json }) => json)).toMatchObject([
		{ user: 'user-1', status: 'accepted' },
		{ user: 'stranger', status: 'invalid', code: '70107', removeFromList: true },
		{ user: 'user-2', status: 'accepted' },
	]);
});

test('a message to 700 users takes two calls, and the partial failure marks its user only', async () => {
	const users = importUsers(emulator, 700);
	users[650] = 'stranger';
	const { output } = await runTencentPush(
		emulator,
		message('sendToUsers', { users: '={{ $json.user }}' }),
		users.map((user) => ({ user })),
	);
	const calls = bodies(emulator, 'openim/batchsendmsg', { accepted: true });
	expect(calls.map(({ To_Account }) => (To_Account as string[]).length)).toEqual([500, 200]);
	expect(output.filter(({ json }) => json.status === 'accepted')).toHaveLength(699);
	expect(output[650].json).toMatchObject({ user: 'stranger', status: 'invalid', code: '70107' });
});

test('a message to a group may be custom data, and reaches the phones of its members', async () => {
	addUser(emulator, 'alice');
	emulator.pushService.configure({ shares: { online: 0 } });
	emulator.pushService.groups.set('team', new Set(['alice']));
	const { output } = await runTencentPush(
		emulator,
		message('sendToGroup', {
			groupId: 'team',
			chatMessageType: 'custom',
			chatData: '{"order": 42}',
			chatElement: { description: 'Order 42', extension: 'ext', sound: 'ding.caf' },
			options: { priority: 'High', onlineMembersOnly: false },
		}),
	);
	expect(bodies(emulator, 'group_open_http_svc/send_group_msg', { accepted: true })).toEqual([
		{
			GroupId: 'team',
			Random: expect.any(Number),
			MsgPriority: 'High',
			OnlineOnlyFlag: 0,
			MsgBody: [
				{
					MsgType: 'TIMCustomElem',
					MsgContent: { Data: '{"order": 42}', Desc: 'Order 42', Ext: 'ext', Sound: 'ding.caf' },
				},
			],
			OfflinePushInfo: { PushFlag: 0, Title: text.title, Desc: text.content },
		},
	]);
	expect(output[0].json).toMatchObject({ groupId: 'team', status: 'accepted' });
	expect(emulator.context.devices.ofUser('alice')[0].inbox[0]).toMatchObject({
		title: text.title,
		content: text.content,
	});
});

test('a message to a group may go to a topic of a community and mention members', async () => {
	emulator.pushService.groups.set('team', new Set(['alice', 'bob']));
	const { output } = await runTencentPush(
		emulator,
		message('sendToGroup', {
			groupId: 'team',
			options: { topicId: 'team@TOPIC#_news', mentions: 'alice, @all, bob' },
		}),
	);
	expect(output[0].json.status).toBe('accepted');
	expect(bodies(emulator, 'group_open_http_svc/send_group_msg', { accepted: true })).toMatchObject([
		{
			GroupId: 'team',
			TopicId: 'team@TOPIC#_news',
			GroupAtInfo: [
				{ GroupAtAllFlag: 0, GroupAt_Account: 'alice' },
				{ GroupAtAllFlag: 1 },
				{ GroupAtAllFlag: 0, GroupAt_Account: 'bob' },
			],
		},
	]);
});

test('a topic gets a message once under a campaign key, whatever the others got', async () => {
	emulator.pushService.groups.set('team', new Set(['alice']));
	const send = async (topicId?: string) => {
		const options = topicId ? { topicId } : {};
		const parameters = message('sendToGroup', { groupId: 'team', campaignKey: 'spring', options });
		return (await runTencentPush(emulator, parameters)).output[0].json.status;
	};
	expect([await send('news'), await send('sports'), await send(), await send('news')]).toEqual([
		'accepted',
		'accepted',
		'accepted',
		'skipped',
	]);
});

test('a group that does not exist is named', async () => {
	const { output } = await runTencentPush(
		emulator,
		message('sendToGroup', { groupId: 'nobody' }),
		[{}],
		goOn,
	);
	expect(output[0].json).toMatchObject({ status: 'invalid', code: '10010', removeFromList: true });
});

test('elements are given as JSON', async () => {
	importUsers(emulator, 1);
	const elements = [
		{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a' } },
		{ MsgType: 'TIMFaceElem', MsgContent: { Index: 1, Data: 'b' } },
	];
	await runTencentPush(
		emulator,
		message('sendToUser', {
			user: 'user-1',
			chatMessageType: 'elements',
			chatElements: JSON.stringify(elements),
			messageType: 'none',
		}),
	);
	const [body] = bodies(emulator, 'openim/sendmsg', { accepted: true });
	expect(body.MsgBody).toEqual(elements);
	expect(body).not.toHaveProperty('OfflinePushInfo');
});

test.each([
	['an empty text', { chatText: ' ' }, "'Text' is empty"],
	[
		'custom data that is empty',
		{ chatMessageType: 'custom', chatData: '={{ "" }}' },
		"'Data' is empty",
	],
	[
		'elements that are no list',
		{ chatMessageType: 'elements', chatElements: '{}' },
		"'Elements' is not a JSON array",
	],
	[
		'an element without content',
		{ chatMessageType: 'elements', chatElements: '[{"MsgType": "TIMTextElem"}]' },
		"'Elements' has no MsgType or MsgContent in element 1",
	],
	[
		'a message of more than 12 KB',
		{ chatText: 'a'.repeat(12_500) },
		/The message has \d+ bytes, and the API takes at most 12288/,
	],
])('%s is refused before it is sent', async (_, more, words) => {
	const { error } = await runTencentPush(emulator, message('sendToUser', { user: 'u', ...more }));
	expect(error?.message).toMatch(words);
	expect(emulator.control.requests()).toEqual([]);
});

test.each(['sendToUser', 'sendToUsers', 'sendToGroup'])(
	'%s is not repeated when it may have arrived',
	async (operation) => {
		importUsers(emulator, 1);
		emulator.pushService.groups.set('team', new Set(['user-1']));
		emulator.control.addFault({ path: '/v4/*', kind: 'resetAfterAcceptance', times: 'always' });
		const { output } = await runTencentPush(
			emulator,
			message(operation, { user: 'user-1', users: 'user-1', groupId: 'team' }),
			[{}],
			goOn,
		);
		expect(emulator.control.requests()).toHaveLength(1);
		expect(output[0].json.status).toBe('unknown');
	},
);

test.each([undefined, null, '', ' '])(
	'a topic for which an expression gives %j does not become the whole group',
	async (topic) => {
		const { output } = await runTencentPush(
			emulator,
			message('sendToGroup', { groupId: 'team', options: { topicId: '={{ $json.topic }}' } }),
			[topic === undefined ? {} : { topic }],
			goOn,
		);
		expect(output[0].json).toMatchObject({ status: 'failed', reason: "'Topic ID' is empty" });
		expect(bodies(emulator, 'group_open_http_svc/send_group_msg')).toEqual([]);
	},
);
