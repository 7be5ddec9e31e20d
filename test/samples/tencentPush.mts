import type { INodeParameters } from 'n8n-workflow';
import { addUser, callService } from '../support/pushServiceState.mts';
import type { Samples } from './sample.mts';

const TITLE = 'Your order is on its way';
const CONTENT = 'It arrives tomorrow between 9 and 12';
const text = { title: TITLE, content: CONTENT };
const chat = { chatText: 'Your order is on its way', ...text };

const twoUsers: Samples[string]['prepare'] = (emulator) => {
	for (const user of ['alice', 'bob']) addUser(emulator, user);
};

const twoUsersWithAttribute: Samples[string]['prepare'] = async (emulator) => {
	await twoUsers(emulator);
	await callService(emulator, 'timpush/set_attr_name', { AttrNames: { 0: 'city' } });
};

const aPush: Samples[string]['prepare'] = async (emulator) => {
	await twoUsers(emulator);
	const { TaskId } = await callService(emulator, 'timpush/push', {
		From_Account: 'administrator',
		MsgRandom: 1,
		OfflinePushInfo: { PushFlag: 0, Title: TITLE, Desc: CONTENT },
	});
	return { taskIds: String(TaskId) };
};

const aScheduledPush: Samples[string]['prepare'] = async (emulator) => {
	const { TaskID } = await callService(emulator, 'timpush/add_sched_task', {
		Sdkappid: emulator.pushService.identity.sdkAppId,
		Type: 'All',
		SchedAt: '2099-06-01 10:00:00',
		Content: {
			From_Account: 'administrator',
			OfflinePushInfo: { PushFlag: 0, Title: TITLE, Desc: CONTENT },
		},
	});
	return { scheduledPushId: { __rl: true, mode: 'id', value: String(TaskID) }, audience: 'all' };
};

const aChatMessage: Samples[string]['prepare'] = async (emulator) => {
	addUser(emulator, 'alice');
	await callService(emulator, 'openim/sendmsg', {
		To_Account: 'alice',
		MsgRandom: 1,
		MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: CONTENT } }],
		OfflinePushInfo: { PushFlag: 0, Title: TITLE, Desc: CONTENT },
	});
	const push = [...emulator.pushService.pushes.all()].find(({ kind }) => kind === 'chat');
	return { pushId: push?.id ?? '' };
};

/** The same to a user with another phone that never uploaded a token, so that there is a loss. */
const aLostChatMessage: Samples[string]['prepare'] = async (emulator) => {
	const { devices, clock } = emulator.context;
	const phone = { userId: 'alice', registrationId: 'reg-other', vendor: 'xiaomi' } as const;
	devices.register(phone, clock.now());
	emulator.pushService.configure({ shares: { online: 0, tokenMissing: 1 } });
	return await aChatMessage(emulator);
};

const attributes = (...pairs: Array<[name: string, value: string]>): INodeParameters => ({
	entries: pairs.map(([name, value]) => ({
		name: { __rl: true, mode: 'name', value: name },
		value,
	})),
});

/** The smallest run of each operation of the Push Service node. */
export const tencentPushSamples: Samples = {
	'push:sendAndWait': {
		parameters: { users: 'alice', title: TITLE, message: 'Refund 250 € for order 1024?' },
		prepare: twoUsers,
	},
	'push:sendToUsers': { parameters: { users: 'alice', ...text }, prepare: twoUsers },
	'push:sendByTags': { parameters: { tagsAny: 'vip', ...text }, prepare: twoUsers },
	'push:sendByAttributes': {
		parameters: { attributesAll: attributes(['city', 'Shenzhen']), ...text },
		prepare: twoUsersWithAttribute,
	},
	'push:sendToAll': { parameters: { confirmBroadcast: true, ...text }, prepare: twoUsers },
	'push:revoke': {
		parameters: { title: 'Correction', content: 'The previous notice was withdrawn' },
		prepare: aPush,
	},
	'scheduledPush:create': {
		parameters: {
			audience: 'users',
			users: 'alice',
			sendTime: '2099-06-01 10:00',
			timeZone: 'UTC',
			...text,
		},
		prepare: twoUsers,
	},
	'scheduledPush:update': {
		parameters: { change: 'time', sendTime: '2099-06-02 10:00', timeZone: 'UTC' },
		prepare: aScheduledPush,
	},
	'scheduledPush:delete': { parameters: {}, prepare: aScheduledPush },
	'scheduledPush:get': { parameters: {}, prepare: aScheduledPush },
	'scheduledPush:getAll': {
		parameters: { filters: { from: '2099-05-30', to: '2099-06-03' } },
		prepare: async (emulator) => {
			await aScheduledPush(emulator);
		},
	},
	'attributeName:set': {
		parameters: { names: { entries: [{ index: 0, name: 'city', accountType: 0 }] } },
	},
	'attributeName:getAll': { parameters: {}, prepare: twoUsersWithAttribute },
	'userAttribute:set': {
		parameters: { users: 'alice', attributes: attributes(['city', 'Shenzhen']) },
		prepare: twoUsersWithAttribute,
	},
	'userAttribute:get': { parameters: { users: 'alice' }, prepare: twoUsers },
	'userAttribute:delete': {
		parameters: { users: 'alice', attributeNames: 'city' },
		prepare: twoUsersWithAttribute,
	},
	'tag:add': { parameters: { users: 'alice', tags: 'vip' }, prepare: twoUsers },
	'tag:replace': { parameters: { users: 'alice', tags: 'vip' }, prepare: twoUsers },
	'tag:get': { parameters: { users: 'alice' }, prepare: twoUsers },
	'tag:remove': { parameters: { users: 'alice', tags: 'vip' }, prepare: twoUsers },
	'tag:removeAll': { parameters: { users: 'alice' }, prepare: twoUsers },
	'statistics:getReport': { parameters: {}, prepare: aPush },
	'statistics:getLossAnalysis': { parameters: {}, prepare: aPush },
	'statistics:getTrace': {
		parameters: { user: 'alice' },
		prepare: async (emulator) => {
			const prepared = await aPush(emulator);
			return { taskId: prepared?.taskIds ?? '' };
		},
	},
	'statistics:getChatReport': { parameters: {}, prepare: aChatMessage },
	'statistics:getChatLossAnalysis': { parameters: {}, prepare: aLostChatMessage },
	'statistics:getChatTrace': { parameters: {}, prepare: aChatMessage },
	'chatMessage:sendToUser': { parameters: { user: 'alice', ...chat }, prepare: twoUsers },
	'chatMessage:sendToUsers': { parameters: { users: 'alice', ...chat }, prepare: twoUsers },
	'chatMessage:sendToGroup': {
		parameters: { groupId: 'team', ...chat },
		prepare(emulator) {
			emulator.pushService.groups.set('team', new Set(['alice', 'bob']));
		},
	},
};
