import fc from 'fast-check';
import { type Cloud, DeviceRegistry, type Vendor } from '../../emulator/devices.mts';
import { type PhonesView, viewPhones } from '../../emulator/phones/view.mts';
import { channels } from '../../emulator/pushService/channels.mts';
import { statisticsChannels } from '../../emulator/tpns/push/channels.mts';
import { tpnsClient } from './client.mts';
import { startReceiver } from './callbackReceiver.mts';
import { addPhone, emulatorForEachTest, everythingArrives, push } from './pushServiceClient.mts';

const test = emulatorForEachTest({ pushService: { settings: { shares: everythingArrives } } });

const everyPhone = { search: '', notified: false, limit: 24 };

/** Reads the live events of the page one by one. */
async function openStream(query = '') {
	const controller = new AbortController();
	const { signal } = controller;
	const response = await fetch(`${test.emulator.url}/phones/events?${query}`, { signal });
	expect(response.headers.get('content-type')).toBe('text/event-stream');
	const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	return {
		async next(): Promise<PhonesView> {
			while (!text.includes('\n\n')) text += (await reader.read()).value ?? '';
			const [message] = text.split('\n\n', 1);
			text = text.slice(message.length + 2);
			return JSON.parse(/^event: phones\ndata: (.*)$/.exec(message)![1]);
		},
		close: () => controller.abort(),
	};
}

const click = (phone: string, notification: string) =>
	fetch(`${test.emulator.url}/phones/${phone}/notifications/${notification}/click`, {
		method: 'POST',
	});

it.each([
	['/phones', 'text/html'],
	['/phones/style.css', 'text/css'],
	['/phones/script.js', 'text/javascript'],
])('serves %s', async (path, type) => {
	const response = await fetch(test.emulator.url + path);
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toContain(type);
	expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
	if (path === '/phones') expect(await response.text()).toContain('<h1>Virtual phones</h1>');
});

it('shows a notification when it arrives, and sends the event when it is clicked', async () => {
	const receiver = await startReceiver();
	const { callbacks } = test.emulator.pushService;
	callbacks.configure({ url: receiver.url });
	addPhone(test.emulator, 'ann', { vendor: 'huawei' });
	const stream = await openStream();
	expect(await stream.next()).toMatchObject({
		total: 1,
		matching: 1,
		phones: [{ id: 'phone-1', name: 'ann', vendor: 'huawei', notifications: [] }],
	});
	await test.call('timpush/push', push);
	const arrived = (await stream.next()).phones[0];
	expect(arrived).toMatchObject({
		unread: 1,
		notifications: [
			{ title: 'Offline Push Title', content: 'Offline Push Content', clicked: false },
		],
	});
	expect((await click('phone-1', arrived.notifications[0].id)).status).toBe(204);
	expect((await stream.next()).phones[0]).toMatchObject({
		unread: 0,
		notifications: [{ clicked: true }],
	});
	await click('phone-1', arrived.notifications[0].id);
	await callbacks.idle();
	expect(receiver.events().map(({ PushStage }) => PushStage)).toEqual([1, 2, 3]);
	stream.close();
	await receiver.close();
});

it('does not click what is gone or no notification', async () => {
	const phone = addPhone(test.emulator, 'ann');
	expect((await click('phone-1', 'n1')).status).toBe(404);
	expect((await click('phone-2', 'n1')).status).toBe(404);
	const passthrough = { ...push, OfflinePushInfo: { Ext: '{}' } };
	await test.call('timpush/push', passthrough);
	expect(phone.inbox[0].kind).toBe('message');
	expect((await click('phone-1', phone.inbox[0].id)).status).toBe(409);
});

it.each([
	['{"url":"https://n8n.example.com/page?a=1&b=2"}', 'https://n8n.example.com/page?a=1&b=2'],
	['{"url":"javascript:alert(1)"}', undefined],
	['{"url":["https://n8n.example.com"]}', undefined],
	['{"link":"https://n8n.example.com"}', undefined],
])('a click on a notification with %s opens %s', async (Ext, page) => {
	addPhone(test.emulator, 'ann');
	await test.call('timpush/push', {
		...push,
		OfflinePushInfo: { ...push.OfflinePushInfo, Ext },
	});
	const [phone] = viewPhones(test.emulator.context, everyPhone).phones;
	expect(phone.notifications).toMatchObject([{ title: 'Offline Push Title', page }]);
});

it.each([
	[{ action: { action_type: 2, browser: { url: 'https://a.example' } } }, 'https://a.example'],
	[{ action: { action_type: 1, browser: { url: 'https://a.example' } } }, undefined],
	[{ custom_content: '{"url":"https://b.example"}' }, 'https://b.example'],
	[{ custom_content: 'null' }, undefined],
	[{}, undefined],
])('a click on a TPNS notification with %j opens %s', async (android, page) => {
	const { emulator } = test;
	const device = emulator.tpns.addDevice({ token: 'token-of-ann', attended: true });
	await tpnsClient(emulator)('/v3/push/app', {
		...{ audience_type: 'token_list', token_list: [device.token], message_type: 'notify' },
		message: { title: 'T', content: 'C', android },
	});
	emulator.control.advance(10_000);
	expect(device.inbox).toMatchObject([{ kind: 'notification', page }]);
});

