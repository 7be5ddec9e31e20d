import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import type { PushEvent } from '../../emulator/callbacks/events.mts';
import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { defaultIdentity } from '../../emulator/pushService/plugin.mts';
import { type Emulator, startEmulator } from '../../emulator/server.mts';
import { androidApp } from '../../emulator/tpns/app.mts';
import { repositoryFolder } from '../n8n/paths.mts';
import type { Workflow } from '../n8n/types.mts';
import { CALLBACK_TOKEN, manyEvents, SDK_APP_ID, TriggerN8n } from './triggerN8n.mts';

const RECORDS = '/v3/statistics/get_push_record';

/** A request that a workflow made to the service that stands for the user's own. */
interface Letter {
	method?: string;
	path?: string;
	body: Record<string, unknown>;
}

const letters: Letter[] = [];
let service: Server;
let serviceUrl: string;
let n8n: TriggerN8n;
let emulator: Emulator;

before(async () => {
	service = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk) => (text += chunk));
		request.on('end', () => {
			letters.push({ method: request.method, path: request.url, body: JSON.parse(text) });
			response.setHeader('content-type', 'application/json').end('{}');
		});
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => service.once('listening', resolve));
	serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
	emulator = await startEmulator({ contacts: 20 });
	n8n = await TriggerN8n.start('trigger-examples');
});
after(async () => {
	await n8n.instance.stop();
	await emulator.close();
	service.close();
});

/** Imports an example with the test's credentials and addresses, and publishes it. */
async function publishExample(
	name: string,
	credentials: Record<string, { id: string; name: string }> = {},
	change: (workflow: Workflow) => void = () => {},
): Promise<string> {
	const text = await readFile(join(repositoryFolder, 'examples', `${name}.json`), 'utf8');
	const workflow = JSON.parse(
		text.replaceAll(/https:\/\/(?:crm|chat)\.example\.com/g, serviceUrl),
	) as Workflow;
	for (const node of workflow.nodes) {
		if (node.type.endsWith('.tencentPushTrigger')) {
			node.credentials = { tencentChatApi: credentials.chat ?? n8n.credential };
		} else if (node.type.endsWith('.tencentPush')) {
			node.credentials = { tencentChatApi: credentials.chat };
		} else if (node.type.includes('.tpns')) {
			node.credentials = { tpnsApi: credentials.tpns };
		}
	}
	change(workflow);
	const { id } = await n8n.rest.createWorkflow(workflow);
	await n8n.rest.activateWorkflow(id);
	return id;
}

/** Sends callbacks to an example's trigger until it listens. */
async function send(path: string, events: PushEvent[]): Promise<void> {
	const sender = openCallbackSender({
		url: `${n8n.instance.url}/webhook/${path}`,
		sdkAppId: SDK_APP_ID,
		token: CALLBACK_TOKEN,
	});
	for (let attempt = 0; attempt < 50; attempt++) {
		const { ok } = await sender.send({ command: 'Push.AllMemberPush', events });
		if (ok) return await sender.close();
		await sleep(100);
	}
	throw new Error(`${path} takes no callback`);
}

/** Waits until something holds. */
async function until<T>(look: () => T | undefined | false, timeoutMs = 20_000): Promise<T> {
	for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(50)) {
		const found = look();
		if (found) return found;
	}
	throw new Error('nothing came');
}

test('a click updates a contact', async () => {
	await publishExample('push-click-to-contact');
	await send('push-clicks', [{ ...manyEvents(1)[0], To_Account: 'anna b', DataId: 'spring' }]);
	const letter = await until(() => letters.find(({ method }) => method === 'PATCH'));
	assert.deepEqual(letter, {
		method: 'PATCH',
		path: '/contacts/anna%20b',
		body: { lastClick: '2023-11-14T22:13:21.000Z', campaign: 'spring' },
	});
});

test('failed devices are collected into a list, each once', async () => {
	await publishExample('failed-devices-to-list');
	const failed = manyEvents(3).map((event, index) => ({
		...event,
		PushStage: 2 as const,
		ErrCode: index === 1 ? 0 : 80,
		ErrInfo: index === 1 ? 'OK' : 'token expired',
	}));
	await send('push-failures', failed);
	const list = await until(() => letters.find(({ path }) => path === '/lists/push-cleaning'));
	assert.deepEqual(list.body, {
		devices: ['user0', 'user2'].map((user) => ({
			user,
			vendor: 'apns',
			code: '80',
			reason: 'token expired',
			removeFromList: false,
			time: '2023-11-14T22:13:21.000Z',
		})),
	});

	// A restart makes the trigger forget; the Remove Duplicates node does not.
	await n8n.instance.stop();
	await n8n.restart();
	await send('push-failures', [...failed, { ...failed[0], To_Account: 'user9' }]);
	const next = await until(() =>
		letters.filter(({ path }) => path === '/lists/push-cleaning').at(1),
	);
	assert.deepEqual(
		(next.body.devices as Array<{ user: string }>).map(({ user }) => user),
		['user9'],
	);
});

