import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { itemsOf } from '../n8n/types.mts';
import { answer, openPage, pageUrl, runUntilAsked, waitsForAnswer } from '../support/question.mts';
import { openStage, type Stage } from '../support/stage.mts';
import {
	chain,
	codeNode,
	manualTrigger,
	nodeOf,
	type OurNode,
	ourNode,
	START,
} from '../support/workflows.mts';

const TOKEN = 'token-of-the-manager';
const USER = 'manager';
const ASK = 'Ask';
const THEN = 'Then';
const recipient = { tpns: { devices: TOKEN }, tencentPush: { users: USER } };
const MESSAGE = 'Refund 250 € for order 1024 & <more>?';
const APPROVE_OR_DECLINE = { values: { approvalType: 'double' } };

let stage: Stage;

before(async () => {
	stage = await openStage('sendAndWait');
	stage.emulator.tpns.addDevice({ token: TOKEN });
	stage.emulator.pushService.accounts.importUser(USER);
});

after(() => stage?.close());

const askNode = (node: 'tpns' | 'tencentPush', parameters: Record<string, unknown> = {}) =>
	ourNode(stage, node satisfies OurNode, ASK, {
		resource: 'push',
		operation: 'sendAndWait',
		...recipient[node],
		title: 'Refund',
		message: MESSAGE,
		...parameters,
	});

const workflow = (node: 'tpns' | 'tencentPush', parameters: Record<string, unknown> = {}) =>
	chain(
		`Ask by ${node}`,
		manualTrigger(),
		codeNode('Order', 'return [{ json: { order: 1024 } }];'),
		askNode(node, parameters),
		nodeOf('n8n-nodes-base.noOp', THEN),
	);

interface Result {
	data: { approved?: boolean; text?: string; respondedAt: string };
}

/** What the node after the question got, in each of its runs. */
async function results(executionId: string) {
	const { status, data } = await stage.rest.waitForExecution(executionId);
	assert.equal(status, 'success', data.resultData.error?.message);
	const { runData } = data.resultData;
	assert.equal(runData[THEN].length, 1);
	assert.deepEqual(itemsOf(runData, ASK), itemsOf(runData, THEN));
	return itemsOf(runData, THEN).map(({ json }) => json as unknown as Result);
}

