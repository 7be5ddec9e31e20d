import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { itemsOf, type Workflow } from '../n8n/types.mts';
import { type ChatModel, modelCredential, startChatModel } from '../support/chatModel.mts';
import { PACKAGE } from '../support/nodeType.mts';
import { type CredentialReference, openStage, type Stage } from '../support/stage.mts';
import { manualTrigger, nodeOf, START } from '../support/workflows.mts';

const TOKEN = 'token-of-the-agent';

let stage: Stage;
let model: ChatModel;
let openAi: CredentialReference;
let decision: Record<string, unknown> = {};

before(async () => {
	stage = await openStage('agent');
	stage.emulator.tpns.addDevice({ token: TOKEN });
	model = await startChatModel(() => decision);
	openAi = await stage.rest.createCredential(modelCredential(model));
});

after(async () => {
	await model?.close();
	await stage?.close();
});

beforeEach(() => stage.emulator.control.clearRequests());

/** An AI Agent whose only tool is the TPNS node with these parameters. */
function agentWorkflow(typeVersion: number, parameters: Record<string, unknown>): Workflow {
	const agent = nodeOf(
		'@n8n/n8n-nodes-langchain.agent',
		'Agent',
		{ promptType: 'define', text: 'Tell them that the sale has begun', options: {} },
		{ typeVersion },
	);
	const chat = nodeOf(
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		'Model',
		{ model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: openAi } },
	);
	const tool = nodeOf(`${PACKAGE}.tpnsTool`, 'Push', parameters, {
		credentials: { tpnsApi: stage.credentials.tpnsApi },
	});
	return {
		name: 'Agent',
		nodes: [manualTrigger(), agent, chat, tool],
		connections: {
			[START]: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			Push: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

async function run(typeVersion: number, parameters: Record<string, unknown>) {
	const { id } = await stage.rest.createWorkflow(agentWorkflow(typeVersion, parameters));
	const execution = await stage.rest.runWorkflow(id, START);
	const { error, runData } = execution.data.resultData;
	assert.equal(execution.status, 'success', `${error?.message} ${error?.description}`);
	assert.equal(itemsOf(runData, 'Agent')[0]?.json.output, 'Done.');
	return JSON.stringify(runData.Push);
}

const toEverybody = {
	resource: 'push',
	operation: 'sendToAll',
	title: "={{ $fromAI('title', 'Title', 'string') }}",
	content: 'Until Sunday',
	confirmBroadcast: true,
};

// Up to 2 the agent runs its tools itself; from 3 on n8n's engine does.
for (const version of [2.2, 3.1]) {
	test(`agent ${version} sends a push with values of its own`, async () => {
		decision = { token: TOKEN, title: 'The sale has begun' };
		await run(version, {
			resource: 'push',
			operation: 'sendToDevices',
			devices: "={{ $fromAI('token', 'Device token', 'string') }}",
			title: "={{ $fromAI('title', 'Title', 'string') }}",
			content: 'Until Sunday',
		});
		const [{ function: tool }] = model.offered();
		const { properties } = tool.parameters as { properties: object };
		assert.deepEqual(Object.keys(properties).sort(), ['title', 'token']);
		const [{ accepted, body }] = stage.emulator.control.requests('/v3/push/app');
		assert.ok(accepted);
		assert.deepEqual((body as { token_list: string[] }).token_list, [TOKEN]);
		assert.match(model.toolAnswer(), /accepted/);
	});

	test(`agent ${version} gets the fields of a push record that are selected`, async () => {
		decision = {};
		const answer = async (output: Record<string, unknown>) => {
			await run(version, { resource: 'push', operation: 'getAll', ...output });
			return model.toolAnswer().replaceAll('\\', '');
		};
		const simplified = await answer({});
		assert.match(simplified, /"status"/);
		assert.doesNotMatch(simplified, /"pushConfig"/);
		assert.match(await answer({ output: 'raw' }), /"pushConfig"/);
		const selected = await answer({ output: 'selectedFields', fields: ['title'] });
		assert.match(selected, /{"pushId":"\d+","title":"The sale has begun"}/);
		assert.doesNotMatch(selected, /"status"/);
	});

	test(`agent ${version} may not send to everybody unless the node allows it`, async () => {
		decision = { title: 'The sale has begun' };
		const toolRuns = await run(version, toEverybody);
		assert.deepEqual(stage.emulator.control.requests('/v3/push/app'), []);
		assert.match(toolRuns, /Allow AI Agents/);
	});

	test(`agent ${version} sends to everybody when the node allows it`, async () => {
		// TPNS refuses the same push to everybody for an hour.
		decision = { title: `The sale has begun, says agent ${version}` };
		await run(version, { ...toEverybody, allowToolBroadcast: true });
		const [{ accepted, body }] = stage.emulator.control.requests('/v3/push/app');
		assert.ok(accepted);
		assert.equal((body as { audience_type: string }).audience_type, 'all');
	});
}