it('finds phones, and shows 24 of many', async () => {
	for (let user = 0; user < 30; user++) addPhone(test.emulator, `user-${user}`);
	addPhone(test.emulator, 'mine', { attended: true, vendor: 'apple' });
	const view = async (query = '') => {
		const stream = await openStream(query);
		const { matching, phones } = await stream.next();
		stream.close();
		return { matching, names: phones.map(({ name }) => name) };
	};
	const all = await view();
	expect(all).toMatchObject({ matching: 31, names: { length: 24, 0: 'mine', 1: 'user-0' } });
	expect((await view('limit=48')).names).toHaveLength(31);
	expect(await view('search=USER-2+xiaomi')).toMatchObject({ matching: 11 });
	expect(await view('search=nobody')).toEqual({ matching: 0, names: [] });
	await test.call('timpush/batch', { ...push, To_Account: ['user-7'] });
	expect(await view('notified=1')).toEqual({ matching: 1, names: ['user-7'] });
});

const vendors = Object.keys(channels) as Vendor[];

it.each(vendors)('shows the system of a phone by %s', (vendor) => {
	addPhone(test.emulator, 'ann', { vendor });
	const [phone] = viewPhones(test.emulator.context, everyPhone).phones;
	expect(phone.system).toMatch(vendor === 'apple' ? /^iOS \d+$/ : /^Android \d+$/);
});

it('shows the system of a HarmonyOS phone', () => {
	addPhone(test.emulator, 'ann', { platform: 'harmony', vendor: 'huawei' });
	const [phone] = viewPhones(test.emulator.context, everyPhone).phones;
	expect(phone).toMatchObject({ vendor: 'huawei', system: 'HarmonyOS 5' });
});

it('refuses a phone of a vendor on the system of another', async () => {
	const phones = `${test.emulator.url}/_emulator/push-service/phones`;
	const answerTo = async (phone: object) => {
		const headers = { 'content-type': 'application/json' };
		return await fetch(phones, { method: 'POST', headers, body: JSON.stringify(phone) });
	};
	expect((await answerTo({ userId: 'ann', vendor: 'apple', platform: 'android' })).status).toBe(
		400,
	);
	expect((await answerTo({ userId: 'ann', vendor: 'oppo', platform: 'ios' })).status).toBe(400);
	expect((await answerTo({ userId: 'ann', platform: 'ios' })).status).toBe(201);
	expect(viewPhones(test.emulator.context, everyPhone).phones).toMatchObject([{ vendor: 'apple' }]);
});

it('names every channel of both clouds', () => {
	const { devices, clock } = test.emulator.context;
	const phone = addPhone(test.emulator, 'ann');
	const nameOf = (cloud: Cloud, channel: string) => {
		devices.deliver(phone, {
			...{ cloud, channel, pushId: '1', kind: 'notification', title: 'T', content: 'C' },
			...{ badge: 0, time: clock.now() },
		});
		return viewPhones(test.emulator.context, everyPhone).phones[0].notifications[0].channel;
	};
	const tpns = [...statisticsChannels.android, ...statisticsChannels.ios];
	expect(tpns.map((channel) => nameOf('tpns', channel))).toEqual(
		'own channel,Huawei,Xiaomi,Meizu,OPPO,vivo,FCM,Honor,APNs'.split(','),
	);
	const pushService = [...vendors.map((vendor) => channels[vendor].name), 'online'];
	expect(pushService.map((channel) => nameOf('pushService', channel))).toEqual(pushService);
});

it('counts as unread what can be clicked and was not, also beyond what the page shows', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ message: fc.boolean(), click: fc.boolean(), badge: fc.nat(9) }), {
				maxLength: 40,
			}),
			(entries) => {
				const context = { ...test.emulator.context, devices: new DeviceRegistry() };
				const phone = context.devices.register({ userId: 'ann' }, 0);
				for (const { message, click, badge } of entries) {
					const { id } = context.devices.deliver(phone, {
						...{ cloud: 'tpns', pushId: '1', title: 'T', content: 'C', channel: 'xg', time: 0 },
						...{ kind: message ? 'message' : 'notification', badge },
					});
					if (click && !message) context.devices.click(phone, id);
				}
				const unread = entries.filter(({ message, click }) => !message && !click).length;
				expect(viewPhones(context, everyPhone).phones[0].unread).toBe(unread);
			},
		),
	);
});

it('leaves a click on a TPNS notification to TPNS', async () => {
	const { devices, clock } = test.emulator.context;
	const phone = devices.register({ accessId: 'app', token: 'token' }, clock.now());
	const clicked = jest.fn();
	devices.events.on('clicked', clicked);
	const entry = devices.deliver(phone, {
		...{ cloud: 'tpns', pushId: '1', kind: 'notification', title: 'T', content: 'C' },
		...{ channel: 'xg', badge: 0, time: clock.now() },
	});
	await click(phone.id, entry.id);
	expect(clicked).toHaveBeenCalledWith(phone, entry);
	expect([...test.emulator.pushService.pushes.all()]).toEqual([]);
});
