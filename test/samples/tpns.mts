import type { Emulator } from '../../emulator/server.mts';
import { basic, tpnsClient } from '../emulator/client.mts';
import type { Samples } from './sample.mts';

const text = {
	title: 'Your order is on its way',
	content: 'It arrives tomorrow between 9 and 12',
};
const TOKEN = 'a0'.repeat(18);
const ACCOUNT = 'alice';
const DAY_MS = 86_400_000;

/** A device of its own, on which everything that is sent arrives. */
function aDevice({ tpns, context }: Emulator): void {
	const device = tpns.addDevice({ token: TOKEN, vendor: 'xiaomi', attended: true });
	context.devices.bindAccount(device, ACCOUNT, 0, context.clock.now());
	device.attributes.set('city', 'Shenzhen');
	device.tags.add('vip');
}

async function push(emulator: Emulator, fields: object): Promise<string> {
	aDevice(emulator);
	const { body } = await tpnsClient(emulator)('/v3/push/app', {
		message_type: 'notify',
		message: text,
		...fields,
	});
	return String(body.push_id);
}

const byId = (value: string) => ({ pushId: { __rl: true, mode: 'id', value } });

async function aFinishedPush(emulator: Emulator) {
	const pushId = await push(emulator, { audience_type: 'token_list', token_list: [TOKEN] });
	emulator.control.advance(10_000);
	return byId(pushId);
}

async function aPushToAll(emulator: Emulator) {
	return byId(await push(emulator, { audience_type: 'all' }));
}

async function aScheduledPush(emulator: Emulator) {
	const tomorrow = new Date(emulator.context.clock.now() + DAY_MS).toISOString();
	const send_time = `${tomorrow.slice(0, 10)} 23:00:00`;
	return byId(await push(emulator, { audience_type: 'all', send_time }));
}

async function aPackage(emulator: Emulator) {
	aDevice(emulator);
	const form = new FormData();
	form.append('file', new Blob([`${ACCOUNT}\n`]), 'accounts.txt');
	const answer = await fetch(`${emulator.url}/v3/push/package/upload`, {
		method: 'POST',
		headers: { Authorization: basic() },
		body: form,
	});
	const { uploadId } = (await answer.json()) as { uploadId: number };
	return { uploadId: String(uploadId) };
}

async function aPlan(emulator: Emulator) {
	const { body } = await tpnsClient(emulator)('/v3/push/plan/add_plan_push', {
		planName: 'Spring sale',
		planDescribe: 'All pushes of the spring sale',
	});
	const { planId } = body.result as { planId: string };
	await push(emulator, { audience_type: 'token_list', token_list: [TOKEN], plan_id: planId });
	emulator.control.advance(10_000);
	return { planId };
}

/** A run of each operation of the TPNS node with no more than it needs. */
export const samples: Samples = {
	'push:sendToDevices': { parameters: { devices: TOKEN, ...text }, prepare: aDevice },
	'push:sendToAccounts': { parameters: { accounts: ACCOUNT, ...text }, prepare: aDevice },
	'push:sendByTags': {
		parameters: { tagRuleInput: 'text', tagExpression: 'xg_user_define.vip', ...text },
		prepare: aDevice,
	},
	'push:sendToAll': { parameters: { confirmBroadcast: true, ...text }, prepare: aDevice },
	'push:sendToPackage': { parameters: text, prepare: aPackage },
	'push:sendAndWait': {
		parameters: { devices: TOKEN, title: text.title, message: 'Refund 250 € for order 1024?' },
		prepare: aDevice,
	},
	'push:get': { parameters: {}, prepare: aFinishedPush },
	'push:getAll': {
		parameters: {},
		async prepare(emulator) {
			await aFinishedPush(emulator);
			await aScheduledPush(emulator);
		},
	},
	'push:getAllByDevice': {
		parameters: { device: TOKEN },
		prepare: async (emulator) => void (await aFinishedPush(emulator)),
	},
	'push:stop': { parameters: {}, prepare: aPushToAll },
	'push:cancelScheduled': { parameters: {}, prepare: aScheduledPush },
	'push:revoke': { parameters: {}, prepare: aPushToAll },

	'pushPlan:create': {
		parameters: { planName: 'Spring sale', planDescription: 'All pushes of the spring sale' },
	},

	'audiencePackage:upload': {
		parameters: { rows: '={{ $json.account }}' },
		items: [{ account: 'alice' }, { account: 'bob' }],
	},

	'tag:addToDevices': { parameters: { devices: TOKEN, tags: 'vip' }, prepare: aDevice },
	'tag:removeFromDevices': { parameters: { devices: TOKEN, tags: 'vip' }, prepare: aDevice },
	'tag:replaceOnDevice': { parameters: { device: TOKEN, tags: 'vip' }, prepare: aDevice },
	'tag:removeAllFromDevice': { parameters: { device: TOKEN }, prepare: aDevice },
	'tag:delete': { parameters: { tags: 'vip' }, prepare: aDevice },

	'account:bind': { parameters: { device: TOKEN, accounts: ACCOUNT }, prepare: aDevice },
	'account:unbind': { parameters: { device: TOKEN, accounts: ACCOUNT }, prepare: aDevice },
	'account:unbindAllFromDevices': { parameters: { devices: TOKEN }, prepare: aDevice },
	'account:unbindFromAllDevices': { parameters: { accounts: ACCOUNT }, prepare: aDevice },
	'account:getAllByDevice': { parameters: { devices: TOKEN }, prepare: aDevice },
	'account:getAllDevices': { parameters: { accounts: ACCOUNT }, prepare: aDevice },

	'userAttribute:add': {
		parameters: {
			device: TOKEN,
			attributes: { entries: [{ name: 'city', value: 'Shenzhen' }] },
		},
		prepare: aDevice,
	},
	'userAttribute:update': {
		parameters: {
			device: TOKEN,
			attributes: { entries: [{ name: 'city', value: 'Shenzhen' }] },
		},
		prepare: aDevice,
	},
	'userAttribute:delete': {
		parameters: { device: TOKEN, attributeNames: 'city' },
		prepare: aDevice,
	},
	'userAttribute:deleteAll': { parameters: { device: TOKEN }, prepare: aDevice },
	'userAttribute:get': { parameters: { device: TOKEN }, prepare: aDevice },

	'statistics:getPushReport': { parameters: {}, prepare: aFinishedPush },
	'statistics:getPlanReport': { parameters: {}, prepare: aPlan },
	'statistics:getPushOverview': {
		parameters: {},
		prepare: async (emulator) => void (await aFinishedPush(emulator)),
	},
	'statistics:getDeviceOverview': { parameters: {}, prepare: aDevice },
};