for (const node of ['tpns', 'tencentPush'] as const) {
	test(`${node}: GET shows the question to anybody, and only POST answers`, async () => {
		const { executionId, url } = await runUntilAsked(stage, workflow(node));
		const agents: Array<Record<string, string>> = [
			{},
			{
				'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15',
			},
			{ 'user-agent': 'WhatsApp/2.24 A' },
			{ 'user-agent': '' },
		];
		for (const headers of agents) {
			const { status, headers: received, page } = await openPage(url, headers);
			assert.equal(status, 200);
			assert.match(page, /Refund 250 € for order 1024 &#38; &#60;more&#62;\?/);
			assert.match(String(received.get('content-type')), /^text\/html/);
			assert.match(String(received.get('content-security-policy')), /^default-src 'none'/);
			assert.equal(received.get('cache-control'), 'no-store');
		}
		await waitsForAnswer(stage, executionId);

		const { status, headers, page } = await answer(url, { answer: 'approve' });
		assert.equal(status, 200);
		assert.match(page, /Thank you/);
		assert.match(String(headers.get('content-type')), /^text\/html/);
		const [{ data, ...rest }] = await results(executionId);
		assert.deepEqual(rest, {});
		assert.equal(data.approved, true);
		assert.ok(Date.parse(data.respondedAt) > 0);
	});

	test(`${node}: a decline`, async () => {
		const asked = await runUntilAsked(
			stage,
			workflow(node, { approvalOptions: APPROVE_OR_DECLINE }),
		);
		await answer(asked.url, { answer: 'decline' });
		const [{ data }] = await results(asked.executionId);
		assert.equal(data.approved, false);
	});

	test(`${node}: free text, after an answer that was empty`, async () => {
		const asked = await runUntilAsked(stage, workflow(node, { responseType: 'freeText' }));
		const { status, page } = await answer(asked.url, { text: ' ' });
		assert.equal(status, 400);
		assert.match(page, /Enter a response/);
		await waitsForAnswer(stage, asked.executionId);
		await answer(asked.url, { text: 'Yes,\nbut <b>later</b>' });
		const [{ data }] = await results(asked.executionId);
		assert.equal(data.text, 'Yes,\nbut <b>later</b>');
	});

	test(`${node}: a second answer changes nothing and gets a page that says so`, async () => {
		const asked = await runUntilAsked(
			stage,
			workflow(node, { approvalOptions: APPROVE_OR_DECLINE }),
		);
		await answer(asked.url, { answer: 'approve' });
		await results(asked.executionId);
		for (const { status, page } of [
			await answer(asked.url, { answer: 'decline' }),
			await openPage(asked.url),
		]) {
			assert.equal(status, 200);
			assert.match(page, /<html/);
			assert.match(page, /no action (is )?(required|needed)/i);
			assert.doesNotMatch(page, /<form|Thank you/);
		}
		const [{ data }] = await results(asked.executionId);
		assert.equal(data.approved, true);
	});

	test(`${node}: a tampered link answers nothing`, async () => {
		const { executionId, url } = await runUntilAsked(stage, workflow(node));
		const tampered = ['question', 'signature'].flatMap((name) => {
			const other = new URL(url);
			const value = String(other.searchParams.get(name));
			other.searchParams.set(
				name,
				value.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
			);
			const without = new URL(url);
			without.searchParams.delete(name);
			return [other.href, without.href];
		});
		for (const link of [...tampered, `${url}&more=1`]) {
			for (const { status, page } of [
				await openPage(link),
				await answer(link, { answer: 'approve' }),
			]) {
				assert.equal(status, 401);
				assert.match(page, /<html/);
				assert.doesNotMatch(page, /Refund|Thank you/);
			}
		}
		await waitsForAnswer(stage, executionId);
	});
}

test('of two answers at the same moment one counts', async () => {
	const asked = await runUntilAsked(
		stage,
		workflow('tpns', { approvalOptions: APPROVE_OR_DECLINE }),
	);
	const answers = await Promise.all(
		['approve', 'decline', 'approve', 'decline'].map(async (given) => ({
			given,
			...(await answer(asked.url, { answer: given })),
		})),
	);
	const thanked = answers.filter(({ page }) => page.includes('Thank you'));
	assert.equal(thanked.length, 1);
	const [{ data }] = await results(asked.executionId);
	assert.equal(data.approved, thanked[0].given === 'approve');
});

test('without an answer the workflow continues with its input at the limit', async () => {
	const maxDateAndTime = new Date(Date.now() + 5_000).toISOString();
	const limitWaitTime = { values: { limitType: 'atSpecifiedTime', maxDateAndTime } };
	const asked = await runUntilAsked(stage, workflow('tpns', { options: { limitWaitTime } }));
	const input: object[] = await results(asked.executionId);
	assert.deepEqual(input, [{ order: 1024 }]);
	const { page } = await answer(asked.url, { answer: 'approve' });
	assert.doesNotMatch(page, /Thank you/);
});

test('in a loop each question has a page of its own', async () => {
	const loop = nodeOf(
		'n8n-nodes-base.splitInBatches',
		'Loop',
		{ batchSize: 1, options: {} },
		{ typeVersion: 3 },
	);
	const orders = codeNode('Orders', 'return [1, 2].map((order) => ({ json: { order } }));');
	const ask = askNode('tpns', { message: '=Refund order {{ $json.order }}?' });
	const { executionId, url: first } = await runUntilAsked(stage, {
		name: 'Loop',
		nodes: [manualTrigger(), orders, loop, ask],
		connections: {
			[START]: { main: [[{ node: 'Orders', type: 'main', index: 0 }]] },
			Orders: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
			Loop: { main: [[], [{ node: ASK, type: 'main', index: 0 }]] },
			[ASK]: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	});
	assert.match((await openPage(first)).page, /Refund order 1\?/);
	await answer(first, { answer: 'approve' });
	await waitsForAnswer(stage, executionId);
	const second = pageUrl(stage);
	assert.notEqual(first, second);

	for (const { status, page } of [
		await openPage(first),
		await answer(first, { answer: 'approve' }),
	]) {
		assert.equal(status, 410);
		assert.match(page, /No response needed/);
	}
	assert.match((await openPage(second)).page, /Refund order 2\?/);
	await answer(second, { answer: 'approve' });
	const { status, data } = await stage.rest.waitForExecution(executionId);
	assert.equal(status, 'success');
	assert.equal(data.resultData.runData[ASK].length, 2);
});
