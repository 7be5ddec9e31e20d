import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Device } from '../../emulator/devices.mts';
import { viewPhones } from '../../emulator/phones/view.mts';
import { itemsOf, type Workflow } from '../n8n/types.mts';
import { type ChatModel, modelCredential, startChatModel } from '../support/chatModel.mts';
import { PACKAGE } from '../support/nodeType.mts';
import { answer, openPage, runUntilAsked } from '../support/question.mts';
import { type CredentialReference, openStage, type Stage } from '../support/stage.mts';
import { manualTrigger, nodeOf, START } from '../support/workflows.mts';

const MANAGER = 'token-of-the-manager';
const CUSTOMER = 'token-of-the-customer';

let stage: Stage;
let model: ChatModel;
let openAi: CredentialReference;
let customer: Device;

before(async () => {
	stage = await openStage('agentReview');
	stage.emulator.tpns.addDevice({ token: MANAGER, attended: true });
	customer = stage.emulator.tpns.addDevice({ token: CUSTOMER, attended: true });
	model = await startChatModel(() => ({
		toolParameters: { title: 'The sale has begun' },
		hitlParameters: {},
	}));
	openAi = await stage.rest.createCredential(modelCredential(model));
});

after(async () => {
	await model?.close();
	await stage?.close();
});

/** An AI Agent whose only tool, a push to a customer, needs a person's approval by push. */
function workflow(options: Record<string, unknown> = {}): Workflow {
	const credentials = { tpnsApi: stage.credentials.tpnsApi };
	const agent = nodeOf(
		'@n8n/n8n-nodes-langchain.agent',
		'Agent',
		{ promptType: 'define', text: 'Tell the customer that the sale has begun', options: {} },
		{ typeVersion: 3.1 },
	);
	const chat = nodeOf(
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		'Model',
		{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: openAi } },
	);
	const review = nodeOf(
		`${PACKAGE}.tpnsHitlTool`,
		'Review',
		{
			resource: 'push',
			operation: 'sendAndWait',
			devices: MANAGER,
			title: 'Approval',
			message: '=Run {{ $tool.name }} with {{ $tool.parameters.title }}?',
			approvalOptions: { values: { approvalType: 'double' } },
			options,
		},
		{ credentials },
	);
	const tool = nodeOf(
		`${PACKAGE}.tpnsTool`,
		'Push',
		{
			resource: 'push',
			operation: 'sendToDevices',
			devices: CUSTOMER,
			title: "={{ $fromAI('title', 'Title', 'string') }}",
			content: 'Until Sunday',
		},
		{ credentials },
	);
	const to = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });
	return {
		name: 'Agent with review',
		nodes: [manualTrigger(), agent, chat, review, tool],
		connections: {
			[START]: to('Agent', 'main'),
			Model: to('Agent', 'ai_languageModel'),
			Push: to('Review', 'ai_tool'),
			Review: to('Agent', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	};
}

/** The page that the newest notification of the manager's virtual phone opens. */
function pageOnPhone(): string {
	const view = { search: MANAGER, notified: true, limit: 1 };
	const [phone] = viewPhones(stage.emulator.context, view).phones;
	const [{ page }] = phone.notifications;
	assert.ok(page);
	return page;
}

/** Runs until the manager is asked, has the customer's phone empty, and lets somebody answer. */
async function review(decide: (page: string) => Promise<unknown>, options = {}) {
	customer.inbox.length = 0;
	const { executionId, url } = await runUntilAsked(stage, workflow(options));
	stage.emulator.control.advance(10_000);
	const page = pageOnPhone();
	assert.equal(page, url);
	assert.match((await openPage(page)).page, /Run Push with The sale has begun\?/);
	assert.equal(customer.inbox.length, 0);
	await decide(page);
	const execution = await stage.rest.waitForExecution(executionId);
	const { error, runData } = execution.data.resultData;
	assert.equal(execution.status, 'success', error?.message);
	assert.equal(itemsOf(runData, 'Agent')[0]?.json.output, 'Done.');
	stage.emulator.control.advance(10_000);
	return customer.inbox.map(({ title }) => title);
}

test('a tap and Approve run the tool', async () => {
	const arrived = await review(async (page) => await answer(page, { answer: 'approve' }));
	assert.deepEqual(arrived, ['The sale has begun']);
	assert.match(model.toolAnswer(), /accepted/);
});

test('Decline does not run the tool, and the agent is told', async () => {
	const arrived = await review(async (page) => await answer(page, { answer: 'decline' }));
	assert.deepEqual(arrived, []);
	assert.match(model.toolAnswer(), /rejected/);
});

test('without an answer the tool is not run, and the agent goes on at the limit', async () => {
	const maxDateAndTime = new Date(Date.now() + 15_000).toISOString();
	const limitWaitTime = { values: { limitType: 'atSpecifiedTime', maxDateAndTime } };
	const arrived = await review(async () => await Promise.resolve(), { limitWaitTime });
	assert.deepEqual(arrived, []);
	assert.match(model.toolAnswer(), /rejected/);
});
