import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { sendCallbacks } from '../../emulator/callbacks/batch.mts';
import { intoCallbacks } from '../../emulator/callbacks/events.mts';
import { callbackUrl, signCallback } from '../../emulator/callbacks/query.mts';
import {
	CALLBACK_TOKEN,
	type ListeningTrigger,
	manyEvents,
	SDK_APP_ID,
	triggered,
	TriggerN8n,
} from './triggerN8n.mts';

/** Makes n8n take an expression engine only for requests that need one (docs/n8n.md 3). */
const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
/** What Tencent waits for an answer. */
const TIME_LIMIT_MS = 2000;

let n8n: TriggerN8n;
before(async () => {
	n8n = await TriggerN8n.start('trigger', LAZY);
});
after(() => n8n.instance.stop());

/** The sample of the product's page "All Users / Tags / UserID Push Callback". */
const sample = {
	Events: [
		{
			CallbackCommand: 'Push.AllMemberPush',
			EventType: 1,
			TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_bc614e',
			TaskTime: 1557481127,
			EventTime: 1557481128,
			To_Account: 'user2',
			PushPlatform: 1,
			PushStage: 1,
			ErrCode: 0,
			ErrInfo: 'OK',
		},
		{
			CallbackCommand: 'Push.AllMemberPush',
			EventType: 2,
			TaskId: '657bf434_537529d8_2000005e80aa873_2780d131_9',
			TaskTime: 1557481127,
			EventTime: 1557481129,
			To_Account: 'user3',
			PushPlatform: 0,
			PushStage: 1,
			ErrCode: 0,
			ErrInfo: 'OK',
		},
	],
};

interface Request {
	sdkAppId?: number;
	token?: string;
	requestTime?: number;
	sign?: string;
	body?: string;
	contentType?: string;
}

async function post(url: string, request: Request = {}): Promise<{ status: number; body: string }> {
	const {
		sdkAppId = SDK_APP_ID,
		token = CALLBACK_TOKEN,
		requestTime = Math.floor(Date.now() / 1000),
		body = JSON.stringify(sample),
		contentType = 'application/json',
	} = request;
	const address = callbackUrl(url, { sdkAppId, command: 'Push.AllMemberPush', token, requestTime });
	if (request.sign) address.searchParams.set('Sign', request.sign);
	const response = await fetch(address, {
		method: 'POST',
		headers: { 'content-type': contentType },
		body,
	});
	return { status: response.status, body: await response.text() };
}

const now = () => Math.floor(Date.now() / 1000);

describe('requests that are not Tencent’s', () => {
	let trigger: ListeningTrigger;
	before(async () => {
		trigger = await n8n.publish('refused', { options: { combineWindow: 0 } });
	});

	const events = (count: number) => JSON.stringify({ Events: manyEvents(count) });
	const refused: Array<[name: string, request: () => Request, status: number]> = [
		['a wrong SdkAppid', () => ({ sdkAppId: 1400000002 }), 403],
		['a wrong Sign', () => ({ sign: signCallback('another', now()) }), 401],
		['an old RequestTime', () => ({ requestTime: now() - 301 }), 401],
		['no Sign', () => ({ token: '' }), 401],
		['a body that is not JSON', () => ({ body: '{"Events":' }), 422],
		['0 events', () => ({ body: events(0) }), 400],
		['101 events', () => ({ body: events(101) }), 400],
		[
			'a body of 5 MB',
			() => ({
				body: JSON.stringify({
					Events: [{ ...manyEvents(1)[0], ErrInfo: 'x'.repeat(5_000_000) }],
				}),
			}),
			400,
		],
	];
	for (const [name, request, status] of refused) {
		test(`${name} is answered with ${status}`, async () => {
			const answer = await post(trigger.url, request());
			assert.equal(answer.status, status, answer.body);
			assert.ok(!answer.body.includes(CALLBACK_TOKEN));
			// That one is answered by n8n before the node gets it.
			if (status === 422) return;
			assert.ok(answer.body.length < 200, answer.body);
			assert.equal(JSON.parse(answer.body).ActionStatus, 'FAILURE');
		});
	}

	test('none of them has started an execution or is remembered', async () => {
		await sleep(500);
		assert.deepEqual(await n8n.executions(trigger.workflowId), []);
		assert.equal((await post(trigger.url)).status, 200);
		const executions = await n8n.executions(trigger.workflowId);
		assert.equal(executions.length, 1);
		assert.equal(triggered(executions).length, 2);
	});
});

