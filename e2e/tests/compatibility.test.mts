import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { N8N_VERSION } from '../n8n/install.mts';
import { repositoryFolder } from '../n8n/paths.mts';
import { itemsOf } from '../n8n/types.mts';
import { CALLBACK_TOKEN, chatCredential, tpnsCredential } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { nodeTypeOf } from '../support/nodeType.mts';
import { answer, openPage, runUntilAsked } from '../support/question.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { OLDEST_N8N } from '../support/versions.mts';
import { webhookListens } from '../support/webhooks.mts';
import { chain, codeNode, manualTrigger, nodeOf, ourNode } from '../support/workflows.mts';

let stage: Stage;

before(async () => {
	stage = await openStage('compatibility', { version: OLDEST_N8N });
	for (const token of ['token-1', 'token-2']) stage.emulator.tpns.addDevice({ token });
});

after(() => stage?.close());

test('README states the range of versions that is tested', async () => {
	const readme = await readFile(join(repositoryFolder, 'README.md'), 'utf8');
	for (const version of [OLDEST_N8N, N8N_VERSION]) {
		assert.ok(readme.includes(version.replace(/\.\d+$/, '')), `README does not name ${version}`);
	}
});

test(`n8n ${OLDEST_N8N} loads all nodes and tests both credentials`, async () => {
	for (const node of ['tpns', 'tpnsTrigger', 'tencentPush', 'tencentPushTrigger']) {
		assert.ok((await nodeTypeOf(stage.rest, node)).displayName);
	}
	const { tpnsApi, tencentChatApi } = stage.credentials;
	// n8n 1 tests stored credentials only.
	for (const right of [
		{ ...tpnsCredential(stage.emulator), id: tpnsApi.id },
		{ ...chatCredential(stage.emulator), id: tencentChatApi.id },
	]) {
		const { status, message } = await stage.rest.testCredential(right);
		assert.equal(status, 'OK', message);
		const wrong = { ...right, data: { ...right.data, secretKey: 'not-the-key' } };
		assert.equal((await stage.rest.testCredential(wrong)).status, 'Error');
	}
});

test(`n8n ${OLDEST_N8N} runs a workflow with both nodes`, async () => {
	stage.emulator.pushService.accounts.importUser('alice');
	const path = 'smoke';
	const webhook = nodeOf(
		'n8n-nodes-base.webhook',
		'Webhook',
		{ path, httpMethod: 'POST', responseMode: 'lastNode', responseData: 'allEntries', options: {} },
		{ typeVersion: 2, webhookId: 'smoke' },
	);
	const people = codeNode(
		'People',
		"return ['token-1', 'token-2', 'unknown'].map((token) => ({ json: { token } }));",
	);
	const push = ourNode(stage, 'tpns', 'Push', {
		devices: '={{ $json.token }}',
		title: 'Hello',
		content: 'World',
	});
	const names = ourNode(stage, 'tencentPush', 'Service', {
		resource: 'push',
		operation: 'sendToUsers',
		users: 'alice',
		title: 'Hello',
		content: 'World',
	});
	const { id, versionId } = await stage.rest.createWorkflow(
		chain('Smoke', webhook, people, push, names),
	);
	await stage.rest.send('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
	// The request that finds it listening is the one that runs it.
	await webhookListens(`${stage.n8n.url}/webhook/${path}`);
	const { status, data } = await lastExecution(id);
	assert.equal(status, 'success', data.resultData.error?.message);
	assert.deepEqual(
		itemsOf(data.resultData.runData, 'Push').map(({ json }) => json.status),
		['accepted', 'accepted', 'invalid'],
	);
	assert.deepEqual(
		itemsOf(data.resultData.runData, 'Service').map(({ json }) => json.status),
		['accepted', 'accepted', 'accepted'],
	);
});

test(`n8n ${OLDEST_N8N} waits for a person's answer`, async () => {
	const ask = ourNode(stage, 'tpns', 'Ask', {
		resource: 'push',
		operation: 'sendAndWait',
		devices: 'token-1',
		title: 'Refund',
		message: 'Refund order {{ 1024 }}?',
		approvalOptions: { values: { approvalType: 'double' } },
	});
	const asked = await runUntilAsked(stage, chain('Ask', manualTrigger(), ask));
	const { status, page } = await openPage(asked.url);
	assert.equal(status, 200);
	assert.match(page, /Refund order/);
	const tampered = await answer(`${asked.url}0`, { answer: 'approve' });
	assert.equal(tampered.status, 401);
	await answer(asked.url, { answer: 'decline' });
	await stage.rest.waitForExecution(asked.executionId);
	// n8n 1 stores the status before the data of the last node.
	let given;
	while (given === undefined) {
		await sleep(100);
		const { data } = await stage.rest.getExecution(asked.executionId);
		[given] = itemsOf(data.resultData.runData, 'Ask');
	}
	assert.equal((given.json.data as { approved: boolean }).approved, false);
	const again = await answer(asked.url, { answer: 'approve' });
	assert.doesNotMatch(again.page, /Thank you/);
});

test(`n8n ${OLDEST_N8N} starts a workflow from a callback`, async () => {
	const path = 'push-events';
	const trigger = ourNode(stage, 'tencentPushTrigger', 'Push events', { path });
	const { id, versionId } = await stage.rest.createWorkflow(chain('Callbacks', trigger));
	await stage.rest.send('PATCH', `/rest/workflows/${id}`, { active: true, versionId });
	const url = `${stage.n8n.url}/webhook/${path}`;
	await webhookListens(url);
	const sender = openCallbackSender({
		url,
		sdkAppId: stage.emulator.pushService.identity.sdkAppId,
		token: CALLBACK_TOKEN,
		timeout: 30_000,
	});
	const answer = await sender.send({ command: 'Push.AllMemberPush', events: pushEvents(3) });
	await sender.close();
	assert.ok(answer.ok, answer.problem);
	const { status, data } = await lastExecution(id);
	assert.equal(status, 'success');
	assert.equal(itemsOf(data.resultData.runData, 'Push events').length, 3);
});

async function lastExecution(workflowId: string) {
	for (;;) {
		const [execution] = await stage.rest.listExecutions(workflowId);
		if (execution) return await stage.rest.waitForExecution(execution.id);
		await sleep(200);
	}
}
