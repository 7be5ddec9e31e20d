import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { type Recorder, startRecorder } from '../support/recorder.mts';
import { chatApp, tpnsApp } from '../support/credentials.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, manualTrigger, nodeOf, START } from '../support/workflows.mts';

/** Nothing in the package calls these, and the emulator does not know them. */
const uncovered = { tpnsApi: '/v3/not/covered', tencentChatApi: '/v4/profile/portrait_get' };

type CredentialType = keyof typeof uncovered;

let stage: Stage;
let stranger: Recorder;

before(async () => {
	stage = await openStage('http-request');
	stranger = await startRecorder();
});

after(async () => {
	await stranger?.close();
	await stage?.close();
});

/** Sends a JSON body with n8n's HTTP Request node and one of our credentials. */
async function request(type: CredentialType, url: string, body: unknown) {
	const node = nodeOf(
		'n8n-nodes-base.httpRequest',
		'Request',
		{
			method: 'POST',
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify(body),
			options: { response: { response: { neverError: true, fullResponse: true } } },
		},
		{ typeVersion: 4.2, credentials: { [type]: stage.credentials[type] } },
	);
	const { id } = await stage.rest.createWorkflow(chain(`Request ${url}`, manualTrigger(), node));
	return await stage.rest.runWorkflow(id, START);
}

function received(path: string) {
	const found = stage.emulator.control.requests(path).at(-1);
	assert.ok(found, `nothing arrived at ${path}`);
	return found;
}

test('the TPNS credential signs an endpoint that no operation covers', async () => {
	const body = { text: 'Grüße 你好', list: [1, { deep: true }] };
	const path = uncovered.tpnsApi;
	const { status } = await request('tpnsApi', `${stage.emulator.url}${path}`, body);
	assert.equal(status, 'success');
	const { headers, body: sent } = received(path);
	assert.deepEqual(sent, body);
	const text = JSON.stringify(body);
	const hex = createHmac('sha256', tpnsApp.secretKey)
		.update(`${headers.timestamp}${tpnsApp.accessId}${text}`)
		.digest('hex');
	assert.equal(headers.accessid, tpnsApp.accessId);
	assert.equal(headers.sign, Buffer.from(hex).toString('base64'));
});

test('the TPNS credential is accepted by the cloud', async () => {
	const path = '/v3/device/account/query';
	const { tpns, context } = stage.emulator;
	const device = tpns.addDevice({ token: 'token-1' });
	context.devices.bindAccount(device, 'ann', 0, context.clock.now());
	await request('tpnsApi', stage.emulator.url + path, {
		operator_type: 2,
		token_list: [device.token],
	});
	assert.ok(received(path).accepted);
});

test('the Chat credential adds its query to an endpoint that no operation covers', async () => {
	const path = uncovered.tencentChatApi;
	const { status } = await request('tencentChatApi', `${stage.emulator.url}${path}`, {
		From_Account: 'alice',
	});
	assert.equal(status, 'success');
	const { query } = received(path);
	const { sdkAppId, identifier } = chatApp(stage.emulator);
	assert.equal(query.sdkappid, sdkAppId);
	assert.equal(query.identifier, identifier);
	assert.match(String(query.usersig), /^eJ/);
	assert.match(String(query.random), /^\d{1,10}$/);
});

test('the Chat credential is accepted by the cloud', async () => {
	const path = '/v4/timpush/get_attr_name';
	await request('tencentChatApi', stage.emulator.url + path, {});
	assert.ok(received(path).accepted);
});

for (const [type, address] of [
	['tpnsApi', 'https://api.tpns.sh.tencent.com'],
	['tencentChatApi', 'https://console.tim.qq.com'],
] as const) {
	test(`an address copied from the manual goes to the region of ${type}`, async () => {
		stage.emulator.control.clearRequests();
		const { status } = await request(type, address + uncovered[type], {});
		assert.equal(status, 'success');
		received(uncovered[type]);
	});

	test(`${type} does not sign requests to a stranger`, async () => {
		const { status, data } = await request(type, `${stranger.url}${uncovered[type]}`, {});
		assert.equal(status, 'error');
		const { message = '', description = '' } = data.resultData.error ?? {};
		assert.match(`${message} ${description}`, /does not sign requests to/);
		assert.deepEqual(stranger.requests, []);
	});

	test(`n8n wants a whole address with ${type}, and says so`, async () => {
		const { status, data } = await request(type, uncovered[type], {});
		assert.equal(status, 'error');
		assert.match(data.resultData.error?.message ?? '', /must start with "http"/);
	});
}