test('the sample of the product’s page gives two items', async () => {
	const trigger = await n8n.publish('sample');
	const answer = await post(trigger.url);
	assert.deepEqual(answer, {
		status: 200,
		body: '{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}',
	});
	const [first, second, ...more] = triggered(await n8n.executions(trigger.workflowId));
	assert.deepEqual(more, []);
	assert.deepEqual(without(first, 'eventId'), {
		user: 'user2',
		event: 'push.sent',
		success: true,
		taskId: sample.Events[0].TaskId,
		eventTime: '2019-05-10T09:38:48.000Z',
		stage: 'sent',
		removeFromList: false,
		channel: 'offline',
		vendor: 'apns',
		pushTime: '2019-05-10T09:38:47.000Z',
	});
	assert.deepEqual(without(second, 'eventId'), {
		user: 'user3',
		event: 'push.sent',
		success: true,
		taskId: sample.Events[1].TaskId,
		eventTime: '2019-05-10T09:38:49.000Z',
		stage: 'sent',
		removeFromList: false,
		channel: 'online',
		vendor: 'none',
		pushTime: '2019-05-10T09:38:47.000Z',
	});
	assert.match(String(first.eventId), /^[0-9a-f]{32}$/);
	assert.notEqual(first.eventId, second.eventId);
});

for (const contentType of ['application/json; charset=utf-8', 'text/plain', 'text/json']) {
	test(`JSON is read under the content type ${contentType}`, async () => {
		const trigger = await n8n.publish(`type-${contentType.replace(/\W/g, '')}`);
		const answer = await post(trigger.url, { contentType });
		assert.equal(answer.status, 200, answer.body);
		assert.equal(triggered(await n8n.executions(trigger.workflowId)).length, 2);
	});
}

test('a callback can be one item', async () => {
	const trigger = await n8n.publish('whole', { output: 'callback' });
	await post(trigger.url);
	const items = triggered(await n8n.executions(trigger.workflowId));
	assert.equal(items.length, 1);
	assert.equal(items[0].count, 2);
	assert.equal(items[0].command, 'Push.AllMemberPush');
	assert.deepEqual(
		(items[0].events as Array<Record<string, unknown>>).map(({ user }) => user),
		['user2', 'user3'],
	);
});

test('a callback with nothing that is wanted is answered OK and starts nothing', async () => {
	const trigger = await n8n.publish('filtered', { stages: ['clicked'] });
	assert.equal(JSON.parse((await post(trigger.url)).body).ActionStatus, 'OK');
	await sleep(500);
	assert.deepEqual(await n8n.executions(trigger.workflowId), []);
});

test('a fresh trigger has a path of fixed text, and the Test URL drops nothing', async () => {
	const workflow = n8n.workflow('', {});
	delete workflow.nodes[0].parameters.path;
	const { id } = await n8n.rest.createWorkflow(workflow);
	for (let run = 1; run <= 2; run++) {
		await n8n.rest.send('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: workflow.nodes[0].name },
		});
		const answer = await post(`${n8n.instance.url}/webhook-test/tencent-push`);
		assert.equal(answer.status, 200, answer.body);
		const executions = await n8n.executions(id);
		assert.equal(executions.length, run, answer.body);
		assert.equal(triggered(executions).length, 2 * run);
	}
});