test('the funnel of a finished campaign is reported', async () => {
	const tpns = await n8n.rest.createCredential({
		name: 'TPNS (emulator)',
		type: 'tpnsApi',
		data: {
			accessId: androidApp.accessId,
			secretKey: androidApp.secretKey,
			region: 'custom',
			baseUrl: emulator.url,
			authMethod: 'signature',
		},
	});
	await publishExample('campaign-report', { tpns }, ({ nodes }) => {
		const trigger = nodes.find(({ type }) => type.endsWith('.tpnsTrigger'));
		// The example waits for the next morning; n8n polls once a minute at most.
		if (trigger) trigger.parameters.pollTimes = { item: [{ mode: 'everyMinute' }] };
	});
	// What the first poll sees is no news.
	await until(() => emulator.control.requests(RECORDS).at(0)?.answer);
	const sent = await fetch(`${emulator.url}/v3/push/app`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			authorization: `Basic ${btoa(`${androidApp.accessId}:${androidApp.secretKey}`)}`,
		},
		body: JSON.stringify({
			audience_type: 'all',
			message_type: 'notify',
			message: { title: 'Spring', content: 'It is here' },
		}),
	});
	assert.equal(((await sent.json()) as { ret_code: number }).ret_code, 0);
	const report = await until(
		() => letters.find(({ path }) => path === '/hooks/marketing'),
		150_000,
	);
	assert.match(
		String(report.body.text),
		/^Spring, scheduled \d+, sent \d+, delivered \d+, clicked \d+$/,
	);
	assert.match(String(report.body.html), /<h1[^>]*>Campaigns since the last report<\/h1>/);
});

test('a click starts one follow-up, and a click on the follow-up starts none', async () => {
	emulator.pushService.configure({ shares: { clicked: 0, notificationsOff: 0, tokenMissing: 0 } });
	const phone = emulator.context.devices.register(
		{ userId: 'clicker', platform: 'android', vendor: 'xiaomi', attended: true },
		Date.now(),
	);
	const chat = await n8n.rest.createCredential({
		name: 'Chat (emulator)',
		type: 'tencentChatApi',
		data: {
			sdkAppId: String(defaultIdentity.sdkAppId),
			secretKey: defaultIdentity.secretKey,
			identifier: 'administrator',
			region: 'custom',
			baseUrl: emulator.url,
			callbackToken: CALLBACK_TOKEN,
		},
	});
	const workflowId = await publishExample('follow-up-after-click', { chat });
	await sleep(1_000);
	emulator.pushService.callbacks.configure({
		url: `${n8n.instance.url}/webhook/push-follow-up`,
		token: CALLBACK_TOKEN,
	});
	const inbox = () => phone.inbox;
	const pushes = () => emulator.control.requests('/v4/timpush/batch');

	await sendPush(chat, phone.userId ?? '');
	const first = await until(() => inbox().at(-1));
	emulator.context.devices.click(phone, first.id);
	const followUp = await until(() => inbox().find(({ id }) => id !== first.id));
	emulator.context.devices.click(phone, followUp.id);
	await emulator.pushService.callbacks.idle();
	await sleep(2_000);
	assert.equal(pushes().length, 2);
	const executions = await n8n.executions(workflowId);
	const runs = executions.map(({ data }) => Object.keys(data.resultData.runData));
	assert.equal(runs.filter((names) => names.includes('Send follow-up')).length, 1);
	assert.equal(emulator.pushService.callbacks.counts.lost, 0);
});

/** Sends the push that the user clicks first. */
async function sendPush(chat: { id: string; name: string }, user: string): Promise<void> {
	const { id } = await n8n.rest.createWorkflow({
		name: 'First push',
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Send',
				type: 'n8n-nodes-tencent-push.tencentPush',
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					resource: 'push',
					operation: 'sendToUsers',
					users: user,
					title: 'Spring',
					content: 'It is here',
					options: { dataId: 'spring' },
				},
				credentials: { tencentChatApi: chat },
			},
		],
		connections: { Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
	});
	const { status } = await n8n.rest.runWorkflow(id, 'Start');
	assert.equal(status, 'success');
}
