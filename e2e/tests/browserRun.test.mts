import assert from 'node:assert/strict';
import { after, afterEach, before, test, type TestContext } from 'node:test';

import { openCallbackSender } from '../../emulator/callbacks/sender.mts';
import { EditorPage } from '../editor/browser.mts';
import { NodePanel } from '../editor/nodePanel.mts';
import { signIn } from '../editor/session.mts';
import { CALLBACK_TOKEN } from '../support/credentials.mts';
import { pushEvents } from '../support/events.mts';
import { openStage, type Stage } from '../support/stage.mts';
import { chain, codeNode, manualTrigger, ourNode, START } from '../support/workflows.mts';

const TITLE = 'The spring collection is here';

let stage: Stage;
let editor: EditorPage;

before(async () => {
	stage = await openStage('browser-run', { emulator: { contacts: 3, unknownTokens: 1 } });
	editor = await EditorPage.open();
	await signIn(editor, stage.n8n.url, stage.owner);
});

afterEach((context) => editor.keepFailure(context as TestContext));

after(async () => {
	await editor?.close();
	await stage?.close();
});

test('a push is typed, run by hand, and its outcomes are read in the panel', async () => {
	const contacts = JSON.stringify(stage.emulator.context.contacts.map(({ token }) => ({ token })));
	const push = ourNode(stage, 'tpns', 'Send push', {
		devices: '={{ $json.token }}',
		ignoreInvalidTokens: true,
	});
	const { id } = await stage.rest.createWorkflow(
		chain(
			'By hand',
			manualTrigger(),
			codeNode('Contacts', `return ${contacts}.map((json) => ({ json }));`),
			push,
		),
	);
	const panel = await NodePanel.open(editor, stage.n8n.url, id, push.id);
	await panel.type('title', TITLE);
	await panel.type('content', 'Early access until Sunday.');
	const output = await panel.execute();
	await editor.screenshot('run-by-hand');

	assert.match(output, /3 items/);
	assert.match(output, /3 tokens in 1 request: 2 accepted, 1 invalid/);
	const [request] = stage.emulator.control.requests('/v3/push/app');
	assert.ok(request.accepted);
	const { message, token_list: tokens } = request.body as Record<string, unknown>;
	assert.equal((message as Record<string, unknown>).title, TITLE);
	assert.equal((tokens as string[]).length, 3);
});

test('the list of TPNS pushes is filled from the cloud', async () => {
	const node = ourNode(stage, 'tpns', 'Look up', { resource: 'push', operation: 'get' });
	const { id } = await stage.rest.createWorkflow(chain('TPNS list', manualTrigger(), node));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, node.id);
	const names = await panel.listOf('pushId');
	assert.ok(
		names.some((name) => name.includes(TITLE)),
		`the list has ${names}`,
	);
});

test('the list of scheduled pushes is filled from the cloud', async () => {
	const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
	const create = ourNode(stage, 'tencentPush', 'Create', {
		resource: 'scheduledPush',
		operation: 'create',
		audience: 'all',
		confirmBroadcast: true,
		sendTime: `${nextWeek} 10:00`,
		timeZone: 'UTC',
		title: TITLE,
		content: 'Early access until Sunday.',
	});
	const made = await stage.rest.createWorkflow(chain('Schedule', manualTrigger(), create));
	const execution = await stage.rest.runWorkflow(made.id, START);
	assert.equal(execution.status, 'success', JSON.stringify(execution.data.resultData.error));

	const node = ourNode(stage, 'tencentPush', 'Look up', {
		resource: 'scheduledPush',
		operation: 'get',
	});
	const { id } = await stage.rest.createWorkflow(chain('Chat list', manualTrigger(), node));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, node.id);
	const names = await panel.listOf('scheduledPushId');
	assert.equal(names.length, 1);
	assert.match(names[0], new RegExp(nextWeek));
});

test('the callback trigger shows its URLs and receives a test callback while the editor waits', async () => {
	const path = 'push-events';
	const trigger = ourNode(stage, 'tencentPushTrigger', 'Push events', { path });
	const { id } = await stage.rest.createWorkflow(chain('Callbacks', trigger));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, trigger.id);
	const urls = await panel.webhookUrls();
	await editor.screenshot('trigger-callback');
	assert.deepEqual(urls, {
		test: `${stage.n8n.url}/webhook-test/${path}`,
		production: `${stage.n8n.url}/webhook/${path}`,
	});
	const labels = (await panel.fields()).map(({ label }) => label);
	assert.deepEqual(labels, ['Path', 'Trigger On', 'Return', 'Simplify', 'Filters', 'Options']);

	await panel.listen();
	const { sdkAppId } = stage.emulator.pushService.identity;
	const sender = openCallbackSender({ url: urls.test, sdkAppId, token: CALLBACK_TOKEN });
	const answer = await sender.send({ command: 'Push.AllMemberPush', events: pushEvents(2) });
	await sender.close();
	assert.ok(answer.ok, answer.problem);
	const output = await panel.received();
	await editor.screenshot('trigger-callback-received');
	assert.match(output, /2 items/);
	assert.match(output, /user-0/);
});

test('the TPNS trigger shows how often it looks and gets something to try with', async () => {
	const trigger = ourNode(stage, 'tpnsTrigger', 'Push finished', {
		changes: ['created', 'started', 'finished'],
	});
	const { id } = await stage.rest.createWorkflow(chain('Polling', trigger));
	const panel = await NodePanel.open(editor, stage.n8n.url, id, trigger.id);
	const labels = (await panel.fields()).map(({ label }) => label);
	assert.deepEqual(labels.slice(-4), ['Trigger On', 'Include Report', 'Simplify', 'Filters']);
	assert.ok(labels.includes('Poll Times'), `the panel has ${labels}`);
	const output = await panel.execute();
	await editor.screenshot('trigger-polling');
	assert.match(output, new RegExp(TITLE));
});