for (const combineWindow of [0, 100]) {
	const how = combineWindow ? 'combined' : 'not combined';
	test(`10,000 events arrive once each, every tenth callback sent twice, ${how}`, async () => {
		const trigger = await n8n.publish(`once-${combineWindow}`, { options: { combineWindow } });
		const callbacks = intoCallbacks(manyEvents(10_000), 25);
		assert.equal(callbacks.length, 400);
		const sent = callbacks.flatMap((callback, index) =>
			index % 10 === 9 ? [callback, callback] : [callback],
		);
		const results = await sendCallbacks({
			url: trigger.url,
			sdkAppId: SDK_APP_ID,
			token: CALLBACK_TOKEN,
			callbacks: sent,
			connections: 16,
			timeout: 60_000,
		});
		assert.deepEqual(
			results.filter(({ ok }) => !ok),
			[],
		);
		const executions = await n8n.executions(trigger.workflowId);
		const items = triggered(executions);
		assert.equal(items.length, 10_000);
		assert.equal(new Set(items.map(({ eventId }) => eventId)).size, 10_000);
		assert.equal(new Set(items.map(({ user }) => user)).size, 10_000);
		if (combineWindow) assert.ok(executions.length < 200, `${executions.length} executions`);
		else assert.equal(executions.length, 400);
	});
}

test('two triggers of one workflow each get every event once', async () => {
	const workflow = n8n.workflow('twin-a', {});
	const [twin] = n8n.workflow('twin-b', {}).nodes;
	workflow.nodes.push({ ...twin, name: 'Twin', position: [0, 200] });
	const { id } = await n8n.rest.createWorkflow(workflow);
	await n8n.rest.activateWorkflow(id);
	for (const path of ['twin-a', 'twin-b', 'twin-a', 'twin-b']) {
		const url = `${n8n.instance.url}/webhook/${path}`;
		let answer = await post(url);
		for (let attempt = 0; answer.status === 404 && attempt < 50; attempt++) {
			await sleep(100);
			answer = await post(url);
		}
		assert.equal(answer.status, 200);
	}
	const executions = await n8n.executions(id);
	assert.equal(executions.length, 2);
	assert.equal(triggered(executions).length, 2);
});

test('callbacks that Tencent gave up and sends again are neither lost nor doubled', async (t) => {
	const trigger = await n8n.publish('impatient');
	const target = { url: trigger.url, sdkAppId: SDK_APP_ID, token: CALLBACK_TOKEN };
	let waiting = intoCallbacks(manyEvents(2_000, 'impatient'), 10);
	let posts = 0;
	for (let timeout = 130; waiting.length > 0; timeout *= 2) {
		const results = await sendCallbacks({ ...target, callbacks: waiting, timeout });
		posts += waiting.length;
		waiting = waiting.filter((_, index) => !results[index].ok);
	}
	t.diagnostic(`${posts} posts for 200 callbacks`);
	assert.ok(posts > 200, 'nothing was given up');
	const items = triggered(await n8n.executions(trigger.workflowId));
	assert.equal(items.length, 2_000);
	assert.equal(new Set(items.map(({ eventId }) => eventId)).size, 2_000);
});

test('at its fastest for 20 s, 64 connections: in time, nothing lost, nothing doubled', async (t) => {
	const trigger = await n8n.publish('fast', { options: { combineWindow: 100 } });
	const batch = { url: trigger.url, sdkAppId: SDK_APP_ID, token: CALLBACK_TOKEN, connections: 64 };
	const end = Date.now() + 20_000;
	let sent = 0;
	const latencies: number[] = [];
	for (let round = 0; Date.now() < end; round++) {
		const callbacks = intoCallbacks(manyEvents(6_400, `round ${round}`), 10);
		const results = await sendCallbacks({ ...batch, callbacks, timeout: 10_000 });
		assert.deepEqual(
			results.filter(({ ok }) => !ok),
			[],
		);
		sent += 6_400;
		latencies.push(...results.map(({ latency }) => latency));
	}
	latencies.sort((a, b) => a - b);
	const slowest = latencies.at(-1) ?? Infinity;
	const median = latencies[Math.floor(latencies.length / 2)];
	t.diagnostic(
		`${Math.round(latencies.length / 20)} callbacks/s, median ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms`,
	);
	assert.ok(slowest < TIME_LIMIT_MS, `the slowest answer took ${slowest} ms`);
	const items = triggered(await n8n.executions(trigger.workflowId));
	assert.equal(items.length, sent);
	assert.equal(new Set(items.map(({ eventId }) => eventId)).size, sent);
});

function without(object: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}
